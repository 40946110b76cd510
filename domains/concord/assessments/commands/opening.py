"""Open the assessment of a period."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.assessments.aggregate import Assessment, assessment_id
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.facts import AllianceFacts, SchemeFacts
from concord.assessments.limits import MOST_CODE, MOST_ORGANIZATIONS
from concord.assessments.scheme import scheme_id
from concord.charters import StandingRefusal, interval
from concord.commanding import Circumstances, Command, CommandRefusal, Facts, Read, Refusal


class OpenPeriod(Command, frozen=True, kw_only=True):
    """启动考核: of a period, by the edition of the scheme in force at its beginning."""

    aggregate: ClassVar[type[Aggregate]] = Assessment
    refuses = (
        StandingRefusal.ALLIANCE_NOT_ACTIVE,
        StandingRefusal.MEMBER_HAS_LEFT,
        AssessmentRefusal.PERIOD_INVALID,
        AssessmentRefusal.PERIOD_NOT_BEGUN,
        AssessmentRefusal.PERIOD_ALREADY_OPENED,
        AssessmentRefusal.NO_SCHEME_IN_FORCE,
        AssessmentRefusal.ORGANIZATIONS_INVALID,
        AssessmentRefusal.NOT_A_MEMBER,
    )

    alliance: UUID
    scheme: str
    """Code of one of the alliance's schemes."""
    period: str
    """`2024`, `2024-H1`, `2024-Q2` or `2024-04`."""
    organizations: tuple[UUID, ...] | None = None
    """None: everybody who is a member at the period's end, or today if it has not ended."""

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return assessment_id(tenant, scheme_id(tenant, self.alliance, self.scheme), self.period)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        scheme = scheme_id(tenant, self.alliance, self.scheme)
        return {
            "alliance": Read("alliances.Alliance", self.alliance, AllianceFacts),
            "scheme": Read("assessments.Scheme", scheme, SchemeFacts, optional=True),
        }

    def decide(self, aggregate: Assessment | None, facts: Facts, at: Circumstances) -> Assessment:
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        starts_on, ends_on = self._interval(at.today)
        if aggregate is not None:
            raise Refusal(AssessmentRefusal.PERIOD_ALREADY_OPENED, "period")
        scheme: SchemeFacts | None = facts["scheme"]
        if scheme is None:
            raise Refusal(CommandRefusal.NOT_FOUND, "scheme", what=self.scheme[:MOST_CODE])
        edition = scheme.in_force(starts_on)
        organizations = self._organizations(alliance, starts_on, ends_on, at.today)
        return Assessment._create(
            Assessment.PeriodOpened,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            scheme=scheme_id(at.tenant, self.alliance, self.scheme),
            scheme_code=self.scheme,
            edition=edition.edition,
            period=self.period,
            starts_on=starts_on,
            ends_on=ends_on,
            organizations=organizations,
            indicators=edition.indicators,
            stars=edition.stars,
            publication_days=edition.publication_days,
            four_eyes=edition.four_eyes,
        )

    def _interval(self, today: date) -> tuple[date, date]:
        found = interval(self.period)
        if found is None:
            raise Refusal(AssessmentRefusal.PERIOD_INVALID, "period")
        _, starts_on, ends_on = found
        if starts_on > today:
            raise Refusal(AssessmentRefusal.PERIOD_NOT_BEGUN, "period", starts_on=starts_on)
        return starts_on, ends_on

    def _organizations(
        self, alliance: AllianceFacts, starts_on: date, ends_on: date, today: date
    ) -> tuple[UUID, ...]:
        chosen = self.organizations
        if chosen is None:
            chosen = alliance.members(min(ends_on, today))
        if not 1 <= len(chosen) <= MOST_ORGANIZATIONS or len(set(chosen)) < len(chosen):
            raise Refusal(AssessmentRefusal.ORGANIZATIONS_INVALID, "organizations", most=MOST_ORGANIZATIONS)
        alliance.require_members_within(chosen, starts_on, ends_on)
        return chosen
