"""What an operator does with a parked read model: try the event again, or pass over it with a reason."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid5

import asyncpg
import msgspec

from concord.eventstore import EventStore
from concord.eventstore.append import Append, Disclosure
from concord.eventstore.composing import SYSTEM_ROLE, Metadata, compose
from concord.privacy.disclosures import Undisclosed, encrypt
from concord.privacy.keystore import KeyStore
from concord.projecting.catching_up import serve_own
from concord.projecting.checkpoint import own_name
from concord.projecting.readmodel import ReadModel
from concord.projecting.skips import ENTRY_SKIPPED, skipped, skips_stream
from concord.projecting.statement import sql
from concord.tenancy import Tenant, reading, writing

ELSEWHERE_PAUSE = 0.05
"""Seconds between looks at a checkpoint that a worker is moving."""


class NotParked(Exception):
    """There is no dead letter of this projection (at this position) for this tenant."""


class DeadLetter(msgspec.Struct, frozen=True):
    """Why a projection of one tenant stands still."""

    position: int
    type: str
    error: str
    attempts: int
    first_at: datetime
    at: datetime


async def dead_letter(pool: asyncpg.Pool, tenant: UUID, projection: str) -> DeadLetter | None:
    """The open dead letter, if the projection is parked."""
    async with reading(pool, tenant) as connection:
        row = await connection.fetchrow(sql("dead_letter"), tenant, projection)
    return None if row is None else DeadLetter(**row)


async def retry(pool: asyncpg.Pool, model: ReadModel, tenant: UUID) -> DeadLetter | None:
    """Tries again from the event that parked it, until it is live. None: it is live again; else the dead
    letter it is parked with now. Raises `NotParked`."""
    if await dead_letter(pool, tenant, model.name) is None:
        raise NotParked(f"{model.name} of tenant {tenant}")
    async with writing(pool, tenant) as connection:
        await connection.execute(sql("unpark"), tenant, own_name(model.name))
    while await _own(pool, tenant, model) is False:
        if not await serve_own(pool, model, tenant):
            await asyncio.sleep(ELSEWHERE_PAUSE)
    return await dead_letter(pool, tenant, model.name)


async def _own(pool: asyncpg.Pool, tenant: UUID, model: ReadModel) -> bool | None:
    """Whether its own checkpoint is parked; None: it has none and is live."""
    async with reading(pool, tenant) as connection:
        parked: bool | None = await connection.fetchval(sql("parked"), tenant, own_name(model.name))
    return parked


async def skip(
    pool: asyncpg.Pool,
    store: EventStore,
    keys: KeyStore,
    model: ReadModel,
    tenant: Tenant,
    position: int,
    reason: str,
    *,
    actor: str = "system:operator",
) -> DeadLetter | None:
    """Records in the ledger that this read model passes over the entry at `position`, and goes on.

    `reason` is text that may name somebody, so the entry holds its digest and it is kept encrypted.
    Returns as `retry` does. Raises `NotParked` unless it is parked at just that entry, and what
    `EventStore.append` raises. Asked again after a crash, it is recorded once.
    """
    letter = await dead_letter(pool, tenant.id, model.name)
    if letter is None or letter.position != position:
        raise NotParked(f"{model.name} of tenant {tenant.code} at position {position}")
    async with reading(pool, tenant.id) as connection:
        skips = await skipped(connection, tenant.id, model.name)
    if position not in skips:
        version = len(skips) + 1
        await store.append(await _recorded(keys, tenant, model.name, position, reason, actor, version))
    return await retry(pool, model, tenant.id)


async def _recorded(
    keys: KeyStore, tenant: Tenant, projection: str, position: int, reason: str, actor: str, version: int
) -> Append:
    stream = skips_stream(tenant.id, projection)
    command = uuid5(stream, str(position))
    metadata = Metadata(
        tenant=tenant.code,
        actor=actor,
        organization=None,
        role=SYSTEM_ROLE,
        command=command,
        correlation=command,
        causation=f"{tenant.code}:{position}",
        occurred_on=datetime.now(UTC).date(),
    )
    told = Undisclosed.of("text", reason, stream)
    data = {"position": position, "projection": projection, "reason": {"_sd": [told.digest]}}
    event = compose(metadata, stream=stream, version=version, name=ENTRY_SKIPPED, schema=1, data=data)
    key = (await keys.obtain(tenant.id, [stream]))[stream]
    return Append(
        tenant=tenant.id,
        command=command,
        digest=command.bytes,  # whoever skips the same entry first gave the reason
        events=(event,),
        disclosures=(Disclosure(told.digest, stream, encrypt(told, key)),),
    )
