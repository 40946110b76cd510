"""What a ledger says of its own tenant."""

from uuid import UUID, uuid5

import msgspec

TENANT_CONFIGURED = "tenants.TenantConfigured"
TENANT_SUSPENDED = "tenants.TenantSuspended"
TENANT_RESUMED = "tenants.TenantResumed"
TENANT_CLOSED = "tenants.TenantClosed"


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


def states_stream(tenant: UUID) -> UUID:
    """The stream of suspensions, resumptions and the closing."""
    return uuid5(tenant, "tenant-state")


def configuration_stream(tenant: UUID) -> UUID:
    """The stream of configurations."""
    return uuid5(tenant, "tenant-configuration")
