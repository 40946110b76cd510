"""A call that fails half way must not fail whoever has its session next."""

import asyncio
import contextlib

import pytest

from concord.eventstore.store import EventStore


@pytest.fixture
async def one_session(database):
    opened = await EventStore.open(f"{database.app}&options=-c%20statement_timeout%3D500ms", readers=1)
    yield opened
    await opened.close()


async def test_a_bad_argument_leaves_no_session_in_mid_protocol(one_session, tenant):
    with pytest.raises(Exception, match="invalid"):
        await one_session.read(tenant.id, "x")  # not a number: refused by the driver between two messages
    await asyncio.sleep(1)  # longer than the statement timeout

    assert await one_session.read(tenant.id, 0) == []


async def test_a_cancelled_read_leaves_no_session_in_mid_protocol(one_session, tenant):
    for turns in range(12):
        task = asyncio.create_task(one_session.read(tenant.id, 0))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    await asyncio.sleep(1)

    assert await one_session.read(tenant.id, 0) == []
