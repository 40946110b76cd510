"""A tenant as the rest of the platform sees it."""

from uuid import UUID

import msgspec


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
