"""A database that is silent without being gone: everybody who waits is answered in time."""

import asyncio
import os
import signal
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
    try:
        for row in writers:
            os.kill(row["pid"], signal.SIGSTOP)
        answers, seconds = await _answers(commits, asked)
        assert all(isinstance(answer, StoreUnavailable) for answer in answers)
        assert seconds < 4 * PATIENCE
        again, _ = await _answers(commits, asked)
    finally:
        for row in writers:
            os.kill(row["pid"], signal.SIGCONT)

    assert sorted(answer.position for answer in again) == [4, 5, 6]
    assert await store.head(tenant.id) == 6


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
