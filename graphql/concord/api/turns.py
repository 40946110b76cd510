"""Whose turn it is: a tenant that is alone has the whole process, several share it evenly.

Without turns one tenant's sixteen connections get sixteen times the time of another one's single request. A
turn is given up while an operation only waits (`Turn.resting`), so that waiting blocks nobody.
"""

import asyncio
import time
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID

ALONE = 64
"""Operations at once of a tenant beside which nobody asks anything."""
SHARED = 2
"""Operations at once of all tenants together that ask at the same time, but at least one of each."""
PRESENT = 2.0
"""Seconds for which somebody who asked counts as asking: a clerk's requests have pauses between them."""


class Turns:
    """Of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: OrderedDict[UUID, float] = OrderedDict()
        self._running: Counter[UUID] = Counter()
        self._waiting: dict[UUID, deque[asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def turn(self, tenant: UUID) -> AsyncIterator["Turn"]:
        """From the beginning of a turn of the tenant to its end."""
        mine = Turn(self, tenant)
        await mine.begin()
        try:
            yield mine
        finally:
            mine.end()

    async def take(self, tenant: UUID) -> None:
        """Waits until there is room; those of one tenant come in order."""
        self._seen[tenant] = self._clock()
        self._seen.move_to_end(tenant)
        if tenant not in self._waiting and self._running[tenant] < self._share():
            self._running[tenant] += 1
            return
        mine = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(tenant, deque()).append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if not mine.cancelled():  # it was given in the same moment
                self.give(tenant)
            raise

    def give(self, tenant: UUID) -> None:
        """Makes room, for whoever waits."""
        self._running[tenant] -= 1
        if not self._running[tenant]:
            del self._running[tenant]
        for one in list(self._waiting):
            self._admit(one)

    def _admit(self, tenant: UUID) -> None:
        waiting, share = self._waiting[tenant], self._share()
        while waiting and self._running[tenant] < share:
            mine = waiting.popleft()
            if not mine.done():
                self._running[tenant] += 1
                mine.set_result(None)
        if not waiting:
            del self._waiting[tenant]

    def _share(self) -> int:
        """How many each tenant may run now."""
        oldest = self._clock() - PRESENT
        while self._seen and next(iter(self._seen.values())) < oldest:
            self._seen.popitem(last=False)
        present = len(self._seen.keys() | self._running.keys())
        return ALONE if present < 2 else max(1, SHARED // present)


class Turn:
    """One operation's."""

    def __init__(self, turns: Turns, tenant: UUID) -> None:
        self._turns, self._tenant = turns, tenant
        self._is_held, self._resting = False, 0
        self._beginning = asyncio.Lock()

    async def begin(self) -> None:
        """Waits for it, unless a field of the operation rests again meanwhile: the last to wake takes it."""
        async with self._beginning:
            if self._is_held or self._resting:
                return
            await self._turns.take(self._tenant)
            if self._resting:
                self._turns.give(self._tenant)
            else:
                self._is_held = True

    def end(self) -> None:
        """Gives it up, if it is held."""
        if self._is_held:
            self._is_held = False
            self._turns.give(self._tenant)

    @asynccontextmanager
    async def resting(self) -> AsyncIterator[None]:
        """Given up for as long as any field of the operation only waits."""
        self._resting += 1
        self.end()
        try:
            yield
        finally:
            self._resting -= 1
            if not self._resting:
                await self.begin()
