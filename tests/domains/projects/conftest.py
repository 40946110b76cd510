"""One alliance under 江海红湾's charter, which takes on one or two projects a year, and its meeting."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.charters import AdoptedCharter, MotionKind, shipped
from concord.projects.commands import ClaimProject, ProposeProject, SelectProject

DAY, PASSED = date(2024, 3, 20), date(2024, 3, 15)


@dataclass
class Works:
    """Builds the commands of projects."""

    decider: Any
    alliance: UUID = field(default_factory=uuid4)
    members: list[UUID] = field(default_factory=lambda: [uuid4() for _ in range(3)])
    meeting: UUID = field(default_factory=uuid4)

    def settle(self, left: dict[UUID, date] | None = None) -> "Works":
        stays = [
            {"organization": one, "joined_on": date(2023, 1, 1), "left_on": (left or {}).get(one)}
            for one in self.members
        ]
        facts = SimpleNamespace(
            approved_on=date(2023, 1, 1),
            dissolved_on=None,
            memberships=stays,
            charters=(AdoptedCharter(date(2023, 1, 1), shipped("jianghai")),),
        )
        self.decider.given_facts(self.alliance, vars(facts))
        return self

    def resolved(self, *projects: UUID, on: date = PASSED, kind: MotionKind = MotionKind.PROJECT) -> "Works":
        """The meeting has passed a resolution about each; its id is the project's own."""
        passed = [{"id": one, "kind": kind, "subject": one, "passed_on": on} for one in projects]
        self.decider.given_facts(self.meeting, {"alliance": self.alliance, "resolutions": passed})
        return self

    def propose(self, **changes: Any) -> ProposeProject:
        return ProposeProject(**{"alliance": self.alliance, "year": 2024, "title": "红色步道"} | changes)

    def proposed(self, **changes: Any) -> UUID:
        decided = self.decider.when(self.propose(**changes))
        assert decided.refusal is None, repr(decided.refusal)
        made: UUID = decided.events[0].originator_id
        return made

    def select(self, project: UUID) -> SelectProject:
        return SelectProject(project=project, meeting=self.meeting, resolution=project)

    def selected(self) -> UUID:
        project = self.proposed()
        self.resolved(project).decider.given(self.select(project))
        return project

    def claimed(self) -> UUID:
        project = self.selected()
        self.decider.given(ClaimProject(project=project, organization=self.members[0]))
        return project


@pytest.fixture
def works(decider: Any) -> Works:
    """On 2024-03-20, after the meeting of the 15th."""
    return Works(decider.on(DAY)).settle()


@pytest.fixture
def new_works(decider: Any) -> Any:
    """Makes works of their own for each example of a property."""
    return lambda: Works(type(decider)().on(DAY)).settle()
