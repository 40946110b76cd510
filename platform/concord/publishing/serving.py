"""One batch of one tenant: from its ledger to the stream, then its checkpoint.

The position in the stream's last message is the truth. The checkpoint says what to expect there, so that it
need not be asked; where it is wrong (a publisher was killed in between, another one was faster, the stream
was lost) the stream refuses, and says where to go on.
"""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import asyncpg
from nats.aio.client import Client

from concord.eventstore.entry import Entry
from concord.projecting.checkpoint import BATCH, read_batch
from concord.publishing.diverging import Diverged, park
from concord.publishing.envelope import envelope, holds, position_of, subjects_of
from concord.publishing.statement import sql
from concord.publishing.stream import Refused, StreamError, last_message, publish
from concord.telemetry.metrics import PUBLISHED_EVENTS
from concord.tenancy import writing


class Cursor(NamedTuple):
    """What the stream holds of a tenant."""

    position: int
    """Ledger position of the last message; 0: none."""
    sequence: int
    """Its sequence in the stream."""


async def serve(pool: asyncpg.Pool, client: Client, tenant: UUID, since: datetime) -> bool:
    """Publishes the tenant's next batch. `since`: when this connection to NATS began; a tenant not served
    since then is compared with the stream first. False: nothing to do, or another publisher does it.
    Raises `Away`, `StreamError`."""
    async with writing(pool, tenant) as connection:
        row = await connection.fetchrow(sql("claim"), tenant, since)
        row = row or await connection.fetchrow(sql("begin"), tenant, since)
        if row is None or row["parked"]:
            return False
        cursor = Cursor(row["position"], row["stream_sequence"])
        try:
            if row["unseen"]:
                cursor = await learn(connection, client, tenant)
            entries = await read_batch(connection, tenant, cursor.position, limit=BATCH)
            if entries:
                cursor = await _publish(connection, client, tenant, entries, cursor)
        except Diverged as difference:
            await park(connection, tenant, difference)
            return False
        await connection.execute(sql("advance"), tenant, cursor.position, cursor.sequence, row["began"])
        return bool(entries)


async def _publish(
    connection: asyncpg.Connection, client: Client, tenant: UUID, entries: list[Entry], cursor: Cursor
) -> Cursor:
    messages = [envelope(entry) for entry in entries]
    filter_subject = subjects_of(entries[0].members["tenant"])
    try:
        sequence = await publish(client, messages, filter_subject, cursor.sequence)
    except Refused as refusal:
        learnt = await learn(connection, client, tenant)
        if learnt == cursor:  # then it was refused for something else
            raise StreamError(f"refused at the sequence that it expects: {refusal}") from refusal
        return learnt
    PUBLISHED_EVENTS.inc(len(messages))
    return Cursor(entries[-1].position, sequence)


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
