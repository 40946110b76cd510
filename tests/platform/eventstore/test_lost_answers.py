"""An answer that never arrives: the append is stored once, and its caller hears of it."""

import asyncio
import tempfile
from pathlib import Path
from urllib.parse import quote

import pytest
from appending import append_of
from lossy import lossy

from concord.eventstore.store import EventStore


@pytest.fixture
async def shaky(servers, database):
    """A store behind a proxy that can lose an answer."""
    with tempfile.TemporaryDirectory(prefix="lossy-", dir="/tmp") as folder:
        async with lossy(servers.postgres.socket, Path(folder) / "s") as proxy:
            dsn = f"postgresql://concord_app@/{database.name}?host={quote(folder)}/s"
            store = await EventStore.open(dsn)
            yield store, proxy
            await store.close()


async def test_a_lone_commit_whose_answer_is_lost_is_not_appended_twice(shaky, store, tenant):
    through, proxy = shaky
    await through.append(append_of(tenant))
    await asyncio.sleep(0.1)  # the wake-up has been sent: the next answer is the append's
    proxy.armed = True

    appended = await through.append(append_of(tenant, events=2))

    assert proxy.lost == 1
    assert (appended.position, appended.replayed) == (3, False)
    assert [e.position for e in await store.read(tenant.id, 0)] == [1, 2, 3]


async def test_a_group_whose_answer_is_lost_is_not_appended_twice(shaky, store, tenant, simulated_tenant):
    through, proxy = shaky
    appends = [append_of(t) for t in (tenant, simulated_tenant) for _ in range(20)]
    await through.append(append_of(tenant))
    first = asyncio.create_task(through.append(appends[0]))
    await asyncio.sleep(0)
    proxy.armed = True

    answers = await asyncio.gather(first, *(through.append(a) for a in appends[1:]))

    assert proxy.lost == 1
    assert await store.head(tenant.id) == 21
    assert await store.head(simulated_tenant.id) == 20
    for append, answer in zip(appends, answers, strict=True):
        (entry,) = await store.read(append.tenant, answer.position - 1, 1)
        assert entry.members["command"] == str(append.command)
