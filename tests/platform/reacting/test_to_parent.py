"""A policy that tells the tenant above: given in the parent's ledger, once, whatever is killed."""

import asyncio
import random
import secrets
import sys
from pathlib import Path

import orjson
import pytest
from annotating import TELLING
from notebook import CloseNotebook, OpenNotebook
from sealing import sealed
from waiting import until

from concord.identity import Role, Viewer
from concord.lifecycle import StateChange, change_state
from concord.reacting.outcomes import outcomes
from concord.reacting.statement import sql
from concord.tenancy import Tenants, TenantState, reading

SUPPORT = Path(__file__).parents[2] / "support"


@pytest.fixture(scope="module", autouse=True)
async def told_before(pool):
    """The policy ran before: the tenants of each test are later ones."""
    await pool.execute(
        sql("register"), orjson.dumps([{"name": TELLING.name, "events": TELLING.events}]).decode()
    )


@pytest.fixture
async def parent(owner_pool):
    return await Tenants(owner_pool).create(code=f"above{secrets.token_hex(5)}", name="上级")


@pytest.fixture
async def child(owner_pool, parent):
    code = f"below{secrets.token_hex(5)}"
    made = await Tenants(owner_pool).create(code=code, name="下级")
    await Tenants(owner_pool).set_parent(code, parent.code)
    return made


@pytest.fixture
def tell(notebooks, child):
    async def closed(count):
        clerk = Viewer(tenant=child, subject="clerk", role=Role.SECRETARY)
        for number in range(count):
            book = (
                await notebooks.execute(clerk, OpenNotebook(title=f"报 {number} {secrets.token_hex(4)}"))
            ).stream
            await notebooks.execute(clerk, CloseNotebook(notebook=book, text="记完"))

    return closed


@pytest.fixture(scope="module")
def seal(database, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sealer")

    async def all_of_it():
        assert await sealed(database.dsn("concord_sealer"), folder) == {}

    return all_of_it


async def heard(store, parent):
    return [entry.data["title"] for entry in await store.read(parent.id, 0)]


async def done(pool, child, count):
    async with reading(pool, child.id) as connection:
        states = await connection.fetch(
            "select state from reaction where tenant_id = $1 and policy = $2", child.id, TELLING.name
        )
    return [row["state"] for row in states] == ["DONE"] * count


async def test_kill_9_at_any_instant_neither_loses_nor_doubles(
    database, pool, store, tell, parent, child, seal, reacting, keys_folder
):
    count = 0
    chance = random.Random(9)
    for _ in range(2):
        await tell(15)
        await seal()
        count += 15
        arguments = (database.projector, database.app, str(keys_folder), "telling")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "reacting_process", *arguments), cwd=SUPPORT
        )
        before = await store.head(parent.id)
        await until(lambda before=before: _moved(store, parent, before), every=0.001)
        await asyncio.sleep(chance.random() * 0.05)
        process.kill()
        await asyncio.wait_for(process.wait(), 90)
    assert not await done(pool, child, count), "the kills came too late to prove anything"
    async with reacting(processes=2, policies=(TELLING,)):
        await until(lambda: done(pool, child, count), seconds=120)
    assert sorted(await heard(store, parent)) == sorted(f"下级 {2 * n}" for n in range(1, count + 1))
    assert await store.head(child.id) == 2 * count


async def _moved(store, tenant, before):
    return await store.head(tenant.id) > before


async def test_what_it_does_above_names_its_cause_below(store, pool, tell, parent, child, seal, reacting):
    await tell(1)
    await seal()
    async with reacting(policies=(TELLING,)):
        await until(lambda: done(pool, child, 1))
    (told,) = await store.read(parent.id, 0)
    assert (told.members["actor"], told.members["role"]) == ("policy:tell-above", "policy")
    assert (told.members["tenant"], told.members["causation"]) == (parent.code, f"{child.code}:2")


async def came(pool, child):
    async with reading(pool, child.id) as connection:
        return await outcomes(connection, child.id, policy=TELLING.name, refused=None, before=None, limit=9)


async def tried(pool, child):
    async with reading(pool, child.id) as connection:
        return await connection.fetchval(
            "select attempts > 0 from reaction where tenant_id = $1 and policy = $2", child.id, TELLING.name
        )


async def test_a_closed_parent_is_told_nothing_and_that_is_the_outcome(
    store, pool, owner_pool, tell, parent, child, seal, reacting
):
    await tell(1)
    await seal()
    await change_state(owner_pool, store, parent.code, StateChange(TenantState.CLOSED))
    async with reacting(policies=(TELLING,)):
        await until(lambda: done(pool, child, 1))
    (outcome,) = await came(pool, child)
    assert (outcome.result, outcome.refusal) == (None, "TENANT_CLOSED")
    assert parent.code in outcome.zh
    assert parent.code in outcome.en


async def test_a_suspended_parent_is_told_once_it_is_resumed(
    store, pool, owner_pool, tell, parent, child, seal, reacting
):
    await tell(1)
    await seal()
    await change_state(owner_pool, store, parent.code, StateChange(TenantState.SUSPENDED))
    async with reacting(policies=(TELLING,)):
        await until(lambda: tried(pool, child))
        await change_state(owner_pool, store, parent.code, StateChange(TenantState.ACTIVE))
        await until(lambda: done(pool, child, 1))
    (outcome,) = await came(pool, child)
    assert outcome.refusal is None
    assert (await store.read(parent.id, 0))[-1].data["title"] == "下级 2"
