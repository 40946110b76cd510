"""What a worker has before it: each item once, in turn, none lost."""

import asyncio
from uuid import UUID

from concord.projecting.agenda import Agenda

ONE, TWO = (UUID(int=1), "readmodels"), (UUID(int=2), "readmodels")


async def test_items_come_once_and_in_turn():
    agenda = Agenda()
    agenda.add([ONE, TWO, ONE])
    first, second = await agenda.take(), await agenda.take()
    assert (first, second) == (ONE, TWO)
    agenda.done(first, again=True)
    agenda.done(second, again=False)
    assert await agenda.take() == ONE


async def test_who_has_more_goes_behind_who_waits():
    agenda = Agenda()
    agenda.add([ONE, TWO])
    agenda.done(await agenda.take(), again=True)
    assert [await agenda.take(), await agenda.take()] == [TWO, ONE]


async def test_a_wake_up_for_what_is_under_way_is_kept_for_afterwards():
    agenda = Agenda()
    agenda.add([ONE])
    item = await agenda.take()
    agenda.add([ONE])
    other = asyncio.create_task(agenda.take())
    await asyncio.sleep(0)
    assert not other.done(), "never two lanes on one item"
    agenda.done(item, again=False)
    assert await other == ONE


async def test_whoever_waits_is_told_when_it_closes():
    agenda = Agenda()
    waiting = asyncio.create_task(agenda.take())
    await asyncio.sleep(0)
    agenda.close()
    assert await waiting is None
