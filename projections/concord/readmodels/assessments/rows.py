"""What queries of assessments answer. Points are exact decimals; `remark` is the digest of a disclosure."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec

from concord.assessments.events import Indicator, Measured, StarThreshold


class AssessmentRow(msgspec.Struct, frozen=True, kw_only=True):
    """考核: of one alliance in one period."""

    id: UUID
    alliance: UUID
    scheme: UUID
    scheme_code: str
    edition: int
    period: str
    """`2024`, `2024-H1`, `2024-Q2` or `2024-04`."""
    starts_on: date
    ends_on: date
    status: str
    """OPEN, FINALIZED, PUBLISHED or AWARDED."""
    organizations: int
    """How many are assessed."""
    scores: int
    """How many scores were given."""
    opened_on: date
    finalized_on: date | None
    publication_days: int | None
    """Calendar days that results are open to objection; None: they are final at once."""
    published_on: date | None
    objections_until: date | None
    objections: int
    open_objections: int
    four_eyes: bool
    """A self-report is reviewed by somebody of another organization than the author's."""
    version: int
    position: int
    """Of the last event that changed this row."""


class RulesRow(msgspec.Struct, frozen=True, kw_only=True):
    """考核指标 and 创星标准 that an assessment follows, whatever the scheme became later."""

    assessment: UUID
    indicators: tuple[Indicator, ...]
    stars: tuple[StarThreshold, ...]


class ScoreRow(msgspec.Struct, frozen=True, kw_only=True):
    """得分 (or 一票否决) of one organization by one indicator."""

    assessment: UUID
    organization: UUID
    indicator: str
    """Code."""
    score: Decimal | None
    """None for a veto."""
    cap: Decimal | None
    """Of a veto: the total is at most this."""
    previous: Decimal | None
    """The score before the last correction."""
    given_at: int
    """The assessment's version that stated it."""
    corrections: int
    evidence: list[int]
    """Ledger positions."""
    remark: str | None
    """Digest: the remark, or why it was corrected or vetoed."""
    measured: Measured | None
    """Where it was computed from the ledger."""
    reviews: int | None
    """The assessment's version that filed the self-report which it reviews."""
    recorded_at: datetime
    position: int


class SelfReportRow(msgspec.Struct, frozen=True, kw_only=True):
    """自评: what an organization claims by an indicator; the last that it filed."""

    assessment: UUID
    organization: UUID
    indicator: str
    """Code."""
    claimed: Decimal
    evidence: list[int]
    """Ledger positions."""
    statement: str | None
    """Digest."""
    filed_on: date
    filed_at: int
    """The assessment's version that stated it."""
    position: int


class StandingRow(msgspec.Struct, frozen=True, kw_only=True):
    """考核结果 of one organization; figures are None until the results are final."""

    assessment: UUID
    organization: UUID
    score: Decimal | None
    bonus: Decimal | None
    deduction: Decimal | None
    cap: Decimal | None
    total: Decimal | None
    rank: int | None
    stars: int | None
    """None until stars are awarded, then 0 or more."""
    position: int


class ObjectionRow(msgspec.Struct, frozen=True, kw_only=True):
    """异议: raised, and what came of it."""

    assessment: UUID
    objection: int
    """From 1, in the order in which they were raised."""
    organization: UUID
    indicator: str
    """Code."""
    status: str
    """PENDING, UPHELD or DISMISSED."""
    statement: str
    """Digest."""
    evidence: list[int]
    """Ledger positions that the organization names."""
    raised_on: date
    raised_position: int
    previous: Decimal | None
    """The score that stood when it was decided."""
    score: Decimal | None
    """The new score; None where it was dismissed or a veto lifted."""
    reason: str | None
    """Digest."""
    decision_evidence: list[int]
    """Ledger positions that the decision rests on."""
    decided_on: date | None
    position: int


class SchemeRow(msgspec.Struct, frozen=True, kw_only=True):
    """考核办法, with the edition published last."""

    id: UUID
    alliance: UUID
    code: str
    edition: int
    """0: none published yet."""
    name: str | None
    effective_from: date | None
    version: int
    position: int


class EditionRow(msgspec.Struct, frozen=True, kw_only=True):
    """考核办法的一个版本."""

    scheme: UUID
    edition: int
    name: str
    effective_from: date
    indicators: tuple[Indicator, ...]
    stars: tuple[StarThreshold, ...]
    publication_days: int | None
    four_eyes: bool
    published_on: date
    position: int


class AssessmentCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by the beginning of the period, latest first."""

    starts_on: date
    id: UUID


def cursor(row: AssessmentRow) -> AssessmentCursor:
    """The cursor of a row."""
    return AssessmentCursor(row.starts_on, row.id)
