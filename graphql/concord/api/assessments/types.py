"""Assessments and schemes as the API shows them. Points are exact decimals."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.assessments.codes import AssessmentStatus, ObjectionStatus
from concord.api.assessments.loaders import (
    ASSESSMENT,
    EDITIONS,
    OBJECTIONS,
    RULES,
    SCHEME,
    SCORES,
    SELF_REPORTS,
    STANDINGS,
)
from concord.api.assessments.rules import IndicatorType, MeasuredType, StarThresholdType
from concord.api.context import Load, OperationContext
from concord.api.disclosing import narrative_field
from concord.api.fields import derived, field, reference, row_type
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.scalars import Position
from concord.api.sight import Record
from concord.readmodels.assessments.rows import (
    AssessmentRow,
    EditionRow,
    ObjectionRow,
    SchemeRow,
    ScoreRow,
    SelfReportRow,
    StandingRow,
)


@row_type(EditionRow, "考核办法版本: for the periods that begin from a date on")
class SchemeEdition:
    """As published."""

    edition: int = field("版次: from 1")
    name: str = field("名称: of the scheme")
    effective_from: date = field("适用自: periods that begin from this day on")
    indicators: list[IndicatorType] = field("考核指标: what is scored")
    stars: list[StarThresholdType] = field("创星标准: from which total on")
    publication_days: int | None = field("公示天数: null: results are final at once")
    four_eyes: bool = field("自评由他人审核: reviewed by somebody of another organization than the author's")
    published_on: date = field("发布日期: business date")
    position: Position = field("台账序号: of the entry that published it")


@row_type(SchemeRow, "考核办法: by which an alliance assesses its members")
class Scheme(Node):
    """With the edition published last."""

    alliance: Alliance = reference("联盟: whose scheme", ALLIANCE, "alliance")
    code: str = field("代码: unique in the alliance")
    edition: int = field("最新版次: 0 if none is published")
    name: str | None = field("名称: of the latest edition")
    effective_from: date | None = field("适用自: of the latest edition")
    editions: list[SchemeEdition] = reference("考核办法版本: first published first", EDITIONS, "id")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(ScoreRow, "得分: one organization, one indicator")
class Score:
    """Or a veto."""

    organization: Organization = reference("单位: who is assessed", ORGANIZATION, "organization")
    indicator: str = field("指标代码: in the edition")
    score: Decimal | None = field("得分: null for a veto")
    cap: Decimal | None = field("总分上限: of a veto")
    previous: Decimal | None = field("更正前得分: before the last correction")
    corrections: int = field("更正次数: how often")
    evidence: list[Position] = field("佐证台账序号: what it rests on")
    remark: str | None = narrative_field("说明: the remark, or why it was corrected or vetoed", "remark")
    measured: MeasuredType | None = field("台账计算: how it follows from the ledger; null if given by hand")
    reviews: int | None = field("所审核的自评: version of the assessment that filed it")
    recorded_at: datetime = field("记录时刻: when the ledger took it")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(SelfReportRow, "自评: what an organization claims by an indicator; the last that it filed")
class SelfReport:
    """Reviewed by the score that names it."""

    organization: Organization = reference("单位: who claims", ORGANIZATION, "organization")
    indicator: str = field("指标代码: in the edition")
    claimed: Decimal = field("自评得分: within the indicator's range")
    evidence: list[Position] = field("佐证台账序号: what it rests on")
    statement: str | None = narrative_field("自评说明: in words", "statement")
    filed_on: date = field("填报日期: business date")
    filed_at: int = field("填报版本: the assessment's version that filed it")
    position: Position = field("台账序号: of the entry that filed it")


@row_type(StandingRow, "考核结果: of one organization; null until the results are final")
class AssessmentStanding:
    """Explained by its parts."""

    organization: Organization = reference("单位: who is assessed", ORGANIZATION, "organization")
    score: Decimal | None = field("得分: weighted sum")
    bonus: Decimal | None = field("加分: sum")
    deduction: Decimal | None = field("扣分: sum")
    cap: Decimal | None = field("总分上限: the lowest of the vetoes applied")
    total: Decimal | None = field("总分: score + bonus - deduction, within the cap")
    rank: int | None = field("名次: equal totals share one")
    stars: int | None = field("星级: null until awarded")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(ObjectionRow, "异议: of an organization to a score or a veto of its own")
class Objection:
    """Final results change only through one that is upheld."""

    number: int = field("异议序号: in the assessment, from 1", source="objection")
    organization: Organization = reference("单位: who objects", ORGANIZATION, "organization")
    indicator: str = field("指标代码: in the edition")
    status: ObjectionStatus = field("异议状态: where it stands")
    statement: str | None = narrative_field("异议陈述: in words", "statement")
    evidence: list[Position] = field("佐证台账序号: what the organization names")
    raised_on: date = field("提出日期: business date")
    raised_position: Position = field("台账序号: of the entry that raised it")
    previous: Decimal | None = field("原得分: when it was decided")
    score: Decimal | None = field("新得分: null where it was dismissed or a veto lifted")
    reason: str | None = narrative_field("处理理由: in words", "reason")
    decision_evidence: list[Position] = field("处理佐证台账序号: what the decision rests on")
    decided_on: date | None = field("处理日期: null while it is pending")
    position: Position = field("台账序号: of the last entry that changed it")


def _number(
    attribute: str, load: Load[UUID, Any], record: Record, counts: Callable[[Any], bool]
) -> Callable[[AssessmentRow, OperationContext], Any]:
    """How many there are; where the viewer sees only some, how many of those."""

    async def seen(source: AssessmentRow, context: OperationContext) -> int:
        return sum(map(counts, await context.load(load, source.id) or ()))

    def number(source: AssessmentRow, context: OperationContext) -> Any:
        if context.bounds(record) is None:
            return getattr(source, attribute)
        return seen(source, context)

    return number


async def _rule(source: AssessmentRow, context: OperationContext, part: str) -> Any:
    rules = await context.load(RULES, source.id)
    return getattr(rules, part)


@row_type(AssessmentRow, "考核: of one alliance in one period")
class Assessment(Node):
    """By the edition in force at the period's beginning, whatever the scheme became later."""

    alliance: Alliance = reference("联盟: whose members are assessed", ALLIANCE, "alliance")
    scheme: Scheme = reference("考核办法: by which", SCHEME, "scheme")
    scheme_code: str = field("考核办法代码: of the scheme")
    edition: int = field("版次: of the scheme")
    period: str = field("考核期: 2024, 2024-H1, 2024-Q2 or 2024-04")
    starts_on: date = field("开始日期: first day")
    ends_on: date = field("结束日期: last day")
    status: AssessmentStatus = field("考核状态: where it stands")
    organization_count: int = field("参评单位数: how many are assessed", source="organizations")
    score_count: int = derived(
        "已评分数: how many scores were given, of those that you may see",
        _number("scores", SCORES, Record.SCORE, lambda one: one.score is not None),
    )
    indicators: list[IndicatorType] = derived(
        "考核指标: of the edition", lambda a, c: _rule(a, c, "indicators")
    )
    star_thresholds: list[StarThresholdType] = derived(
        "创星标准: of the edition", lambda a, c: _rule(a, c, "stars")
    )
    self_reports: list[SelfReport] = reference(
        "自评: by organization and indicator; of those that you may see", SELF_REPORTS, "id"
    )
    scores: list[Score] = reference(
        "得分: by organization and indicator; until the results are final, those that you may see",
        SCORES,
        "id",
    )
    standings: list[AssessmentStanding] = reference("考核结果: best first", STANDINGS, "id")
    opened_on: date = field("启动日期: business date")
    finalized_on: date | None = field("核定日期: null while it is open")
    publication_days: int | None = field("公示天数: null: results are final at once")
    four_eyes: bool = field("自评由他人审核: reviewed by somebody of another organization than the author's")
    published_on: date | None = field("公示日期: business date")
    objections_until: date | None = field("异议截止: last day on which an objection is taken")
    objection_count: int = derived(
        "异议数: how many were raised, of those that you may see",
        _number("objections", OBJECTIONS, Record.OBJECTION, lambda _: True),
    )
    open_objection_count: int = derived(
        "未处理异议数: how many are undecided, of those that you may see",
        _number("open_objections", OBJECTIONS, Record.OBJECTION, lambda one: one.decided_on is None),
    )
    objections: list[Objection] = reference(
        "异议: first raised first; those that you may see", OBJECTIONS, "id"
    )
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["Assessment"] = ASSESSMENT
LOADS["Scheme"] = SCHEME
