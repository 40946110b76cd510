"""What commands on meetings have in common: the meeting, and the alliance whose rules it follows."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.charters import Charter, Deliberation, StandingRefusal
from concord.commanding import Circumstances, Command, Facts, Read, RefusalCode
from concord.meetings.aggregate import JointMeeting
from concord.meetings.errors import MeetingRefusal
from concord.meetings.facts import AllianceFacts, MeetingFacts

RULED: tuple[RefusalCode, ...] = (
    StandingRefusal.ALLIANCE_NOT_ACTIVE,
    StandingRefusal.NO_CHARTER,
    StandingRefusal.MEMBER_HAS_LEFT,
)
"""Of whatever is done in an alliance."""
STEP: tuple[RefusalCode, ...] = (MeetingRefusal.WRONG_MEETING_STATUS, *RULED)


def rules_of(charter: Charter) -> Deliberation:
    """The charter's rules of deliberation, or those of a charter that says nothing."""
    return charter.deliberation or Deliberation()


class MeetingCommand(Command, frozen=True, kw_only=True):
    """One step of an existing meeting."""

    aggregate: ClassVar[type[Aggregate]] = JointMeeting

    meeting: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.meeting

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"meeting": Read("meetings.JointMeeting", self.meeting, MeetingFacts)}
        if "meeting" in known:
            reads["alliance"] = Read("alliances.Alliance", known["meeting"].alliance, AllianceFacts)
        return reads

    def decide(
        self, aggregate: JointMeeting, facts: Facts, at: Circumstances
    ) -> Aggregate | tuple[Aggregate, ...]:
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        self.act(aggregate, alliance, alliance.judged_on(at), at)
        return aggregate

    def act(self, meeting: JointMeeting, alliance: AllianceFacts, on: date, at: Circumstances) -> None:
        """Takes the step, or raises `Refusal`. `on`: the day by which it is judged."""
        raise NotImplementedError
