"""Wakes whoever follows ledgers: NOTIFY from the process that committed, once for many commits.

Never inside the append: there it costs a global lock at commit. It only wakes; readers compare
positions, so a lost one delays and loses nothing.
"""

import asyncio
from uuid import UUID

import asyncpg
import structlog

from concord.eventstore.errors import AWAY

CHANNEL = "concord_appended"
TENANTS = 200
"""Ids in one payload, which takes 8,000 bytes at most."""
# A NOTIFY takes a transaction id, so its commit would flush the log once more beside every append.
SESSION = {"application_name": "concord bell", "synchronous_commit": "off"}
PAUSE = 0.002
"""Seconds between two calls: the first of a burst rings at once, the rest of it together."""

log = structlog.get_logger()


class Bell:
    """Rings for tenants; what is rung while a call is under way goes with the next one."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._tenants: set[UUID] = set()
        self._connection: asyncpg.Connection | None = None
        self._ringing: asyncio.Task[None] | None = None

    def ring(self, tenant: UUID) -> None:
        """Something was appended to this tenant's ledger."""
        self._tenants.add(tenant)
        if self._ringing is None or self._ringing.done():
            self._ringing = asyncio.create_task(self._ring())

    async def close(self) -> None:
        """Rings what is left and ends."""
        if self._ringing is not None:
            await self._ringing
        if self._connection is not None:
            self._connection.terminate()

    async def _ring(self) -> None:
        while self._tenants:
            some = [self._tenants.pop() for _ in range(min(TENANTS, len(self._tenants)))]
            try:
                if self._connection is None or self._connection.is_closed():
                    self._connection = await asyncpg.connect(self._dsn, timeout=5, server_settings=SESSION)
                await self._connection.execute(
                    "select pg_notify($1, $2)", CHANNEL, ",".join(map(str, some)), timeout=5
                )
                await asyncio.sleep(PAUSE)
            except (*AWAY, asyncpg.PostgresError) as error:
                log.warning("wake-up not sent, followers poll instead", error=repr(error))
                if self._connection is not None:
                    self._connection.terminate()
                return
