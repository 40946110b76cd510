"""Alliances as the API shows them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry

from concord.api.alliances import loaders
from concord.api.alliances.codes import (
    AllianceStatus,
    ApplicationStatus,
    BreachRule,
    JoinedBy,
    Standing,
    VacancyCause,
)
from concord.api.assessments.loaders import SCHEMES
from concord.api.charters.codes import AllianceKind, RotationBasis
from concord.api.charters.types import CharterType
from concord.api.dates import today
from concord.api.disclosing import narrative_field
from concord.api.fields import field, given, reference, resolved, row_type
from concord.api.groups.loaders import AGREEMENTS, GROUPS, PAIRINGS
from concord.api.ids import decode_optional
from concord.api.info import Info
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.programmes.loaders import DIRECTIVES, FOLLOWED, GUIDANCE
from concord.api.scalars import Position
from concord.readmodels.alliances.queries import AllianceFilter
from concord.readmodels.alliances.rows import (
    AllianceRow,
    ApplicationRow,
    BreachRow,
    ChairTermRow,
    CharterRow,
    MemberRow,
)

if TYPE_CHECKING:
    from concord.api.assessments.types import Scheme
    from concord.api.groups.types import Agreement, Group, Pairing
    from concord.api.programmes.types import Directive, Following, Guidance

On = Annotated[date | None, strawberry.argument(description="日期: the day asked about; today if omitted")]
Source = strawberry.Parent[AllianceRow]


@row_type(MemberRow, "成员: one membership of an organization in an alliance")
class Membership:
    """It may be over."""

    alliance: "Alliance" = reference("联盟: of which it is a member", loaders.ALLIANCE, "alliance")
    organization: Organization = reference("单位: the member", ORGANIZATION, "organization")
    tier: str = field("层级代码: in the charter")
    tier_since: date = field("任此层级自: first day")
    standing: Standing = field("成员状态: whether it lasts")
    joined_on: date = field("加入日期: first day")
    joined_by: JoinedBy = field("入盟方式: on what ground")
    left_on: date | None = field("退出日期: first day on which it is no member")
    reason: str | None = narrative_field("事由: why it left or was removed", "reason")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(ChairTermRow, "执行会长任期: both days included; one whose end is before its start never began")
class ChairTerm:
    """Of one organization."""

    organization: Organization = reference("任职单位: who holds the chair", ORGANIZATION, "organization")
    title: str = field("称谓: what the charter calls it")
    starts_on: date = field("开始日期: first day")
    ends_on: date = field("结束日期: last day")
    basis: RotationBasis = field("轮值依据: order or resolution")
    resolution: str | None = field("决议: its reference, if by resolution")
    vacated_on: date | None = field("空缺日期: from which nobody held it")
    vacancy_cause: VacancyCause | None = field("空缺原因: why")
    vacancy_reason: str | None = narrative_field("空缺说明: in words", "reason")
    handed_over_on: date | None = field("交接日期: when the predecessor handed over")
    handover_notes: str | None = narrative_field("交接记录: in words", "handover_notes")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(ApplicationRow, "入盟申请: a unit asks to become a member")
class MembershipApplication:
    """With the lead unit's opinion and the decision."""

    application: UUID = field("申请编号: give it to the mutations that decide")
    organization: Organization = reference("申请单位: who applies", ORGANIZATION, "organization")
    tier: str = field("申请层级: code in the charter")
    status: ApplicationStatus = field("申请状态: how far it is")
    applied_on: date = field("申请日期: business date")
    statement: str | None = narrative_field("申请说明: in words", "statement")
    lead_unit: Organization | None = reference("牵头单位: consulted last", ORGANIZATION, "lead_unit")
    favourable: bool | None = field("牵头单位同意: its opinion does not decide")
    opinion: str | None = narrative_field("协商意见: in words", "opinion")
    decided_on: date | None = field("决定日期: business date")
    reason: str | None = narrative_field("不予批准的理由: in words", "reason")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(CharterRow, "章程版本: a charter as an alliance adopted it")
class AdoptedCharter:
    """In force from a day until the next one."""

    effective_on: date = field("生效日期: first day")
    resolution: str = field("决议: that adopted it; empty if none")
    charter: CharterType = field("章程: the rules")
    position: Position = field("台账序号: of the entry that adopted it")


@row_type(BreachRow, "名额不符: a tier limit that a departure broke")
class Breach:
    """To be cured within the charter's time."""

    breach: UUID = field("名额不符编号: give it to the mutation that cures it")
    rule: BreachRule = field("名额不符事由: which limit")
    tier: str = field("层级代码: in the charter")
    members: int = field("现有家数: after the departure, or once cured after the cure")
    bound: int = field("限额: of the charter")
    recorded_on: date = field("登记日期: business date")
    cure_by: date = field("纠正期限: last day")
    cured_on: date | None = field("纠正日期: null while it stands")
    position: Position = field("台账序号: of the last entry that changed it")


async def _chair(root: Source, info: Info, on: On = None) -> Any:
    return await info.context.load(loaders.CHAIR_ON, (on or await today(info.context), root.id))


async def _charter(root: Source, info: Info, on: On = None) -> Any:
    return await info.context.load(loaders.CHARTER_ON, (on or await today(info.context), root.id))


@row_type(AllianceRow, "联盟: a standing cooperation of organizations")
class Alliance(Node):
    """As it stands."""

    name: str = field("名称: unique in the tenant")
    kind: AllianceKind = field("联盟类型: what its members have in common")
    status: AllianceStatus = field("联盟状态: proposed, approved or dissolved")
    purpose: str | None = narrative_field("宗旨: in words", "purpose")
    authority: str | None = field("批准机关: that approved it")
    document: str | None = field("批准文号: empty if none")
    proposed_on: date = field("提出日期: business date")
    approved_on: date | None = field("批准日期: first day of its existence")
    dissolved_on: date | None = field("解散日期: first day on which it is none")
    dissolution_reason: str | None = narrative_field("解散事由: in words", "dissolution_reason")
    member_count: int = field("成员数: organizations that are members now", source="members")
    members: list[Membership] = reference(
        "成员: memberships that last, in the order of joining", loaders.MEMBERS, "id"
    )
    applications: list[MembershipApplication] = reference(
        "入盟申请: oldest first", loaders.APPLICATIONS, "id"
    )
    chair: ChairTerm | None = resolved(_chair, "执行会长: who holds the chair on a day", ChairTerm | None)
    chair_terms: list[ChairTerm] = reference("会长任期: oldest first", loaders.CHAIR_TERMS, "id")
    charter: AdoptedCharter | None = resolved(_charter, "章程: in force on a day", AdoptedCharter | None)
    charters: list[AdoptedCharter] = reference("章程版本: in the order of adoption", loaders.CHARTERS, "id")
    following: Annotated["Following", strawberry.lazy("concord.api.programmes.types")] | None = reference(
        "适用关系: the programme whose charter it inherits, if it does", FOLLOWED, "id"
    )
    directives: list[Annotated["Directive", strawberry.lazy("concord.api.programmes.types")]] = reference(
        "上级部署: oldest first", DIRECTIVES, "id"
    )
    guidance: list[Annotated["Guidance", strawberry.lazy("concord.api.programmes.types")]] = reference(
        "指导检查: oldest first", GUIDANCE, "id"
    )
    groups: list[Annotated["Group", strawberry.lazy("concord.api.groups.types")]] = reference(
        "组织机构: in the order of forming, dissolved ones too", GROUPS, "id"
    )
    pairings: list[Annotated["Pairing", strawberry.lazy("concord.api.groups.types")]] = reference(
        "结对: oldest first, ended ones too", PAIRINGS, "id"
    )
    agreements: list[Annotated["Agreement", strawberry.lazy("concord.api.groups.types")]] = reference(
        "协议: by year", AGREEMENTS, "id"
    )
    breaches: list[Breach] = reference("名额不符: oldest first, cured ones too", loaders.BREACHES, "id")
    schemes: list[Annotated["Scheme", strawberry.lazy("concord.api.assessments.types")]] = reference(
        "考核办法: by code", SCHEMES, "id"
    )
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["Alliance"] = loaders.ALLIANCE


@strawberry.input(name="AllianceFilter", description="联盟筛选: what is left out narrows nothing")
class AllianceFilterInput:
    """Conditions of `alliances`."""

    text: str | None = given("名称: part of it", default=None)
    kinds: list[AllianceKind] | None = given("联盟类型: any of these", default=None)
    statuses: list[AllianceStatus] | None = given("联盟状态: any of these", default=None)
    member_id: strawberry.ID | None = given("成员: an organization that is a member now", default=None)

    def read(self) -> AllianceFilter:
        """The read model's filter."""
        return AllianceFilter(
            text=self.text,
            kinds=self.kinds,
            statuses=self.statuses,
            member=decode_optional("Organization", self.member_id, "filter.memberId"),
        )
