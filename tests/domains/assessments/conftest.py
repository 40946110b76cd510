"""One alliance with three members, a scheme of one indicator of each kind, and stars at 60, 80 and 95."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.assessments.aggregate import assessment_id
from concord.assessments.commands import (
    ApplyVeto,
    CorrectScore,
    FinalizeAssessment,
    OpenPeriod,
    PublishScheme,
    ScoreIndicator,
)
from concord.assessments.events import Indicator, IndicatorKind, StarThreshold
from concord.assessments.scheme import scheme_id
from concord.privacy import Narrative

TODAY = date(2024, 12, 20)
OVER = date(2025, 1, 1)
WHY = Narrative("据台账复核")


def indicator(code: str, kind: IndicatorKind = IndicatorKind.SCORE, **changes: Any) -> Indicator:
    """From 0 to 100 points of weight 1, required where it is a SCORE; a VETO caps at 59."""
    veto = kind is IndicatorKind.VETO
    values: dict[str, Any] = {
        "name": f"指标{code}",
        "minimum": Decimal(0),
        "maximum": Decimal(0 if veto else 100),
        "weight": Decimal(0 if veto else 1),
        "required": kind is IndicatorKind.SCORE,
        "cap": Decimal(59) if veto else None,
    }
    return Indicator(code=code, kind=kind, **{**values, **changes})


INDICATORS = (
    indicator("party-day", weight=Decimal("0.6")),
    indicator("tickets", weight=Decimal("0.4")),
    indicator("bonus", IndicatorKind.BONUS, maximum=Decimal(10)),
    indicator("deduction", IndicatorKind.DEDUCTION, maximum=Decimal(20)),
    indicator("safety", IndicatorKind.VETO),
)
STARS = (StarThreshold(3, Decimal(60)), StarThreshold(4, Decimal(80)), StarThreshold(5, Decimal(95)))


@dataclass
class Scene:
    """Builds the commands of assessment and brings one as far as a test needs."""

    decider: Any
    alliance: UUID = field(default_factory=uuid4)
    a: UUID = field(default_factory=lambda: UUID(int=1))
    b: UUID = field(default_factory=lambda: UUID(int=2))
    c: UUID = field(default_factory=lambda: UUID(int=3))
    departed: UUID = field(default_factory=uuid4)

    def settle(self, *, dissolved_on: date | None = None) -> "Scene":
        stays = [(one, date(2023, 1, 1), None) for one in (self.a, self.b, self.c)]
        stays.append((self.departed, date(2023, 1, 1), date(2024, 1, 1)))
        facts = {
            "approved_on": date(2023, 1, 1),
            "dissolved_on": dissolved_on,
            "charters": [],
            "memberships": [
                {"organization": one, "joined_on": joined, "left_on": left} for one, joined, left in stays
            ],
        }
        self.decider.given_facts(self.alliance, facts)
        return self

    @property
    def assessment(self) -> UUID:
        return assessment_id(self.decider.tenant, self.scheme, "2024")

    @property
    def scheme(self) -> UUID:
        return scheme_id(self.decider.tenant, self.alliance, "annual")

    def publishes(self, **changes: Any) -> PublishScheme:
        values: dict[str, Any] = {
            "alliance": self.alliance,
            "code": "annual",
            "name": "达标创星考核办法",
            "effective_from": date(2024, 1, 1),
            "indicators": INDICATORS,
            "stars": STARS,
        }
        return PublishScheme(**{**values, **changes})

    def opens(self, **changes: Any) -> OpenPeriod:
        return OpenPeriod(**{"alliance": self.alliance, "scheme": "annual", "period": "2024", **changes})

    def opened(self, *indicators: Indicator, **changes: Any) -> "Scene":
        self.decider.given(self.publishes(indicators=indicators or INDICATORS, **changes), self.opens())
        return self

    def scores(self, organization: UUID, code: str, score: str, **changes: Any) -> ScoreIndicator:
        return ScoreIndicator(
            assessment=self.assessment,
            organization=organization,
            indicator=code,
            score=Decimal(score),
            **changes,
        )

    def corrects(self, organization: UUID, code: str, score: str, **changes: Any) -> CorrectScore:
        values: dict[str, Any] = {"organization": organization, "indicator": code, "reason": WHY}
        return CorrectScore(assessment=self.assessment, score=Decimal(score), **{**values, **changes})

    def vetoes(self, organization: UUID, code: str = "safety", **changes: Any) -> ApplyVeto:
        values: dict[str, Any] = {"organization": organization, "indicator": code, "reason": WHY}
        return ApplyVeto(assessment=self.assessment, **{**values, **changes})

    def finalizes(self) -> FinalizeAssessment:
        return FinalizeAssessment(assessment=self.assessment)

    def scored(self, *rows: tuple[UUID, str, str], **changes: Any) -> "Scene":
        """Every required score: those given, the others 50; then the period is over."""
        given = {(organization, code): score for organization, code, score in rows}
        required = {
            (one, code): "50" for one in (self.a, self.b, self.c) for code in ("party-day", "tickets")
        }
        self.opened(**changes)
        for (organization, code), score in {**required, **given}.items():
            self.decider.given(self.scores(organization, code, score))
        self.decider.on(OVER)
        return self

    def by(self, organization: UUID | None) -> Any:
        return self.decider.speaking(organization, "assessor")

    def state(self) -> Any:
        return self.decider.aggregate(self.assessment)


@pytest.fixture
def scene(decider: Any) -> Scene:
    """On 2024-12-20."""
    return Scene(decider.on(TODAY)).settle()


@pytest.fixture
def indicator_of() -> Any:
    """Makes an indicator."""
    return indicator
