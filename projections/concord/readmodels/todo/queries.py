"""Open steps by read model: tickets, needs and tasks, annotations, rewards, reports. Duties are reckoned."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels.statement import bind

_MODELS = Path(__file__).parents[1]


class OpenStep(msgspec.Struct, frozen=True, kw_only=True):
    """One object that waits for somebody."""

    id: UUID
    status: str
    title: str | None = None
    entry: int | None = None
    """Position of the entry that an annotation is about."""
    due_on: date | None = None


async def tickets(
    connection: Connection,
    tenant: UUID,
    *,
    organization: UUID | None,
    anybody: Sequence[str],
    department: Sequence[str],
    raiser: Sequence[str],
    limit: int,
) -> list[OpenStep]:
    """Tickets in a status of `anybody`, and in those of `department` and `raiser` where they are its."""
    narrowed = {"anybody": anybody, "department": department, "raiser": raiser}
    return await _open(
        connection, "tickets", tenant=tenant, organization=organization, limit=limit, **narrowed
    )


async def tasks(
    connection: Connection,
    tenant: UUID,
    *,
    organization: UUID | None,
    claimant: Sequence[str],
    needer: Sequence[str],
    limit: int,
) -> list[OpenStep]:
    """Tasks that an organization has claimed, and its own needs that it has to judge."""
    narrowed = {"claimant": claimant, "needer": needer}
    return await _open(connection, "tasks", tenant=tenant, organization=organization, limit=limit, **narrowed)


async def annotations(connection: Connection, tenant: UUID, *, actor: str, limit: int) -> list[OpenStep]:
    """Annotations that somebody else has proposed."""
    return await _open(connection, "annotations", tenant=tenant, actor=actor, limit=limit)


async def rewards(connection: Connection, tenant: UUID, *, limit: int) -> list[OpenStep]:
    """Funds with rewards that wait for somebody to decide."""
    return await _open(connection, "funds", tenant=tenant, limit=limit)


async def reports(
    connection: Connection, tenant: UUID, *, statuses: Sequence[str], actor: str, on: date, limit: int
) -> list[OpenStep]:
    """Reports in these statuses whose period is over, but those to be judged that `actor` submitted."""
    narrowed = {"statuses": statuses, "actor": actor, "on": on}
    return await _open(connection, "reports", tenant=tenant, limit=limit, **narrowed)


async def _open(connection: Connection, model: str, **parameters: object) -> list[OpenStep]:
    text, arguments = bind(_MODELS / model / "open_steps.sql", parameters, "limit")
    return [OpenStep(**record) for record in await connection.fetch(text, *arguments)]
