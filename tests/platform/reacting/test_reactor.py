"""The worker: whatever dies, a policy's commands are given exactly once each, and nothing is lost."""

import asyncio
import random
import sys
from pathlib import Path

import orjson
import pytest
from annotating import POLICIES, TWICE
from notebook import CloseNotebook, OpenNotebook, TakeNote
from waiting import until

from concord.commanding import Commander
from concord.eventstore.errors import LedgerReadOnly, StoreUnavailable
from concord.identity import Role, Viewer
from concord.reacting import serving
from concord.reacting.listing import list_policies, retire, retry
from concord.reacting.statement import sql
from concord.tenancy import Tenants, reading, writing

SUPPORT = Path(__file__).parents[2] / "support"


async def reactions(pool, tenant, policy=TWICE.name):
    async with reading(pool, tenant.id) as connection:
        return await connection.fetch(
            "select * from reaction where tenant_id = $1 and policy = $2 order by position", tenant.id, policy
        )


async def outcomes(pool, tenant):
    async with reading(pool, tenant.id) as connection:
        return await connection.fetch(
            "select * from reaction_outcome where tenant_id = $1 order by position, ordinal", tenant.id
        )


async def settled(pool, store, tenant, count, policy=TWICE.name, state="DONE"):
    found = [row["state"] for row in await reactions(pool, tenant, policy)]
    return len(found) >= count and set(found) == {state}


async def noted_twice(store, tenant, count):
    """Every notebook has the two notes, once each and in order."""
    entries = await store.read(tenant.id, 0, 100_000)
    books = {entry.stream: [] for entry in entries if entry.type == "notebooks.NotebookOpened"}
    for entry in entries:
        if entry.type == "notebooks.NoteTaken":
            books[entry.stream].append(entry.data["number"])
    assert len(books) == count
    assert set(map(tuple, books.values())) == {(1, 2)}


async def test_what_it_does_says_who_did_it_and_why(pool, store, notebooks, clerk, tenant, reacting):
    async with reacting():
        opened = await notebooks.execute(clerk, OpenNotebook(title="甲"))
        await until(lambda: settled(pool, store, tenant, 1))
    first, *notes = [entry.members for entry in await store.read(tenant.id, 0)]
    assert [one["type"] for one in notes] == ["notebooks.NoteTaken"] * 2
    for note in notes:
        assert (note["actor"], note["role"]) == ("policy:note-twice", "policy")
        assert note["causation"] == f"{tenant.code}:{opened.position}"
        assert note["correlation"] == first["correlation"]
    assert [(row["ordinal"], row["result"]) for row in await outcomes(pool, tenant)] == [(0, 2), (1, 3)]


async def test_two_workers_at_once_do_it_once(pool, store, notebooks, clerk, tenant, reacting):
    async with reacting(processes=2):
        await asyncio.gather(*(notebooks.execute(clerk, OpenNotebook(title=f"本 {n}")) for n in range(60)))
        await until(lambda: settled(pool, store, tenant, 60))
    await noted_twice(store, tenant, 60)


async def test_kill_9_at_any_instant_neither_loses_nor_doubles(
    database, pool, store, notebooks, clerk, tenant, reacting, keys_folder
):
    chance = random.Random(9)
    count = 0
    for _ in range(4):
        for _ in range(25):
            count += 1
            await notebooks.execute(clerk, OpenNotebook(title=f"杀 {count}"))
        process = await _worker(database, keys_folder, "-")
        before = await store.head(tenant.id)
        await until(lambda before=before: _moved(store, tenant, before), every=0.001)
        await asyncio.sleep(chance.random() * 0.05)
        process.kill()
        await asyncio.wait_for(process.wait(), 90)
    assert not await settled(pool, store, tenant, count), "the kills came too late to prove anything"
    async with reacting(processes=2):
        await until(lambda: settled(pool, store, tenant, count))
    await noted_twice(store, tenant, count)


async def test_killed_between_two_commands_it_goes_on_as_it_had_decided(
    database, pool, store, notebooks, clerk, tenant, reacting, keys_folder
):
    """Deciding again, it would now decide on nothing; and the second note would be missing."""
    book = (await notebooks.execute(clerk, OpenNotebook(title="断"))).stream
    process = await _worker(database, keys_folder, "between")
    await asyncio.wait_for(process.wait(), 90)
    assert [e.type for e in await store.read(tenant.id, 1)] == ["notebooks.NoteTaken"]
    await notebooks.execute(clerk, CloseNotebook(notebook=book, text="有人合上"))
    async with reacting():
        await until(lambda: settled(pool, store, tenant, 1))
    first, second = await outcomes(pool, tenant)
    assert (first["result"], first["refusal"]) == (2, None)
    assert (second["result"], second["refusal"]) == (None, "CLOSED")


async def _worker(database, keys_folder, where):
    arguments = (database.projector, database.app, str(keys_folder), where)
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "reacting_process", *arguments), cwd=SUPPORT
    )


async def _moved(store, tenant, before):
    return await store.head(tenant.id) > before


async def test_a_refusal_is_an_outcome_in_whole_sentences(pool, store, notebooks, clerk, tenant, reacting):
    """The notebook was closed after the policy had decided: the aggregate has the last word."""
    book = (await notebooks.execute(clerk, OpenNotebook(title="合"))).stream

    async def close_first(self, viewer, command, **named):
        if isinstance(command, TakeNote) and viewer.subject.startswith("policy:"):
            await notebooks.execute(clerk, CloseNotebook(notebook=book, text="先合上"), command_id=book)
        return await execute(self, viewer, command, **named)

    execute = Commander.execute
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serving.Reactor, "_give", _giving(serving.Reactor._give, close_first))
        async with reacting():
            await until(lambda: settled(pool, store, tenant, 1))
    refused = await outcomes(pool, tenant)
    assert {(row["refusal"], row["zh"], row["en"]) for row in refused} == {
        ("CLOSED", "笔记本已合上", "The notebook is closed")
    }
    (state,) = [one for one in await list_policies(pool, tenant.id) if one.name == TWICE.name]
    assert (state.done, state.refused, state.parked) == (1, 2, 0)


def _giving(give, execute):
    async def given(self, work, command, id_):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Commander, "execute", execute)
            return await give(self, work, command, id_)

    return given


async def test_a_fault_parks_that_reaction_and_holds_up_nothing_else(
    pool, store, notebooks, clerk, tenant, reacting, poison
):
    async with reacting():
        await notebooks.execute(clerk, OpenNotebook(title="毒"))
        await notebooks.execute(clerk, OpenNotebook(title="好"))
        await until(lambda: settled(pool, store, tenant, 2))
        await until(lambda: _states(pool, tenant, ["PARKED", "DONE"]))
        (state,) = [one for one in await list_policies(pool, tenant.id) if one.name == "poisoned"]
        assert (state.stopped_at, state.error) == (1, "KeyError: 'poison'")
        poison.yes = True
        assert await retry(pool, tenant.id, "poisoned") == 1
        await until(lambda: settled(pool, store, tenant, 2, "poisoned"))
        assert await retry(pool, tenant.id, "poisoned") == 0


async def _states(pool, tenant, expected):
    return [row["state"] for row in await reactions(pool, tenant, "poisoned")] == expected


async def test_a_command_that_it_does_not_declare_is_never_sent(
    pool, store, notebooks, clerk, tenant, reacting
):
    async with reacting():
        await notebooks.execute(clerk, OpenNotebook(title="越权"))
        await until(lambda: settled(pool, store, tenant, 1, "trespassing", "PARKED"))
        await until(lambda: settled(pool, store, tenant, 1))
    entries = await store.read(tenant.id, 0)
    assert [e.type for e in entries].count("notebooks.NotebookOpened") == 1


@pytest.mark.parametrize("outage", [StoreUnavailable, LedgerReadOnly])
async def test_an_outage_is_tried_again_for_as_long_as_it_lasts_and_ends_by_itself(
    pool, store, notebooks, clerk, tenant, reacting, outage
):
    """Whoever comes back after a night finds its work done: nobody has to tell the worker."""

    async def away(*_, **__):
        raise outage("not now")

    await notebooks.execute(clerk, OpenNotebook(title="断电"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Commander, "execute", away)
        async with reacting(policies=(TWICE,)):
            await until(lambda: _tried(pool, tenant, 1))
        await _as_after_a_night(pool, tenant)
        async with reacting(policies=(TWICE,)):
            await until(lambda: _tried(pool, tenant, 1_001))
    (row,) = await reactions(pool, tenant)
    assert (row["state"], row["error"]) == ("PENDING", f"{outage.__name__}: not now")
    assert (row["try_at"] - row["at"]).total_seconds() <= 65
    await _as_after_a_night(pool, tenant)
    async with reacting(policies=(TWICE,)):
        await until(lambda: settled(pool, store, tenant, 1))
    await noted_twice(store, tenant, 1)


async def _as_after_a_night(pool, tenant):
    """It has been tried a thousand times, and the time of the next try has come."""
    async with writing(pool, tenant.id) as connection:
        await connection.execute(
            "update reaction set attempts = 1000, try_at = clock_timestamp() where tenant_id = $1", tenant.id
        )


async def _tried(pool, tenant, times):
    return [row["attempts"] for row in await reactions(pool, tenant)] == [times]


async def test_a_new_policy_starts_at_the_head_and_with_a_later_tenant_at_its_beginning(
    pool, store, notebooks, clerk, tenant, reacting, owner_pool
):
    new = TWICE.__class__(**{f: getattr(TWICE, f) for f in TWICE.__struct_fields__} | {"name": "new"})
    await notebooks.execute(clerk, OpenNotebook(title="从前"))
    async with reacting(policies=(*POLICIES, new)):
        await until(lambda: settled(pool, store, tenant, 1))
    later = await Tenants(owner_pool).create(code="later", name="后来", division_code="", simulated=False)
    await notebooks.execute(clerk, OpenNotebook(title="以后"))
    visitor = Viewer(tenant=later, subject="clerk", role=Role.SECRETARY)
    await notebooks.execute(visitor, OpenNotebook(title="第一"))
    async with reacting(policies=(*POLICIES, new)):
        await until(lambda: settled(pool, store, tenant, 1, "new"))
        await until(lambda: settled(pool, store, later, 1, "new"))
    assert len(await reactions(pool, tenant, "new")) == 1
    assert len(await reactions(pool, tenant)) == 2


async def test_an_older_worker_leaves_no_event_of_a_newer_policy_behind(
    pool, store, notebooks, clerk, tenant, reacting
):
    """During an update both run: the old one looks through the ledger, the new one does the work."""
    async with reacting(policies=()):
        await notebooks.execute(clerk, OpenNotebook(title="新旧"))
        await until(lambda: settled(pool, store, tenant, 1, state="PENDING"))
    async with reacting():
        await until(lambda: settled(pool, store, tenant, 1))
    await noted_twice(store, tenant, 1)


async def test_a_policy_that_no_program_has_any_more_is_retired(pool, store, notebooks, reacting, owner_pool):
    """Nothing is noted for it from then on, and what it had to do is given up."""
    gone = orjson.dumps([{"name": "gone", "events": TWICE.events}]).decode()
    await pool.execute(sql("register"), gone)
    later = await Tenants(owner_pool).create(code="retiring", name="停用", division_code="", simulated=False)
    visitor = Viewer(tenant=later, subject="clerk", role=Role.SECRETARY)
    await notebooks.execute(visitor, OpenNotebook(title="一"))
    async with reacting():
        await until(lambda: settled(pool, store, later, 1))
    assert [row["state"] for row in await reactions(pool, later, "gone")] == ["PENDING"]
    assert [await retire(pool, "gone"), await retire(pool, "gone")] == [1, None]
    await notebooks.execute(visitor, OpenNotebook(title="二"))
    async with reacting():
        await until(lambda: settled(pool, store, later, 2))
    assert await reactions(pool, later, "gone") == []
    assert "gone" not in [one.name for one in await list_policies(pool, later.id)]
