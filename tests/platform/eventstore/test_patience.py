"""A database that is silent without being gone: everybody who waits is answered in time."""

import asyncio
import os
import signal
from contextlib import contextmanager
from time import monotonic

import asyncpg
import pytest
from appending import append_of

from concord.eventstore.errors import StoreUnavailable
from concord.eventstore.group import GroupCommit

PATIENCE = 1.0


@pytest.fixture
async def commits(database):
    opened = GroupCommit(database.app, patience=PATIENCE)
    yield opened
    await opened.close()


@pytest.fixture
async def superuser(database):
    connection = await asyncpg.connect(database.superuser)
    yield connection
    await connection.close()


@contextmanager
def _silenced(processes):
    for row in processes:
        os.kill(row["pid"], signal.SIGSTOP)
    try:
        yield
    finally:
        for row in processes:
            os.kill(row["pid"], signal.SIGCONT)


async def _answers(commits, appends):
    started = monotonic()
    answers = await asyncio.wait_for(
        asyncio.gather(*(commits.append(a) for a in appends), return_exceptions=True), timeout=8
    )
    return answers, monotonic() - started


async def test_a_connection_that_falls_silent_is_given_up_and_another_one_taken(
    commits, store, superuser, tenant
):
    await asyncio.gather(*(commits.append(append_of(tenant)) for _ in range(3)))
    writers = await superuser.fetch(
        "select pid from pg_stat_activity where application_name = 'concord append'"
        " and datname = current_database()"
    )
    asked = [append_of(tenant) for _ in range(3)]
    with _silenced(writers):
        answers, seconds = await _answers(commits, asked)
        assert all(isinstance(answer, StoreUnavailable) for answer in answers)
        assert seconds < 4 * PATIENCE
        again, _ = await _answers(commits, asked)

    assert sorted(answer.position for answer in again) == [4, 5, 6]
    assert await store.head(tenant.id) == 6


async def test_a_reader_that_falls_silent_is_given_up_and_another_one_taken(
    store, superuser, tenant, monkeypatch
):
    monkeypatch.setattr("concord.eventstore.store.READ_SECONDS", PATIENCE)
    await asyncio.gather(*(store.head(tenant.id) for _ in range(8)))
    readers = await superuser.fetch(
        "select pid from pg_stat_activity where usename = 'concord_app' and datname = current_database()"
        " and application_name <> 'concord append'"
    )
    with _silenced(readers):
        asking = asyncio.gather(*(store.head(tenant.id) for _ in range(8)), return_exceptions=True)
        answers = await asyncio.wait_for(asking, timeout=8)
        assert all(isinstance(answer, StoreUnavailable) for answer in answers)
        assert await asyncio.wait_for(store.head(tenant.id), timeout=8) == 0


async def test_who_waits_behind_a_head_that_is_held_is_answered_in_time(commits, store, superuser, tenant):
    asked = [append_of(tenant) for _ in range(30)]
    async with superuser.transaction():
        await superuser.execute("select from concord.head where tenant_id = $1 for update", tenant.id)
        answers, seconds = await _answers(commits, asked)

    assert all(isinstance(answer, StoreUnavailable) for answer in answers)
    assert seconds < 4 * PATIENCE
    again, _ = await _answers(commits, asked)  # one may have been stored when the head was let go
    assert sorted(answer.position for answer in again) == list(range(1, 31))
    assert await store.head(tenant.id) == 30
