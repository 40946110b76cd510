"""What the state of a tenant lets its people do."""

from concord.commanding import Message
from concord.identity import Closed, Role, Suspended, Viewer
from concord.tenancy import SuspensionReason, Tenant, TenantState

SUSPENDED = Message(
    "租户已停用（{why}），{what}",
    "The tenant is suspended ({why}): {what}",
)
NO_WRITING = Message("恢复之前不能办理", "nothing can be changed until it is resumed")
NO_READING = Message(
    "恢复之前仅租户管理员与审计员可以查阅", "only its administrators and auditors read until it is resumed"
)
WHY = {
    SuspensionReason.REQUESTED: Message("应租户申请", "at its own request"),
    SuspensionReason.CONTRACT: Message("协议到期", "its agreement has ended"),
    SuspensionReason.SECURITY: Message("安全处置中", "a security incident is being dealt with"),
    SuspensionReason.MAINTENANCE: Message("迁移或维护中", "it is being moved or repaired"),
    SuspensionReason.LEGAL: Message("依法停用", "an authority ordered it"),
}
CLOSED = Message("租户已注销，台账永久只读", "The tenant is closed: its ledger is read-only for ever")
CLOSED_FOR = Message(
    "租户已注销，台账永久只读，业务由租户 {successor} 承接",
    "The tenant is closed and its ledger read-only for ever: tenant {successor} goes on with its work",
)

SUPERVISORS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
"""Roles that read a suspended tenant."""


def admit(viewer: Viewer, *, writes: bool) -> None:
    """What the tenant's state allows: a suspended one is read by `SUPERVISORS`, a closed one by all.

    Raises `Suspended`, `Closed`.
    """
    if viewer.tenant.state is TenantState.SUSPENDED and (writes or viewer.role not in SUPERVISORS):
        raise Suspended(suspension(viewer.tenant, NO_WRITING if writes else NO_READING))
    if viewer.tenant.state is TenantState.CLOSED and writes:
        raise Closed(closing(viewer.tenant))


def suspension(tenant: Tenant, what: Message = NO_WRITING) -> Message:
    """Why nothing can be done now."""
    why = WHY[SuspensionReason(tenant.reason or "REQUESTED")]
    return Message(
        SUSPENDED.zh.format(why=why.zh, what=what.zh), SUSPENDED.en.format(why=why.en, what=what.en)
    )


def closing(tenant: Tenant) -> Message:
    """Why nothing can be done any more."""
    if not tenant.successor:
        return CLOSED
    return Message(*(text.format(successor=tenant.successor) for text in CLOSED_FOR))
