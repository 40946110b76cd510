"""One alliance of seven members under a charter with a rule for everything about meetings."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from concord.charters import Charter, Deliberation, MotionKind, Share, shipped
from concord.charters.charter import AdoptedCharter
from concord.commanding import Command
from concord.meetings.commands import Ballot, CallMeeting, CastVotes, DecideMotion, HoldMeeting, TableMotion
from concord.meetings.commands.resolving import motion_id
from concord.meetings.events import Choice
from concord.privacy import Narrative

CALL, MEETING = date(2024, 3, 1), date(2024, 3, 15)


def charter(**changes: Any) -> Charter:
    """江海红湾's, with seven days of notice, agenda until three days before, a quorum of two thirds, more
    than half to decide, chair units and members alike, and the duty to follow up."""
    rules = Deliberation(
        notice_days=7, agenda_days=3, quorum=Share(numerator=2, denominator=3), follow_up=True
    )
    rules = msgspec.structs.replace(rules, **changes)
    return msgspec.structs.replace(shipped("jianghai"), deliberation=rules)


@dataclass
class Hall:
    """Builds the commands of one meeting, and gives them on the day on which they happen."""

    decider: Any
    alliance: UUID = field(default_factory=uuid4)
    members: list[UUID] = field(default_factory=lambda: [uuid4() for _ in range(7)])
    meeting: UUID = field(default_factory=uuid4)

    def settle(
        self,
        rules: Charter | None = None,
        left: dict[UUID, date] | None = None,
        coming: Charter | None = None,
    ) -> "Hall":
        """The alliance as others tell of it: the first five are chair units, the first has the chair.
        `coming`: the charter of next year."""
        adopted = [AdoptedCharter(date(2023, 1, 1), rules or charter())]
        adopted += [AdoptedCharter(date(2025, 1, 1), coming)] if coming else []
        stays = [
            {
                "organization": one,
                "tier": "X" if place < 5 else "Y",
                "joined_on": date(2023, 1, 1),
                "left_on": (left or {}).get(one),
            }
            for place, one in enumerate(self.members)
        ]
        term = {
            "organization": self.members[0],
            "starts_on": date(2024, 1, 1),
            "ends_on": date(2024, 12, 31),
        }
        facts = SimpleNamespace(
            approved_on=date(2023, 1, 1),
            dissolved_on=None,
            memberships=stays,
            charters=tuple(adopted),
            chair_terms=[term],
        )
        self.decider.given_facts(self.alliance, vars(facts))
        return self

    def secretary(self, today: date) -> Any:
        return self.decider.on(today).speaking(None, "secretary")

    def call(self, **changes: Any) -> CallMeeting:
        values = {"alliance": self.alliance, "code": "JOINT", "title": "联席会议", "planned_on": MEETING}
        return CallMeeting(**{**values, **changes})

    def called(self, **changes: Any) -> "Hall":
        decided = self.secretary(CALL).when(self.call(**changes))
        assert decided.refusal is None, repr(decided.refusal)
        self.meeting = decided.events[0].originator_id
        return self

    def hold(self, there: int = 6, **changes: Any) -> HoldMeeting:
        return HoldMeeting(meeting=self.meeting, attended=tuple(self.members[:there]), **changes)

    def held(self, there: int = 6, on: date = MEETING) -> "Hall":
        self.called(planned_on=on)
        decided = self.secretary(on).when(self.hold(there))
        assert decided.refusal is None, repr(decided.refusal)
        return self

    def tabled(self, kind: MotionKind = MotionKind.GENERAL, subject: UUID | None = None) -> UUID:
        """Returns the motion's id."""
        command = TableMotion(meeting=self.meeting, kind=kind, subject=subject, title="开放共享阵地")
        id_ = uuid4()
        decided = self.secretary(self.decider.today).when(command, id_)
        assert decided.refusal is None, repr(decided.refusal)
        return motion_id(id_)

    def votes(self, motion: UUID, *choices: Choice) -> CastVotes:
        """Of the first members, in order."""
        ballots = zip(self.members, choices, strict=False)
        cast = tuple(Ballot(organization=one, choice=choice) for one, choice in ballots)
        return CastVotes(meeting=self.meeting, motion=motion, ballots=cast)

    def passed(self, kind: MotionKind = MotionKind.GENERAL, subject: UUID | None = None) -> UUID:
        """Returns the resolution's id."""
        motion = self.tabled(kind, subject)
        self.decider.given(self.votes(motion, *[Choice.FOR] * 5), self.decision(motion))
        return motion

    def decision(self, motion: UUID) -> DecideMotion:
        return DecideMotion(meeting=self.meeting, motion=motion)

    def then(self, command: Command) -> Any:
        return self.decider.when(command)


@pytest.fixture
def hall(decider: Any) -> Hall:
    """On 2024-03-01; the meeting is planned for the 15th."""
    return Hall(decider.on(CALL)).settle()


@pytest.fixture
def charter_with() -> Any:
    """Makes the charter with other rules."""
    return charter


@pytest.fixture
def said() -> Narrative:
    return Narrative("情况说明")
