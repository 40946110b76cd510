"""What a meeting decides: motions, votes, resolutions, and what comes of them."""

from datetime import date
from uuid import UUID, uuid5

import msgspec

from concord.charters import (
    TEXT,
    MotionKind,
    StandingRefusal,
    check_narrative,
    check_text,
    judged_on,
    require_own,
)
from concord.commanding import Circumstances, Refusal
from concord.meetings.aggregate import JointMeeting
from concord.meetings.commands.base import STEP, MeetingCommand, rules_of
from concord.meetings.errors import MeetingRefusal
from concord.meetings.events import Choice
from concord.meetings.facts import AllianceFacts
from concord.privacy import Narrative


class TableMotion(MeetingCommand, frozen=True, kw_only=True):
    """提交表决: puts a sentence to the vote."""

    refuses = (*TEXT, *STEP, MeetingRefusal.TOO_MANY_ITEMS, MeetingRefusal.SUBJECT_MISSING)

    kind: MotionKind
    title: str
    subject: UUID | None = None
    text: Narrative | None = None

    def act(self, meeting: JointMeeting, alliance: AllianceFacts, on: date, at: Circumstances) -> None:
        check_text("title", self.title)
        check_narrative("text", self.text)
        meeting.table(motion_id(at.command), self.kind, self.subject, self.title, self.text)


def motion_id(command: UUID) -> UUID:
    """The id of the motion that a command tables."""
    return uuid5(command, "motion")


class Ballot(msgspec.Struct, frozen=True, kw_only=True):
    """一票: one organization's vote."""

    organization: UUID
    choice: Choice


class CastVotes(MeetingCommand, frozen=True, kw_only=True):
    """表决: votes on a motion, one by one or as they were counted."""

    refuses = (
        *STEP,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        MeetingRefusal.NO_SUCH_MOTION,
        MeetingRefusal.MOTION_DECIDED,
        MeetingRefusal.NOT_THERE,
        MeetingRefusal.MAY_NOT_VOTE,
        MeetingRefusal.VOTED_TWICE,
        MeetingRefusal.NOBODY_VOTED,
    )

    motion: UUID
    ballots: tuple[Ballot, ...]

    def act(self, meeting: JointMeeting, alliance: AllianceFacts, on: date, at: Circumstances) -> None:
        held_on = meeting.held_on or on
        judged = judged_on(alliance.charter(held_on), held_on, at.today)
        if not self.ballots:
            raise Refusal(MeetingRefusal.NOBODY_VOTED, "ballots")
        for ballot in self.ballots:
            require_own(ballot.organization, at)
            alliance.require_member(ballot.organization, judged)
            meeting.vote(self.motion, ballot.organization, ballot.choice)


class DecideMotion(MeetingCommand, frozen=True, kw_only=True):
    """宣布结果: counts the votes; the motion is passed or rejected by the charter's majority."""

    refuses = (
        *STEP,
        MeetingRefusal.NO_SUCH_MOTION,
        MeetingRefusal.MOTION_DECIDED,
        MeetingRefusal.NOBODY_VOTED,
    )

    motion: UUID

    def act(self, meeting: JointMeeting, alliance: AllianceFacts, on: date, at: Circumstances) -> None:
        meeting.decide(self.motion, rules_of(alliance.charter(meeting.held_on or on)))


class FollowUpResolution(MeetingCommand, frozen=True, kw_only=True):
    """通报落实情况: what came of a resolution."""

    refuses = (*TEXT, *STEP, MeetingRefusal.NO_SUCH_RESOLUTION)

    resolution: UUID
    report: Narrative
    completed: bool = False

    def act(self, meeting: JointMeeting, alliance: AllianceFacts, on: date, at: Circumstances) -> None:
        check_narrative("report", self.report)
        meeting.follow_up(self.resolution, self.completed, self.report)
