"""Disks that fill up, servers that hang, clocks that jump: the stream equals the ledger afterwards."""

import asyncio
import shutil
import signal
import subprocess
from contextlib import suppress

import pytest
from streaming import all_published, equal, in_stream, publishing
from tallying import count_up
from waiting import until

from concord.embedded import nats as embedded
from concord.publishing import stream
from concord.tenancy import writing


def fill(disk):
    """Leaves no byte of it."""
    with (disk / "filler").open("wb") as file, suppress(OSError):
        while True:
            file.write(bytes(65_536))


def make_room(disk):
    (disk / "filler").unlink(missing_ok=True)
    subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)


A_FEW, MANY = 5, 50
"""Events of an append: they leave one by one, or in batches."""


@pytest.mark.parametrize(("appended", "events"), [(6_000, MANY), (60, A_FEW)])
async def test_a_full_disk_stops_publication_and_nothing_else(
    database, pool, store, tenant, small_disk, appended, events
):
    """Given a NATS whose disk fills up, commands go on; with room again, and NATS started anew, publication
    catches up."""
    await count_up(store, tenant, 200)
    async with (
        embedded.running(small_disk / "nats") as broker,
        publishing(database.projector, broker.url),
    ):
        await until(lambda: all_published(pool, store, [tenant]))
        fill(small_disk)
        await count_up(store, tenant, appended, events=events)
        await asyncio.sleep(1)
        assert await in_stream(broker.url, [tenant]) < await store.head(tenant.id)
        make_room(small_disk)
    async with (
        embedded.running(small_disk / "nats") as broker,
        publishing(database.projector, broker.url),
    ):
        await until(lambda: all_published(pool, store, [tenant]), seconds=120)
        await equal(broker.url, store, [tenant])


@pytest.mark.parametrize(("appended", "events"), [(1_500, MANY), (14, A_FEW)])
async def test_a_server_that_hangs_and_comes_back_has_every_event_once(
    database, pool, store, tenant, broker, monkeypatch, appended, events
):
    """A disk that takes its time looks like this: messages are stored, and their answers come too late."""
    monkeypatch.setattr(stream, "TIMEOUT", 1.0)
    async with publishing(database.projector, broker.url):
        for _ in range(3):
            await count_up(store, tenant, appended, events=events)
            await asyncio.sleep(0.1)
            broker.process.send_signal(signal.SIGSTOP)
            await asyncio.sleep(0.5)
            broker.process.send_signal(signal.SIGCONT)
        broker.process.send_signal(signal.SIGSTOP)
        await count_up(store, tenant, appended, events=events)
        await asyncio.sleep(1.5)  # longer than the publisher waits for an answer
        broker.process.send_signal(signal.SIGCONT)
        await until(lambda: all_published(pool, store, [tenant]), seconds=120)
        await equal(broker.url, store, [tenant])


@pytest.mark.parametrize("events", [A_FEW, MANY])
async def test_a_clock_that_was_put_back_hides_no_stream_that_was_lost(
    database, pool, store, tenants, tmp_path, events
):
    """Given checkpoints of an hour to come, when the stream comes back empty, then it is made again, also of
    tenants in which nothing happens any more."""
    broker = await embedded.start(tmp_path / "nats")
    async with publishing(database.projector, broker.url):
        await asyncio.gather(*(count_up(store, t, events - 1) for t in tenants))
        await until(lambda: all_published(pool, store, tenants))
    broker.stop()
    for tenant in tenants:
        async with writing(pool, tenant.id) as connection:
            await connection.execute(
                "update progress set served_at = now() + interval '1 hour' where tenant_id = $1", tenant.id
            )
    shutil.rmtree(tmp_path / "nats" / "jetstream")
    async with embedded.running(tmp_path / "nats") as again, publishing(database.projector, again.url):

        async def made_again():
            return await in_stream(again.url, tenants) == 2 * events

        await until(made_again)
        await equal(again.url, store, tenants)
