"""An entry that the platform itself makes, on a stream of which only the end need be known."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg

from concord.commanding import day_of
from concord.eventstore import EventStore
from concord.eventstore.append import NewEvent
from concord.eventstore.composing import SYSTEM_ROLE, Metadata, compose
from concord.identity import Viewer
from concord.refusals import Refusal, RefusalCode
from concord.tenancy import Tenant

OPERATOR = "system:operator"


class Actor(NamedTuple):
    """Who does it."""

    name: str = OPERATOR
    role: str = SYSTEM_ROLE
    organization: UUID | None = None

    @classmethod
    def of(cls, viewer: Viewer) -> "Actor":
        """Whoever asks the API."""
        return cls(viewer.subject, viewer.role, viewer.organization)


async def own_time(store: EventStore, tenant: Tenant) -> datetime | None:
    """A simulated tenant's time, which stands still meanwhile; None: by the clock."""
    return await store.last_recorded_at(tenant.id) if tenant.simulated else None


def composed(
    tenant: Tenant,
    actor: Actor,
    command: UUID,
    at: datetime | None,
    stream: UUID,
    version: int,
    kind: str,
    data: dict[str, Any],
    occurred_on: date | None = None,
) -> NewEvent:
    """The entry, ready to append. `occurred_on`: by default the day of `at`."""
    metadata = Metadata(
        tenant=tenant.code,
        actor=actor.name,
        organization=actor.organization,
        role=actor.role,
        command=command,
        correlation=command,
        causation=None,
        occurred_on=occurred_on or day_of(at or datetime.now(UTC)),
    )
    return compose(metadata, stream=stream, version=version, name=kind, schema=1, data=data)


def check_day(claimed: date | None, at: datetime | None, in_future: RefusalCode) -> None:
    """Refuses a day later than `at`, as it is for every command."""
    today = day_of(at or datetime.now(UTC))
    if claimed is not None and claimed > today:
        raise Refusal(in_future, "occurred_on", occurred_on=claimed, today=today)


async def version_of(connection: asyncpg.Connection, tenant: UUID, stream: UUID) -> int:
    """Events on a stream of the tenant."""
    found = await connection.fetchval(
        "select max(version) from event where tenant_id = $1 and stream_id = $2", tenant, stream
    )
    return int(found or 0)
