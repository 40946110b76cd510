"""What came of what policies did: for whoever wants to know why something happened, or did not."""

from datetime import datetime
from uuid import UUID

import asyncpg
import msgspec

from concord.reacting.statement import sql


class PolicyOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """One command of a policy, done or refused."""

    policy: str
    position: int
    """Of the event that led to it, or of the one that set the deadline."""
    subject: str
    """Which deadline; empty for an event."""
    ordinal: int
    command: str
    result: int | None
    """Ledger position up to which it led; none: it was refused."""
    refusal: str | None
    """Code of the rule that refused it."""
    zh: str | None
    en: str | None
    at: datetime


async def outcomes(
    connection: asyncpg.Connection,
    tenant: UUID,
    *,
    policy: str | None,
    refused: bool | None,
    before: int | None,
    limit: int,
) -> list[PolicyOutcome]:
    """Those of the latest events before a position; at most so many, but all of the last event's."""
    rows = await connection.fetch(sql("outcomes"), tenant, policy, refused, before, limit)
    found = [PolicyOutcome(**row) for row in rows]
    return sorted(found, key=lambda one: (-one.position, one.policy, one.subject, one.ordinal))
