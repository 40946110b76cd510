"""Publishers at work, and whether the stream equals the ledger."""

import asyncio
import sys
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import rfc8785
from nats.js.errors import APIError
from subscribing import connected, events

from concord.publishing import run_publisher, serving, subjects_of
from concord.publishing.stream import ensure_stream
from concord.tenancy import reading


@asynccontextmanager
async def publishing(dsn, url, processes=1):
    stop = asyncio.Event()
    tasks = [asyncio.create_task(run_publisher(dsn, url, stop)) for _ in range(processes)]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)


@asynccontextmanager
async def publications(pool, url, count):
    """Publishers without their loops, all begun at the same moment."""
    async with AsyncExitStack() as stack:
        clients = [await stack.enter_async_context(connected(url)) for _ in range(count)]
        await ensure_stream(clients[0])
        since = datetime.now(UTC)
        yield [serving.Publication(pool, client, since) for client in clients]


async def publisher_process(dsn, url, stops="-"):
    """A publisher to be killed, or that kills itself (publishing_process)."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "publishing_process", dsn, url, str(stops)), cwd=Path(__file__).parent
    )


def then(happens, store, tenant, number):
    """`stream._store`, but something happens once so many messages of a tenant (its code) are stored, before
    who sent the last one knows it."""
    left = [number]

    async def stored(client, message, headers):
        sequence = await store(client, message, headers)
        left[0] -= message.subject.startswith(subjects_of(tenant)[:-1])
        if left[0] == 0:
            left[0] = -1
            await happens()
        return sequence

    return stored


async def published(pool, tenant):
    """The publisher's checkpoint."""
    async with reading(pool, tenant.id) as connection:
        position = await connection.fetchval(
            "select position from progress where tenant_id = $1 and name = 'publisher'", tenant.id
        )
    return position or 0


async def all_published(pool, store, tenants):
    return all([await published(pool, t) == await store.head(t.id) for t in tenants])


async def in_stream(url, tenants):
    """Number of messages of these tenants, 0 while there is no stream."""
    try:
        async with connected(url) as client:
            info = await client.jetstream().stream_info("EVENTS", subjects_filter="evt.v1.>")
    except APIError:
        return 0
    counts = info.state.subjects or {}
    codes = {t.code for t in tenants}
    return sum(n for subject, n in counts.items() if subject.split(".")[2] in codes)


async def complete(url, tenants, messages):
    return await in_stream(url, tenants) == messages


async def equal(url, store, tenants):
    """Per tenant the stream is the ledger: every entry once, in order, byte for byte."""
    for tenant in tenants:
        entries = await store.read(tenant.id, 0, 100_000)
        found = await events(url, tenant)
        assert [e["id"] for e in found] == [f"{tenant.code}:{n}" for n in range(1, len(entries) + 1)]
        assert [rfc8785.dumps(e["data"]) for e in found] == [entry.raw for entry in entries]
