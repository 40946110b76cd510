"""One LISTEN connection a process, fanned out to whoever waits for a tenant.

A wake-up carries nothing: waiters read by position, so a lost or doubled one harms nobody, and there is
no queue that could overflow. Each waiter also looks for itself every `POLL` seconds.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import UUID

import asyncpg
import structlog

APPENDED = "concord_appended"
PROJECTED = "concord_projected"
NAME = "concord-listener"
POLL = 1.0
"""Seconds after which a waiter looks even if nothing woke it."""
RETRY = 1.0
"""Seconds between attempts to connect again."""
ALIVE = 30.0
"""Seconds between checks that the connection still is one."""

log = structlog.get_logger()


class Listener:
    """Wakes waiters of a tenant when something was appended to or projected from its ledger."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._waiting: defaultdict[tuple[str, UUID], set[asyncio.Future[None]]] = defaultdict(set)

    def expect(self, channel: str, tenant: UUID) -> asyncio.Future[None]:
        """A wake-up, armed now: take it before reading, or what happens in between is missed."""
        future = asyncio.get_running_loop().create_future()
        waiting = self._waiting[channel, tenant]
        waiting.add(future)
        future.add_done_callback(lambda done: self._leave((channel, tenant), done))
        return future

    @staticmethod
    async def wait(wake: asyncio.Future[None], seconds: float = POLL) -> None:
        """Until woken, or until it is time to look."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await wake

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Listens in the background, connecting again whenever the connection is lost."""
        task = asyncio.create_task(self._listen_for_ever())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _listen_for_ever(self) -> None:
        while True:
            try:
                await self._listen()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                log.warning("listening interrupted, waiters poll meanwhile", error=type(error).__name__)
            await asyncio.sleep(RETRY)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(self._dsn, timeout=5, server_settings={"application_name": NAME})
        try:
            await connection.add_listener(APPENDED, self._appended)
            await connection.add_listener(PROJECTED, self._projected)
            lost = asyncio.Event()
            connection.add_termination_listener(lambda _: lost.set())
            while not lost.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(lost.wait(), ALIVE)
                # A connection cut off by a firewall never ends: only asking shows it.
                await connection.execute("select 1", timeout=5)
        finally:
            connection.terminate()

    def _appended(self, _connection: object, _pid: int, channel: str, payload: str) -> None:
        for tenant in payload.split(","):
            self._wake(channel, tenant)

    def _projected(self, _connection: object, _pid: int, channel: str, payload: str) -> None:
        self._wake(channel, payload.partition(":")[0])

    def _wake(self, channel: str, tenant: str) -> None:
        with suppress(ValueError):  # anyone may NOTIFY; what is not a tenant wakes nobody
            for future in tuple(self._waiting.get((channel, UUID(tenant)), ())):
                if not future.done():
                    future.set_result(None)

    def _leave(self, key: tuple[str, UUID], future: asyncio.Future[None]) -> None:
        waiting = self._waiting.get(key)
        if waiting is not None:
            waiting.discard(future)
            if not waiting:
                del self._waiting[key]
