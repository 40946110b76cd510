"""One batch of one tenant: from its ledger to the stream, then its checkpoint.

The position in the stream's last message is the truth. The checkpoint says what to expect there, so that it
need not be asked; where it is wrong (a publisher was killed in between, another one was faster, the stream
was lost) the stream refuses, and says where to go on.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
from nats.aio.client import Client

from concord.eventstore.entry import Entry
from concord.eventstore.errors import AWAY
from concord.projecting.checkpoint import BATCH, parsed, read_rows
from concord.publishing.diverging import Diverged, park
from concord.publishing.envelope import Message, envelope, holds, position_of, subjects_of
from concord.publishing.statement import sql
from concord.publishing.stream import Refused, StreamError, last_message, publish
from concord.telemetry.metrics import PUBLISHED_EVENTS
from concord.tenancy import writing

FEW = 20
"""Entries that come with the claim: all there are, unless there is a backlog."""
ROUNDS = 8
"""Times that a tenant in which something goes on happening is served before others have their turn."""

SLICE = 25
"""Entries made into messages at a time, some 0.2 ms."""


class Cursor(NamedTuple):
    """What the stream holds of a tenant."""

    position: int
    """Ledger position of the last message; 0: none."""
    sequence: int
    """Its sequence in the stream."""


class Batch(NamedTuple):
    """Consecutive entries as messages. A ledger only grows, so what was read stays right."""

    filter_subject: str
    messages: Sequence[Message]
    position: int
    """Of the last one."""


class Publication:
    """Publication over one connection to NATS, which began at `since`."""

    def __init__(self, pool: asyncpg.Pool, client: Client, since: datetime) -> None:
        self._pool, self._client, self._since = pool, client, since
        self._ahead: tuple[UUID, int, Batch] | None = None
        """Tenant, the position before it, and its next batch: made while the stream stored the last."""

    async def serve(self, tenant: UUID) -> bool:
        """Publishes what the tenant has, at most a batch of a backlog. Whether there may be more: not if
        another publisher does it. Raises `Away`, `StreamError`."""
        if self._ahead is None or self._ahead[0] != tenant:
            again = await self._at_once(tenant)
            if again is not None:
                return again
        return await self._in_turn(tenant)

    async def _at_once(self, tenant: UUID) -> bool | None:
        """The way of a tenant that is level but for a few entries: one round trip before they leave, which
        also notes what left before. None: it takes the longer way."""
        noted: tuple[int, int, datetime] | tuple[None, None, None] = (None, None, None)
        async with self._pool.acquire() as connection:
            try:
                for left in reversed(range(ROUNDS + 1)):
                    rows = await connection.fetch(
                        sql("next"), tenant, self._since, FEW if left else 0, *noted
                    )
                    if not rows or len(rows) == FEW:
                        return None
                    if rows[0]["entry"] is None:
                        return left == 0
                    entries = [parsed(row["position"], row["entry"]) for row in rows]
                    sequence = await self._publish_few(entries, rows[0]["stream_sequence"])
                    noted = entries[-1].position, sequence, rows[0]["began"]
            except BaseException as error:
                with suppress(*AWAY):  # the lock is the connection's, and went with it
                    await connection.execute("select pg_advisory_unlock_all()")
                if not isinstance(error, Refused):  # else another one was faster, or the checkpoint is wrong
                    raise
        return None

    async def _publish_few(self, entries: Sequence[Entry], expected: int) -> int:
        """The sequence of the last one. Raises `Refused`, `Away`, `StreamError`."""
        batch = batch_of(entries)
        assert batch is not None
        sequence = await publish(self._client, batch.messages, batch.filter_subject, expected)
        PUBLISHED_EVENTS.inc(len(entries))
        return sequence

    async def _in_turn(self, tenant: UUID) -> bool:
        """A batch, under the lock of the tenant's checkpoint. A tenant not served since this connection began
        is compared with the stream first."""
        async with writing(self._pool, tenant) as connection:
            claim, batch = await self._claim(connection, tenant)
            if claim is None or claim["parked"]:
                return False
            before = Cursor(claim["position"], claim["stream_sequence"])
            try:
                if claim["unseen"]:
                    before = await learn(connection, self._client, tenant)
                    batch = await read(connection, tenant, before.position)
                cursor = await self._publish(connection, tenant, before, batch)
            except Diverged as difference:
                await park(connection, tenant, difference)
                return False
            if claim["unseen"] or cursor != before:
                await connection.execute(sql("advance"), tenant, *cursor, claim["began"])
        return cursor != before

    async def _claim(
        self, connection: asyncpg.Connection, tenant: UUID
    ) -> tuple[asyncpg.Record | None, Batch | None]:
        """The tenant's checkpoint, locked, and its next batch; None while another publisher has it."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and ahead[0] == tenant:
            claim = await connection.fetchrow(sql("claim_alone"), tenant, self._since)
            if claim is None or claim["position"] == ahead[1]:
                return claim, ahead[2]
        rows = await connection.fetch(sql("claim"), tenant, self._since, FEW)
        if not rows:
            return await connection.fetchrow(sql("begin"), tenant, self._since), None
        if len(rows) == FEW:
            return rows[0], await read(connection, tenant, rows[0]["position"])
        return rows[0], batch_of([parsed(row[5], row[6]) for row in rows if row[5] is not None])

    async def _publish(
        self, connection: asyncpg.Connection, tenant: UUID, cursor: Cursor, batch: Batch | None
    ) -> Cursor:
        if batch is None:
            return cursor
        storing = publish(self._client, batch.messages, batch.filter_subject, cursor.sequence)
        try:
            if len(batch.messages) == BATCH:  # a backlog: get the next ones ready meanwhile
                sequence = await self._while_reading_ahead(connection, tenant, batch.position, storing)
            else:
                sequence = await storing
        except Refused as refusal:
            return await self._relearn(connection, tenant, cursor, refusal)
        PUBLISHED_EVENTS.inc(len(batch.messages))
        return Cursor(batch.position, sequence)

    async def _while_reading_ahead(
        self,
        connection: asyncpg.Connection,
        tenant: UUID,
        position: int,
        storing: Coroutine[Any, Any, int],
    ) -> int:
        task = asyncio.create_task(storing)
        try:
            following = await read(connection, tenant, position)
            self._ahead = following and (tenant, position, following)
            return await task
        finally:
            task.cancel()

    async def _relearn(
        self, connection: asyncpg.Connection, tenant: UUID, cursor: Cursor, refusal: Refused
    ) -> Cursor:
        learnt = await learn(connection, self._client, tenant)
        if learnt == cursor:  # then it was refused for something else
            raise StreamError(f"refused at the sequence that it expects: {refusal}") from refusal
        return learnt


async def read(connection: asyncpg.Connection, tenant: UUID, after: int) -> Batch | None:
    """The tenant's next entries as messages, if there are any.

    A slice at a time: the last batch may still be on its way out through the same event loop.
    """
    rows = await read_rows(connection, tenant, after)
    batch: Batch | None = None
    for first in range(0, len(rows), SLICE):
        batch = batch_of([parsed(*row) for row in rows[first : first + SLICE]], batch)
        await asyncio.sleep(0)
    return batch


def batch_of(entries: Sequence[Entry], before: Batch | None = None) -> Batch | None:
    """These entries as messages, after those before; None for none."""
    if not entries:
        return before
    messages = [envelope(entry) for entry in entries]
    if before is not None:
        messages = [*before.messages, *messages]
    return Batch(subjects_of(entries[0].members["tenant"]), messages, entries[-1].position)


async def learn(connection: asyncpg.Connection, client: Client, tenant: UUID) -> Cursor:
    """Where the stream stands. Raises `Diverged` if that is not what the ledger says."""
    code = await connection.fetchval(sql("code"), tenant)
    last = await last_message(client, subjects_of(code))
    if last is None:
        return Cursor(0, 0)
    position = position_of(last.payload)
    raw = await connection.fetchval(sql("entry"), tenant, position)
    if raw is None or not holds(last.payload, raw):
        raise Diverged(code, position, last.sequence, missing=raw is None)
    return Cursor(position, last.sequence)
