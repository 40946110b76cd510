"""What every command on an activity has in common: the activity, and the alliance whose rules it follows."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.activities.aggregate import Activity
from concord.activities.errors import ActivityRefusal
from concord.activities.facts import ActivityFacts, AllianceFacts
from concord.charters import TEXT, StandingRefusal
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode

STEP: tuple[RefusalCode, ...] = (
    ActivityRefusal.WRONG_STATUS,
    StandingRefusal.MEMBER_HAS_LEFT,
    ActivityRefusal.NOT_INVOLVED,
    *TEXT,
)
"""Of every step."""
RULED: tuple[RefusalCode, ...] = (StandingRefusal.ALLIANCE_NOT_ACTIVE, StandingRefusal.NO_CHARTER)
"""Of a step that the charter has a say in."""


class ActivityCommand(Command, frozen=True, kw_only=True):
    """One step of an existing activity."""

    aggregate: ClassVar[type[Aggregate]] = Activity

    activity: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.activity

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"activity": Read("activities.Activity", self.activity, ActivityFacts)}
        if "activity" in known:
            reads["alliance"] = Read("alliances.Alliance", known["activity"].alliance, AllianceFacts)
        return reads

    def decide(
        self, aggregate: Activity, facts: Facts, at: Circumstances
    ) -> Aggregate | tuple[Aggregate, ...]:
        facts["alliance"].require_not_departed(at.organization, at.today)
        self.require_involved(aggregate, facts["alliance"], at)
        self.act(aggregate, facts["alliance"], at)
        return aggregate

    def require_involved(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        """Refuses an officer of an organization that neither leads nor proposed it; while nobody leads it,
        of one that is no member."""
        if at.role != "officer":
            return
        if activity.lead is None and alliance.has_member(at.organization, at.today):
            return
        if at.organization is None or at.organization not in (activity.lead, activity.proposer):
            raise Refusal(ActivityRefusal.NOT_INVOLVED)

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        """Takes the step, or raises `Refusal`."""
        raise NotImplementedError
