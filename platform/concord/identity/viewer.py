"""The identity of a request, as a verified token gives it."""

from enum import StrEnum
from uuid import UUID

import msgspec

from concord.refusals import Message
from concord.tenancy import Tenant


class Role(StrEnum):
    """What somebody is in a tenant; the codes enter tokens and every entry."""

    ADMINISTRATOR = "administrator"  # 租户管理员
    COMMITTEE = "committee"  # 党（工）委干部
    SECRETARY = "secretary"  # 联盟秘书
    OFFICER = "officer"  # 成员单位联络员
    HANDLER = "handler"  # 部门经办人
    LEADER = "leader"  # 联组长
    ASSESSOR = "assessor"  # 考核员
    AUDITOR = "auditor"  # 审计员：只读
    SUBSCRIBER = "subscriber"  # 订阅方
    OPERATOR = "operator"  # 平台运维：不见租户内容


ROLE_NAMES = {
    Role.ADMINISTRATOR: Message("租户管理员", "tenant administrator"),
    Role.COMMITTEE: Message("党（工）委干部", "committee officer"),
    Role.SECRETARY: Message("联盟秘书", "alliance secretary"),
    Role.OFFICER: Message("成员单位联络员", "member officer"),
    Role.HANDLER: Message("部门经办人", "department handler"),
    Role.LEADER: Message("联组长", "group leader"),
    Role.ASSESSOR: Message("考核员", "assessor"),
    Role.AUDITOR: Message("审计员", "auditor"),
    Role.SUBSCRIBER: Message("订阅方", "subscriber"),
    Role.OPERATOR: Message("平台运维", "platform operator"),
}
"""As people call them."""


class Machine(StrEnum):
    """Roles that no token gives: they enter entries where the system itself acts."""

    POLICY = "policy"  # 自动办理


class Standing(msgspec.Struct, frozen=True):
    """任职: one role, for one organization or for none. Whoever has several acts in one at a time."""

    role: Role
    organization: UUID | None = None


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, for which tenant, in which role, for which organization."""

    tenant: Tenant
    subject: str
    """Random id of the person, or `service:<name>` of a machine; enters entries as `actor`."""
    role: Role | Machine
    organization: UUID | None = None
    standings: tuple[Standing, ...] = ()
    """All that the token gives, in its order; the request acts in one of them."""

    @property
    def is_machine(self) -> bool:
        """Whether a service account asks, which a person of the tenant has made."""
        return self.subject.startswith("service:")
