"""How far behind consumers are, as metrics and for `concord status`."""

import asyncpg
import msgspec

from concord.projecting.statement import sql
from concord.telemetry.metrics import PROJECTION_LAG, PROJECTION_PARKED, set_publisher_lag

PUBLISHER = "publisher"
READ_MODELS = "readmodels"


class Lag(msgspec.Struct, frozen=True):
    """Of one consumer, over all tenants. Names: `readmodels`, `readmodel:<name>`, `publisher`."""

    name: str
    events: int
    tenants_behind: int
    tenants_parked: int


async def read_lag(pool: asyncpg.Pool) -> list[Lag]:
    """As the database has it now."""
    return [Lag(*row) for row in await pool.fetch(sql("lag"))]


class Workers(msgspec.Struct, frozen=True):
    """Workers that looked for work in the last seconds."""

    projectors: int
    publishers: int
    """None of them while NATS is away."""


async def read_workers(pool: asyncpg.Pool) -> Workers:
    """By their sessions. The pool's role must be theirs: of others PostgreSQL does not tell."""
    return Workers(*await pool.fetchrow(sql("workers")))


async def measure_lag(pool: asyncpg.Pool) -> None:
    """Reads it and sets the metrics. A read model that is level with the others again leaves them."""
    lags = await read_lag(pool)
    PROJECTION_LAG.clear()
    PROJECTION_PARKED.clear()
    for lag in lags:
        if lag.name == PUBLISHER:
            set_publisher_lag(lag.events)
        else:
            PROJECTION_LAG.labels(lag.name).set(lag.events)
        PROJECTION_PARKED.labels(lag.name).set(lag.tenants_parked)
