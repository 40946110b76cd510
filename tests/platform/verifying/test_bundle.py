"""A bundle alone proves a ledger; every attack on it is noticed, and the first wrong position is named."""

import io
import re
import tarfile

import pytest
from bundling import ORIGIN, entry, framed, ledger, path
from noting import Signer, tree_hash

from concord.verifying import VerifierKey, Wrong
from concord.verifying.faults import Fault
from concord.verifying.sources.bundle import Bundle
from concord.verifying.verification import verify

KEYS = [VerifierKey.parse(Signer(ORIGIN).verifier_key)]


async def check(made, tmp_path, kept=(), keys=KEYS):
    with Bundle(made.write(tmp_path / "bundle.tar")) as bundle:
        return await verify(bundle, keys, kept)


async def faults(made, tmp_path, kept=()):
    found = (await check(made, tmp_path, kept)).faults
    return [(wrong.fault, wrong.position) for wrong in found]


async def refusal(made, tmp_path, keys=KEYS):
    with pytest.raises(Wrong) as wrong:
        await check(made, tmp_path, keys=keys)
    return wrong.value.fault


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 700, 1024])
async def test_a_ledger_as_it_was_signed_holds(tmp_path, size):
    made = ledger(size)
    for earlier in sorted({1, size // 2, size // 256 * 256, size} - {0}):
        made.earlier(earlier)

    found = await check(made, tmp_path)

    assert found.faults == []
    assert (found.checkpoint.size, found.held.last) == (size, size)
    assert found.checkpoints == sum(name.startswith("checkpoints/") for name in made.members) > 0
    assert found.tiles == sum(name.startswith("tile/") and "entries" not in name for name in made.members)


@pytest.mark.parametrize(
    ("first", "last"), [(1, 300), (100, 300), (257, 512), (300, 310), (600, 700), (513, 700)]
)
async def test_the_bundle_of_a_period_holds(tmp_path, first, last):
    made = ledger(700, first=first, last=last)
    made.earlier(256)
    made.earlier(512)

    found = await check(made, tmp_path)

    assert found.faults == []
    assert (found.held.first, found.held.last, found.checkpoints) == (first, last, 2)


@pytest.mark.parametrize("position", [1, 2, 256, 257, 511, 600, 700])
async def test_an_edited_entry_is_named(tmp_path, position):
    made = ledger(700).replace(position, entry(position, data={"text": "改"}))

    assert (await faults(made, tmp_path))[0] == (Fault.LEAF_DIFFERS, position)


@pytest.mark.parametrize("position", [101, 257, 300])
async def test_an_edited_entry_of_a_period_is_named(tmp_path, position):
    made = ledger(700, first=100, last=310).replace(position, entry(position, data={"text": "改"}))

    assert (await faults(made, tmp_path))[0] == (Fault.LEAF_DIFFERS, position)


async def test_an_edit_with_all_hashes_recomputed_is_found_between_two_checkpoints(tmp_path):
    made = ledger(1000)
    for size in (250, 500, 750):  # in a tile of its own each
        made.earlier(size)
    made.replace(600, entry(600, data={"text": "改"}))
    made.tiles(made.entries)

    (wrong,) = (await check(made, tmp_path)).faults

    assert (wrong.fault, wrong.position) == (Fault.ROOT_DIFFERS, 501)
    assert "from 501 to 750" in wrong.said("en")


@pytest.mark.parametrize(("level", "index", "position"), [(0, 1, 300), (0, 2, 556), (1, 0, 257)])
async def test_an_edited_tile_is_named_though_the_entries_are_right(tmp_path, level, index, position):
    made = ledger(700)
    (name,) = [n for n in made.members if n.startswith(path(level, index))]
    at = 32 * (1 if level else 43)
    made.members[name] = made.members[name][:at] + b"\x00" * 32 + made.members[name][at + 32 :]

    assert await faults(made, tmp_path) == [(Fault.TILE_DIFFERS, position)]


async def test_swapped_positions_are_named(tmp_path):
    made = ledger(700)
    one, other = made.entries[299], made.entries[300]
    made.replace(300, other).replace(301, one)

    assert (await faults(made, tmp_path))[0] == (Fault.OUT_OF_PLACE, 300)


async def test_entries_that_are_not_canonical_are_named_though_they_were_signed(tmp_path):
    """What an operator's own sealer signed is checked as well."""
    decomposed, latin = entry(3, data={"text": "cafe\u0301"}), entry(3).replace("件".encode(), b"\xe9")
    respelt = entry(3).replace(b":1,", b":1.0,", 1)
    for spoilt in (b"{}", respelt, decomposed, latin, entry(3) + b" ", entry(3, tenant="other")):
        made = ledger(5).replace(3, spoilt)
        made.tiles(made.entries)
        made.members["checkpoint"] = made.signer.checkpoint(5, tree_hash(made.entries))
        (found,) = await faults(made, tmp_path)
        assert found[1] == 3
        assert found[0] in (Fault.ENTRY_MALFORMED, Fault.ENTRY_NOT_CANONICAL, Fault.TENANT_DIFFERS)


async def test_a_recording_time_that_goes_back_is_named(tmp_path):
    made = ledger(5).replace(3, entry(3, recorded_at="2025-01-01T00:00:00.000000Z"))
    assert (Fault.TIME_DECREASES, 3) in await faults(made, tmp_path)


async def test_the_last_leaf_doubled_is_another_ledger(tmp_path):
    made = ledger(3)
    made.members["manifest.json"] = (
        made.members["manifest.json"].replace(b'"size": 3', b'"size": 4').replace(b'"last": 3', b'"last": 4')
    )
    made.members[path("entries", 0, 4)] = framed([*made.entries, made.entries[2]])
    assert (Fault.MISSING, None) in await faults(made, tmp_path)


async def test_a_ledger_that_was_cut_off_does_not_continue_a_checkpoint_that_was_kept(tmp_path):
    kept = ledger(700).signer.checkpoint(700, tree_hash(ledger(700).entries))

    assert await faults(ledger(600), tmp_path, [kept]) == [(Fault.CONSISTENCY_WRONG, 601)]


async def test_a_split_view_is_seen_by_whoever_kept_another_checkpoint(tmp_path):
    other = ledger(300).replace(200, entry(200, data={"text": "另一种说法"}))
    kept = [other.earlier(size) for size in (100, 250)]

    found = await faults(ledger(700), tmp_path, kept)

    assert found == [(Fault.CONSISTENCY_WRONG, 101)]


async def test_without_a_signature_nothing_is_believed(tmp_path):
    made = ledger(5)
    assert await refusal(made, tmp_path, [VerifierKey.parse(Signer(ORIGIN, bytes(32)).verifier_key)]) is (
        Fault.NOT_SIGNED
    )
    made.members["checkpoint"] = made.members["checkpoint"].replace(b"\n5\n", b"\n6\n")
    assert await refusal(made, tmp_path) is Fault.BAD_SIGNATURE
    del made.members["checkpoint"]
    assert await refusal(made, tmp_path) is Fault.MISSING


async def test_a_checkpoint_of_another_tenant_proves_nothing(tmp_path):
    other = Signer("ledger.example.org/ledgers/yangdu")
    made = ledger(5, signer=other)
    keys = [VerifierKey.parse(other.verifier_key)]

    found = (await check(made, tmp_path, keys=keys)).faults

    assert found[0].fault is Fault.ORIGIN_DIFFERS


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"index 299", b"index 298", Fault.INCLUSION_WRONG),
        (b"\n300\n", b"\n301\n", Fault.BAD_SIGNATURE),
        (b"tlog-proof@v1", b"tlog-proof@v2", Fault.RECEIPT_MALFORMED),
    ],
)
async def test_a_receipt_that_was_changed_is_named(tmp_path, old, new, fault):
    made = ledger(300)
    assert old in made.members["proofs/300.tlog-proof"]
    made.members["proofs/300.tlog-proof"] = made.members["proofs/300.tlog-proof"].replace(old, new, 1)
    assert [one.fault for one in (await check(made, tmp_path)).faults] == [fault]


@pytest.mark.parametrize("name", ["tile/entries/001", "manifest.json", "keys"])
async def test_a_member_that_is_missing_is_named(tmp_path, name):
    made = ledger(700)
    del made.members[name]
    try:
        found = (await check(made, tmp_path)).faults[0]
    except Wrong as wrong:
        found = wrong
    assert found.fault is (Fault.NOT_A_BUNDLE if name == "manifest.json" else Fault.MISSING)
    assert name in found.said("en")


async def test_a_member_that_is_there_twice_is_refused(tmp_path):
    """One program would take the first, another the last."""
    file = ledger(5).write(tmp_path / "bundle.tar")
    with tarfile.open(file, "a") as tar:
        info = tarfile.TarInfo("checkpoint")
        info.size = 1
        tar.addfile(info, io.BytesIO(b"x"))
    with pytest.raises(Wrong):
        Bundle(file)


def fault_of(file):
    with pytest.raises(Wrong) as wrong:
        Bundle(file)
    assert str(file) in wrong.value.said("en")
    assert str(file) in wrong.value.said("zh")
    told = wrong.value.said("zh").replace(str(file), "").replace("manifest.json", "").replace("tar", "")
    assert not re.search("[a-z]{3}", told), told
    return wrong.value.fault


@pytest.mark.parametrize(
    "content", [b"", b"x", b"not a bundle" * 100, bytes(2048), b"PK\x03\x04" + bytes(600)]
)
def test_a_file_that_is_no_bundle_is_said(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    assert fault_of(tmp_path / "file") is Fault.NOT_A_BUNDLE


def test_an_archive_of_something_else_is_no_bundle(tmp_path):
    made = ledger(3)
    made.members = {"letter.txt": b"hello"}
    assert fault_of(made.write(tmp_path / "file")) is Fault.NOT_A_BUNDLE


@pytest.mark.parametrize("kept", [700, 2_000, 150_000, -512, -1_024, -9_000])
def test_a_bundle_that_was_cut_off_is_said(tmp_path, kept):
    """Anywhere: within a member, between two, or just ahead of the end."""
    file = ledger(700).write(tmp_path / "bundle.tar")
    whole = file.read_bytes().rstrip(b"\0")
    whole += bytes(-len(whole) % 512 + 1024)
    file.write_bytes(whole)
    Bundle(file).__exit__()
    file.write_bytes(whole[:kept])
    assert fault_of(file) is Fault.CUT_OFF


@pytest.mark.parametrize("boundary", range(1, 12))
def test_a_bundle_that_was_cut_off_between_two_members_is_said(tmp_path, boundary):
    file = ledger(700).write(tmp_path / "bundle.tar")
    with tarfile.open(file) as tar:
        at = tar.getmembers()[boundary].offset
    file.write_bytes(file.read_bytes()[:at])
    assert fault_of(file) is Fault.CUT_OFF
