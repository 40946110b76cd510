"""Deadlines are a read model; one that passes leads to a command once, and looking back leads to none."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from annotating import CLOSING, DEADLINES, DUE
from notebook import CloseNotebook, OpenNotebook
from waiting import until

from concord.identity import Role, Viewer
from concord.projecting import rebuild
from concord.tenancy import reading

EVE = datetime(DUE.year, DUE.month, DUE.day, 8, tzinfo=UTC)


@pytest.fixture
def clerk(simulated_tenant):
    return Viewer(tenant=simulated_tenant, subject="clerk", role=Role.SECRETARY)


async def fired(pool, tenant):
    async with reading(pool, tenant.id) as connection:
        return await connection.fetch(
            "select * from reaction where tenant_id = $1 and policy = $2", tenant.id, CLOSING.name
        )


async def closed(store, tenant):
    entries = await store.read(tenant.id, 0)
    return [e.data["reason"] for e in entries if e.type == "notebooks.NotebookClosed"]


async def level(pool, tenant, position):
    async with reading(pool, tenant.id) as connection:
        return position == await connection.fetchval(
            "select position from progress where tenant_id = $1 and name = 'readmodels'", tenant.id
        )


async def test_it_fires_the_day_after_and_once(pool, store, notebooks, clerk, reacting):
    tenant = clerk.tenant
    async with reacting(processes=2):
        opened = await notebooks.execute(clerk, OpenNotebook(title="限期"), now=EVE)
        await until(lambda: level(pool, tenant, opened.position))
        await asyncio.sleep(0.6)
        assert await fired(pool, tenant) == []
        await notebooks.execute(clerk, OpenNotebook(title="次日"), now=EVE + timedelta(days=1))
        await until(lambda: _closed_once(store, tenant))
        await notebooks.execute(clerk, OpenNotebook(title="再后"), now=EVE + timedelta(days=9))
        await asyncio.sleep(0.6)
    assert await closed(store, tenant) == ["03-11"]
    assert [(row["position"], row["state"]) for row in await fired(pool, tenant)] == [(1, "DONE")]


async def _settled(store, tenant):
    """What other policies of the fixture make of the same entries is over."""
    head = await store.head(tenant.id)
    await asyncio.sleep(0.6)
    return head == await store.head(tenant.id)


async def _closed_once(store, tenant):
    return len(await closed(store, tenant)) == 1


async def test_what_was_done_in_time_is_not_fired(pool, store, notebooks, clerk, reacting):
    tenant = clerk.tenant
    book = (await notebooks.execute(clerk, OpenNotebook(title="限期"), now=EVE)).stream
    await notebooks.execute(clerk, CloseNotebook(notebook=book, text="按时"), now=EVE)
    async with reacting():
        last = await notebooks.execute(clerk, OpenNotebook(title="次日"), now=EVE + timedelta(days=1))
        await until(lambda: level(pool, tenant, last.position))
        await asyncio.sleep(0.6)
    assert await fired(pool, tenant) == []
    assert await closed(store, tenant) == ["按时"]


async def test_a_rebuild_fires_nothing_again(pool, store, notebooks, clerk, reacting):
    tenant = clerk.tenant
    await notebooks.execute(clerk, OpenNotebook(title="限期"), now=EVE)
    async with reacting():
        await notebooks.execute(clerk, OpenNotebook(title="次日"), now=EVE + timedelta(days=1))
        await until(lambda: _closed_once(store, tenant))
        await until(lambda: _settled(store, tenant))
        before = [tuple(row) for row in await fired(pool, tenant)]
        head = await store.head(tenant.id)
        await until(lambda: level(pool, tenant, head))
        await rebuild(pool, DEADLINES, tenant.id)
        await asyncio.sleep(0.6)
        assert [tuple(row) for row in await fired(pool, tenant)] == before
        assert await store.head(tenant.id) == head
