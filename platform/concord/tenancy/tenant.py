"""A tenant as the rest of the platform sees it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class TenantState(StrEnum):
    """租户状态: what may be done in a tenant at all."""

    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    CLOSED = "CLOSED"


class SuspensionReason(StrEnum):
    """停用原因: why a tenant was suspended; a code, so that no text about anybody stands beside a ledger."""

    REQUESTED = "REQUESTED"
    CONTRACT = "CONTRACT"
    SECURITY = "SECURITY"
    MAINTENANCE = "MAINTENANCE"
    LEGAL = "LEGAL"


class Tenant(msgspec.Struct, frozen=True, kw_only=True):
    """A district, town, street or county that runs alliances and owns one ledger."""

    id: UUID
    code: str
    """Permanent; lowercase ASCII letters and digits, no dots: it is a token of NATS subjects."""
    name: str
    division_code: str
    """行政区划代码, GB/T 2260: six digits, or twelve with town and village; empty where it has none."""
    simulated: bool
    """May bring its own time: the demo's tenants only."""
    state: TenantState = TenantState.ACTIVE
    """As it was at most `tenants.FRESH` seconds ago; the ledger itself decides under its lock."""
    reason: str = ""
    """Of a suspension: a `SuspensionReason`; empty otherwise."""
    successor: str = ""
    """Of a closed one: code of the tenant that goes on with its work; empty if there is none."""
    since: datetime | None = None
    """When it came into this state; None: it was never in another."""
    language: str = "zh"
    """Of answers to those who ask for neither Chinese nor English."""
    charters: tuple[str, ...] = ()
    """Shipped charters that it offers; empty: all of them."""
    themes: tuple[str, ...] = ()
    """Names of the themes that it works under; empty: those of its charters."""
    resource_lists: tuple[str, ...] = ()
    """Names of the lists of resources that it keeps; empty: those of its charters."""
    revision: int = 0
    """Counts changes of state, configuration and of what was revoked; 0: there never was one."""
