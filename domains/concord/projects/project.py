"""A key project: proposed, selected by a resolution, claimed, delivered by milestones.

PROPOSED -> SELECTED -> CLAIMED -> COMPLETED; DROPPED from any step before the last.
"""

from datetime import date
from uuid import UUID

from eventsourcing.domain import Aggregate, event

from concord.commanding import Circumstances, Refusal
from concord.privacy import Narrative
from concord.projects import events
from concord.projects.errors import STATUS_IN_CHINESE, ProjectRefusal
from concord.projects.events import ProjectStatus
from concord.projects.facts import ProjectFacts

MOST_MILESTONES = 100
OPEN = (ProjectStatus.PROPOSED, ProjectStatus.SELECTED, ProjectStatus.CLAIMED)


class KeyProject(Aggregate):
    """重点项目: one project of one alliance for one year."""

    ProjectProposed = events.ProjectProposed
    ProjectSelected = events.ProjectSelected
    ProjectClaimed = events.ProjectClaimed
    MilestoneReached = events.MilestoneReached
    ProjectCompleted = events.ProjectCompleted
    ProjectDropped = events.ProjectDropped

    alliance: UUID
    year: int
    status: ProjectStatus
    claimants: tuple[UUID, ...]
    milestones: int

    @event(events.ProjectProposed)
    def __init__(self, alliance: UUID, year: int) -> None:
        self.alliance = alliance
        self.year = year
        self.status = ProjectStatus.PROPOSED
        self.claimants = ()
        self.milestones = 0

    def facts(self) -> ProjectFacts:
        """What others may rely on."""
        return ProjectFacts(self.alliance, self.year)

    def select(self, meeting: UUID, resolution: UUID, passed_on: date) -> None:
        """A meeting has chosen it, in its year or at the end of the one before."""
        self._require(ProjectStatus.PROPOSED)
        if not self.year - 1 <= passed_on.year <= self.year:
            raise Refusal(
                ProjectRefusal.RESOLUTION_OF_ANOTHER_YEAR, "resolution", passed_on=passed_on, year=self.year
            )
        self.trigger_event(
            self.ProjectSelected, meeting=meeting, resolution=resolution, selected_on=passed_on
        )

    def claim(self, organization: UUID, due_on: date | None, on: date) -> None:
        """A member answers for it; several may."""
        self._require(ProjectStatus.SELECTED, ProjectStatus.CLAIMED)
        if organization in self.claimants:
            raise Refusal(ProjectRefusal.CLAIMED_TWICE, "organization")
        if due_on is not None and due_on < on:
            raise Refusal(ProjectRefusal.DUE_IN_PAST, "due_on", due_on=due_on)
        self.trigger_event(self.ProjectClaimed, organization=organization, due_on=due_on)

    def reach(self, milestone: str, note: Narrative | None, at: Circumstances) -> None:
        """A part of it is done."""
        self._require(ProjectStatus.CLAIMED)
        self._require_claimant(at)
        if self.milestones >= MOST_MILESTONES:
            raise Refusal(ProjectRefusal.TOO_MANY_MILESTONES, most=MOST_MILESTONES)
        self.trigger_event(self.MilestoneReached, milestone=milestone, note=note)

    def complete(self, result: Narrative, at: Circumstances) -> None:
        """It is delivered."""
        self._require(ProjectStatus.CLAIMED)
        self._require_claimant(at)
        self.trigger_event(self.ProjectCompleted, result=result)

    def drop(self, reason: Narrative) -> None:
        """It is not pursued."""
        self._require(*OPEN)
        self.trigger_event(self.ProjectDropped, reason=reason)

    def _require(self, *allowed: ProjectStatus) -> None:
        if self.status not in allowed:
            raise Refusal(
                ProjectRefusal.WRONG_PROJECT_STATUS,
                status=self.status,
                allowed=", ".join(allowed),
                status_zh=STATUS_IN_CHINESE[self.status],
                allowed_zh="、".join(STATUS_IN_CHINESE[one] for one in allowed),
            )

    def _require_claimant(self, at: Circumstances) -> None:
        if at.role == "officer" and at.organization not in self.claimants:
            raise Refusal(ProjectRefusal.NOT_THE_CLAIMANT)

    @event(events.ProjectSelected)
    def _selected(self) -> None:
        self.status = ProjectStatus.SELECTED

    @event(events.ProjectClaimed)
    def _claimed(self, organization: UUID) -> None:
        self.status = ProjectStatus.CLAIMED
        self.claimants = (*self.claimants, organization)

    @event(events.MilestoneReached)
    def _reached(self) -> None:
        self.milestones += 1

    @event(events.ProjectCompleted)
    def _completed(self) -> None:
        self.status = ProjectStatus.COMPLETED

    @event(events.ProjectDropped)
    def _dropped(self) -> None:
        self.status = ProjectStatus.DROPPED
