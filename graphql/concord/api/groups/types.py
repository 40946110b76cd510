"""Groups, pairings and agreements as the API shows them."""

from datetime import date
from uuid import UUID

from concord.api.charters.codes import GroupKind
from concord.api.disclosing import narrative_field
from concord.api.fields import field, reference, row_type
from concord.api.groups import loaders
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.people import Person, person_field
from concord.api.scalars import Position
from concord.readmodels.groups.rows import (
    AgreementRow,
    GroupMemberRow,
    GroupPersonRow,
    GroupRow,
    LeaderRow,
    PairingRow,
)


@row_type(LeaderRow, "负责人: who leads a group or stands in for its leader")
class GroupLeader:
    """As set last."""

    deputy: bool = field("副职: a deputy, else a leader")
    person: Person = person_field("人员: who", "subject", "digests", of=("organization",), office=True)
    organization: Organization | None = reference(
        "单位: the member that the person is of", ORGANIZATION, "organization"
    )
    set_on: date = field("确定日期: business date")
    position: Position = field("台账序号: of the entry that set it")


@row_type(GroupMemberRow, "编入成员: a member that belongs to a group")
class GroupMember:
    """Now."""

    organization: Organization = reference("单位: which member", ORGANIZATION, "organization")
    grouped_on: date = field("编入日期: business date")
    position: Position = field("台账序号: of the entry that grouped it")


@row_type(GroupPersonRow, "成员人员: a person who belongs to a group")
class GroupPerson:
    """Now."""

    person: Person = person_field("人员: who", "subject", "digests", of=("organization",), office=True)
    organization: Organization | None = reference(
        "单位: the member that the person is of", ORGANIZATION, "organization"
    )
    duty: str = field("分工: what the person does; empty if not said")
    grouped_on: date = field("加入日期: business date")
    position: Position = field("台账序号: of the entry that grouped the person")


@row_type(GroupRow, "组织机构: a body inside an alliance")
class Group:
    """联组, 领导小组, 办公室, 专委会, 服务队."""

    group: UUID = field("机构编号: give it to the mutations", source="id")
    code: str = field("代码: of the charter's group")
    kind: GroupKind = field("组织机构类别: what sort of body")
    name: str = field("名称: of this one")
    formed_on: date = field("成立日期: business date")
    dissolved_on: date | None = field("撤销日期: null while it lasts")
    dissolution_reason: str | None = narrative_field("撤销事由: in words", "reason")
    leaders: list[GroupLeader] = reference("负责人: leaders, then deputies", loaders.LEADERS, "id")
    members: list[GroupMember] = reference("编入成员: in the order of joining", loaders.MEMBERS, "id")
    persons: list[GroupPerson] = reference("成员人员: in the order of joining", loaders.PERSONS, "id")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(PairingRow, "结对: a member and another organization that help each other")
class Pairing:
    """百企联百村."""

    pairing: UUID = field("结对编号: give it to the mutation that ends it", source="id")
    organization: Organization = reference("成员单位: of the alliance", ORGANIZATION, "organization")
    partner: Organization = reference("结对单位: need be no member", ORGANIZATION, "partner")
    scheme: str = field("结对行动: under which campaign")
    formed_on: date = field("结对日期: business date")
    aim: str | None = narrative_field("结对内容: in words", "aim")
    ended_on: date | None = field("结束日期: null while it lasts")
    end_reason: str | None = narrative_field("结束事由: in words", "reason")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(AgreementRow, "协议: a member's agreement with the alliance for a year")
class Agreement:
    """党建协议."""

    organization: Organization = reference("成员单位: who signed", ORGANIZATION, "organization")
    title: str = field("协议名称: as signed")
    year: int = field("年度: for which")
    signed_on: date = field("签订日期: business date")
    document: str = field("协议编号: empty if none")
    position: Position = field("台账序号: of the entry that recorded it")
