"""History: sessions in which the read models of a tenant are as they were at a position of its ledger."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from uuid import UUID
from weakref import WeakValueDictionary

import asyncpg

from concord.projecting.asof.building import build, edition
from concord.projecting.asof.errors import Busy, TooManyEvents
from concord.projecting.asof.evicting import make_room
from concord.projecting.finding import find_read_models
from concord.projecting.readmodel import ReadModel
from concord.projecting.statement import sql
from concord.tenancy import writing

ROLE = "concord_replayer"
KEPT = 20
"""Moments a database keeps; while several are built at once, one or two more until they are done."""
MAX_EVENTS = 200_000
"""Of a ledger that is folded while somebody waits: 10,000 take a second or two."""
BUILDERS = 2
"""Moments that a process builds at once; its other connections answer from those that are there."""
CONNECTIONS = 6
PATIENCE = 60.0
"""Seconds for a moment, waiting for others included."""
PAUSE = 0.05
"""Seconds between attempts to make room."""


class History:
    """The moments of a database. One a process, closed at its end."""

    def __init__(self, pool: asyncpg.Pool, models: Sequence[ReadModel]) -> None:
        self._pool = pool
        self.models = models
        self.edition = edition(models)
        """Names the projection code by which moments are folded."""
        self._building = asyncio.Semaphore(BUILDERS)
        self._memory = asyncio.Lock()
        self._turns: WeakValueDictionary[tuple[UUID, int], asyncio.Lock] = WeakValueDictionary()

    async def prepare(self, tenant: UUID, position: int) -> None:
        """Makes the moment unless it is there, and marks it as used. `position` is one of the ledger's.

        Raises `TooManyEvents`, `Busy`, `CannotReplay`. Cancelled, it leaves nothing.
        """
        if position > MAX_EVENTS:
            raise TooManyEvents(position, MAX_EVENTS)
        if await self._touch(tenant, position):
            return
        # Waiting here keeps the connections free for others; between processes the row does the same.
        turn = self._turns.setdefault((tenant, position), asyncio.Lock())
        with patient():
            async with asyncio.timeout(PATIENCE), turn:
                if not await self._touch(tenant, position):
                    await self._build(tenant, position)

    @asynccontextmanager
    async def reading(self, tenant: UUID, position: int) -> AsyncIterator[asyncpg.Connection]:
        """A read-only transaction of one tenant whose read models are as they were. Raises as `prepare`."""
        while True:
            async with writing(self._pool, tenant) as connection:
                key = (tenant, position, self.edition)
                schema = await connection.fetchval(sql("as_of_hold"), *key)
                if schema is not None:
                    path = f"set local search_path = {schema}, concord; set transaction read only"
                    await connection.execute(path)
                    yield connection
                    return
            await self.prepare(tenant, position)

    @asynccontextmanager
    async def comparing(
        self, tenant: UUID, before: int, after: int
    ) -> AsyncIterator[tuple[asyncpg.Connection, tuple[str, str]]]:
        """A transaction of one tenant that holds two moments, with the schemas that they are in. Raises as
        `prepare`."""
        while True:
            async with writing(self._pool, tenant) as connection:
                keys = [(tenant, position, self.edition) for position in (before, after)]
                schemas = [await connection.fetchval(sql("as_of_hold"), *key) for key in keys]
                if all(schemas):
                    await connection.execute("set transaction read only")
                    yield connection, (schemas[0], schemas[1])
                    return
            for position in (before, after):
                await self.prepare(tenant, position)

    async def _touch(self, tenant: UUID, position: int) -> bool:
        async with writing(self._pool, tenant) as connection:
            key = (tenant, position, self.edition)
            return bool(await connection.fetchval(sql("as_of_touch"), *key, datetime.now(UTC)))

    async def _build(self, tenant: UUID, position: int) -> None:
        async with self._building:
            await self._wait_for_room()
            await build(self._pool, self.models, tenant, position, self._memory)
            await make_room(self._pool, KEPT)

    async def _wait_for_room(self) -> None:
        """While all that is kept is being read, which takes a transaction each."""
        while True:
            if await make_room(self._pool, KEPT - 1) < KEPT:
                return
            await asyncio.sleep(PAUSE)


@asynccontextmanager
async def opened(dsn: str, models: Sequence[ReadModel] | None = None) -> AsyncIterator[History]:
    """The moments of a database, as role concord_replayer; it connects when first asked.

    `models`: those of the entry points by default.
    """
    found = find_read_models() if models is None else models
    pool = asyncpg.create_pool(dsn, min_size=0, max_size=CONNECTIONS, max_inactive_connection_lifetime=60)
    async with pool:
        yield History(pool, found)


@contextmanager
def patient() -> Iterator[None]:
    """Whatever took too long is `Busy`."""
    try:
        yield
    except (
        TimeoutError,
        asyncpg.LockNotAvailableError,
        asyncpg.QueryCanceledError,
        asyncpg.TooManyConnectionsError,
    ) as error:
        raise Busy(str(error)) from error
