"""From a selected project to a delivered one: claim, reach milestones, complete."""

from datetime import date
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import (
    TEXT,
    Standing,
    StandingRefusal,
    check_narrative,
    check_text,
    require_own,
)
from concord.commanding import Circumstances, Facts
from concord.privacy import Narrative
from concord.projects.commands.base import RULED, ProjectCommand
from concord.projects.errors import ProjectRefusal
from concord.projects.project import KeyProject


class ClaimProject(ProjectCommand, frozen=True, kw_only=True):
    """领办项目: a member answers for it."""

    refuses = (
        *RULED,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        ProjectRefusal.WRONG_PROJECT_STATUS,
        ProjectRefusal.CLAIMED_TWICE,
        ProjectRefusal.DUE_IN_PAST,
    )

    organization: UUID
    due_on: date | None = None

    def act(self, project: KeyProject, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        alliance: Standing = facts["alliance"]
        require_own(self.organization, at)
        on = alliance.judged_on(at)
        alliance.require_member(self.organization, on)
        project.claim(self.organization, self.due_on, on)
        return (project,)


class ReachMilestone(ProjectCommand, frozen=True, kw_only=True):
    """登记节点: a part of it is done."""

    refuses = (
        *TEXT,
        *RULED,
        ProjectRefusal.WRONG_PROJECT_STATUS,
        ProjectRefusal.NOT_THE_CLAIMANT,
        ProjectRefusal.TOO_MANY_MILESTONES,
    )

    milestone: str
    note: Narrative | None = None

    def act(self, project: KeyProject, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        check_text("milestone", self.milestone)
        check_narrative("note", self.note)
        project.reach(self.milestone, self.note, at)
        return (project,)


class CompleteProject(ProjectCommand, frozen=True, kw_only=True):
    """完成项目: it is delivered."""

    refuses = (*TEXT, *RULED, ProjectRefusal.WRONG_PROJECT_STATUS, ProjectRefusal.NOT_THE_CLAIMANT)

    result: Narrative

    def act(self, project: KeyProject, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        check_narrative("result", self.result)
        project.complete(self.result, at)
        return (project,)
