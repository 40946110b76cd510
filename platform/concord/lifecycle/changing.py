"""Suspends, resumes and closes a tenant: an operator's act, by the owner's role."""

from typing import NamedTuple
from uuid import UUID, uuid4

import asyncpg
import msgspec

from concord.eventstore import EventStore
from concord.eventstore.errors import TenantClosed, VersionConflict
from concord.eventstore.writer import refusal_of
from concord.lifecycle import events
from concord.lifecycle.errors import LifecycleRefusal
from concord.lifecycle.recording import Actor, composed, own_time, version_of
from concord.refusals import Refusal
from concord.tenancy import SuspensionReason, Tenant, Tenants, TenantState, reading

CHANGE = "select position from concord.change_state($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"


class StateChange(NamedTuple):
    """What is asked."""

    state: TenantState
    reason: SuspensionReason | None = None
    """Of a suspension."""
    successor: str = ""
    """Of a closing: code of the tenant that goes on with the work."""

    def already(self, tenant: Tenant) -> bool:
        """Whether the tenant is like that."""
        same = tenant.state is self.state
        if self.state is TenantState.SUSPENDED:
            return same and tenant.reason == (self.reason or "")
        return same and tenant.successor == self.successor

    def event(self) -> tuple[str, msgspec.Struct]:
        """Its name and data."""
        if self.state is TenantState.SUSPENDED:
            reason = self.reason or SuspensionReason.REQUESTED
            return events.TENANT_SUSPENDED, events.TenantSuspended(reason=reason.value)
        if self.state is TenantState.CLOSED:
            return events.TENANT_CLOSED, events.TenantClosed(successor=self.successor)
        return events.TENANT_RESUMED, events.TenantResumed()


async def change_state(
    owner: asyncpg.Pool,
    store: EventStore,
    code: str,
    change: StateChange,
) -> tuple[Tenant, int | None]:
    """The tenant as it is now, and the position of the entry; None where it was like that already.

    Raises `Refusal`, `LedgerReadOnly`, KeyError (no such tenant).
    """
    version = await _version(owner, await _find(owner, code))
    tenant = await _find(owner, code)  # after the version: who changes it in between is noticed
    if change.already(tenant):
        return tenant, None
    await _check(owner, tenant, change)
    try:
        position = await _change(owner, store, tenant, version + 1, change, uuid4())
    except TenantClosed:
        raise Refusal(LifecycleRefusal.CLOSED_FOR_EVER, tenant=code) from None
    except VersionConflict:
        raise Refusal(LifecycleRefusal.CHANGED_MEANWHILE, tenant=code) from None
    return await _find(owner, code), position


async def _find(owner: asyncpg.Pool, code: str) -> Tenant:
    found = await Tenants(owner).by_code(code)
    if found is None:
        raise KeyError(code)
    return found


async def _version(owner: asyncpg.Pool, tenant: Tenant) -> int:
    async with reading(owner, tenant.id) as connection:
        return await version_of(connection, tenant.id, events.states_stream(tenant.id))


async def _check(owner: asyncpg.Pool, tenant: Tenant, change: StateChange) -> None:
    if tenant.state is TenantState.CLOSED:
        raise Refusal(LifecycleRefusal.CLOSED_FOR_EVER, tenant=tenant.code)
    if change.state is not TenantState.CLOSED or not change.successor:
        return
    if change.successor == tenant.code:
        raise Refusal(LifecycleRefusal.SUCCESSOR_IS_ITSELF, "successor")
    successor = await Tenants(owner).by_code(change.successor)
    if successor is None:
        raise Refusal(LifecycleRefusal.SUCCESSOR_UNKNOWN, "successor", successor=change.successor)
    if successor.state is TenantState.CLOSED:
        raise Refusal(LifecycleRefusal.SUCCESSOR_CLOSED, "successor", successor=change.successor)


async def _change(
    owner: asyncpg.Pool, store: EventStore, tenant: Tenant, version: int, change: StateChange, command: UUID
) -> int:
    stream, at = events.states_stream(tenant.id), await own_time(store, tenant)
    kind, data = change.event()
    event = composed(tenant, Actor(), command, at, stream, version, kind, msgspec.to_builtins(data))
    values = (change.state, change.reason or "", change.successor, command, at)
    where = (stream, version, kind, event.before, event.after)
    try:
        return int(await owner.fetchval(CHANGE, tenant.id, *values, *where))
    except asyncpg.PostgresError as error:
        raise refusal_of(error) from error
