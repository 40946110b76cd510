"""Turns: who is alone has all of them, several tenants share, and nothing is lost on the way."""

import asyncio
from random import Random
from uuid import UUID

import pytest

from concord.api.turns import ALONE, PRESENT, Turns

LOUD, QUIET, THIRD = (UUID(int=number) for number in (1, 2, 3))


class Process:
    """Counts who is in a turn at once."""

    def __init__(self) -> None:
        self.now = 0.0
        self.turns = Turns(lambda: self.now)
        self.most: dict[UUID, int] = {}
        self._inside: dict[UUID, int] = {}

    async def ask(self, tenant: UUID, steps: int = 3) -> None:
        async with self.turns.turn(tenant):
            self._inside[tenant] = self._inside.get(tenant, 0) + 1
            self.most[tenant] = max(self.most.get(tenant, 0), self._inside[tenant])
            try:
                for _ in range(steps):
                    await asyncio.sleep(0)
            finally:
                self._inside[tenant] -= 1

    @property
    def is_idle(self) -> bool:
        return not self.turns._running and not self.turns._waiting


async def test_who_is_alone_has_the_whole_process():
    process = Process()
    await asyncio.gather(*(process.ask(LOUD) for _ in range(ALONE + 16)))
    assert process.most == {LOUD: ALONE}
    assert process.is_idle


async def test_beside_another_a_flood_has_one_turn_at_a_time_and_the_other_comes_at_once():
    process = Process()
    await process.ask(QUIET)
    flood = [asyncio.create_task(process.ask(LOUD)) for _ in range(16)]
    await asyncio.sleep(0)
    await process.ask(QUIET)
    assert sum(task.done() for task in flood) <= 2
    await asyncio.gather(*flood)
    assert process.most == {QUIET: 1, LOUD: 1}
    assert process.is_idle


async def test_who_has_not_asked_for_a_while_is_not_waited_for():
    process = Process()
    await process.ask(QUIET)
    process.now += PRESENT + 0.1
    await asyncio.gather(*(process.ask(LOUD) for _ in range(8)))
    assert process.most[LOUD] == 8


async def test_those_of_one_tenant_come_in_order():
    process, came = Process(), []

    async def one(number: int) -> None:
        async with process.turns.turn(LOUD):
            came.append(number)
            await asyncio.sleep(0)

    await process.ask(QUIET)
    await asyncio.gather(*(one(number) for number in range(10)))
    assert came == list(range(10))


async def test_who_only_waits_lets_others_pass():
    process = Process()
    await process.ask(QUIET)
    woken = asyncio.Event()

    async def waiting() -> None:
        async with process.turns.turn(LOUD) as turn, turn.resting():
            await woken.wait()

    waiter = asyncio.create_task(waiting())
    await asyncio.sleep(0)
    await asyncio.wait_for(process.ask(LOUD), 5)
    woken.set()
    await waiter
    assert process.is_idle


@pytest.mark.parametrize("seed", range(20))
async def test_fields_that_rest_at_overlapping_times_take_one_turn_between_them(seed: int):
    chance, process = Random(seed), Process()
    await process.ask(QUIET)

    async def operation() -> None:
        async with process.turns.turn(LOUD) as turn:

            async def field() -> None:
                for _ in range(chance.randrange(4)):
                    await asyncio.sleep(0)
                async with turn.resting():
                    for _ in range(chance.randrange(6)):
                        await asyncio.sleep(0)

            await asyncio.gather(*(field() for _ in range(3)))

    await asyncio.wait_for(asyncio.gather(*(operation() for _ in range(5))), 5)
    assert process.is_idle


@pytest.mark.parametrize("seed", range(20))
async def test_whoever_is_cancelled_whenever_leaves_no_turn_behind(seed: int):
    chance, process = Random(seed), Process()

    async def one() -> None:
        async with process.turns.turn(chance.choice([LOUD, QUIET, THIRD])) as turn:
            for _ in range(chance.randrange(4)):
                await asyncio.sleep(0)
                if chance.random() < 0.3:
                    async with turn.resting(), turn.resting():
                        await asyncio.sleep(0)
            if chance.random() < 0.2:
                raise RuntimeError

    tasks = [asyncio.create_task(one()) for _ in range(60)]
    for _ in range(100):
        await asyncio.sleep(0)
        chance.choice(tasks).cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert process.is_idle
