"""A connection goes from request to request without taking anything along."""

import asyncio
from contextlib import suppress
from random import Random

import asyncpg
import pytest
from asking import Asker, Door
from founding import register

from concord.server.services import Services
from concord.tenancy import Tenant, Tenants, reading

TENANTS, REQUESTS = 20, 200
MINE = "{ me { tenant { code } } organizations(first: 5) { totalCount nodes { name } } ledger { head } }"
SETTING = "select coalesce(current_setting('app.tenant', true), ''), txid_current_if_assigned()"


@pytest.fixture(scope="module")
async def towns(owner_pool, api: Door, projector) -> list[tuple[Tenant, Asker]]:
    """Each with one organization, named after its tenant."""
    made = []
    for number in range(TENANTS):
        code = f"p{number:02}{id(api):x}"[:30]
        tenant = await Tenants(owner_pool).create(code=code, name=code, division_code="", simulated=False)
        asker = api.enter(tenant)
        await register(asker, name=code)
        made.append((tenant, asker))
    return made


async def test_two_hundred_requests_of_twenty_tenants_meet_nobody_elses_setting(
    services: Services, towns: list[tuple[Tenant, Asker]]
):
    """With clients that go, statements that fail and statements that take too long in between."""
    chance, seen = Random(3), []

    async def ask(tenant: Tenant, asker: Asker) -> None:
        answer = await asker.ask(MINE)
        seen.append((tenant.code, answer.data["me"]["tenant"]["code"], answer.data["organizations"]["nodes"]))

    async def go(tenant: Tenant, asker: Asker) -> None:
        with suppress(TimeoutError):  # some are answered in time
            await asyncio.wait_for(asker.ask(MINE), chance.random() / 50)

    async def fail(tenant: Tenant, _: Asker) -> None:
        with pytest.raises(asyncpg.DivisionByZeroError):
            async with reading(services.pool, tenant.id) as connection:
                await connection.fetchval("select 1 / 0")

    async def linger(tenant: Tenant, _: Asker) -> None:
        with pytest.raises((TimeoutError, asyncpg.QueryCanceledError)):
            async with reading(services.pool, tenant.id) as connection:
                await connection.execute("select pg_sleep(5)", timeout=chance.random() / 20)

    async def break_off(tenant: Tenant, _: Asker) -> None:
        async def hold() -> None:
            async with reading(services.pool, tenant.id) as connection:
                await connection.execute("select pg_sleep(5)")

        task = asyncio.create_task(hold())
        await asyncio.sleep(chance.random() / 50)
        task.cancel()
        await asyncio.wait([task])

    kinds = [ask, ask, ask, go, fail, linger, break_off]
    work = [chance.choice(kinds)(*chance.choice(towns)) for _ in range(REQUESTS)]
    await asyncio.gather(*work)

    assert len(seen) > REQUESTS // 4
    for asked, shown, organizations in seen:
        assert shown == asked
        assert organizations == [{"name": asked}]
    await _all_clean(services.pool)


async def _all_clean(pool: asyncpg.Pool) -> None:
    """Every connection there is, held at once so that none is looked at twice."""
    held = [await pool.acquire(timeout=10) for _ in range(pool.get_max_size())]
    try:
        assert {tuple(await one.fetchrow(SETTING)) for one in held} == {("", None)}
        assert not any(one.is_in_transaction() for one in held)
        assert {await one.fetchval("select count(*) from organization") for one in held} == {0}
    finally:
        for one in held:
            await pool.release(one)
