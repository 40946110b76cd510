"""Tenants: who owns a ledger, and the one way to a database session that sees only one of them."""

from concord.tenancy.sessions import reading, writing
from concord.tenancy.tenant import SuspensionReason, Tenant, TenantState
from concord.tenancy.tenants import NotAParent, Tenants

__all__ = ["NotAParent", "SuspensionReason", "Tenant", "TenantState", "Tenants", "reading", "writing"]
