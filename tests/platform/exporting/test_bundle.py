"""A bundle holds what was sealed, proves itself, and is gone on with after an interruption."""

import base64
import subprocess
import tarfile
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import orjson
import pytest
from appending import append_of

from concord.eventstore import Append, Disclosure
from concord.eventstore.composing import Metadata, compose
from concord.exporting.bundle import export
from concord.exporting.errors import ExportError
from concord.exporting.ledger import Ledger
from concord.verifying import VerifierKey, open_receipt
from concord.verifying.sources.bundle import Bundle
from concord.verifying.verification import verify


async def verified(path):
    with Bundle(path) as bundle:
        held = await bundle.held()
        found = await verify(bundle, [VerifierKey.parse(key) for key in held.keys])
    assert found.faults == []
    return found


@pytest.mark.parametrize("counts", [(1,), (256,), (300, 300, 100)])
async def test_everything_that_is_sealed_is_in_it(ledger_of, store, tenant, tmp_path, counts):
    ledger = await ledger_of(*counts)
    await store.append(append_of(tenant))  # nobody has sealed it yet

    await export(ledger, tmp_path / "x.tar")

    found = await verified(tmp_path / "x.tar")
    assert (found.held.tenant, found.held.first, found.held.last) == (tenant.code, 1, sum(counts))
    assert found.checkpoints == len({(sum(counts[: n + 1]) - 1) // 256 for n in range(len(counts))})


@pytest.mark.parametrize("size", [1, 300])
async def test_receipts_of_its_first_and_last_entry_are_in_it(ledger_of, tmp_path, size):
    await export(await ledger_of(size), tmp_path / "x.tar")

    with Bundle(tmp_path / "x.tar") as bundle:
        keys = [VerifierKey.parse(key) for key in (await bundle.held()).keys]
        entries = [entry async for some in bundle.entries(1, size) for entry in some]
        for position in (1, size):
            receipt = open_receipt(bundle.demand(f"proofs/{position}.tlog-proof"), keys)
            assert receipt.position == position
            receipt.proves(entries[position - 1])


async def test_it_is_an_ordinary_archive_that_other_programs_open(ledger_of, tmp_path):
    await export(await ledger_of(300), tmp_path / "x.tar")

    names = subprocess.check_output(["tar", "tf", tmp_path / "x.tar"], text=True).split()  # noqa: ASYNC221
    assert names[:3] == ["manifest.json", "checkpoint", "keys"]
    assert {
        "tile/0/000",
        "tile/0/001.p/44",
        "tile/1/000.p/1",
        "tile/entries/000",
        "tile/entries/001.p/44",
    } < {*names}
    assert len(names) == len(set(names))


@pytest.fixture
async def by_days(store, simulated_tenant, auditor, seal):
    """One entry an hour from 1 January 2026 on, in a tenant that brings its own time."""
    for hour in range(700):
        at = datetime(2025, 12, 31, 16, tzinfo=UTC) + timedelta(hours=hour)
        await store.append(append_of(simulated_tenant, recorded_at=at))
    await seal()
    return Ledger(auditor, simulated_tenant)


async def test_a_period_holds_what_was_recorded_in_it_and_no_other_entry(by_days, tmp_path):
    since = datetime.fromisoformat("2026-01-05T00:00:00+08:00")

    done = await export(by_days, tmp_path / "x.tar", since, since + timedelta(days=20))

    assert (done.contents.first, done.contents.last) == (97, 576)
    found = await verified(tmp_path / "x.tar")
    assert (found.first_recorded_at, found.last_recorded_at) == (
        "2026-01-04T16:00:00.000000Z",
        "2026-01-24T15:00:00.000000Z",
    )
    with tarfile.open(tmp_path / "x.tar") as tar:
        entries = b"".join(tar.extractfile(m).read() for m in tar if "entries" in m.name)
    assert entries.count(b'"position":') == 480


async def test_a_period_in_which_nothing_was_recorded_is_said(by_days, tmp_path):
    since = datetime.fromisoformat("2030-01-05T00:00:00+08:00")
    with pytest.raises(ExportError, match="in this period"):
        await export(by_days, tmp_path / "x.tar", since)


async def test_before_the_first_checkpoint_there_is_nothing_to_export(auditor, store, tenant, tmp_path):
    await store.append(append_of(tenant))
    with pytest.raises(ExportError, match="concord seal"):
        await export(Ledger(auditor, tenant), tmp_path / "x.tar")


async def test_a_file_that_is_there_is_not_written_over(ledger_of, tmp_path):
    (tmp_path / "x.tar").write_text("mine")
    with pytest.raises(ExportError, match="is there already"):
        await export(await ledger_of(1), tmp_path / "x.tar")
    assert (tmp_path / "x.tar").read_text() == "mine"


class Died(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("stops", [1, 2, 3])
@pytest.mark.parametrize("torn", [0, 1, 300, 700])
async def test_interrupted_it_goes_on_with_the_checkpoint_it_began_with(
    ledger_of, store, tenant, seal, tmp_path, stops, torn
):
    ledger, path = await ledger_of(700), tmp_path / "x.tar"
    await export(ledger, tmp_path / "whole.tar")

    def dies(done, total):
        nonlocal stops
        stops -= 1
        if not stops:
            raise Died

    with pytest.raises(Died):
        await export(ledger, path, progress=dies)
    assert not path.exists()
    unfinished = tmp_path / "x.tar.partial"
    content = unfinished.read_bytes()
    unfinished.write_bytes(content[: len(content) - torn])
    await store.append(append_of(tenant))
    await seal()

    done = await export(ledger, path)

    assert (done.resumed, done.contents.size) == (True, 700)
    await verified(path)
    assert not unfinished.exists()
    assert members(path).keys() == members(tmp_path / "whole.tar").keys()
    assert {k: v for k, v in members(path).items() if k not in ("manifest.json", "keys")} == {
        k: v for k, v in members(tmp_path / "whole.tar").items() if k not in ("manifest.json", "keys")
    }


def members(path):
    with tarfile.open(path) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}


async def test_an_unfinished_bundle_of_another_tenant_is_not_gone_on_with(
    ledger_of, auditor, simulated_tenant, store, seal, tmp_path
):
    (tmp_path / "x.tar.partial").write_bytes(b"")
    await export(await ledger_of(3), tmp_path / "x.tar")
    (tmp_path / "x.tar").rename(tmp_path / "y.tar.partial")
    await store.append(append_of(simulated_tenant))
    await seal()
    with pytest.raises(ExportError, match="another"):
        await export(Ledger(auditor, simulated_tenant), tmp_path / "y.tar")


async def test_disclosures_that_are_alive_travel_encrypted(store, tenant, auditor, seal, tmp_path):
    kept, erased = "k" * 43, "e" * 43
    metadata = Metadata(
        tenant=tenant.code,
        actor="system:test",
        organization=None,
        role="system",
        command=uuid4(),
        correlation=uuid4(),
        causation=None,
        occurred_on=date(2026, 1, 1),
    )
    said = {"minutes": {"_sd": [kept]}, "people": [{"_sd": [erased], "subject": str(uuid4())}]}
    event = compose(metadata, stream=uuid4(), version=1, name="tests.Said", schema=1, data=said)
    append = Append(
        tenant=tenant.id,
        command=metadata.command,
        digest=b"",
        events=(event,),
        disclosures=(Disclosure(kept, tenant.id, b"cipher"),),
    )
    await store.append(append)
    await seal()

    await export(Ledger(auditor, tenant), tmp_path / "x.tar")

    lines = members(tmp_path / "x.tar")["disclosures/000000000000.jsonl"].splitlines()
    assert [orjson.loads(line) for line in lines] == [
        {"digest": kept, "key_id": str(tenant.id), "ciphertext": base64.b64encode(b"cipher").decode()}
    ]
    await verified(tmp_path / "x.tar")
