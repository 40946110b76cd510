"""Faults between two messages of a group that leaves one by one (decision 36)."""

import asyncio
import shutil
import signal

import pytest
from streaming import (
    all_published,
    complete,
    equal,
    in_stream,
    publications,
    published,
    publisher_process,
    publishing,
    then,
)
from subscribing import connected
from tallying import count_up
from waiting import until

from concord.embedded import nats as embedded
from concord.embedded import postgres
from concord.projecting.outage import Away
from concord.publishing import envelope, stream, subjects_of
from concord.publishing.envelope import position_of
from concord.publishing.stream import publish

GROUP = 5
"""Events of one append, so that they leave together."""


async def append_group(store, tenant):
    await count_up(store, tenant, GROUP - 1)


@pytest.fixture
def after_message(monkeypatch, tenant):
    """Has something happen once so many messages of the tenant are stored from now on."""
    store = stream._store
    return lambda number, happens: monkeypatch.setattr(
        stream, "_store", then(happens, store, tenant.code, number)
    )


@pytest.mark.parametrize("number", [1, 3, GROUP])
async def test_an_answer_that_is_lost(pool, store, tenant, broker, after_message, number):
    async def lost():
        raise Away("NATS: no answer")

    await append_group(store, tenant)
    async with publications(pool, broker.url, 1) as (publisher,):
        assert await publisher.serve(tenant.id)
        await append_group(store, tenant)
        after_message(number, lost)
        with pytest.raises(Away):
            await publisher.serve(tenant.id)
        assert await in_stream(broker.url, [tenant]) == GROUP + number
        while await publisher.serve(tenant.id):
            pass
        assert await published(pool, tenant) == 2 * GROUP
    await equal(broker.url, store, [tenant])


@pytest.mark.parametrize("number", [1, 4])
async def test_another_publisher_stores_the_next_one(pool, store, tenant, broker, after_message, number):
    """One that read the same entries, and does not know of the lock any more."""
    await append_group(store, tenant)
    async with publications(pool, broker.url, 1) as (one,), connected(broker.url) as other:
        assert await one.serve(tenant.id)
        await append_group(store, tenant)
        following = [envelope(entry) for entry in await store.read(tenant.id, GROUP + number)]

        async def stored_by_another():
            await publish(other, following[:1], subjects_of(tenant.code), GROUP + number)

        after_message(number, stored_by_another)
        while await one.serve(tenant.id):
            pass
        assert await published(pool, tenant) == 2 * GROUP
    await equal(broker.url, store, [tenant])


async def test_a_publisher_whose_lock_is_gone_finds_another_at_the_same_group(
    database, pool, store, tenant, broker, after_message
):
    await append_group(store, tenant)
    async with publications(pool, broker.url, 2) as (one, other):
        assert await one.serve(tenant.id)
        await append_group(store, tenant)

        async def lose_the_lock():
            async with postgres.connection(database.superuser) as connection:
                assert await connection.fetch(
                    "select pg_terminate_backend(pid) from pg_locks join pg_database d on d.oid = database"
                    " where locktype = 'advisory' and datname = current_database()"
                )
            while await other.serve(tenant.id):
                pass
            assert await published(pool, tenant) == 2 * GROUP

        after_message(2, lose_the_lock)
        while await one.serve(tenant.id):
            pass
    await equal(broker.url, store, [tenant])


@pytest.mark.parametrize("number", [2, GROUP + 2], ids=["of the first group", "of the next"])
async def test_a_publisher_is_killed(database, pool, store, tenant, broker, number):
    await append_group(store, tenant)
    process = await publisher_process(database.projector, broker.url, f"{tenant.code}:{number}")
    if number > GROUP:
        await until(lambda: all_published(pool, store, [tenant]))
        await append_group(store, tenant)
    assert await process.wait() == -signal.SIGKILL
    assert await in_stream(broker.url, [tenant]) == number
    async with publishing(database.projector, broker.url, processes=2):
        await until(lambda: all_published(pool, store, [tenant]))
    await equal(broker.url, store, [tenant])


async def taken(url, tenant, count):
    """Positions of what a durable consumer takes next, each acknowledged for certain."""
    async with connected(url) as client:
        events = await client.jetstream().pull_subscribe(
            subjects_of(tenant.code), durable="board", stream="EVENTS"
        )
        found = []
        while len(found) < count:
            for message in await events.fetch(count - len(found), timeout=10):
                await message.ack_sync()
                found.append(position_of(message.data))
        return found


@pytest.mark.parametrize("empty", [False, True], ids=["with what it had", "empty"])
async def test_nats_is_killed_and_comes_back(
    database, pool, store, tenant, tenants, tmp_path, after_message, empty
):
    broker = await embedded.start(tmp_path / "nats")
    died = asyncio.Event()

    async def die():
        broker.process.kill()
        broker.process.wait()
        broker.lock.close()
        died.set()

    async with publishing(database.projector, broker.url, processes=2):
        for one in tenants:
            await append_group(store, one)
        await until(lambda: all_published(pool, store, tenants))
        before = await taken(broker.url, tenant, 3)
        after_message(2, die)
        for one in tenants:
            await append_group(store, one)
        await died.wait()
        if empty:
            shutil.rmtree(tmp_path / "nats" / "jetstream")
        async with embedded.running(tmp_path / "nats", port=broker.port):
            await until(lambda: all_published(pool, store, tenants))
            await until(lambda: complete(broker.url, tenants, 2 * GROUP * len(tenants)))
            await equal(broker.url, store, tenants)
            if not empty:  # else the consumer is made again as well: tests/platform/subscribers
                before += await taken(broker.url, tenant, 2 * GROUP - 3)
                assert before == list(range(1, 2 * GROUP + 1))
