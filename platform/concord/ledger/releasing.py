"""Clear copies of a ledger that have left it: an erasure cannot reach them, but can list them."""

from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID, uuid4, uuid5

import asyncpg
import msgspec

from concord.commanding import ZONE
from concord.eventstore import Append, Entry, EventStore
from concord.eventstore.composing import SYSTEM_ROLE, Metadata, compose
from concord.eventstore.errors import VersionConflict
from concord.ledger.naming import positions_about
from concord.ledger.statement import sql
from concord.tenancy import Tenant, reading

BOOK_RELEASED = "ledger.BookReleased"
ATTEMPTS = 20


class Release(msgspec.Struct, frozen=True, kw_only=True):
    """What left: the event's data."""

    first: int
    last: int
    format: str
    sha256: str


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """Who got it."""

    actor: str = "system:operator"
    role: str = SYSTEM_ROLE
    organization: UUID | None = None


def releases_stream(tenant: UUID) -> UUID:
    """The stream of all clear copies."""
    return uuid5(tenant, "book-releases")


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """A copy that left, as its entry says."""

    position: int
    released_at: datetime
    actor: str
    first: int
    last: int
    format: str
    sha256: str


async def copies_of(
    connection: asyncpg.Connection, tenant: UUID, told: Collection[UUID | int]
) -> dict[UUID | int, list[Released]]:
    """Clear copies in which each person, or the text of the entry at each position, may be read.
    `connection`: in a transaction of the tenant."""
    rows = await connection.fetch(sql("stream"), tenant, releases_stream(tenant))
    copies = [_released(Entry(row["position"], row["entry"])) for row in rows]
    if not copies:
        return {one: [] for one in told}
    people = [one for one in told if isinstance(one, UUID)]
    about = await positions_about(connection, tenant, people) if people else {}
    held = {one: about[one] if isinstance(one, UUID) else [one] for one in told}
    return {
        one: [copy for copy in copies if any(copy.first <= at <= copy.last for at in positions)]
        for one, positions in held.items()
    }


def _released(entry: Entry) -> Released:
    return Released(
        position=entry.position,
        released_at=entry.recorded_at,
        actor=entry.members["actor"],
        **{name: entry.data[name] for name in ("first", "last", "format", "sha256")},
    )


async def record_release(
    pool: asyncpg.Pool, store: EventStore, tenant: Tenant, release: Release, recipient: Recipient
) -> int:
    """Records a copy before it is handed over. Returns the position. Raises as `EventStore.append`."""
    for _ in range(ATTEMPTS - 1):
        with suppress(VersionConflict):  # another copy left in the same moment
            return await _record(pool, store, tenant, release, recipient)
    return await _record(pool, store, tenant, release, recipient)


async def _record(
    pool: asyncpg.Pool, store: EventStore, tenant: Tenant, release: Release, recipient: Recipient
) -> int:
    stream, command = releases_stream(tenant.id), uuid4()
    async with reading(pool, tenant.id) as connection:
        row = await connection.fetchrow(sql("stream_end"), tenant.id, stream)
    # A simulated tenant's time stands still meanwhile.
    own_time = await store.last_recorded_at(tenant.id) if tenant.simulated else None
    metadata = Metadata(
        tenant=tenant.code,
        actor=recipient.actor,
        organization=recipient.organization,
        role=recipient.role,
        command=command,
        correlation=command,
        causation=None,
        occurred_on=(own_time or datetime.now(UTC)).astimezone(ZONE).date(),
    )
    version = (row["version"] if row else 0) + 1
    data = msgspec.structs.asdict(release)
    event = compose(metadata, stream=stream, version=version, name=BOOK_RELEASED, schema=1, data=data)
    append = Append(
        tenant=tenant.id, command=command, digest=command.bytes, events=(event,), recorded_at=own_time
    )
    return (await store.append(append)).position
