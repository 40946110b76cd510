"""Building a moment: tables like the live ones in a schema of its own, filled by the live handlers.

All in one transaction, with the row that announces it: a build that is cancelled, fails, or dies with its
process leaves nothing behind.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from secrets import token_hex
from uuid import UUID

import asyncpg
import msgspec

from concord.projecting.asof.filling import GENERATION, fill
from concord.projecting.readmodel import ReadModel
from concord.projecting.statement import sql
from concord.tenancy import writing

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


async def build(
    pool: asyncpg.Pool, models: Sequence[ReadModel], tenant: UUID, position: int, memory: asyncio.Lock
) -> bool:
    """Makes the moment, unless somebody else has it already or is just making it, which is waited for;
    returns whether it was made here. `memory`: of `fill`. Raises `CannotReplay`."""
    schema = f"asof_{position}_{token_hex(8)}"  # never used twice: what is left over can be dropped at sight
    async with writing(pool, tenant) as connection:
        claim = (tenant, position, edition(models), schema, datetime.now(UTC))
        if not await connection.fetchval(sql("as_of_begin"), *claim):
            return False
        await connection.execute(_SETTINGS)
        await fill(connection, schema, models, tenant, position, memory)
        for model in models:
            await connection.execute(sql("as_of_model"), tenant, model.name, GENERATION, model.version)
    return True
