"""How far behind consumers are, as metrics and for `concord status`."""

import asyncpg
import msgspec
from prometheus_client import Gauge

from concord.projecting.statement import sql

EVENTS = Gauge("concord_projection_lag_events", "Events not yet taken, over all tenants", ["projection"])
TENANTS = Gauge("concord_projection_tenants_behind", "Tenants with events not yet taken", ["projection"])
PARKED = Gauge("concord_projection_tenants_parked", "Tenants where a dead letter waits", ["projection"])


class Lag(msgspec.Struct, frozen=True):
    """Of one consumer, over all tenants. Names: `readmodels`, `readmodel:<name>`, `publisher`."""

    name: str
    events: int
    tenants_behind: int
    tenants_parked: int


async def read_lag(pool: asyncpg.Pool) -> list[Lag]:
    """As the database has it now."""
    return [Lag(*row) for row in await pool.fetch(sql("lag"))]


async def measure_lag(pool: asyncpg.Pool) -> list[Lag]:
    """Reads it and sets the metrics. A consumer that is gone (a read model level again) leaves them."""
    lags = await read_lag(pool)
    for gauge in (EVENTS, TENANTS, PARKED):
        gauge.clear()
    for lag in lags:
        EVENTS.labels(lag.name).set(lag.events)
        TENANTS.labels(lag.name).set(lag.tenants_behind)
        PARKED.labels(lag.name).set(lag.tenants_parked)
    return lags
