"""Snapshots: a cache that makes long streams quick to load, never evidence."""

from uuid import uuid4

import asyncpg
import pytest
from appending import append_of
from msgspec import structs
from notebook import NOTEBOOKS, OpenNotebook, TakeNote

from concord.commanding import Commander
from concord.identity import Role, Viewer

EVENTS = 10_000


@pytest.fixture
def notebooks(store, keys) -> Commander:
    return Commander(store, keys, [NOTEBOOKS])


@pytest.fixture
async def long_book(notebooks, store, tenant):
    """A notebook of 10,000 events, the last of them by command so that a snapshot stands at the end."""
    clerk = Viewer(tenant=tenant, subject=str(uuid4()), role=Role.SECRETARY)
    book = (await notebooks.execute(clerk, OpenNotebook(title="长"))).stream
    for version in range(2, EVENTS - 10, 500):
        size = min(500, EVENTS - 10 - version)
        append = append_of(tenant, stream=book, version=version, events=size)
        events = tuple(_note(event) for event in append.events)
        await store.append(structs.replace(append, events=events))
    for n in range(EVENTS - 10, EVENTS + 6):
        await notebooks.execute(clerk, TakeNote(notebook=book, text=str(n)))
    return book


def _note(event):
    data = f'"data":{{"number":{event.version - 1},"text":{{"_sd":["x"]}}}}'.encode()
    before = event.before.replace(b'"data":{"text":""}', data)
    after = event.after.replace(b"tests.Happened", b"notebooks.NoteTaken")
    return structs.replace(event, before=before, after=after, type="notebooks.NoteTaken")


class Counting(asyncpg.Connection):
    queries = 0

    async def _do_execute(self, *arguments, **keywords):
        Counting.queries += 1
        return await super()._do_execute(*arguments, **keywords)


async def test_ten_thousand_events_load_from_snapshot_and_tail_in_one_round_trip(
    notebooks, store, keys, tenant, long_book, database
):
    async with asyncpg.create_pool(database.app, min_size=1, connection_class=Counting) as pool:
        from concord.eventstore.store import EventStore

        counted = Commander(EventStore(pool, None), keys, [NOTEBOOKS])
        await counted.load(tenant.id, "notebooks.Notebook", long_book)
        Counting.queries = 0
        found = await counted.load(tenant.id, "notebooks.Notebook", long_book)

    assert Counting.queries == 1
    assert (found.version, found.notes) == (EVENTS + 5, EVENTS + 4)
    shape = notebooks._shapes[type(found)].name
    (stored,) = await store.load(tenant.id, [(long_book, shape)])
    assert len(stored) == 5


async def test_an_older_snapshot_does_not_replace_a_newer_one(store, tenant):
    stream = uuid4()
    await store.save_snapshot(tenant.id, stream, "shape", 100, b"newer")
    await store.save_snapshot(tenant.id, stream, "shape", 50, b"older")
    (stored,) = await store.load(tenant.id, [(stream, "shape")])
    assert stored.snapshot == (100, b"newer")


async def test_deleting_all_snapshots_changes_no_answer(notebooks, store, tenant, long_book, owner_pool):
    with_snapshot = await notebooks.load(tenant.id, "notebooks.Notebook", long_book)
    async with store.pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.tenant = '{tenant.id}'")
        assert (
            await connection.execute("delete from concord.snapshot where tenant_id = $1", tenant.id)
            != "DELETE 0"
        )

    without = await notebooks.load(tenant.id, "notebooks.Notebook", long_book)

    assert (without.version, without.notes, without.closed, without.modified_on) == (
        with_snapshot.version,
        with_snapshot.notes,
        with_snapshot.closed,
        with_snapshot.modified_on,
    )
