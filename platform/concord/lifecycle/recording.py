"""An entry that the platform itself makes, on a stream of which only the end need be known."""

from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg

from concord.commanding import day_of
from concord.eventstore import EventStore
from concord.eventstore.append import NewEvent
from concord.eventstore.composing import SYSTEM_ROLE, Metadata, compose
from concord.identity import Viewer
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
) -> NewEvent:
    """The entry, ready to append."""
    metadata = Metadata(
        tenant=tenant.code,
        actor=actor.name,
        organization=actor.organization,
        role=actor.role,
        command=command,
        correlation=command,
        causation=None,
        occurred_on=day_of(at or datetime.now(UTC)),
    )
    return compose(metadata, stream=stream, version=version, name=kind, schema=1, data=data)


async def version_of(connection: asyncpg.Connection, tenant: UUID, stream: UUID) -> int:
    """Events on a stream of the tenant."""
    found = await connection.fetchval(
        "select max(version) from event where tenant_id = $1 and stream_id = $2", tenant, stream
    )
    return int(found or 0)
