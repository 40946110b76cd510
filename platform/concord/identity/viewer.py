"""The identity of a request, as a verified token gives it."""

from enum import StrEnum
from uuid import UUID

import msgspec

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


class Machine(StrEnum):
    """Roles that no token gives: they enter entries where the system itself acts."""

    POLICY = "policy"  # 自动办理


class Viewer(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, for which tenant, in which role, for which organization."""

    tenant: Tenant
    subject: str
    """Random id of the person or machine; enters entries as `actor`."""
    role: Role | Machine
    organization: UUID | None = None
