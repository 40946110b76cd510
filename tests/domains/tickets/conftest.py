"""One alliance with a member that raises, a department that answers, and the deadlines of its charter."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.charters import (
    Admission,
    AdmissionPath,
    AdoptedCharter,
    AllianceKind,
    Charter,
    Departure,
    DepartureRule,
    Theme,
    TicketLevel,
    TicketRules,
    Tier,
    TriageLevel,
)
from concord.privacy import Narrative
from concord.tickets.commands import (
    AcceptTicket,
    ConfirmTicket,
    DispatchTicket,
    RaiseTicket,
    ResolveTicket,
    TriageTicket,
)
from concord.tickets.events import Satisfaction

FRIDAY = date(2024, 3, 1)


def charter(levels: tuple[TriageLevel, ...] = tuple(TriageLevel)) -> Charter:
    """Triage in 1 working day, dispatch in 2, accept in 1, 2 or 3 and resolve in 5, 10 or 20, silence 7."""
    days = {TriageLevel.ON_SITE: (1, 5), TriageLevel.COORDINATED: (2, 10), TriageLevel.ESCALATED: (3, 20)}
    return Charter(
        code="dongfanghong",
        title="实施意见",
        authority="街道党工委",
        kinds=(AllianceKind.REGIONAL,),
        tiers=(Tier(code="Y", name="成员"),),
        admission=Admission(path=AdmissionPath.DIRECT, tier="Y"),
        departure=Departure(on_limit=DepartureRule.REFUSE),
        themes=(Theme(code="SERVE", name="金口碑"),),
        tickets=TicketRules(
            levels=tuple(
                TicketLevel(level=one, name=one, accept_days=days[one][0], resolve_days=days[one][1])
                for one in levels
            ),
            triage_days=1,
            dispatch_days=2,
            silence_days=7,
        ),
        late_entry_days=30,
    )


@dataclass
class Scene:
    """Builds the commands of one ticket, and speaks for whoever takes each step."""

    decider: Any
    alliance: UUID = field(default_factory=uuid4)
    raiser: UUID = field(default_factory=uuid4)
    department: UUID = field(default_factory=uuid4)
    departed: UUID = field(default_factory=uuid4)
    ticket: UUID = field(default_factory=uuid4)

    def settle(
        self, *, dissolved_on: date | None = None, left_on: date | None = None, rules: Charter | None = None
    ) -> "Scene":
        """The alliance as others tell of it."""
        stays = [(self.raiser, left_on), (self.departed, date(2024, 2, 1))]
        facts = SimpleNamespace(
            approved_on=date(2023, 10, 7),
            dissolved_on=dissolved_on,
            memberships=[
                {"organization": one, "joined_on": date(2023, 10, 7), "left_on": left} for one, left in stays
            ],
            charters=(AdoptedCharter(date(2023, 10, 7), rules or charter()),),
        )
        self.decider.given_facts(self.alliance, vars(facts))
        self.deregister(False)
        return self

    def deregister(self, gone: bool = True) -> "Scene":
        self.decider.given_facts(self.department, {"deregistered": gone})
        return self

    def raises(self, **changes: Any) -> RaiseTicket:
        return RaiseTicket(
            **{
                "alliance": self.alliance,
                "raiser": self.raiser,
                "title": "园区通勤班车",
                "description": Narrative("职工晚班下班没有公交"),
                **changes,
            }
        )

    def raised(self) -> "Scene":
        decided = self.by(self.raiser).when(self.raises())
        assert decided.refusal is None, repr(decided.refusal)
        self.ticket = decided.events[0].originator_id
        return self

    def triaged(self, level: TriageLevel = TriageLevel.COORDINATED) -> "Scene":
        self.raised().by(None, "secretary").given(TriageTicket(ticket=self.ticket, level=level))
        return self

    def dispatched(self, level: TriageLevel = TriageLevel.COORDINATED) -> "Scene":
        self.triaged(level).decider.given(DispatchTicket(ticket=self.ticket, department=self.department))
        self.by(self.department, "handler")
        return self

    def accepted(self, level: TriageLevel = TriageLevel.COORDINATED) -> "Scene":
        self.dispatched(level).decider.given(AcceptTicket(ticket=self.ticket))
        return self

    def resolved(self, level: TriageLevel = TriageLevel.COORDINATED) -> "Scene":
        self.accepted(level).decider.given(ResolveTicket(ticket=self.ticket, answer=Narrative("已加开班车")))
        self.by(self.raiser)
        return self

    def confirmed(self, satisfaction: Satisfaction = Satisfaction.SATISFIED) -> "Scene":
        self.resolved().decider.given(ConfirmTicket(ticket=self.ticket, satisfaction=satisfaction))
        return self

    def by(self, organization: UUID | None, role: str = "officer") -> Any:
        return self.decider.speaking(organization, role)

    def state(self) -> Any:
        return self.decider.aggregate(self.ticket)


@pytest.fixture
def scene(decider: Any) -> Scene:
    """On Friday 2024-03-01."""
    return Scene(decider.on(FRIDAY)).settle()


@pytest.fixture
def charter_of() -> Any:
    """Makes the charter with some of the levels only."""
    return charter


@pytest.fixture
def fresh_scene(decider: Any) -> Any:
    """Makes a scene of its own for each example of a property."""
    return lambda: Scene(type(decider)().on(FRIDAY)).settle()
