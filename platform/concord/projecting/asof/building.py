"""Building a moment: tables like the live ones in a schema of its own, filled by the live engine.

All in one transaction, with the row that announces it: a build that is cancelled, fails, or dies with its
process leaves nothing behind.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from secrets import token_hex
from uuid import UUID

import asyncpg
import msgspec

from concord.eventstore.entry import Entry
from concord.projecting.asof.errors import CannotReplay
from concord.projecting.checkpoint import read_batch
from concord.projecting.folding import handled
from concord.projecting.parking import fold_or_fail
from concord.projecting.readmodel import ReadModel
from concord.projecting.skips import skipped
from concord.projecting.statement import sql
from concord.tenancy import writing

GENERATION = 1
BATCH = 250
"""Entries folded at once: the process that builds also answers others, and folding holds it up (some 7 ms).
Larger batches were no faster."""

# Statements are keyed and few, on tables that were empty a moment ago: as the projector's session.
_SETTINGS = """
set local synchronous_commit = off;
set local plan_cache_mode = force_generic_plan;
set local enable_seqscan = off;
set local enable_hashjoin = off;
set local enable_mergejoin = off;
"""


def edition(models: Sequence[ReadModel]) -> str:
    """Names the projection code: read models with their versions and tables. 16 hexadecimal digits."""
    shape = [(m.name, m.version, [(t.name, t.key, t.columns) for t in m.tables]) for m in models]
    return hashlib.sha256(msgspec.json.encode(shape)).hexdigest()[:16]


async def build(pool: asyncpg.Pool, models: Sequence[ReadModel], tenant: UUID, position: int) -> bool:
    """Makes the moment, unless somebody else has it already or is just making it, which is waited for;
    returns whether it was made here. Raises `CannotReplay`."""
    schema = f"asof_{position}_{token_hex(8)}"  # never used twice: what is left over can be dropped at sight
    async with writing(pool, tenant) as connection:
        claim = (tenant, position, edition(models), schema, datetime.now(UTC))
        if not await connection.fetchval(sql("as_of_begin"), *claim):
            return False
        await connection.execute(_SETTINGS + definition(schema, models))
        await _fill(connection, models, tenant, position)
    return True


def definition(schema: str, models: Sequence[ReadModel]) -> str:
    """The schema's tables, with row-level security, which LIKE leaves off."""
    names = ["read_model", *(table.name for model in models for table in model.tables)]
    tables = [sql("as_of_table").format(schema=schema, table=name) for name in names]
    begin = f"create schema {schema};\nset local search_path = {schema}, concord;\n"
    return begin + "".join(tables)


async def _fill(
    connection: asyncpg.Connection, models: Sequence[ReadModel], tenant: UUID, position: int
) -> None:
    skips = {model.name: await skipped(connection, tenant, model.name) for model in models}
    reached = 0
    while entries := await read_batch(connection, tenant, reached, position, BATCH):
        for model in models:
            await _take(connection, model, tenant, entries, skips[model.name])
        reached = entries[-1].position
    for model in models:
        await connection.execute(sql("as_of_model"), tenant, model.name, GENERATION, model.version)


async def _take(
    connection: asyncpg.Connection,
    model: ReadModel,
    tenant: UUID,
    entries: Sequence[Entry],
    skips: frozenset[int],
) -> None:
    wanted = [entry for entry in handled(model, entries) if entry.position not in skips]
    failure = await fold_or_fail(connection, model, tenant, GENERATION, wanted)
    if failure is not None:
        raise CannotReplay(model.name, failure.entry.position, failure.error)
