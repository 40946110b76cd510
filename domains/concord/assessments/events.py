"""What happens to an assessment scheme and to the assessment of a period: public names and shapes,
contracts for ever.

Scores, weights and totals are exact decimals in points.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.figures import Measure
from concord.privacy import Narrative, Personal


class IndicatorKind(StrEnum):
    """指标类别: how an indicator enters the total."""

    SCORE = "SCORE"  # 得分项：权重 × 得分
    BONUS = "BONUS"  # 加分项
    DEDUCTION = "DEDUCTION"  # 扣分项
    VETO = "VETO"  # 一票否决项：总分封顶


class ScoreSource(StrEnum):
    """得分来源: who or what gives the score."""

    BY_HAND = "BY_HAND"  # 人工评分
    SELF_REPORT = "SELF_REPORT"  # 自评、附佐证，经审核
    LEDGER = "LEDGER"  # 按台账计算


class Indicator(msgspec.Struct, frozen=True):
    """考核指标: one line of a scheme."""

    code: str
    """Unique in the scheme; ASCII."""
    name: str
    kind: IndicatorKind
    minimum: Decimal
    """Least score, 0 or more, at most 2 decimal places; 0 for VETO."""
    maximum: Decimal
    """Highest score, at most 2 decimal places; 0 for VETO."""
    weight: Decimal
    """Factor by which the score enters the total, at most 4 decimal places; 0 for VETO."""
    required: bool
    """Must be scored for every organization before the results are final."""
    cap: Decimal | None
    """VETO only: the total of an organization it is applied to is at most this."""
    source: ScoreSource = ScoreSource.BY_HAND
    measure: Measure | None = None
    """LEDGER only: what is counted."""
    full_at: Decimal | None = None
    """LEDGER only: the rate or number at which all points are given; fewer points in proportion below it."""
    otherwise: Decimal | None = None
    """LEDGER only, of a rate: the score of an organization of which there is nothing to count."""


class Measured(msgspec.Struct, frozen=True):
    """台账计算结果: how a score follows from the ledger; anybody can count it again."""

    measure: Measure
    definition: int
    """Version of the definition by which was counted."""
    position: int
    """Ledger position up to which was counted."""
    numerator: int
    denominator: int | None
    """Null: a number, not a rate."""


class StarThreshold(msgspec.Struct, frozen=True):
    """创星标准: from which total on how many stars are given."""

    stars: int
    minimum: Decimal


class Result(msgspec.Struct, frozen=True):
    """考核结果: of one organization, explained by its parts."""

    organization: UUID
    score: Decimal
    """Weighted sum of the SCORE indicators."""
    bonus: Decimal
    deduction: Decimal
    cap: Decimal | None
    """The lowest cap of the vetoes applied, if one was."""
    total: Decimal
    """score + bonus - deduction, at least 0, at most `cap`."""
    rank: int
    """From 1; equal totals share a rank and the next one is skipped (1, 2, 2, 4)."""


class StarAward(msgspec.Struct, frozen=True):
    """星级: what one organization was given; organizations below every threshold are not listed."""

    organization: UUID
    stars: int


class HonourKind(StrEnum):
    """荣誉类别: what is distinguished."""

    ORGANIZATION = "ORGANIZATION"  # 先进党组织
    PERSON = "PERSON"  # 优秀党员、优秀党务工作者、优秀企业家
    CASE = "CASE"  # 典型案例、样板


class SchemeEstablished(Aggregate.Created):
    """考核办法已建立: an alliance assesses its members by a scheme of this code."""

    alliance: UUID
    code: str
    """Unique in the alliance; ASCII."""


class SchemePublished(Aggregate.Event):
    """考核办法已发布: a version of the scheme, for the periods that begin from a date on."""

    class_version = 2

    edition: int
    """From 1, without gaps."""
    name: str
    effective_from: date
    """Later than that of the edition before."""
    indicators: tuple[Indicator, ...]
    stars: tuple[StarThreshold, ...]
    """By rising `stars` and `minimum`."""
    publication_days: int | None
    """Calendar days that results are open to objection (公示); null: they are final at once."""
    four_eyes: bool = False
    """A self-report is reviewed by somebody of another organization than the author's."""

    @staticmethod
    def upcast_v1_v2(data: dict[str, Any]) -> None:
        """Results were final at once."""
        data["publication_days"] = None


class PeriodOpened(Aggregate.Created):
    """考核已启动: of a period, by the edition in force at its beginning, copied here whatever comes later."""

    class_version = 2

    alliance: UUID
    scheme: UUID
    scheme_code: str
    edition: int
    period: str
    """`2024`, `2024-H1`, `2024-Q2` or `2024-04`."""
    starts_on: date
    ends_on: date
    organizations: tuple[UUID, ...]
    """Who is assessed: members of the alliance."""
    indicators: tuple[Indicator, ...]
    stars: tuple[StarThreshold, ...]
    publication_days: int | None
    four_eyes: bool = False

    @staticmethod
    def upcast_v1_v2(data: dict[str, Any]) -> None:
        """Results were final at once."""
        data["publication_days"] = None


class SelfReportFiled(Aggregate.Event):
    """自评已填报: what an organization claims by an indicator; until reviewed, a later one replaces it."""

    organization: UUID
    indicator: str
    claimed: Decimal
    evidence: tuple[int, ...]
    """Ledger positions that the claim rests on; at least one."""
    statement: Narrative | None
    filed_by: str
    """Random id of the person, as in the entry's `actor`."""


class IndicatorScored(Aggregate.Event):
    """已评分: one organization, one indicator; once."""

    organization: UUID
    indicator: str
    score: Decimal
    evidence: tuple[int, ...]
    """Ledger positions that the score rests on."""
    remark: Narrative | None
    measured: Measured | None = None
    """Where it was computed from the ledger."""
    reviews: int | None = None
    """Version, in this stream, of the self-report that it reviews."""


class ScoreCorrected(Aggregate.Event):
    """评分已更正: replaces a score, naming the event it corrects and why."""

    organization: UUID
    indicator: str
    corrects: int
    """Version, in this stream, of the event that gave the score until now."""
    previous: Decimal
    score: Decimal
    evidence: tuple[int, ...]
    reason: Narrative
    measured: Measured | None = None
    """Where it was computed from the ledger anew."""


class VetoApplied(Aggregate.Event):
    """已一票否决: caps the organization's total."""

    organization: UUID
    indicator: str
    cap: Decimal
    evidence: tuple[int, ...]
    reason: Narrative


class ResultsFinalized(Aggregate.Event):
    """考核结果已核定: totals and ranking; changed afterwards only through an objection."""

    results: tuple[Result, ...]
    """By rank, organizations of equal rank by id."""


class StarsAwarded(Aggregate.Event):
    """星级已授予: by the thresholds of the period's edition."""

    awards: tuple[StarAward, ...]
    """In the order of the results."""


class ResultsPublished(Aggregate.Event):
    """考核结果已公示: open to objection until a day."""

    published_on: date
    objections_until: date
    """Last day, by the ledger's time, on which an objection is taken."""


class ObjectionRaised(Aggregate.Event):
    """已提出异议: an organization disputes what it was given by one indicator."""

    objection: int
    """From 1, in the order in which they were raised."""
    organization: UUID
    indicator: str
    evidence: tuple[int, ...]
    """Ledger positions that speak for it."""
    statement: Narrative
    raised_by: str
    """Random id of the person, as in the entry's `actor`: somebody else decides."""


class ObjectionDecided(Aggregate.Event):
    """异议已处理: dismissed, or upheld, by which alone published results change."""

    objection: int
    organization: UUID
    indicator: str
    upheld: bool
    previous: Decimal | None
    """The score that stood, if there was one; null for a veto."""
    score: Decimal | None
    """The score from now on; null where the objection was dismissed or a veto is lifted."""
    evidence: tuple[int, ...]
    reason: Narrative
    results: tuple[Result, ...]
    """All results anew, by rank, where it was upheld; else empty."""


class HonourNominated(Aggregate.Created):
    """已提名评先评优: an organization, a person or a case, on the ledger's evidence."""

    alliance: UUID
    kind: HonourKind
    title: str
    """What it is called (先进党组织, 优秀党务工作者, 典型案例)."""
    period: str
    """`2024`, `2024-H1`, `2024-Q2` or `2024-04`."""
    organization: UUID
    """The nominee, the nominated person's organization, or whose case it is."""
    person: Personal | None
    """PERSON only."""
    case: str | None
    """CASE only: what the case is called."""
    assessment: UUID | None
    """The assessment on whose final results it rests, if it rests on one."""
    rank: int | None
    stars: int | None
    """The organization's, in that assessment."""
    evidence: tuple[int, ...]
    """Ledger positions that it rests on; at least one."""
    citation: Narrative
    nominated_by: str
    """Random id of the person, as in the entry's `actor`: somebody else grants it."""


class HonourGranted(Aggregate.Event):
    """荣誉已授予: to an organization or a person."""

    granted_on: date
    authority: str
    """Body that grants it."""
    document: str
    """Reference of the decision (文号); empty if it has none."""


class CasePromoted(Aggregate.Event):
    """典型案例已推广: a case that others learn from, copy and spread (可学习、可借鉴、可复制的样板)."""

    promoted_on: date
    authority: str
    document: str
    """Empty if it has none."""
    scope: str
    """How far (全区, 全县两新党组织)."""
