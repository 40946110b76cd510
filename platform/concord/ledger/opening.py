"""Whether a tenant's checkpoints and hashes are open to everybody.

A decision of the tenant, kept where all its decisions are: in its ledger. Entries are never open: they need a
token of the tenant. Closed at the beginning.
"""

from datetime import date
from uuid import UUID, uuid4, uuid5

import asyncpg

from concord.eventstore import Append, EventStore
from concord.eventstore.composing import SYSTEM_ROLE, Metadata, compose
from concord.ledger.statement import sql
from concord.tenancy import Tenant, reading

HASHES_OPENED = "ledger.HashesOpened"
HASHES_CLOSED = "ledger.HashesClosed"


def hashes_stream(tenant: UUID) -> UUID:
    """The stream of these decisions."""
    return uuid5(tenant, "ledger-hashes")


async def are_open(connection: asyncpg.Connection, tenant: UUID) -> bool:
    """As the ledger has it now."""
    row = await connection.fetchrow(sql("stream_end"), tenant, hashes_stream(tenant))
    return row is not None and row["type"] == HASHES_OPENED


async def decide(
    pool: asyncpg.Pool,
    store: EventStore,
    tenant: Tenant,
    on: date,
    *,
    opened: bool,
    actor: str = "system:operator",
) -> int | None:
    """Opens or closes. Returns the position of the decision; None where it is so already.

    Raises what `EventStore.append` raises.
    """
    stream = hashes_stream(tenant.id)
    async with reading(pool, tenant.id) as connection:
        row = await connection.fetchrow(sql("stream_end"), tenant.id, stream)
    kind = HASHES_OPENED if opened else HASHES_CLOSED
    if (row["type"] if row else HASHES_CLOSED) == kind:
        return None
    command = uuid4()
    metadata = Metadata(
        tenant=tenant.code,
        actor=actor,
        organization=None,
        role=SYSTEM_ROLE,
        command=command,
        correlation=command,
        causation=None,
        occurred_on=on,
    )
    version = (row["version"] if row else 0) + 1
    event = compose(metadata, stream=stream, version=version, name=kind, schema=1, data={})
    # A simulated tenant's time stands still meanwhile.
    own_time = await store.last_recorded_at(tenant.id) if tenant.simulated else None
    taken = await store.append(
        Append(tenant=tenant.id, command=command, digest=command.bytes, events=(event,), recorded_at=own_time)
    )
    return taken.position
