"""What an operator sees of policies, and what he can do about one that is parked."""

from uuid import UUID

import asyncpg
import msgspec

from concord.reacting.statement import sql
from concord.telemetry.metrics import POLICY_LAG, POLICY_PARKED, POLICY_PENDING
from concord.tenancy import writing


class PolicyState(msgspec.Struct, frozen=True, kw_only=True):
    """One policy of one tenant."""

    tenant: str
    """The tenant's code."""
    name: str
    position: int
    """How far the ledger has been looked through."""
    head: int
    pending: int
    parked: int
    done: int
    refused: int
    """Commands that an aggregate refused: an outcome, not a fault."""
    stopped_at: int | None
    """Position of the first event whose reaction is parked."""
    error: str | None


class PolicyLag(msgspec.Struct, frozen=True):
    """Of all policies over all tenants."""

    events: int
    pending: int
    parked: int


async def list_policies(pool: asyncpg.Pool, tenant: UUID | None = None) -> list[PolicyState]:
    """Of one tenant or of all, by tenant code and name."""
    return [PolicyState(**row) for row in await pool.fetch(sql("list"), tenant)]


async def read_policy_lag(pool: asyncpg.Pool) -> PolicyLag:
    """As the database has it now."""
    return PolicyLag(*await pool.fetchrow(sql("lag")))


async def measure_lag(pool: asyncpg.Pool) -> None:
    """Reads it and sets the metrics."""
    lag = await read_policy_lag(pool)
    POLICY_LAG.set(lag.events)
    POLICY_PENDING.set(lag.pending)
    POLICY_PARKED.set(lag.parked)


async def retry(pool: asyncpg.Pool, tenant: UUID, policy: str) -> int:
    """Lets what is parked be tried again. Returns how many reactions that are."""
    async with writing(pool, tenant) as connection:
        done: str = await connection.execute(sql("unpark"), tenant, policy)
    return int(done.rpartition(" ")[2])


async def retire(pool: asyncpg.Pool, policy: str) -> int | None:
    """Forgets a policy that no program has any more. Returns how many reactions are given up; None: there is
    no such policy."""
    given_up: int | None = await pool.fetchval(sql("retire"), policy)
    return given_up
