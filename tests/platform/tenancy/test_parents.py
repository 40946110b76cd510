"""A county over its towns: said once, in no circle, and nobody sees more by it."""

import secrets

import asyncpg
import pytest

from concord.lifecycle import StateChange, change_state
from concord.tenancy import NotAParent, Tenants, TenantState, reading


@pytest.fixture
def tenants(owner_pool):
    return Tenants(owner_pool)


@pytest.fixture
def made(tenants):
    async def make():
        code = f"p{secrets.token_hex(6)}"
        return await tenants.create(code=code, name=f"测试 {code}")

    return make


async def test_a_tenant_stands_under_one_other_for_ever(tenants, made):
    county, town, other = await made(), await made(), await made()
    assert await tenants.parent_of(town.id) is None
    for _ in "again":
        await tenants.set_parent(town.code, county.code)
    assert await tenants.parent_of(town.id) == county
    with pytest.raises(NotAParent, match="once"):
        await tenants.set_parent(town.code, other.code)
    assert await tenants.parent_of(town.id) == county


async def test_nobody_stands_under_himself(tenants, made):
    city, county, town = await made(), await made(), await made()
    await tenants.set_parent(town.code, county.code)
    await tenants.set_parent(county.code, city.code)
    for below in (city, county, town):
        with pytest.raises(NotAParent, match="under"):
            await tenants.set_parent(city.code, below.code)
    with pytest.raises(NotAParent, match="no tenant"):
        await tenants.set_parent(city.code, "nowhere")


async def test_nobody_is_put_under_a_closed_tenant(tenants, made, store, owner_pool):
    county, before, after = await made(), await made(), await made()
    await tenants.set_parent(before.code, county.code)
    await change_state(owner_pool, store, county.code, StateChange(TenantState.CLOSED))
    await tenants.set_parent(before.code, county.code)  # as it was
    with pytest.raises(NotAParent, match="closed"):
        await tenants.set_parent(after.code, county.code)
    assert await tenants.parent_of(after.id) is None


async def test_a_demo_and_a_real_tenant_do_not_stand_one_above_the_other(tenants, made, simulated_tenant):
    real = await made()
    for below, above in ((simulated_tenant, real), (real, simulated_tenant)):
        with pytest.raises(NotAParent, match="simulated"):
            await tenants.set_parent(below.code, above.code)
        assert await tenants.parent_of(below.id) is None


async def test_a_parent_sees_none_of_its_childrens_rows(tenants, made, database):
    county, town = await made(), await made()
    await tenants.set_parent(town.code, county.code)
    async with asyncpg.create_pool(database.app, min_size=0) as pool, reading(pool, county.id) as connection:
        assert [row["id"] for row in await connection.fetch("select id from concord.tenant")] == [county.id]
        assert await connection.fetchval("select count(*) from concord.head") == 1
