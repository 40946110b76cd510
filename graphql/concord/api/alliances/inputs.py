"""Inputs of the mutations on alliances."""

from datetime import date
from uuid import UUID

import strawberry

from concord.alliances import commands
from concord.api.alliances.codes import GuidanceForm, Obligation
from concord.api.charters.codes import AllianceKind
from concord.api.charters.types import CharterInput, OverridesInput
from concord.api.fields import given, narrative
from concord.api.ids import decode
from concord.api.mutating import CommandInput
from concord.charters import Decision

BY_MEETING = "所依据的决议: where the charter leaves it to the meeting"


@strawberry.input(description="联盟: which alliance")
class AllianceStepInput(CommandInput):
    """Base of what is done to an existing alliance."""

    alliance_id: strawberry.ID = given("联盟: which")


@strawberry.input(description="所依据的决议: which one, of which meeting")
class DecisionInput:
    """Of what a meeting decides."""

    meeting_id: strawberry.ID = given("会议: that passed it")
    resolution: UUID = given("决议编号: the motion's id")


def decided(decision: DecisionInput | None, path: str = "input.decision") -> Decision | None:
    """As a command takes it."""
    if decision is None:
        return None
    return Decision(decode("JointMeeting", decision.meeting_id, f"{path}.meetingId"), decision.resolution)


@strawberry.input(description="发起单位: who founds the alliance, in which tier")
class FoundingMemberInput:
    """One founder."""

    organization_id: strawberry.ID = given("单位: a registered one")
    tier: str | None = given("层级代码: the charter's tier for newcomers if omitted", default=None)


def founder(member: FoundingMemberInput, index: int) -> commands.FoundingMember:
    """As the command takes it."""
    organization = decode("Organization", member.organization_id, f"input.members[{index}].organizationId")
    return commands.FoundingMember(organization=organization, tier=member.tier)


@strawberry.input(description="成立联盟: its name, charter and founders")
class AllianceFoundInput(CommandInput):
    """Of `allianceFound`."""

    name: str = given("名称: unique in the tenant")
    kind: AllianceKind = given("联盟类型: what its members have in common")
    charter: CharterInput | None = given(
        "章程: the rules; or name one that ships with the product", default=None
    )
    shipped_charter: str | None = given("自带章程: code of one of `shippedCharters`", default=None)
    programme_id: strawberry.ID | None = given(
        "实施意见: whose charter is inherited, instead of a charter", default=None
    )
    overrides: OverridesInput | None = given("补充规定: what it has otherwise", default=None)
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
    decision: DecisionInput | None = given(BY_MEETING, default=None)


@strawberry.input(description="解散联盟: by which resolution")
class AllianceDissolveInput(AllianceStepInput):
    """Of `allianceDissolve`."""

    resolution: str = given("决议: its reference")
    reason: str | None = narrative("事由: in words", default=None)
    decision: DecisionInput | None = given(BY_MEETING, default=None)


@strawberry.input(description="加入联盟: who, in which tier")
class AllianceJoinInput(AllianceStepInput):
    """Of `allianceJoin`."""

    organization_id: strawberry.ID = given("单位: who joins")
    tier: str | None = given("层级代码: the charter's tier for newcomers if omitted", default=None)
    decision: DecisionInput | None = given(BY_MEETING, default=None)


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
    decision: DecisionInput | None = given(BY_MEETING, default=None)


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
    decision: DecisionInput | None = given(BY_MEETING, default=None)
    reason: str = narrative("事由: in words")


@strawberry.input(description="层级调整: one member's new tier")
class TierMoveInput:
    """One of those moved together."""

    organization_id: strawberry.ID = given("单位: which member")
    tier: str = given("层级代码: its new tier")
    decision: DecisionInput | None = given(BY_MEETING, default=None)


@strawberry.input(description="调整成员层级: several at once where one takes another's place")
class AllianceChangeTierInput(AllianceStepInput):
    """Of `allianceChangeTier`."""

    moves: list[TierMoveInput] = given("层级调整: who moves where")
    resolution: str = given("决议: its reference; empty if none was needed", default="")


@strawberry.input(description="纠正名额不符: which breach")
class AllianceCureBreachInput(AllianceStepInput):
    """Of `allianceCureBreach`."""

    breach: UUID = given("名额不符编号: which breach")


@strawberry.input(description="轮值: who takes the chair, for which term")
class AllianceRotateChairInput(AllianceStepInput):
    """Of `allianceRotateChair`."""

    organization_id: strawberry.ID = given("单位: who takes the chair")
    starts_on: date | None = given("开始日期: the day after the term before it if omitted", default=None)
    ends_on: date | None = given("结束日期: last day; the charter's whole period if omitted", default=None)
    resolution: str | None = given("决议: its reference, where the turn is passed on", default=None)
    decision: DecisionInput | None = given(
        "所依据的决议: where the turn is passed on, or a term cut short, in an alliance with meetings",
        default=None,
    )


@strawberry.input(description="会长空缺: from when")
class AllianceVacateChairInput(AllianceStepInput):
    """Of `allianceVacateChair`."""

    vacated_on: date | None = given("空缺日期: first day; when it happened if omitted", default=None)
    reason: str | None = narrative("事由: in words", default=None)


@strawberry.input(description="轮值交接: what was handed over")
class AllianceRecordHandoverInput(AllianceStepInput):
    """Of `allianceRecordHandover`; the day is `occurredOn`."""

    notes: str = narrative("交接记录: in words")


@strawberry.input(description="联合提出组建联盟: by whom, under which programme")
class AllianceProposeInput(CommandInput):
    """Of `alliancePropose`."""

    name: str = given("名称: unique in the tenant")
    kind: AllianceKind = given("联盟类型: what its members have in common")
    proposer_ids: list[strawberry.ID] = given("提出单位: two or more")
    programme_id: strawberry.ID | None = given(
        "实施意见: that it would follow; else its charter comes with the approval", default=None
    )
    overrides: OverridesInput | None = given("补充规定: what it would have otherwise", default=None)
    purpose: str | None = narrative("宗旨: in words", default=None)


@strawberry.input(description="批准组建联盟: with which tiers")
class AllianceApproveInput(AllianceStepInput):
    """Of `allianceApprove`."""

    charter: CharterInput | None = given("章程: only where no programme is followed", default=None)
    shipped_charter: str | None = given("自带章程: code of one of `shippedCharters`", default=None)
    members: list[FoundingMemberInput] | None = given(
        "成员层级: of proposers; the tier for newcomers if left out", default=None
    )
    authority: str | None = given("批准机关: the one that the charter names if omitted", default=None)
    document: str = given("批准文号: empty if none", default="")


@strawberry.input(description="不予批准组建联盟: by whom, and why")
class AllianceRefuseInput(AllianceStepInput):
    """Of `allianceRefuse`."""

    authority: str = given("决定机关: who refuses")
    reason: str = narrative("理由: in words")


@strawberry.input(description="适用实施意见: which")
class AllianceFollowProgrammeInput(AllianceStepInput):
    """Of `allianceFollowProgramme`."""

    programme_id: strawberry.ID = given("实施意见: that it follows from now on")
    overrides: OverridesInput | None = given("补充规定: what it has otherwise", default=None)
    resolution: str = given("决议: its reference")
    decision: DecisionInput | None = given(BY_MEETING, default=None)


@strawberry.input(description="补充规定: the whole of it, instead of what was said before")
class AllianceOverrideCharterInput(AllianceStepInput):
    """Of `allianceOverrideCharter`."""

    overrides: OverridesInput = given("补充规定: parts left out are inherited")
    resolution: str = given("决议: its reference")
    effective_on: date | None = given("生效日期: first day; when it happened if omitted", default=None)
    decision: DecisionInput | None = given(BY_MEETING, default=None)


@strawberry.input(description="上级部署: what it obliges to, by when")
class AllianceReceiveDirectiveInput(AllianceStepInput):
    """Of `allianceReceiveDirective`; the day is `occurredOn`."""

    title: str = given("标题: of the order")
    issuer: str = given("部署单位: who gave it")
    document: str = given("文号: empty if none", default="")
    obliges: Obligation = given("部署要求: a meeting, an activity or a report")
    due_on: date = given("完成期限: last day")
    content: str | None = narrative("内容: in words", default=None)


@strawberry.input(description="指导检查: how, by whom")
class AllianceGiveGuidanceInput(AllianceStepInput):
    """Of `allianceGiveGuidance`; the day is `occurredOn`."""

    form: GuidanceForm = given("指导方式: how")
    given_by: str | None = given("指导单位: the one that the charter names if omitted", default=None)
    content: str = narrative("内容: in words")
