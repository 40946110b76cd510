"""An annual plan: drafted freely, approved by a resolution, amended with a reason afterwards."""

from datetime import date
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from concord.charters import Decision
from concord.commanding import Refusal
from concord.meetings import events
from concord.meetings.errors import PlanRefusal
from concord.meetings.events import PlanStatus
from concord.meetings.facts import PlanFacts
from concord.privacy import Narrative

MOST_ITEMS = 200


def plan_id(alliance: UUID, year: int) -> UUID:
    """The stream of an alliance's plan for a year: there is one."""
    return uuid5(alliance, f"meetings.AnnualPlan {year}")


class AnnualPlan(Aggregate):
    """年度工作计划: what an alliance means to do in a year."""

    PlanDrafted = events.PlanDrafted
    PlanItemAdded = events.PlanItemAdded
    PlanItemDropped = events.PlanItemDropped
    PlanApproved = events.PlanApproved
    PlanAmended = events.PlanAmended

    alliance: UUID
    year: int
    status: PlanStatus
    items: tuple[UUID, ...]
    amendments: int

    @event(events.PlanDrafted)
    def __init__(self, alliance: UUID, year: int) -> None:
        self.alliance = alliance
        self.year = year
        self.status = PlanStatus.DRAFT
        self.items = ()
        self.amendments = 0

    def facts(self) -> PlanFacts:
        """What others may rely on."""
        return PlanFacts(self.alliance)

    def add(self, item: UUID, title: str, theme: str | None, due_on: date | None, lead: UUID | None) -> None:
        """One thing more to do."""
        if due_on is not None and due_on.year != self.year:
            raise Refusal(PlanRefusal.DUE_OUTSIDE_YEAR, "due_on", due_on=due_on, year=self.year)
        if len(self.items) >= MOST_ITEMS:
            raise Refusal(PlanRefusal.TOO_MANY_PLAN_ITEMS, most=MOST_ITEMS)
        self.trigger_event(self.PlanItemAdded, item=item, title=title, theme=theme, due_on=due_on, lead=lead)

    def drop(self, item: UUID, reason: Narrative) -> None:
        """One thing less to do."""
        if item not in self.items:
            raise Refusal(PlanRefusal.NO_SUCH_ITEM, "item")
        self.trigger_event(self.PlanItemDropped, item=item, reason=reason)

    def approve(self, meeting: UUID, resolution: UUID, approved_on: date) -> None:
        """A meeting has decided on it."""
        self.require_draft()
        if not self.items:
            raise Refusal(PlanRefusal.PLAN_EMPTY)
        self.trigger_event(self.PlanApproved, meeting=meeting, resolution=resolution, approved_on=approved_on)

    def amend(self, reason: Narrative, decision: Decision | None) -> None:
        """What follows changes an approved plan."""
        if self.status is not PlanStatus.APPROVED:
            raise Refusal(PlanRefusal.PLAN_NOT_APPROVED)
        self.trigger_event(
            self.PlanAmended,
            amendment=self.amendments + 1,
            reason=reason,
            meeting=decision.meeting if decision else None,
            resolution=decision.resolution if decision else None,
        )

    def require_draft(self) -> None:
        """Refuses to change an approved plan without an amendment."""
        if self.status is not PlanStatus.DRAFT:
            raise Refusal(PlanRefusal.PLAN_APPROVED)

    @event(events.PlanItemAdded)
    def _added(self, item: UUID) -> None:
        self.items = (*self.items, item)

    @event(events.PlanItemDropped)
    def _dropped(self, item: UUID) -> None:
        self.items = tuple(one for one in self.items if one != item)

    @event(events.PlanApproved)
    def _approved(self) -> None:
        self.status = PlanStatus.APPROVED

    @event(events.PlanAmended)
    def _amended(self, amendment: int) -> None:
        self.amendments = amendment
