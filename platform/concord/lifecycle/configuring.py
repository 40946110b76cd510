"""Records a tenant's configuration; what depends on it follows within a second, in every process."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid4

import asyncpg
import msgspec

from concord.eventstore import EventStore
from concord.eventstore.errors import CommandReused, VersionConflict
from concord.eventstore.writer import Known, refusal_of
from concord.lifecycle.configuration import Configuration, ConfigurationRefusal, checked
from concord.lifecycle.events import TENANT_CONFIGURED, configuration_stream
from concord.lifecycle.recording import Actor, check_day, composed, own_time, version_of
from concord.refusals import Refusal
from concord.tenancy import Tenant, reading

CONFIGURE = "select position from concord.configure($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
READ = "select configuration from standing where tenant_id = $1"


class Configured(NamedTuple):
    """A configuration and where it stands."""

    configuration: Configuration
    version: int
    """How often it was changed."""
    position: int | None = None
    """Of its entry, if it was recorded now."""


async def configuration_of(pool: asyncpg.Pool, tenant: UUID) -> Configured:
    """As it is now."""
    async with reading(pool, tenant) as connection:
        found = await connection.fetchval(READ, tenant)
        version = await version_of(connection, tenant, configuration_stream(tenant))
    return Configured(_read(found or "{}"), version)


async def configure(
    pool: asyncpg.Pool,
    store: EventStore,
    tenant: Tenant,
    chosen: Mapping[str, object],
    actor: Actor,
    *,
    command: UUID | None = None,
    expected_version: int | None = None,
    occurred_on: date | None = None,
) -> Configured:
    """Records the members of `Configuration` that are chosen, lists whole; the others stay as they are. They
    hold from the entry on; `occurred_on` says when it was decided, today if nobody says.

    Makes no entry of what is so already. A command is what was chosen, whatever the rest has become since;
    the version that the rest was read at must still be the last. Raises `Refusal` and the errors of
    `EventStore.append`.
    """
    digest = hashlib.sha256(msgspec.json.encode(chosen, order="sorted")).digest()
    if command is not None and await _taken(store, tenant, command, digest):
        return await configuration_of(pool, tenant.id)
    at = await own_time(store, tenant)
    check_day(occurred_on, at, ConfigurationRefusal.OCCURRED_IN_FUTURE)
    now = await configuration_of(pool, tenant.id)
    if expected_version not in (None, now.version):
        raise _conflict(expected_version or 0, now.version)
    wanted = checked(msgspec.convert(msgspec.to_builtins(now.configuration) | chosen, Configuration))
    if now.configuration == wanted:
        return now
    stream, version = configuration_stream(tenant.id), now.version + 1
    id_ = command or uuid4()
    data = msgspec.to_builtins(wanted)
    encoded = msgspec.json.encode(wanted)
    event = composed(tenant, actor, id_, at, stream, version, TENANT_CONFIGURED, data, occurred_on)
    where = (stream, version, TENANT_CONFIGURED, event.before, event.after)
    try:
        position = await pool.fetchval(CONFIGURE, tenant.id, encoded.decode(), id_, digest, at, *where)
    except asyncpg.PostgresError as error:
        refusal = refusal_of(error)
        if isinstance(refusal, VersionConflict):
            raise _conflict(refusal.expected, refusal.actual) from error
        if isinstance(refusal, Known):  # twice in the same moment
            return await configuration_of(pool, tenant.id)
        raise refusal from error
    return Configured(wanted, version, int(position))


async def _taken(store: EventStore, tenant: Tenant, command: UUID, digest: bytes) -> bool:
    try:
        return await store.taken(tenant.id, command, digest) is not None
    except CommandReused:
        raise Refusal(ConfigurationRefusal.COMMAND_REUSED, "command_id") from None


def _read(text: str) -> Configuration:
    return msgspec.json.decode(text, type=Configuration)


def _conflict(expected: int, actual: int) -> Refusal:
    return Refusal(
        ConfigurationRefusal.VERSION_CONFLICT, "expected_version", expected=expected, actual=actual
    )
