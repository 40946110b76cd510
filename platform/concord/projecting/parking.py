"""A read model that cannot take an event is parked at it, with a dead letter; the others go on."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import msgspec
import structlog

from concord.eventstore.entry import Entry
from concord.projecting.checkpoint import own_name
from concord.projecting.folding import fold
from concord.projecting.outage import is_of_the_event
from concord.projecting.readmodel import ReadModel
from concord.projecting.statement import sql

MAX_ERROR = 2_000
"""Characters of an error that a dead letter keeps."""

log = structlog.get_logger(__name__)


class Failure(msgspec.Struct, frozen=True):
    """The first entry that a read model could not take, and why."""

    entry: Entry
    error: str


async def fold_or_fail(
    connection: asyncpg.Connection, model: ReadModel, tenant: UUID, generation: int, entries: Sequence[Entry]
) -> Failure | None:
    """Applies `entries` up to the first bad one. What is before it stays applied.

    Raises outages: they say nothing about the entries.
    """
    if not entries:
        return None
    await connection.execute("savepoint fold")
    try:
        await fold(connection, model, tenant, generation, entries)
    except Exception as error:
        if not is_of_the_event(error):
            raise
        await connection.execute("rollback to savepoint fold")
        if len(entries) == 1:
            return Failure(entries[0], f"{type(error).__name__}: {error}"[:MAX_ERROR])
        return await _halve(connection, model, tenant, generation, entries)
    return None


async def _halve(
    connection: asyncpg.Connection, model: ReadModel, tenant: UUID, generation: int, entries: Sequence[Entry]
) -> Failure | None:
    """The bad entry is found in log2(n) steps: a failed upsert does not say which row it was."""
    middle = len(entries) // 2
    failure = await fold_or_fail(connection, model, tenant, generation, entries[:middle])
    return failure or await fold_or_fail(connection, model, tenant, generation, entries[middle:])


async def park(connection: asyncpg.Connection, tenant: UUID, model: str, failure: Failure) -> None:
    """Stops this read model of this tenant just before the bad entry, under the checkpoint's lock."""
    entry = failure.entry
    now = datetime.now(UTC)
    await connection.execute(sql("set_own_position"), tenant, own_name(model), entry.position - 1, True)
    await connection.execute(
        sql("write_dead_letter"), tenant, model, entry.position, entry.type, failure.error, now
    )
    log.error(
        "read model parked",
        tenant=entry.members["tenant"],
        projection=model,
        position=entry.position,
        type=entry.type,
        error=failure.error,
    )
