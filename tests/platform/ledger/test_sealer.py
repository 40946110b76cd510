"""Every entry gets under a checkpoint, once; of each size there is one opinion, whoever dies when."""

import asyncio
import os
import re
import secrets
import signal
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
from appending import append_of
from sealing import NAME, checkpoints, fill, root_of, sealed, sealer
from structlog.testing import capture_logs
from waiting import until

from concord.ledger import journal, keys
from concord.ledger import sealer as sealing_process
from concord.ledger.alarms import Alarms
from concord.ledger.notes import is_signed
from concord.ledger.sealer import Policy, run_sealer
from concord.ledger.sealing import LeaseLost
from concord.verifying.merkle import Roots, leaf_hash

SUPPORT = Path(__file__).parents[2] / "support"


@pytest.fixture
def dsn(database) -> str:
    return database.dsn("concord_sealer")


async def test_what_is_appended_is_sealed(dsn, store, tenant, owner_pool, tmp_path):
    await fill(store, tenant, 5)
    await sealed(dsn, tmp_path)
    await fill(store, tenant, 700)
    assert str(tenant.id) not in await sealed(dsn, tmp_path)

    found = await checkpoints(owner_pool, tenant)

    assert [one.head.size for one in found] == [5, 705]
    (key,) = keys.read(tmp_path / "keys").known
    for one in found:
        assert one.head.origin == f"{NAME}/ledgers/{tenant.code}"
        assert one.head.root == await root_of(store, tenant, one.head.size)
        assert is_signed(one.note, one.head.origin, key)


async def test_nothing_new_is_not_signed_again(dsn, store, tenant, owner_pool, tmp_path):
    await fill(store, tenant, 3)
    for _ in range(3):
        await sealed(dsn, tmp_path)

    assert len(await checkpoints(owner_pool, tenant)) == 1


async def test_a_simulated_ledger_shows_as_such(dsn, store, simulated_tenant, owner_pool, tmp_path):
    await fill(store, simulated_tenant, 1)
    await sealed(dsn, tmp_path)

    (found,) = await checkpoints(owner_pool, simulated_tenant)

    assert found.note.startswith(f"{NAME}/ledgers/{simulated_tenant.code}/simulated\n1\n")


async def test_a_backlog_is_sealed_in_steps_among_others(
    dsn, store, tenant, simulated_tenant, owner_pool, tmp_path, monkeypatch
):
    monkeypatch.setattr("concord.ledger.sealing.MOST", 512)
    await fill(store, tenant, 1_300)
    await fill(store, simulated_tenant, 1)
    await sealed(dsn, tmp_path)

    assert [one.head.size for one in await checkpoints(owner_pool, tenant)] == [512, 1_024, 1_300]
    assert len(await checkpoints(owner_pool, simulated_tenant)) == 1
    assert (await checkpoints(owner_pool, tenant))[-1].head.root == await root_of(store, tenant, 1_300)


async def test_of_two_one_seals_and_the_other_waits(dsn, store, tenant, owner_pool, tmp_path):
    await fill(store, tenant, 1)
    async with sealer(dsn, tmp_path / "one") as first, sealer(dsn, tmp_path / "two") as second:
        await first.round()
        with pytest.raises(LeaseLost):
            await second.round()
        await first.leave()
        await fill(store, tenant, 1)
        await second.round()
        assert "knows nothing of this ledger" in str(second.alarms.found[tenant.id])

    assert [one.head.size for one in await checkpoints(owner_pool, tenant)] == [1]


async def test_a_sealer_that_slept_past_its_lease_publishes_nothing(
    dsn, store, tenant, owner_pool, tmp_path, monkeypatch
):
    await fill(store, tenant, 1)
    async with sealer(dsn, tmp_path) as one:
        record = one._journal.record

        def slow(heads):
            record(heads)
            one._lease_until += 3600  # it believes so

        monkeypatch.setattr(one._journal, "record", slow)
        await one._keep_lease()
        async with asyncpg.create_pool(dsn, min_size=0, max_size=1) as other:
            await other.execute("select concord.leave_lease($1)", one._holder)
            assert await other.fetchval("select concord.hold_lease(gen_random_uuid(), 'other', 10)")
        with pytest.raises(LeaseLost):
            await one.round()
    await _lease_ends(owner_pool)

    assert await checkpoints(owner_pool, tenant) == []


async def test_a_database_that_goes_away_while_it_ends_is_one_line_of_its_log(dsn, owner_pool, tmp_path):
    async with sealer(dsn, tmp_path) as one, owner_pool.acquire() as other:
        await one._keep_lease()
        async with other.transaction():
            # Its last statement waits for this one.
            await other.execute("select from concord.sealer_lease for update")
            with capture_logs() as lines:
                leaving = asyncio.create_task(one.leave())
                await until(lambda: _is_ended(dsn))
                await leaving
    await _lease_ends(owner_pool)

    assert [line["event"] for line in lines] == ["the lease was left to run out"]


async def _is_ended(dsn) -> bool:
    """Whether a statement that leaves the lease was there to be ended, with its connection."""
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(
            "select coalesce(bool_or(pg_terminate_backend(pid)), false) from pg_stat_activity"
            " where query like '%leave_lease%' and pid <> pg_backend_pid() and wait_event_type = 'Lock'"
        )
    finally:
        await connection.close()


async def test_it_seals_at_its_cadence_and_sooner_where_much_waits(
    dsn, store, tenant, owner_pool, tmp_path, monkeypatch
):
    monkeypatch.setattr(sealing_process, "SOON", 500)
    async with _running(dsn, tmp_path, cadence=3.0):
        await asyncio.sleep(1)
        await fill(store, tenant, 500)

        async def is_sealed() -> bool:
            return any(one.head.size == 500 for one in await checkpoints(owner_pool, tenant))

        await until(is_sealed, seconds=1.9)
        await fill(store, tenant, 1)
        await asyncio.sleep(1)
        assert (await checkpoints(owner_pool, tenant))[-1].head.size == 500


@asynccontextmanager
async def _running(dsn, folder, cadence):
    stop = asyncio.Event()
    with journal.opened(folder / "state") as said:
        ring = keys.read_or_create(folder / "keys", is_new=True)
        policy = Policy(name=NAME, cadence=cadence)
        running = asyncio.create_task(run_sealer(dsn, said, ring, policy, stop, Alarms()))
        try:
            yield
        finally:
            stop.set()
            await running


async def test_a_head_that_was_recorded_and_not_published_is_repeated(
    dsn, store, tenant, owner_pool, tmp_path, monkeypatch
):
    await fill(store, tenant, 300)
    with monkeypatch.context() as broken:
        broken.setattr(sealing_process, "publish", _dies)
        with pytest.raises(SystemError):
            await sealed(dsn, tmp_path)
    await fill(store, tenant, 100)

    assert str(tenant.id) not in await sealed(dsn, tmp_path)

    assert [one.head.size for one in await checkpoints(owner_pool, tenant)] == [300, 400]


async def test_after_a_crash_no_other_opinion_of_that_size(
    dsn, store, database, tenant, owner_pool, tmp_path, monkeypatch
):
    await fill(store, tenant, 300)
    with monkeypatch.context() as broken:
        broken.setattr(sealing_process, "publish", _dies)
        with pytest.raises(SystemError):
            await sealed(dsn, tmp_path)
    superuser = await asyncpg.connect(database.superuser)
    await superuser.execute("alter table concord.event disable trigger all")
    await superuser.execute(
        "update concord.event set entry = 'x' where tenant_id = $1 and position = 20", tenant.id
    )
    await superuser.execute("alter table concord.event enable trigger all")
    await superuser.close()

    found = await sealed(dsn, tmp_path)

    assert "is not what was sealed" in found[str(tenant.id)]
    assert await checkpoints(owner_pool, tenant) == []


async def _dies(*_):
    raise SystemError("killed here")


async def test_a_folder_that_lost_its_state_signs_nothing_unless_told(
    dsn, store, tenant, owner_pool, tmp_path
):
    await fill(store, tenant, 3)
    await sealed(dsn, tmp_path)
    (tmp_path / "state" / journal.FILE).unlink()
    await fill(store, tenant, 3)

    refused = await sealed(dsn, tmp_path)
    taken_over = await sealed(dsn, tmp_path, adopt=True)

    assert "knows nothing of this ledger, which was sealed up to 3" in refused[str(tenant.id)]
    assert str(tenant.id) not in taken_over
    assert [one.head.size for one in await checkpoints(owner_pool, tenant)] == [3, 6]


async def test_a_state_restored_from_an_older_copy_goes_on_where_it_had_signed(
    dsn, store, tenant, owner_pool, tmp_path
):
    await fill(store, tenant, 300)
    await sealed(dsn, tmp_path)
    older = (tmp_path / "state" / journal.FILE).read_bytes()
    await fill(store, tenant, 300)
    await sealed(dsn, tmp_path)
    (tmp_path / "state" / journal.FILE).write_bytes(older)
    await fill(store, tenant, 1)

    assert str(tenant.id) not in await sealed(dsn, tmp_path)
    assert [one.head.size for one in await checkpoints(owner_pool, tenant)] == [300, 600, 601]


@pytest.mark.parametrize("attempt", range(3))
async def test_killed_at_any_instant_it_has_one_opinion_of_each_size(
    dsn, store, tenant, owner_pool, tmp_path, attempt
):
    said: dict[int, str] = {}
    appending = asyncio.create_task(_append(store, tenant))
    sealers = await _sealers(dsn, tmp_path)
    try:
        for _ in range(4):
            sealers.stdin.write(b"\n")
            started = await asyncio.wait_for(sealers.stdout.readline(), 90)
            out = await asyncio.wait_for(sealers.stdout.readline(), 90)
            await asyncio.sleep(secrets.randbelow(400) / 1000)
            os.kill(int(started.split()[1]), signal.SIGKILL)
            out += await asyncio.wait_for(sealers.stdout.readuntil(b"ended\n"), 90)
            for size, root in re.findall(r"^signed (\d+) (\w+)$", out.decode(), re.MULTILINE):
                assert said.setdefault(int(size), root) == root, size
    finally:
        sealers.stdin.close()
        await sealers.wait()
        appending.cancel()
        await asyncio.gather(appending, return_exceptions=True)
    await _lease_ends(owner_pool)
    assert str(tenant.id) not in await sealed(dsn, tmp_path)

    found = {one.head.size: one.head.root.hex() for one in await checkpoints(owner_pool, tenant)}
    assert found
    assert said
    sizes, roots, tree = said | found, {}, Roots()
    for entry in await store.read(tenant.id, 0, max(sizes)):
        tree.add(leaf_hash(entry.raw))
        if tree.size in sizes:
            roots[tree.size] = tree.root.hex()
    for size, root in sizes.items():
        assert root == roots[size]
        assert said.get(size, root) == found.get(size, root)


async def _append(store, tenant):
    while True:
        await store.append(append_of(tenant, events=7))


async def _sealers(dsn, folder) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        SUPPORT / "sealing_process.py",
        dsn,
        folder,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )


async def _lease_ends(pool):
    """A killed sealer does not let go: the next one waits until its lease is over."""
    async with pool.acquire() as connection:
        await connection.execute("delete from concord.sealer_lease")
