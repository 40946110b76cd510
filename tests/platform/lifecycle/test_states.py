"""Suspended, resumed, closed: decided under the head's lock, with an entry of the ledger."""

import asyncio
import time
from uuid import uuid4

import asyncpg
import pytest
from appending import append_of

from concord.commanding import Refusal
from concord.eventstore import EventStore
from concord.eventstore.errors import TenantClosed, TenantSuspended
from concord.lifecycle import LifecycleRefusal, StateChange, change_state
from concord.lifecycle.events import TENANT_CLOSED, TENANT_RESUMED, TENANT_SUSPENDED
from concord.tenancy import SuspensionReason, Tenant, Tenants, TenantState

SUSPEND = StateChange(TenantState.SUSPENDED, reason=SuspensionReason.SECURITY)
RESUME = StateChange(TenantState.ACTIVE)
CLOSE = StateChange(TenantState.CLOSED)


async def test_a_suspended_ledger_takes_nothing_until_it_is_resumed(store, owner_pool, tenant):
    await store.append(append_of(tenant))
    suspended, position = await change_state(owner_pool, store, tenant.code, SUSPEND)
    assert (suspended.state, suspended.reason, position) == (TenantState.SUSPENDED, "SECURITY", 2)
    with pytest.raises(TenantSuspended):
        await store.append(append_of(tenant))
    assert await store.head(tenant.id) == 2

    resumed, _ = await change_state(owner_pool, store, tenant.code, RESUME)
    assert (resumed.state, resumed.reason) == (TenantState.ACTIVE, "")
    await store.append(append_of(tenant))
    types = [entry.type for entry in await store.read(tenant.id, 0)]
    assert types[1:3] == [TENANT_SUSPENDED, TENANT_RESUMED]


async def test_a_closed_ledger_is_read_only_for_ever(store, owner_pool, tenant, simulated_tenant):
    change = StateChange(TenantState.CLOSED, successor=simulated_tenant.code)
    closed, _ = await change_state(owner_pool, store, tenant.code, change)
    assert (closed.state, closed.successor) == (TenantState.CLOSED, simulated_tenant.code)
    (last,) = await store.read(tenant.id, 0)
    assert (last.type, last.data) == (TENANT_CLOSED, {"successor": simulated_tenant.code})

    with pytest.raises(TenantClosed):
        await store.append(append_of(tenant))
    for change in (RESUME, SUSPEND, CLOSE):
        with pytest.raises(Refusal) as refused:
            await change_state(owner_pool, store, tenant.code, change)
        assert refused.value.code is LifecycleRefusal.CLOSED_FOR_EVER
    assert await store.head(tenant.id) == 1


async def test_the_code_of_a_closed_tenant_is_not_given_again(store, owner_pool, tenant):
    await change_state(owner_pool, store, tenant.code, CLOSE)
    again = await Tenants(owner_pool).create(code=tenant.code, name="另一个")
    assert (again.id, again.name, again.state) == (tenant.id, tenant.name, TenantState.CLOSED)


async def test_the_same_change_is_made_once(store, owner_pool, tenant):
    _, first = await change_state(owner_pool, store, tenant.code, SUSPEND)
    _, second = await change_state(owner_pool, store, tenant.code, SUSPEND)
    assert (first, second) == (1, None)
    assert await store.head(tenant.id) == 1


async def test_of_many_who_suspend_at_once_one_does(store, owner_pool, tenant):
    attempts = (change_state(owner_pool, store, tenant.code, SUSPEND) for _ in range(8))
    outcomes = await asyncio.gather(*attempts, return_exceptions=True)
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    done = [one for one in outcomes if not isinstance(one, BaseException)]
    assert {one.code for one in refused} <= {LifecycleRefusal.CHANGED_MEANWHILE}
    assert [position for _, position in done if position] == [1]
    assert len(refused) + len(done) == 8
    assert await store.head(tenant.id) == 1


@pytest.mark.parametrize("change", [SUSPEND, CLOSE], ids=["suspended", "closed"])
async def test_what_is_under_way_is_before_it_or_refused(store: EventStore, owner_pool, tenant, change):
    """Commands in flight, alone and in groups: whoever was acknowledged stands before the change."""
    taken: list[int] = []
    busy = asyncio.Event()

    async def clerk() -> None:
        while True:
            try:
                taken.append((await store.append(append_of(tenant))).position)
            except (TenantSuspended, TenantClosed):
                return
            if len(taken) > 50:
                busy.set()

    clerks = [asyncio.create_task(clerk()) for _ in range(12)]
    await busy.wait()
    _, position = await change_state(owner_pool, store, tenant.code, change)
    await asyncio.gather(*clerks)
    assert position is not None
    assert sorted(taken) == list(range(1, position))
    assert await store.head(tenant.id) == position


async def test_a_group_with_a_suspended_tenant_still_stores_the_others(
    store, owner_pool, tenant, simulated_tenant
):
    await change_state(owner_pool, store, tenant.code, SUSPEND)
    appends = [append_of(which) for _ in range(10) for which in (tenant, simulated_tenant)]
    outcomes = await asyncio.gather(*map(store.append, appends), return_exceptions=True)
    assert [type(one) for one in outcomes[::2]] == [TenantSuspended] * 10
    assert sorted(one.position for one in outcomes[1::2]) == list(range(1, 11))


@pytest.mark.parametrize("state", ["SUSPENDED", "CLOSED"])
async def test_the_database_itself_refuses(database, owner_pool, store, tenant, state):
    await change_state(owner_pool, store, tenant.code, StateChange(TenantState(state)))
    for role in ("concord_app", "concord_projector"):
        connection = await asyncpg.connect(database.dsn(role))
        try:
            await connection.execute(f"set app.tenant = '{tenant.id}'")
            for attempt in (
                "update concord.head set state = 'ACTIVE'",
                "update concord.standing set reason = ''",
                "select concord.change_state($1, 'ACTIVE', '', '', $1, null, $1, 2, 'x.Y', '', '')",
            ):
                arguments = [tenant.id] if "$1" in attempt else []
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(attempt, *arguments)
        finally:
            await connection.close()


async def test_a_change_that_fails_half_way_leaves_nothing(database, owner_pool, store, tenant):
    """The entry and the state are one transaction: an entry that is refused changes no state."""
    malformed = (tenant.id, "SUSPENDED", "LEGAL", "", uuid4(), None, uuid4(), 1, "x.Y", b"x" * 70_000, b"")
    with pytest.raises(asyncpg.PostgresError):
        await owner_pool.execute(
            "select concord.change_state($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)", *malformed
        )
    found = await Tenants(owner_pool).by_code(tenant.code)
    assert found is not None
    assert (found.state, found.revision) == (TenantState.ACTIVE, 0)
    await store.append(append_of(tenant))


@pytest.mark.parametrize(
    ("successor", "code"),
    [
        ("nowhere", LifecycleRefusal.SUCCESSOR_UNKNOWN),
        ("itself", LifecycleRefusal.SUCCESSOR_IS_ITSELF),
        ("closed", LifecycleRefusal.SUCCESSOR_CLOSED),
    ],
)
async def test_who_cannot_succeed_is_refused(
    store, owner_pool, tenant: Tenant, simulated_tenant: Tenant, successor, code
):
    if successor == "closed":
        await change_state(owner_pool, store, simulated_tenant.code, CLOSE)
    named = {"itself": tenant.code, "closed": simulated_tenant.code}.get(successor, successor)
    with pytest.raises(Refusal) as refused:
        await change_state(owner_pool, store, tenant.code, StateChange(TenantState.CLOSED, successor=named))
    assert refused.value.code is code
    assert await store.head(tenant.id) == 0


async def test_a_tenant_is_provisioned_within_200_ms_and_without_ddl(database, owner_pool):
    relations = "select count(*) from pg_class where relnamespace = 'concord'::regnamespace"
    before = await owner_pool.fetchval(relations)
    slowest = 0.0
    for _ in range(5):
        started = time.perf_counter()
        await Tenants(owner_pool).create(code=f"p{uuid4().hex[:12]}", name="新镇")
        slowest = max(slowest, time.perf_counter() - started)
    assert slowest < 0.2
    assert await owner_pool.fetchval(relations) == before


async def test_what_is_known_of_a_tenant_is_never_older_than_a_second(owner_pool, store, tenant):
    now = 100.0
    known = Tenants(owner_pool, clock=lambda: now)
    assert (await known.by_code(tenant.code)).state is TenantState.ACTIVE
    await change_state(owner_pool, store, tenant.code, SUSPEND)
    now += 0.9
    assert (await known.by_code(tenant.code)).state is TenantState.ACTIVE
    now += 0.1
    assert (await known.by_code(tenant.code)).state is TenantState.SUSPENDED
