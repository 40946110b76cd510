"""Inputs of the mutations on alliances."""

from datetime import date
from uuid import UUID

import strawberry

from concord.api.charters.codes import AllianceKind
from concord.api.charters.types import CharterInput
from concord.api.fields import given, narrative
from concord.api.mutating import CommandInput


@strawberry.input(description="联盟: which alliance")
class AllianceStepInput(CommandInput):
    """Base of what is done to an existing alliance."""

    alliance_id: strawberry.ID = given("联盟: which")


@strawberry.input(description="发起单位: who founds the alliance, in which tier")
class FoundingMemberInput:
    """One founder."""

    organization_id: strawberry.ID = given("单位: a registered one")
    tier: str | None = given("层级代码: the charter's tier for newcomers if omitted", default=None)


@strawberry.input(description="成立联盟: its name, charter and founders")
class AllianceFoundInput(CommandInput):
    """Of `allianceFound`."""

    name: str = given("名称: unique in the tenant")
    kind: AllianceKind = given("联盟类型: what its members have in common")
    charter: CharterInput | None = given(
        "章程: the rules; or name one that ships with the product", default=None
    )
    shipped_charter: str | None = given("自带章程: code of one of `shippedCharters`", default=None)
    members: list[FoundingMemberInput] = given("发起单位: at least as many as the charter asks for")
    authority: str | None = given("批准机关: the one that the charter names if omitted", default=None)
    document: str = given("批准文号: empty if none", default="")
    purpose: str | None = narrative("宗旨: in words", default=None)


@strawberry.input(description="通过章程: other rules from a day on")
class AllianceAdoptCharterInput(AllianceStepInput):
    """Of `allianceAdoptCharter`."""

    charter: CharterInput | None = given(
        "章程: the rules; or name one that ships with the product", default=None
    )
    shipped_charter: str | None = given("自带章程: code of one of `shippedCharters`", default=None)
    resolution: str = given("决议: reference of the resolution or document that adopts it")
    effective_on: date | None = given("生效日期: first day; when it happened if omitted", default=None)


@strawberry.input(description="解散联盟: by which resolution")
class AllianceDissolveInput(AllianceStepInput):
    """Of `allianceDissolve`."""

    resolution: str = given("决议: its reference")
    reason: str | None = narrative("事由: in words", default=None)


@strawberry.input(description="加入联盟: who, in which tier")
class AllianceJoinInput(AllianceStepInput):
    """Of `allianceJoin`."""

    organization_id: strawberry.ID = given("单位: who joins")
    tier: str | None = given("层级代码: the charter's tier for newcomers if omitted", default=None)


@strawberry.input(description="入盟申请: who asks, for which tier")
class MembershipApplyInput(AllianceStepInput):
    """Of `membershipApply`."""

    organization_id: strawberry.ID = given("申请单位: who asks")
    tier: str | None = given("层级代码: the charter's tier for newcomers if omitted", default=None)
    statement: str | None = narrative("申请说明: in words", default=None)


@strawberry.input(description="申请协商: the lead unit's opinion")
class MembershipConsultInput(AllianceStepInput):
    """Of `membershipConsult`."""

    application: UUID = given("申请编号: which application")
    favourable: bool = given("是否同意: the opinion does not decide")
    opinion: str | None = narrative("协商意见: in words", default=None)


@strawberry.input(description="批准入盟: which application")
class MembershipAdmitInput(AllianceStepInput):
    """Of `membershipAdmit`."""

    application: UUID = given("申请编号: which application")
    tier: str | None = given("层级代码: the one applied for if omitted", default=None)


@strawberry.input(description="不予批准: which application, and why")
class MembershipRefuseInput(AllianceStepInput):
    """Of `membershipRefuse`."""

    application: UUID = given("申请编号: which application")
    reason: str = narrative("理由: in words")


@strawberry.input(description="退出联盟: who")
class AllianceLeaveInput(AllianceStepInput):
    """Of `allianceLeave`; the day is `occurredOn`."""

    organization_id: strawberry.ID = given("单位: who leaves")
    reason: str | None = narrative("事由: in words", default=None)


@strawberry.input(description="除名: who, by which resolution")
class AllianceRemoveMemberInput(AllianceStepInput):
    """Of `allianceRemoveMember`; the day is `occurredOn`."""

    organization_id: strawberry.ID = given("单位: who is removed")
    resolution: str = given("决议: its reference")
    reason: str = narrative("事由: in words")


@strawberry.input(description="层级调整: one member's new tier")
class TierMoveInput:
    """One of those moved together."""

    organization_id: strawberry.ID = given("单位: which member")
    tier: str = given("层级代码: its new tier")


@strawberry.input(description="调整成员层级: several at once where one takes another's place")
class AllianceChangeTierInput(AllianceStepInput):
    """Of `allianceChangeTier`."""

    moves: list[TierMoveInput] = given("层级调整: who moves where")
    resolution: str = given("决议: its reference; empty if none was needed", default="")


@strawberry.input(description="补足缺额: which breach")
class AllianceCureBreachInput(AllianceStepInput):
    """Of `allianceCureBreach`."""

    breach: UUID = given("缺额编号: which breach")


@strawberry.input(description="轮值: who takes the chair, for which term")
class AllianceRotateChairInput(AllianceStepInput):
    """Of `allianceRotateChair`."""

    organization_id: strawberry.ID = given("单位: who takes the chair")
    starts_on: date | None = given("开始日期: the day after the term before it if omitted", default=None)
    ends_on: date | None = given("结束日期: last day; the charter's whole period if omitted", default=None)
    resolution: str | None = given("决议: its reference, where the turn is passed on", default=None)


@strawberry.input(description="会长空缺: from when")
class AllianceVacateChairInput(AllianceStepInput):
    """Of `allianceVacateChair`."""

    vacated_on: date | None = given("空缺日期: first day; when it happened if omitted", default=None)
    reason: str | None = narrative("事由: in words", default=None)


@strawberry.input(description="轮值交接: what was handed over")
class AllianceRecordHandoverInput(AllianceStepInput):
    """Of `allianceRecordHandover`; the day is `occurredOn`."""

    notes: str = narrative("交接记录: in words")
