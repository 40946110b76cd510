"""A database is verified from its rows alone; what a superuser changed with triggers disabled is named."""

import hashlib
from contextlib import asynccontextmanager

import asyncpg
import pytest
from sealing import fill, sealed

from concord.verifying import Fault, VerifierKey, Wrong
from concord.verifying.sources import database as source
from concord.verifying.verification import verify


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Of the one sealer of the module's database."""
    return tmp_path_factory.mktemp("sealer")


@pytest.fixture
async def ledger(database, store, tenant, folder):
    """Given 700 entries, sealed in three steps."""
    for count in (300, 300, 100):
        await fill(store, tenant, count)
        assert str(tenant.id) not in await sealed(database.dsn("concord_sealer"), folder)


async def check(database, tenant):
    async with source.opened(database.auditor, tenant.code) as opened:
        keys = [VerifierKey.parse(key) for key in (await opened.held()).keys]
        return await verify(opened, keys)


async def first_fault(database, tenant):
    wrong = (await check(database, tenant)).faults[0]
    return wrong.fault, wrong.position


@asynccontextmanager
async def unguarded(database):
    """A superuser to whom no trigger and no policy applies."""
    connection = await asyncpg.connect(database.superuser)
    try:
        await connection.execute("set session_replication_role = replica")
        yield connection
    finally:
        await connection.close()


EDIT = (
    "update concord.event"
    " set entry = convert_to(replace(convert_from(entry, 'UTF8'), '留痕', '改过'), 'UTF8')"
    " where tenant_id = $1 and position = $2 returning entry"
)


async def test_a_ledger_as_it_was_sealed_holds(database, ledger, tenant):
    found = await check(database, tenant)

    assert found.faults == []
    assert (found.held.last, found.tiles, found.checkpoints) == (700, 2, 2)


@pytest.mark.parametrize("position", [1, 300, 512])
async def test_an_edited_entry_is_named(database, ledger, tenant, position):
    async with unguarded(database) as superuser:
        assert await superuser.fetchval(EDIT, tenant.id, position)

    assert await first_fault(database, tenant) == (Fault.LEAF_DIFFERS, position)


async def test_an_edited_entry_that_no_full_tile_covers_is_found_between_two_checkpoints(
    database, ledger, tenant
):
    async with unguarded(database) as superuser:
        await superuser.fetchval(EDIT, tenant.id, 650)

    (wrong,) = (await check(database, tenant)).faults
    assert (wrong.fault, wrong.position) == (Fault.ROOT_DIFFERS, 601)


async def test_an_edit_with_recomputed_hashes_is_found_by_what_was_signed(database, ledger, tenant):
    async with unguarded(database) as superuser:
        await superuser.fetchval(EDIT, tenant.id, 2)
        rows = await superuser.fetch(
            "select entry from concord.event where tenant_id = $1 and position <= 256 order by position",
            tenant.id,
        )
        hashes = b"".join(hashlib.sha256(b"\x00" + row["entry"]).digest() for row in rows)
        await superuser.execute(
            "update concord.tile set hashes = $2 where tenant_id = $1 and level = 0 and index = 0",
            tenant.id,
            hashes,
        )

    (wrong,) = (await check(database, tenant)).faults
    assert (wrong.fault, wrong.position) == (Fault.ROOT_DIFFERS, 1)
    assert "from 1 to 300" in wrong.said("en")


async def test_an_edited_tile_is_named_though_the_entries_are_right(database, ledger, tenant):
    async with unguarded(database) as superuser:
        await superuser.execute(
            "update concord.tile set hashes = overlay(hashes placing '\\x00'::bytea from 33)"
            " where tenant_id = $1 and level = 0 and index = 1",
            tenant.id,
        )

    assert await first_fault(database, tenant) == (Fault.TILE_DIFFERS, 258)


@pytest.mark.parametrize("last", [5, 600, 699])
async def test_a_ledger_that_was_cut_off_is_named_at_the_cut(database, ledger, tenant, last):
    async with unguarded(database) as superuser:
        await superuser.execute(
            "delete from concord.event where tenant_id = $1 and position > $2", tenant.id, last
        )

    assert await first_fault(database, tenant) == (Fault.MISSING, last + 1)


async def test_a_rollback_of_everything_is_seen_by_who_kept_a_checkpoint(database, ledger, tenant):
    async with source.opened(database.auditor, tenant.code) as opened:
        kept = (await opened.held()).checkpoint
    async with unguarded(database) as superuser:
        await superuser.execute(
            "delete from concord.event where tenant_id = $1 and position > 600", tenant.id
        )
        await superuser.execute(
            "delete from concord.checkpoint where tenant_id = $1 and size > 600", tenant.id
        )

    assert (await check(database, tenant)).faults == []
    async with source.opened(database.auditor, tenant.code) as opened:
        keys = [VerifierKey.parse(key) for key in (await opened.held()).keys]
        (wrong,) = (await verify(opened, keys, [kept])).faults
    assert (wrong.fault, wrong.position) == (Fault.CONSISTENCY_WRONG, 601)


async def test_swapped_positions_are_named(database, ledger, tenant):
    async with unguarded(database) as superuser:
        for old, new in ((40, 1000), (41, 40), (1000, 41)):
            await superuser.execute(
                "update concord.event set position = $3 where tenant_id = $1 and position = $2",
                tenant.id,
                old,
                new,
            )

    assert await first_fault(database, tenant) == (Fault.OUT_OF_PLACE, 40)


async def test_a_checkpoint_that_nobody_signed_is_refused(database, ledger, tenant):
    async with unguarded(database) as superuser:
        await superuser.execute(
            "update concord.checkpoint set note = replace(note, E'\n700\n', E'\n699\n') where tenant_id = $1",
            tenant.id,
        )

    with pytest.raises(Wrong) as wrong:
        await check(database, tenant)
    assert wrong.value.fault is Fault.BAD_SIGNATURE


async def test_a_tenant_that_does_not_exist_or_was_never_sealed_is_said(database, tenant):
    for code, what in ((tenant.code, "concord seal"), ("nobody", "nobody")):
        with pytest.raises(Wrong, match=what) as wrong:
            async with source.opened(database.auditor, code) as opened:
                await opened.held()
        assert wrong.value.fault is Fault.MISSING
