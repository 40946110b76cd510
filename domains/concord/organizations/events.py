"""What happens to an organization: public names and shapes, contracts for ever.

Counts are persons or enterprises as of the event's `occurred_on`.
"""

from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import OrganizationKind, PartyForm
from concord.privacy import Narrative, Personal

__all__ = [
    "AppointmentEnded",
    "AppointmentRole",
    "FloatingMemberEnrolled",
    "FloatingMemberLeft",
    "OrganizationDeregistered",
    "OrganizationKind",
    "OrganizationRegistered",
    "OrganizationRenamed",
    "PartyForm",
    "PersonAppointed",
    "PledgeFulfilled",
    "PledgeMade",
    "ProfileUpdated",
    "SupervisionAssigned",
]


class AppointmentRole(StrEnum):
    """聘任职务: what a person is appointed as."""

    LIAISON = "LIAISON"  # 联络员
    INSTRUCTOR = "INSTRUCTOR"  # 党建指导员
    STEWARD = "STEWARD"  # 服务管家
    GROUP_LEADER = "GROUP_LEADER"  # 联组长、副组长
    DEDICATED_OFFICER = "DEDICATED_OFFICER"  # 两新党建专干、专职党务工作者
    ENTERPRISE_LIAISON = "ENTERPRISE_LIAISON"  # 对口联企专员
    LECTURER = "LECTURER"  # 宣讲员、专家


class OrganizationRegistered(Aggregate.Created):
    """单位已登记: a unit that can join alliances became known, once, by its credit code."""

    credit_code: str
    """统一社会信用代码, 18 characters, checked by GB 32100-2015."""
    name: str
    kind: OrganizationKind
    party_form: PartyForm
    party_members: int
    """Party members under its management (管理党员)."""
    affiliated_enterprises: int
    """Enterprises or bodies that it reaches beside itself (辐射企业、机构)."""
    area: str
    """Town, street, park or community in which it is; empty if not said."""
    industry: str
    """Line of work in the tenant's words; empty if not said."""
    contact: Personal | None
    """联络员: `name`, `phone`."""


class OrganizationRenamed(Aggregate.Event):
    """单位已更名: the credit code stays."""

    name: str


class ProfileUpdated(Aggregate.Event):
    """单位信息已更新: the whole profile as it is from now on."""

    kind: OrganizationKind
    party_form: PartyForm
    party_members: int
    affiliated_enterprises: int
    area: str
    industry: str
    contact: Personal | None
    """Null: the contact stays as it was."""


class OrganizationDeregistered(Aggregate.Event):
    """单位已注销: it can act and join no more; what it did stays."""

    successor: UUID | None
    """The organization that it was merged into, if it was."""
    reason: Narrative | None


class SupervisionAssigned(Aggregate.Event):
    """主管关系已明确: which body answers for its party work by line (条) and which by place (块)."""

    line: UUID | None
    """条: the department of its trade."""
    place: UUID | None
    """块: the committee of its town or street."""
    assigned_on: date
    document: str
    """Empty if it has none."""


class PersonAppointed(Aggregate.Event):
    """人员已聘任: somebody serves the organization, or a group of an alliance on its behalf."""

    appointment: UUID
    person: Personal
    role: AppointmentRole
    alliance: UUID | None
    group: UUID | None
    """The group of the alliance that is served; null: the organization itself."""
    starts_on: date
    ends_on: date | None
    """Last day; null: until ended."""
    document: str
    """聘书: its number; empty if it has none."""


class AppointmentEnded(Aggregate.Event):
    """聘任已结束: from a day on."""

    appointment: UUID
    ended_on: date
    """First day on which the person does not serve."""
    reason: Narrative | None


class FloatingMemberEnrolled(Aggregate.Event):
    """流动党员已纳管: a party member who belongs elsewhere takes part here (一方隶属、双重管理)."""

    class_version = 2

    person: Personal
    """`name`, `phone`; `home`: the organization to which the member belongs."""
    home: str | None
    """Of version 1, where it was plain; null since: together with the rest it may tell who somebody is."""
    enrolled_on: date

    @staticmethod
    def upcast_v1_v2(data: dict[str, Any]) -> None:
        """What was plain stays where it was."""


class FloatingMemberLeft(Aggregate.Event):
    """流动党员已转出: takes part here no more."""

    subject: UUID
    left_on: date
    reason: Narrative | None


class PledgeMade(Aggregate.Event):
    """承诺已作出: by a floating member (亮身份、践承诺), or by the organization."""

    pledge: UUID
    subject: UUID | None
    """The floating member; null: the organization."""
    text: Narrative
    made_on: date
    due_on: date | None


class PledgeFulfilled(Aggregate.Event):
    """承诺已兑现."""

    pledge: UUID
    fulfilled_on: date
    note: Narrative | None
