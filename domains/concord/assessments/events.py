"""What happens to an assessment scheme and to the assessment of a period: public names and shapes,
contracts for ever.

Scores, weights and totals are exact decimals in points.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.privacy import Narrative


class IndicatorKind(StrEnum):
    """指标类别: how an indicator enters the total."""

    SCORE = "SCORE"  # 得分项：权重 × 得分
    BONUS = "BONUS"  # 加分项
    DEDUCTION = "DEDUCTION"  # 扣分项
    VETO = "VETO"  # 一票否决项：总分封顶


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


class SchemeEstablished(Aggregate.Created):
    """考核办法已建立: an alliance assesses its members by a scheme of this code."""

    alliance: UUID
    code: str
    """Unique in the alliance; ASCII."""


class SchemePublished(Aggregate.Event):
    """考核办法已发布: a version of the scheme, for the periods that begin from a date on."""

    edition: int
    """From 1, without gaps."""
    name: str
    effective_from: date
    """Later than that of the edition before."""
    indicators: tuple[Indicator, ...]
    stars: tuple[StarThreshold, ...]
    """By rising `stars` and `minimum`."""


class PeriodOpened(Aggregate.Created):
    """考核已启动: of a period, by the edition in force at its beginning, copied here whatever comes later."""

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


class IndicatorScored(Aggregate.Event):
    """已评分: one organization, one indicator; once."""

    organization: UUID
    indicator: str
    score: Decimal
    evidence: tuple[int, ...]
    """Ledger positions that the score rests on."""
    remark: Narrative | None


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
