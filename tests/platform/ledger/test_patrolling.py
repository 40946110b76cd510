"""A running sealer reads what it sealed long ago again: it finds a changed entry or tile itself."""

from uuid import UUID

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sealing import checkpoints, fill, sealed, sealer

from concord.ledger import alarms, patrolling
from concord.ledger.checkpoints import TreeHead
from concord.ledger.merkle import leaf_hash
from concord.ledger.patrolling import LAP, MOST, Patrol, Place
from concord.ledger.tree import Tree

SIZE = 600
EDIT = (
    "update event set entry = convert_to(replace(convert_from(entry, 'UTF8'), '留痕', '改过'), 'UTF8')"
    " where tenant_id = $1 and position = $2"
)


@pytest.fixture
def dsn(database) -> str:
    return database.dsn("concord_sealer")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Of the one sealer of this module's database."""
    return tmp_path_factory.mktemp("sealer")


@pytest.fixture
async def ledger(dsn, store, tenant, folder):
    await fill(store, tenant, SIZE)
    assert str(tenant.id) not in await sealed(dsn, folder)
    return tenant


@pytest.fixture
async def unguarded(database):
    """A superuser with triggers disabled: nothing in the database stops him."""
    connection = await asyncpg.connect(
        database.superuser,
        server_settings={"search_path": "concord", "session_replication_role": "replica"},
    )
    yield connection
    await connection.close()


@pytest.fixture
def at_once(monkeypatch):
    everything_is_due(monkeypatch)


def everything_is_due(monkeypatch):
    """At each round."""
    monkeypatch.setattr(patrolling, "LAP", 1e-6)
    monkeypatch.setattr(patrolling, "MOST", 10_000)
    monkeypatch.setattr(alarms, "AGAIN", 0.0)


async def changed(connection, tenant, position):
    await connection.execute(EDIT, tenant.id, position)


async def changed_with_its_tile(connection, tenant, position):
    await changed(connection, tenant, position)
    rows = await connection.fetch("select entry from event where tenant_id = $1 order by position", tenant.id)
    for tile in Tree().grow(leaf_hash(row["entry"]) for row in rows):
        await connection.execute(
            "update tile set hashes = $4, root = $5 where tenant_id = $1 and level = $2 and index = $3",
            *(tenant.id, tile.level, tile.index, tile.hashes, tile.root),
        )


async def other_hash(connection, tenant, position):
    await connection.execute(
        "update tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1)"
        " where tenant_id = $1 and index = $2 / 256",
        *(tenant.id, position),
    )


async def other_root(connection, tenant, position):
    await connection.execute(
        "update tile set root = set_byte(root, 4, get_byte(root, 4) # 1)"
        " where tenant_id = $1 and index = $2 / 256",
        *(tenant.id, position),
    )


async def no_tile(connection, tenant, position):
    await connection.execute(
        "delete from tile where tenant_id = $1 and index = $2 / 256", tenant.id, position
    )


async def no_entry(connection, tenant, position):
    await connection.execute("delete from event where tenant_id = $1 and position = $2", tenant.id, position)


ATTACKS = [
    (changed, 77, "changed", 77, "the entry at position 77 was changed"),
    (changed, 300, "changed", 300, "the entry at position 300 was changed"),
    (changed, 590, "changed", 590, "the entry at position 590 was changed"),  # no full tile covers it
    (changed_with_its_tile, 300, "changed", 257, "entries from position 257 to 512 are not those"),
    (other_hash, 77, "tile", 1, "over the entries from position 1 to 256 is not the one"),
    (other_root, 300, "tile", 257, "over the entries from position 257 to 512 is not the one"),
    (no_tile, 77, "tile", 1, "over the entries from position 1 to 256 is incomplete"),
    (no_entry, 80, "gap", 80, "no entry at position 80"),
]


@pytest.mark.parametrize(("attack", "position", "reason", "named", "said"), ATTACKS)
async def test_what_a_superuser_changed_long_after_it_was_sealed_is_found_by_the_sealer_itself(
    dsn, folder, ledger, unguarded, at_once, attack, position, reason, named, said
):
    async with sealer(dsn, folder) as running:
        await running.begin()
        await running.round()
        assert ledger.id not in running.alarms
        await attack(unguarded, ledger, position)
        await running.round()

        found = running.alarms.found[ledger.id]
        assert (found.reason, found.position) == (reason, named)
        assert said in str(found)
        assert await running.alarms.unready() is not None


async def test_nothing_is_signed_over_it_until_it_is_put_back(
    dsn, folder, store, ledger, owner_pool, unguarded, at_once
):
    where = "tenant_id = $1 and position = 77"
    before = await unguarded.fetchval(f"select entry from event where {where}", ledger.id)
    await changed(unguarded, ledger, 77)
    async with sealer(dsn, folder) as running:
        await running.begin()
        await running.round()
        await fill(store, ledger, 10)
        for _ in range(3):
            await running.round()
            assert "position 77 was changed" in str(running.alarms.found[ledger.id])
    again = await sealed(dsn, folder)  # another process, which knows of it from the database
    assert "position 77 was changed" in again[str(ledger.id)]
    assert [one.head.size for one in await checkpoints(owner_pool, ledger)] == [SIZE]

    await unguarded.execute(f"update event set entry = $2 where {where}", ledger.id, before)

    assert str(ledger.id) not in await sealed(dsn, folder)
    assert [one.head.size for one in await checkpoints(owner_pool, ledger)] == [SIZE, SIZE + 10]


LONG = 256 * 256 + 700
"""A full tile at level 1, and its neighbour."""


async def test_a_long_ledger_is_held_together_by_the_tiles_above(dsn, folder, tenant, unguarded, monkeypatch):
    await unguarded.execute(
        "insert into event select $1, n, gen_random_uuid(), 1, 'tests.Happened',"
        " convert_to('留痕' || n, 'UTF8') from generate_series(1, $2::bigint) as n",
        *(tenant.id, LONG),
    )
    await unguarded.execute("update head set position = $2 where tenant_id = $1", tenant.id, LONG)
    assert str(tenant.id) not in await sealed(dsn, folder)
    everything_is_due(monkeypatch)
    async with sealer(dsn, folder) as running:
        await running.begin()
        await running.round()
        assert tenant.id not in running.alarms

        await unguarded.execute(
            "update tile set hashes = overlay(hashes placing $2 from 33) where tenant_id = $1 and level = 1",
            *(tenant.id, bytes(32)),
        )
        await running.round()
        found = running.alarms.found[tenant.id]
        assert found.reason == "tile"
        assert "from position 1 to 65536 is not the one" in str(found)


@given(
    sizes=st.lists(st.integers(0, 40_000), min_size=1, max_size=8),
    seconds=st.sampled_from([0.1, 1.0, 3.0]),
)
@settings(max_examples=40, deadline=None)
def test_in_each_round_every_tile_comes_once_and_never_too_many_together(sizes, seconds):
    heads = {UUID(int=n): TreeHead(1, "x", size, b"") for n, size in enumerate(sizes)}
    wanted = {Place(t, n) for t, head in heads.items() for n in range(-(-head.size // 256))}
    patrol, seen = Patrol(), []
    while len(seen) < len(wanted):
        some = patrol.due(heads, seconds)
        assert 1 <= len(some) <= MOST
        seen += some
    assert set(seen[: len(wanted)]) == wanted


def test_a_lap_is_short_enough():
    """At one look a second, for as many entries as it is said to suffice for."""
    tiles = 1_400_000_000 // 256
    heads = {UUID(int=1): TreeHead(1, "x", tiles * 256, b"")}

    assert len(Patrol().due(heads, 1.0)) >= tiles / LAP
