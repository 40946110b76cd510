"""A key has a successor, and vouches for it while both sign."""

from datetime import timedelta

import pytest
from sealing import NAME, checkpoints, fill, sealed

from concord.ledger import keys
from concord.ledger.errors import FolderError
from concord.ledger.notes import is_signed
from concord.ledger.proving import prove_inclusion
from concord.tenancy import reading
from concord.verifying import Fault, VerifierKey, Wrong
from concord.verifying.checkpoint import open_checkpoint
from concord.verifying.receipt import open_receipt
from concord.verifying.sources import database as source
from concord.verifying.verification import verify


@pytest.fixture
def dsn(database) -> str:
    return database.dsn("concord_sealer")


async def test_in_the_overlap_both_sign_and_then_the_new_one_alone(dsn, store, tenant, owner_pool, tmp_path):
    folder = tmp_path / "keys"
    await fill(store, tenant, 3)
    await sealed(dsn, tmp_path)
    (old,) = keys.read(folder).known
    ring = keys.rotate(folder, timedelta(days=30), NAME)
    new = ring.known[0]
    await fill(store, tenant, 3)
    assert str(tenant.id) not in await sealed(dsn, tmp_path)
    (folder / "ed25519-0001.until").write_text("2020-01-01T00:00:00+00:00")
    await fill(store, tenant, 3)
    assert str(tenant.id) not in await sealed(dsn, tmp_path)

    found = await checkpoints(owner_pool, tenant)

    signed = [tuple(is_signed(one.note, one.head.origin, key) for key in (old, new)) for one in found]
    assert signed == [(True, False), (True, True), (False, True)]


def retired(folder, number):
    """A key whose overlap is over."""
    (folder / "keys" / f"ed25519-{number:04}.until").write_text("2020-01-01T00:00:00+00:00")


async def test_an_auditor_who_knows_the_first_key_follows_it_to_the_third(
    database, dsn, store, tenant, tmp_path
):
    for number in (1, 2):
        await fill(store, tenant, 3)
        await sealed(dsn, tmp_path)
        keys.rotate(tmp_path / "keys", timedelta(days=30), NAME)
        retired(tmp_path, number)
    await fill(store, tenant, 3)
    await sealed(dsn, tmp_path)
    first = VerifierKey.of(f"{NAME}/ledgers/{tenant.code}", keys.read(tmp_path / "keys").known[-1])

    async with source.opened(database.auditor, tenant.code) as opened:
        found = await verify(opened, [first])

    assert found.faults == []
    assert [one.old for one in found.succeeded] == [first, found.succeeded[0].new]
    assert found.checkpoint.signers == (found.succeeded[1].new,)
    assert found.checkpoint.size == 9


async def test_a_receipt_proves_to_who_knows_the_first_key_alone(dsn, store, tenant, owner_pool, tmp_path):
    await fill(store, tenant, 3)
    await sealed(dsn, tmp_path)
    first = VerifierKey.of(f"{NAME}/ledgers/{tenant.code}", keys.read(tmp_path / "keys").known[0])
    keys.rotate(tmp_path / "keys", timedelta(days=30), NAME)
    retired(tmp_path, 1)
    await fill(store, tenant, 3)
    await sealed(dsn, tmp_path)

    async with reading(owner_pool, tenant.id) as connection:
        proof = await prove_inclusion(connection, tenant.id, 2, None)

    assert proof.receipt is not None
    open_receipt(proof.receipt.encode(), [first]).proves(proof.entry)
    with pytest.raises(Wrong) as refused:
        open_receipt(proof._replace(successions=[]).receipt.encode(), [first])
    assert refused.value.fault is Fault.NOT_SIGNED


async def test_a_key_rotated_before_there_were_notes_vouches_at_the_next_rotation(
    database, dsn, store, tenant, tmp_path
):
    folder = tmp_path / "keys"
    await fill(store, tenant, 3)
    await sealed(dsn, tmp_path)
    keys.rotate(folder, timedelta(days=30), NAME)
    (folder / "ed25519-0002.succession").unlink()
    retired(tmp_path, 1)
    await fill(store, tenant, 3)
    await sealed(dsn, tmp_path)

    keys.rotate(folder, timedelta(days=30), NAME, ["ed25519-0001.pem"])
    retired(tmp_path, 2)
    await fill(store, tenant, 3)
    await sealed(dsn, tmp_path)
    third, _, first = (
        VerifierKey.of(f"{NAME}/ledgers/{tenant.code}", public) for public in keys.read(folder).known
    )

    async with source.opened(database.auditor, tenant.code) as opened:
        found = await verify(opened, [first])
    assert (found.faults, found.succeeded) == ([], [(first, third)])


@pytest.mark.parametrize(
    ("names", "days", "why"),
    [
        (["ed25519-0001.pem"], 0, "nobody vouches"),
        (["ed25519-0009.pem"], 30, "ed25519-0009.pem is no key"),
        (["ed25519-0002.pem"], 30, "ed25519-0002.pem is no key"),  # it signs: it vouches anyhow
    ],
)
def test_only_a_retired_key_is_named_to_vouch_and_not_where_the_last_one_is_compromised(
    tmp_path, names, days, why
):
    folder = tmp_path / "keys"
    keys.create(folder)
    keys.rotate(folder, timedelta(days=30), NAME)
    retired(tmp_path, 1)
    with pytest.raises(FolderError, match=why):
        keys.rotate(folder, timedelta(days=days), NAME, names)
    assert len(keys.read(folder).keys) == 2


async def test_a_key_that_is_compromised_vouches_for_nothing(database, dsn, store, tenant, tmp_path):
    await fill(store, tenant, 3)
    await sealed(dsn, tmp_path)
    first = VerifierKey.of(f"{NAME}/ledgers/{tenant.code}", keys.read(tmp_path / "keys").known[0])
    keys.rotate(tmp_path / "keys", timedelta(0), NAME)
    await fill(store, tenant, 3)
    await sealed(dsn, tmp_path)

    async with source.opened(database.auditor, tenant.code) as opened:
        with pytest.raises(Wrong) as refused:
            await verify(opened, [first])
    assert refused.value.fault is Fault.NOT_SIGNED


async def test_a_ledger_that_slept_through_the_overlap_goes_on(dsn, store, tenant, owner_pool, tmp_path):
    await fill(store, tenant, 3)
    await sealed(dsn, tmp_path)
    keys.rotate(tmp_path / "keys", timedelta(0), NAME)
    await fill(store, tenant, 3)

    assert str(tenant.id) not in await sealed(dsn, tmp_path)
    assert [one.head.size for one in await checkpoints(owner_pool, tenant)] == [3, 6]


async def test_rotating_and_listing_as_an_operator_does(dsn, store, tenant, owner_pool, concord, tmp_path):
    await fill(store, tenant, 1)
    await sealed(dsn, tmp_path)

    rotated = await concord("ledger", "key", "rotate", "--overlap", 7)
    listed = await concord("ledger", "key", "list")
    given = await concord("ledger", "key", "list", "--verifier-keys")

    assert "ed25519-0002.pem signs once" in rotated.stdout, rotated.stderr
    assert [line.split()[:2] for line in listed.stdout.splitlines()[1:]] == [
        ["ed25519-0002.pem", "signs"],
        ["ed25519-0001.pem", "signs"],
    ]
    (checkpoint,) = await checkpoints(owner_pool, tenant)
    trusted = [VerifierKey.parse(line) for line in given.stdout.split()]
    assert open_checkpoint(checkpoint.note.encode(), trusted).size == 1
    assert len(trusted) == 2


def test_keys_are_their_owners_alone_and_are_not_made_twice(tmp_path):
    ring = keys.read_or_create(tmp_path, is_new=True)

    assert keys.read_or_create(tmp_path, is_new=True).known == ring.known
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}


def test_a_key_is_made_beside_others_also_where_an_older_one_was_put_away(tmp_path):
    for _ in range(3):
        keys.create(tmp_path)
    (tmp_path / "ed25519-0001.pem").unlink()
    keys.create(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir())[-1] == "ed25519-0004.pem"


def test_a_lost_or_damaged_key_ends_the_sealer_with_a_sentence(tmp_path):
    with pytest.raises(FolderError, match="restore it from its backup"):
        keys.read_or_create(tmp_path, is_new=False)
    with pytest.raises(FolderError, match="to rotate"):
        keys.rotate(tmp_path, timedelta(0), NAME)
    (tmp_path / "ed25519-0001.pem").write_text("x")
    with pytest.raises(FolderError, match="cannot be read"):
        keys.read(tmp_path)
