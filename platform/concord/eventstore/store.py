"""The event store: append, read, load. One object a process."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import asyncpg

from concord.eventstore.append import Append, Appended
from concord.eventstore.entry import MAX_ENTRY_BYTES, Entry
from concord.eventstore.errors import AWAY, CommandReused, EntryTooLarge, StoreUnavailable, UnknownTenant
from concord.eventstore.group import GroupCommit
from concord.eventstore.queue import Queue

SPLICED_BYTES = len(',"recorded_at":"2026-01-01T00:00:00.000000Z') + 19
"""What the ledger puts between the two halves, with the longest position."""

READ_SECONDS = 10.0
PAGE = 1_000
"""Entries of a page: what is made of them holds up the process for some milliseconds."""

SPAN = 100_000
"""Positions that one call looks through: where few entries fit, it would else read on for the time limit."""

READ = "select position, entry from concord.read_ledger($1, $2, $3)"
READ_TYPES = "select position, entry from concord.read_types($1, $2, $3, $4, $5)"
HEAD = "select * from concord.ledger_head($1)"
TIME = "select * from concord.ledger_time($1)"
LOAD = "select n, version, payload, is_snapshot, position from concord.load_streams($1, $2, $3)"
TAKEN = "select digest, result, position, recorded_at from concord.taken_command($1, $2)"
SAVE = "select concord.save_snapshot($1, $2, $3, $4, $5)"


class Stored(list[Entry]):
    """A stream as stored: the entries after its snapshot, with the snapshot if there is one."""

    snapshot: tuple[int, bytes] | None = None


class EventStore:
    """Ledgers of all tenants of one database."""

    def __init__(self, pool: asyncpg.Pool, commits: GroupCommit) -> None:
        self.pool = pool
        self._commits = commits

    @classmethod
    async def open(cls, dsn: str, *, queue: Queue | None = None, readers: int = 8) -> "EventStore":
        """Connects as concord_app: it executes the append functions and has no INSERT."""
        pool = await asyncpg.create_pool(
            dsn, min_size=1, max_size=readers, reset=_nothing_to_reset, server_settings={"jit": "off"}
        )
        return cls(pool, GroupCommit(dsn, queue=queue))

    async def close(self) -> None:
        """Finishes what is under way and disconnects."""
        await self._commits.close()
        await self.pool.close()

    async def append(self, append: Append) -> Appended:
        """Stores an append whole, or raises why not (eventstore/errors.py) and stores nothing.

        Sending the same command again answers with the first result.
        """
        for event in append.events:
            size = len(event.before) + len(event.after) + SPLICED_BYTES
            if size > MAX_ENTRY_BYTES:
                raise EntryTooLarge(size, MAX_ENTRY_BYTES)
        return await self._commits.append(append)

    async def taken(self, tenant: UUID, command: UUID, digest: bytes) -> Appended | None:
        """What this command was answered with, if it was taken. Raises `CommandReused`."""
        with _answered():
            rows = await self._fetch(TAKEN, tenant, command)
        if not rows:
            return None
        (row,) = rows
        if row["digest"] != digest:
            raise CommandReused(str(command))
        return Appended(row["position"], row["recorded_at"], row["result"], replayed=True)

    async def head(self, tenant: UUID) -> int:
        """The last position of the tenant's ledger, 0 if it is empty. Raises `UnknownTenant`."""
        with _answered():
            rows = await self._fetch(HEAD, tenant)
        if not rows:
            raise UnknownTenant(str(tenant))
        return int(rows[0][0])

    async def last_recorded_at(self, tenant: UUID) -> datetime | None:
        """When the ledger took its last entry, or None if it has none. Raises `StoreUnavailable`."""
        with _answered():
            rows = await self._fetch(TIME, tenant)
        # asyncpg reads minus infinity as the first moment that Python knows, without a zone
        return rows[0][0] if rows and rows[0][0].year > 1 else None

    async def read(self, tenant: UUID, after: int, limit: int = 500) -> list[Entry]:
        """Up to `limit` entries after a position, in order and without gaps."""
        rows = await self._fetch(READ, tenant, after, limit)
        return [Entry(row["position"], row["entry"]) for row in rows]

    async def read_types(
        self, tenant: UUID, types: Sequence[str], *, until: int, after: int = 0
    ) -> AsyncIterator[list[Entry]]:
        """Every entry of these types up to a position, in order, page by page.

        Raises `StoreUnavailable`.
        """
        while after < until:
            reach = min(after + SPAN, until)
            with _answered():
                rows = await self._fetch(READ_TYPES, tenant, after, reach, types, PAGE)
            if rows:
                yield [Entry(row["position"], row["entry"]) for row in rows]
            after = rows[-1]["position"] if len(rows) == PAGE else reach

    async def load(self, tenant: UUID, streams: Sequence[tuple[UUID, str]]) -> list[Stored]:
        """Each (stream, snapshot shape) as stored, all in one round trip; empty where it does not exist."""
        with _answered():
            rows = await self._fetch(LOAD, tenant, [s for s, _ in streams], [shape for _, shape in streams])
        found = [Stored() for _ in streams]
        for row in rows:
            stored = found[row["n"] - 1]
            if row["is_snapshot"]:
                stored.snapshot = (row["version"], row["payload"])
            else:
                stored.append(Entry(row["position"], row["payload"]))
        return found

    async def save_snapshot(self, tenant: UUID, stream: UUID, shape: str, version: int, state: bytes) -> None:
        """Keeps a cache of an aggregate; a newer one stays."""
        with _answered():
            await self._fetch(SAVE, tenant, stream, shape, version, state)

    async def _fetch(self, query: str, *arguments: object) -> list[asyncpg.Record]:
        # A database may be silent without being gone. The limit of `acquire` is also the one within which
        # the pool gives up on a connection that was let go of while it owed an answer.
        async with self.pool.acquire(timeout=READ_SECONDS) as connection:
            try:
                rows: list[asyncpg.Record] = await connection.fetch(query, *arguments, timeout=READ_SECONDS)
            except BaseException:
                # A bad argument, a cancellation, a time limit: the session may be in mid-protocol with its
                # statement timeout running, and would fail whoever has it next.
                connection.terminate()
                raise
            return rows


@contextmanager
def _answered() -> Iterator[None]:
    """What a command waits for and does not get is `StoreUnavailable`, whatever the driver calls it."""
    try:
        yield
    except (*AWAY, asyncpg.PostgresError) as error:
        raise StoreUnavailable(f"the database did not answer: {error!r}") from error


async def _nothing_to_reset(_: object) -> None:
    """asyncpg's reset query is a round trip after every call. Here it has nothing to do: these sessions
    call functions in autocommit, and one whose call did not come to an answer is ended."""
