"""While a tenant is suspended nothing of it leaves and no policy acts; then all goes on where it stood."""

import asyncpg
import nats
import pytest
from appending import append_of
from streaming import all_published, equal, published, publishing
from waiting import until

from concord.lifecycle import StateChange, change_state
from concord.publishing.serving import Publication
from concord.publishing.stream import ensure_stream
from concord.subscribers import Change, Registration, Subscribers
from concord.subscribers.statement import sql
from concord.subscribers.webhooks.delivering import LEASE
from concord.tenancy import TenantState, writing

SUSPEND, RESUME = StateChange(TenantState.SUSPENDED), StateChange(TenantState.ACTIVE)


@pytest.fixture
async def worker(database):
    async with asyncpg.create_pool(database.projector, min_size=0, max_size=2) as pool:
        yield pool


async def test_nothing_is_published_until_it_is_resumed(
    database, nats_url, owner_pool, worker, store, tenant, simulated_tenant
):
    for which in (tenant, simulated_tenant):
        for _ in range(3):
            await store.append(append_of(which))
    await change_state(owner_pool, store, tenant.code, SUSPEND)
    async with publishing(database.projector, nats_url):
        await until(lambda: all_published(worker, store, [simulated_tenant]))
        assert await published(worker, tenant) == 0
        await change_state(owner_pool, store, tenant.code, RESUME)
        await until(lambda: all_published(worker, store, [tenant]))
    await equal(nats_url, store, [tenant])


async def test_what_a_tenant_appended_last_before_it_was_suspended_waits(
    database, nats_url, owner_pool, worker, store, tenant
):
    await store.append(append_of(tenant))
    client = await nats.connect(nats_url)
    await ensure_stream(client)
    publication = Publication(worker, client, await worker.fetchval("select clock_timestamp()"))
    assert await publication.serve(tenant.id)
    await store.append(append_of(tenant))
    await change_state(owner_pool, store, tenant.code, SUSPEND)
    assert not await publication.serve(tenant.id)
    assert await published(worker, tenant) == 1
    await change_state(owner_pool, store, tenant.code, RESUME)
    assert not await publication.serve(tenant.id)
    assert await published(worker, tenant) == await store.head(tenant.id)
    await client.close()


async def test_of_a_closed_tenant_everything_is_published(
    database, nats_url, owner_pool, worker, store, tenant
):
    await store.append(append_of(tenant))
    await change_state(owner_pool, store, tenant.code, StateChange(TenantState.CLOSED))
    async with publishing(database.projector, nats_url):
        await until(lambda: all_published(worker, store, [tenant]))
    await equal(nats_url, store, [tenant])


async def test_no_policy_finds_work_in_it(owner_pool, worker, store, tenant):
    await worker.execute(
        "select concord.register_policies($1)", '[{"name": "test-policy", "events": ["tests.Happened"]}]'
    )
    await store.append(append_of(tenant))

    async def is_behind() -> bool:
        rows = await worker.fetch("select tenant_id from concord.policies_behind($1, 1000)", ["test-policy"])
        return tenant.id in [row["tenant_id"] for row in rows]

    assert await is_behind()
    await change_state(owner_pool, store, tenant.code, SUSPEND)
    assert not await is_behind()
    await change_state(owner_pool, store, tenant.code, RESUME)
    assert await is_behind()


async def test_no_webhook_is_sent_to(database, owner_pool, worker, store, tenant):
    async with asyncpg.create_pool(database.app, min_size=0, max_size=2) as app:
        asked = Registration(name="board", url="https://board.example.org/")
        change = Change(tenant=tenant.id, actor="a", command=tenant.id)
        await Subscribers(app, ["tests.Happened"]).register(change, asked, b"sealed")
    await store.append(append_of(tenant))

    async def is_due() -> bool:
        everybody = await worker.fetch("select tenant_id from concord.webhooks_due(1000)")
        woken = await worker.fetch("select tenant_id from concord.webhooks_due_of($1, 1000)", [tenant.id])
        assert bool(woken) == (tenant.id in [row["tenant_id"] for row in everybody])
        return bool(woken)

    async def is_leased() -> bool:
        async with writing(worker, tenant.id) as connection:
            return await connection.fetchrow(sql("lease_webhook"), tenant.id, "board", LEASE) is not None

    assert await is_due()
    await change_state(owner_pool, store, tenant.code, SUSPEND)
    assert not await is_due()
    assert not await is_leased()
    await change_state(owner_pool, store, tenant.code, RESUME)
    assert await is_due()
    assert await is_leased()
