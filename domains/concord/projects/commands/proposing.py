"""From a proposal to a selected project: propose, select by a resolution, drop."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from concord.charters import (
    RELYING,
    TEXT,
    MotionKind,
    Resolved,
    Standing,
    StandingRefusal,
    check_narrative,
    check_text,
    require_own,
)
from concord.commanding import Circumstances, Command, Facts, Read, Refusal
from concord.privacy import Narrative
from concord.projects.commands.base import RULED, ProjectCommand
from concord.projects.errors import ProjectRefusal
from concord.projects.events import ProjectKind
from concord.projects.project import KeyProject
from concord.projects.year import ProjectYear, year_id


class ProposeProject(Command, frozen=True, kw_only=True):
    """提出项目: a member, or the office, proposes what the alliance might take on."""

    aggregate: ClassVar[type[Aggregate]] = KeyProject
    refuses = (
        *TEXT,
        *RULED,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        ProjectRefusal.PROJECT_YEAR_NOT_PLAUSIBLE,
    )

    alliance: UUID
    year: int
    title: str
    kind: ProjectKind = ProjectKind.MAJOR
    proposer: UUID | None = None
    description: Narrative | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return uuid5(command, "projects.KeyProject")

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"alliance": Read("alliances.Alliance", self.alliance, Standing)}

    def decide(self, aggregate: None, facts: Facts, at: Circumstances) -> KeyProject:
        check_text("title", self.title)
        check_narrative("description", self.description)
        alliance: Standing = facts["alliance"]
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        on = alliance.judged_on(at)
        proposer = self.proposer or (at.organization if at.role == "officer" else None)
        if proposer is not None:
            require_own(proposer, at, "proposer")
            alliance.require_member(proposer, on, "proposer")
        if not on.year <= self.year <= on.year + 1:
            raise Refusal(ProjectRefusal.PROJECT_YEAR_NOT_PLAUSIBLE, "year", year=self.year)
        return KeyProject._create(
            KeyProject.ProjectProposed,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            year=self.year,
            kind=self.kind,
            title=self.title,
            proposer=proposer,
            description=self.description,
        )


class PlacedCommand(ProjectCommand, frozen=True, kw_only=True):
    """A step that takes or frees a place of the year."""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = dict(super().reads(tenant, known))
        if "project" in known:
            year = year_id(known["project"].alliance, known["project"].year)
            reads["year"] = Read("projects.ProjectYear", year, ProjectYear, optional=True)
        return reads


class SelectProject(PlacedCommand, frozen=True, kw_only=True):
    """选定项目: by a passed resolution about it, within the year's quota."""

    refuses = (
        *RULED,
        *RELYING,
        ProjectRefusal.WRONG_PROJECT_STATUS,
        ProjectRefusal.QUOTA_FULL,
        ProjectRefusal.RESOLUTION_OF_ANOTHER_YEAR,
    )

    meeting: UUID
    resolution: UUID

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        meeting = Read("meetings.JointMeeting", self.meeting, Resolved)
        return {**super().reads(tenant, known), "meeting": meeting}

    def act(self, project: KeyProject, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        resolved: Resolved = facts["meeting"]
        passed = resolved.require(self.resolution, project.alliance, MotionKind.PROJECT, project.id)
        project.select(self.meeting, self.resolution, passed.passed_on)
        year = facts["year"] or ProjectYear._create(
            ProjectYear.ProjectYearOpened,
            id=year_id(project.alliance, project.year),
            alliance=project.alliance,
            year=project.year,
        )
        # Of the day of the meeting: what was right when it was decided stays right when it is recorded late.
        quota = facts["alliance"].charter(passed.passed_on).projects
        year.take(project.id, quota.maximum if quota is not None else None)
        return project, year


class DropProject(PlacedCommand, frozen=True, kw_only=True):
    """终止项目: it is not pursued; a selected one frees its place."""

    refuses = (*TEXT, *RULED, ProjectRefusal.WRONG_PROJECT_STATUS)

    reason: Narrative

    def act(self, project: KeyProject, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        check_narrative("reason", self.reason)
        project.drop(self.reason)
        if facts["year"] is None:
            return (project,)
        facts["year"].free(project.id)
        return project, facts["year"]
