"""File the briefing of an activity."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.charters import (
    TEXT,
    Standing,
    StandingRefusal,
    check_narrative,
    check_text,
    require_own,
)
from concord.charters import Briefing as BriefingRule
from concord.commanding import Circumstances, Command, Facts, Read, Refusal
from concord.privacy import Narrative
from concord.reports.briefing import Briefing, briefing_id
from concord.reports.errors import ReportRefusal


class Term(msgspec.Struct, frozen=True):
    """One term of the chair."""

    organization: UUID
    starts_on: date
    ends_on: date


class Rotating(Standing, frozen=True):
    """Of `alliances.Alliance`: who has the chair when."""

    chair_terms: tuple[Term, ...]

    def in_rotation(self, on: date) -> UUID | None:
        """Whose term a day lies in."""
        held = (one.organization for one in self.chair_terms if one.starts_on <= on <= one.ends_on)
        return next(held, None)


class Held(msgspec.Struct, frozen=True):
    """Of `activities.Activity`."""

    alliance: UUID
    held_on: date | None


class FileBriefing(Command, frozen=True, kw_only=True):
    """报送简报: of an activity, by the unit in whose term it was held."""

    aggregate: ClassVar[type[Aggregate]] = Briefing
    refuses = (
        *TEXT,
        StandingRefusal.ALLIANCE_NOT_ACTIVE,
        StandingRefusal.NO_CHARTER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        ReportRefusal.BRIEFING_NOT_IN_CHARTER,
        ReportRefusal.ACTIVITY_NOT_HELD,
        ReportRefusal.NOT_IN_ROTATION,
        ReportRefusal.BRIEFING_FILED,
    )

    activity: UUID
    organization: UUID
    title: str
    content: Narrative

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return briefing_id(self.activity)

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"activity": Read("activities.Activity", self.activity, Held)}
        if "activity" in known:
            reads["alliance"] = Read("alliances.Alliance", known["activity"].alliance, Rotating)
        return reads

    def decide(self, aggregate: Briefing | None, facts: Facts, at: Circumstances) -> Briefing:
        check_text("title", self.title)
        check_narrative("content", self.content)
        alliance: Rotating = facts["alliance"]
        alliance.require_active(at.today)
        require_own(self.organization, at)
        held_on = facts["activity"].held_on
        if held_on is None:
            raise Refusal(ReportRefusal.ACTIVITY_NOT_HELD, "activity")
        rule = self._rule(alliance, held_on)
        if aggregate is not None:
            raise Refusal(ReportRefusal.BRIEFING_FILED, "activity")
        return Briefing._create(
            Briefing.BriefingFiled,
            id=briefing_id(self.activity),
            alliance=facts["activity"].alliance,
            organization=self.organization,
            activity=self.activity,
            title=self.title,
            recipient=rule.to,
            due_on=held_on + timedelta(days=rule.days),
            filed_on=alliance.judged_on(at),
            content=self.content,
        )

    def _rule(self, alliance: Rotating, held_on: date) -> BriefingRule:
        """What the charter of that day asks for, of the unit in rotation then."""
        obligations = alliance.charter(held_on).obligations
        if obligations is None or obligations.briefing is None:
            raise Refusal(ReportRefusal.BRIEFING_NOT_IN_CHARTER)
        if alliance.in_rotation(held_on) != self.organization:
            raise Refusal(ReportRefusal.NOT_IN_ROTATION, "organization", held_on=held_on)
        return obligations.briefing
