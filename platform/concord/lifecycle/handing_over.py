"""Hands a closed year over to an archive: offered with its retention class and the digest of its bundle,
received by another person. Nothing leaves the ledger."""

import hashlib
from datetime import date
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from concord.eventstore import Append, Entry, EventStore
from concord.eventstore.errors import CommandReused, VersionConflict
from concord.lifecycle.configuration import Retention
from concord.lifecycle.errors import HandOverRefusal
from concord.lifecycle.events import (
    PERIOD_HANDED_OVER,
    PERIOD_OFFERED,
    PeriodHandedOver,
    PeriodOffered,
    period_stream,
)
from concord.lifecycle.recording import Actor, check_day, composed, own_time
from concord.refusals import Refusal
from concord.tenancy import Tenant, reading

STREAM = "select position, entry from event where tenant_id = $1 and stream_id = $2 order by version"
YEARS = {Retention.YEARS_10: 10, Retention.YEARS_30: 30}


def kept_until(year: int, retention: Retention) -> str | None:
    """The last day on which what was recorded in a year must be kept (counted from the year after); None: for
    ever."""
    return f"{year + YEARS[retention]}-12-31" if retention in YEARS else None


async def offer(pool: asyncpg.Pool, store: EventStore, tenant: Tenant, offered: PeriodOffered) -> int:
    """Records that a bundle is there to be received; a later offer of the year takes its place. Returns the
    position. Raises `Refusal` and the errors of `EventStore.append`."""
    known = await _known(pool, tenant.id, offered.year)
    if known and known[-1].type == PERIOD_HANDED_OVER:
        raise Refusal(HandOverRefusal.HANDED_OVER_ALREADY, year=offered.year)
    return await _record(store, tenant, offered.year, len(known), Actor(), PERIOD_OFFERED, offered)


async def receive(
    pool: asyncpg.Pool,
    store: EventStore,
    tenant: Tenant,
    received: PeriodHandedOver,
    actor: Actor,
    *,
    command: UUID | None = None,
    expected_version: int | None = None,
    occurred_on: date | None = None,
) -> tuple[PeriodOffered, int]:
    """Records that an archive has the bundle that was offered, since `occurred_on` (today if nobody says);
    again, nothing changes. Returns the offer, and the position of the receipt. Raises as `offer`."""
    known = await _known(pool, tenant.id, received.year)
    if not known:
        raise Refusal(HandOverRefusal.NOT_OFFERED, "year", year=received.year)
    offers = [entry for entry in known if entry.type == PERIOD_OFFERED]
    offered = msgspec.convert(offers[-1].data, PeriodOffered)
    if known[-1].type == PERIOD_HANDED_OVER:
        if known[-1].data != msgspec.to_builtins(received):
            raise Refusal(HandOverRefusal.HANDED_OVER_ALREADY, year=received.year)
        return offered, known[-1].position
    if expected_version not in (None, len(known)):
        raise Refusal(HandOverRefusal.CHANGED_MEANWHILE, year=received.year)
    if offered.sha256 != received.sha256:
        raise Refusal(HandOverRefusal.DIGEST_DIFFERS, "sha256", year=received.year)
    if offers[-1].members["actor"] == actor.name:
        raise Refusal(HandOverRefusal.SECOND_PERSON_REQUIRED)
    offered_on = date.fromisoformat(offers[-1].members["occurred_on"])
    if occurred_on is not None and occurred_on < offered_on:
        day = {"occurred_on": occurred_on, "offered_on": offered_on}
        raise Refusal(HandOverRefusal.BEFORE_THE_OFFER, "occurred_on", **day)
    version, kind = len(known), PERIOD_HANDED_OVER
    position = await _record(
        store, tenant, received.year, version, actor, kind, received, command, occurred_on
    )
    return offered, position


async def _known(pool: asyncpg.Pool, tenant: UUID, year: int) -> list[Entry]:
    async with reading(pool, tenant) as connection:
        rows = await connection.fetch(STREAM, tenant, period_stream(tenant, year))
    return [Entry(row["position"], row["entry"]) for row in rows]


async def _record(
    store: EventStore,
    tenant: Tenant,
    year: int,
    version: int,
    actor: Actor,
    kind: str,
    what: Any,
    command: UUID | None = None,
    occurred_on: date | None = None,
) -> int:
    stream, data, at = (
        period_stream(tenant.id, year),
        msgspec.to_builtins(what),
        await own_time(store, tenant),
    )
    check_day(occurred_on, at, HandOverRefusal.OCCURRED_IN_FUTURE)
    said = [kind, version, data] if occurred_on is None else [kind, version, data, occurred_on]
    digest = hashlib.sha256(msgspec.json.encode(said)).digest()
    command = command or UUID(bytes=hashlib.sha256(stream.bytes + digest).digest()[:16], version=4)
    event = composed(tenant, actor, command, at, stream, version + 1, kind, data, occurred_on)
    append = Append(tenant=tenant.id, command=command, digest=digest, events=(event,), recorded_at=at)
    try:
        return (await store.append(append)).position
    except VersionConflict:
        raise Refusal(HandOverRefusal.CHANGED_MEANWHILE, year=year) from None
    except CommandReused:
        raise Refusal(HandOverRefusal.COMMAND_REUSED, "command_id") from None
