"""Inputs of the mutations on schemes and assessments."""

from datetime import date
from decimal import Decimal

import strawberry

from concord.api.assessments.rules import IndicatorInput, StarThresholdInput
from concord.api.fields import given, narrative
from concord.api.mutating import CommandInput
from concord.api.scalars import Position


@strawberry.input(description="发布考核办法: an edition, from when on")
class SchemePublishInput(CommandInput):
    """Of `schemePublish`."""

    alliance_id: strawberry.ID = given("联盟: whose scheme")
    code: str = given("代码: which of the alliance's schemes; lowercase letters, digits and dashes")
    name: str = given("名称: of the scheme")
    effective_from: date = given("适用自: periods that begin from this day on")
    indicators: list[IndicatorInput] = given("考核指标: what is scored")
    stars: list[StarThresholdInput] = strawberry.field(
        description="创星标准: by rising stars and totals", default_factory=list, metadata={}
    )
    publication_days: int | None = given(
        "公示天数: calendar days that results are open to objection; final at once if omitted", default=None
    )
    four_eyes: bool = given(
        "自评由他人审核: reviewed by somebody of another organization than the author's", default=False
    )


@strawberry.input(description="启动考核: which period, by which scheme")
class AssessmentOpenInput(CommandInput):
    """Of `assessmentOpen`."""

    alliance_id: strawberry.ID = given("联盟: whose members are assessed")
    scheme: str = given("考核办法代码: one of the alliance's")
    period: str = given("考核期: 2024, 2024-H1, 2024-Q2 or 2024-04")
    organization_ids: list[strawberry.ID] | None = given(
        "参评单位: everybody who is a member at the period's end if omitted", default=None
    )


@strawberry.input(description="考核步骤: which assessment")
class AssessmentStepInput(CommandInput):
    """Base of what is done to an open assessment."""

    assessment_id: strawberry.ID = given("考核: which")


@strawberry.input(description="评价: of one organization by one indicator")
class AssessmentJudgeInput(AssessmentStepInput):
    """Base of scores, corrections and vetoes."""

    organization_id: strawberry.ID = given("单位: who is assessed")
    indicator: str = given("指标代码: in the edition")
    evidence: list[Position] = strawberry.field(
        description="佐证台账序号: what it rests on", default_factory=list, metadata={}
    )


@strawberry.input(description="评分: how many points")
class AssessmentScoreInput(AssessmentJudgeInput):
    """Of `assessmentScore`."""

    score: Decimal = given("得分: within the indicator's range")
    remark: str | None = narrative("说明: in words", default=None)


@strawberry.input(description="填报自评: how many points the organization claims, and on what")
class AssessmentFileSelfReportInput(AssessmentJudgeInput):
    """Of `assessmentFileSelfReport`."""

    claimed: Decimal = given("自评得分: within the indicator's range")
    statement: str | None = narrative("自评说明: in words", default=None)


@strawberry.input(description="按台账计算得分: by which indicator")
class AssessmentComputeInput(AssessmentStepInput):
    """Of `assessmentCompute`."""

    indicator: str = given("指标代码: computed from the ledger by the edition")


@strawberry.input(description="更正评分: how many points, and why")
class AssessmentCorrectScoreInput(AssessmentJudgeInput):
    """Of `assessmentCorrectScore`."""

    score: Decimal = given("得分: within the indicator's range")
    reason: str = narrative("更正理由: in words")


@strawberry.input(description="一票否决: by which indicator, and why")
class AssessmentApplyVetoInput(AssessmentJudgeInput):
    """Of `assessmentApplyVeto`."""

    reason: str = narrative("否决理由: in words")


@strawberry.input(description="提出异议: to what the organization was given by an indicator")
class AssessmentObjectInput(AssessmentJudgeInput):
    """Of `assessmentObject`."""

    statement: str = narrative("异议陈述: in words")


@strawberry.input(description="处理异议: upheld or dismissed, and why")
class AssessmentDecideObjectionInput(AssessmentStepInput):
    """Of `assessmentDecideObjection`."""

    objection: int = given("异议序号: in the assessment, from 1")
    upheld: bool = given("是否成立: whether the result changes")
    score: Decimal | None = given(
        "新得分: of an objection upheld against a score; omitted for a veto lifted", default=None
    )
    reason: str = narrative("处理理由: in words")
    evidence: list[Position] = strawberry.field(
        description="佐证台账序号: what it rests on", default_factory=list, metadata={}
    )
