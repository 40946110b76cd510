"""What a ledger says of its own tenant."""

from uuid import UUID, uuid5

import msgspec

TENANT_CONFIGURED = "tenants.TenantConfigured"
TENANT_SUSPENDED = "tenants.TenantSuspended"
TENANT_RESUMED = "tenants.TenantResumed"
TENANT_CLOSED = "tenants.TenantClosed"
PERIOD_OFFERED = "tenants.PeriodOffered"
PERIOD_HANDED_OVER = "tenants.PeriodHandedOver"


class TenantConfigured(msgspec.Struct, frozen=True, kw_only=True):
    """已配置租户: the whole configuration from here on."""

    charters: tuple[str, ...]
    """Shipped charters that are offered; empty: all of them."""
    language: str
    """`zh` or `en`: of answers to those who ask for neither."""
    resource_lists: tuple[str, ...]
    """Names of the lists that the tenant keeps of its resources."""
    retention: str
    """`PERMANENT`, `YEARS_30` or `YEARS_10`: how long periods are kept before they are handed over."""
    themes: tuple[str, ...]
    """Names of the themes that the tenant works under."""
    time_zone: str
    """IANA name, by which its days are counted."""


class TenantSuspended(msgspec.Struct, frozen=True, kw_only=True):
    """已停用租户: nothing is written and nothing leaves until it is resumed."""

    reason: str
    """`REQUESTED`, `CONTRACT`, `SECURITY`, `MAINTENANCE` or `LEGAL`."""


class TenantResumed(msgspec.Struct, frozen=True, kw_only=True):
    """已恢复租户: everything goes on where it stood."""


class TenantClosed(msgspec.Struct, frozen=True, kw_only=True):
    """已注销租户: the last entry of this ledger, but for erasures."""

    successor: str
    """Code of the tenant that goes on with its work (a merger); empty: nobody does."""


class PeriodOffered(msgspec.Struct, frozen=True, kw_only=True):
    """已提出移交: the bundle of a year that is over is there for an archive to receive."""

    first: int
    """First position in it."""
    keep_until: str | None
    """Last day on which it must be kept; null: for ever."""
    last: int
    """Last position in it."""
    retention: str
    """保管期限: `PERMANENT`, `YEARS_30` or `YEARS_10`, as the tenant had chosen."""
    sha256: str
    """Of the bundle, 64 hexadecimal digits."""
    year: int


class PeriodHandedOver(msgspec.Struct, frozen=True, kw_only=True):
    """已移交: an archive has received that bundle, as another person says. The ledger keeps every entry."""

    archive: str
    """Name of the institution."""
    sha256: str
    """Of what it received: that of the offer."""
    year: int


def period_stream(tenant: UUID, year: int) -> UUID:
    """The stream of a year's hand-over."""
    return uuid5(tenant, f"period {year}")


def states_stream(tenant: UUID) -> UUID:
    """The stream of suspensions, resumptions and the closing."""
    return uuid5(tenant, "tenant-state")


def configuration_stream(tenant: UUID) -> UUID:
    """The stream of configurations."""
    return uuid5(tenant, "tenant-configuration")
