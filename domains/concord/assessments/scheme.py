"""A scheme: how an alliance assesses its members, edition by edition."""

from datetime import date
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from concord.assessments import events
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import Indicator, StarThreshold
from concord.assessments.facts import Edition, SchemeFacts
from concord.commanding import Refusal


def scheme_id(tenant: UUID, alliance: UUID, code: str) -> UUID:
    """A code is unique in its alliance."""
    return uuid5(tenant, f"scheme:{alliance}:{code}")


class Scheme(Aggregate):
    """考核办法: its editions, none of which ever changes."""

    SchemeEstablished = events.SchemeEstablished
    SchemePublished = events.SchemePublished

    alliance: UUID
    code: str
    editions: tuple[Edition, ...]

    @event(events.SchemeEstablished)
    def __init__(self, alliance: UUID, code: str) -> None:
        self.alliance = alliance
        self.code = code
        self.editions = ()

    def facts(self) -> SchemeFacts:
        """What an assessment is made by."""
        return SchemeFacts(self.editions)

    def publish(
        self,
        name: str,
        effective_from: date,
        indicators: tuple[Indicator, ...],
        stars: tuple[StarThreshold, ...],
        publication_days: int | None,
        four_eyes: bool,
    ) -> None:
        """A new edition, in force later than the one before."""
        if self.editions and effective_from <= self.editions[-1].effective_from:
            raise Refusal(
                AssessmentRefusal.EDITION_NOT_LATER,
                "effective_from",
                effective_from=self.editions[-1].effective_from,
            )
        self.trigger_event(
            self.SchemePublished,
            edition=len(self.editions) + 1,
            name=name,
            effective_from=effective_from,
            indicators=indicators,
            stars=stars,
            publication_days=publication_days,
            four_eyes=four_eyes,
        )

    @event(events.SchemePublished)
    def _published(
        self,
        edition: int,
        effective_from: date,
        indicators: tuple[Indicator, ...],
        stars: tuple[StarThreshold, ...],
        publication_days: int | None,
        four_eyes: bool,
    ) -> None:
        published = Edition(edition, effective_from, indicators, stars, publication_days, four_eyes)
        self.editions = (*self.editions, published)
