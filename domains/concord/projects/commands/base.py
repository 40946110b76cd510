"""What every command on a project has in common: the project, and the alliance whose rules it follows."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import Standing, StandingRefusal
from concord.commanding import Circumstances, Command, Facts, Read, RefusalCode
from concord.projects.facts import ProjectFacts
from concord.projects.project import KeyProject

RULED: tuple[RefusalCode, ...] = (
    StandingRefusal.ALLIANCE_NOT_ACTIVE,
    StandingRefusal.NO_CHARTER,
    StandingRefusal.MEMBER_HAS_LEFT,
)
"""Of whatever is done in an alliance."""


class ProjectCommand(Command, frozen=True, kw_only=True):
    """One step of an existing project."""

    aggregate: ClassVar[type[Aggregate]] = KeyProject

    project: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.project

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"project": Read("projects.KeyProject", self.project, ProjectFacts)}
        if "project" in known:
            reads["alliance"] = Read("alliances.Alliance", known["project"].alliance, Standing)
        return reads

    def decide(self, aggregate: KeyProject, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        alliance: Standing = facts["alliance"]
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        return self.act(aggregate, facts, at)

    def act(self, project: KeyProject, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        """Takes the step, or raises `Refusal`. Returns what it changed, the project first."""
        raise NotImplementedError
