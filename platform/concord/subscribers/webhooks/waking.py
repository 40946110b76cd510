"""Whose webhooks to look at: tenants that appended, and now and then everybody's."""

import asyncio
from contextlib import suppress
from uuid import UUID


class Woken:
    """Tenants that may have something to send; everybody at least once in `everybody` seconds."""

    def __init__(self, everybody: float) -> None:
        self._pace = everybody
        self._event = asyncio.Event()
        self._tenants: set[UUID] = set()
        self._everybody = True
        self._looked_at = 0.0

    def heard(self, *said: object) -> None:
        """By NOTIFY, whose payload is ids of tenants; anyone may send one, and what is no id wakes nobody."""
        for tenant in str(said[-1]).split(","):
            with suppress(ValueError):
                self.wake(UUID(tenant))

    def wake(self, tenant: UUID) -> None:
        """One tenant."""
        self._tenants.add(tenant)
        self._event.set()

    def wake_everybody(self) -> None:
        """Somebody found no room before, and it is not known who."""
        self._everybody = True
        self._event.set()

    async def next(self, poll: float) -> list[UUID] | None:
        """Whom to look at, after `poll` seconds at most; None: everybody."""
        loop = asyncio.get_running_loop()
        with suppress(TimeoutError):
            async with asyncio.timeout_at(min(self._looked_at + self._pace, loop.time() + poll)):
                await self._event.wait()
        self._event.clear()
        tenants, self._tenants = self._tenants, set()
        if self._everybody or loop.time() >= self._looked_at + self._pace:
            self._everybody, self._looked_at = False, loop.time()
            return None
        return list(tenants)
