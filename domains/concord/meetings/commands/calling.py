"""Before the meeting: call it, collect its agenda, cancel it."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from concord.charters import (
    TEXT,
    Convener,
    StandingRefusal,
    check_narrative,
    check_optional,
    check_text,
    choices,
    require_own,
)
from concord.commanding import Circumstances, Command, Facts, Message, Read, Refusal
from concord.meetings.aggregate import JointMeeting, require_notice
from concord.meetings.commands.base import RULED, STEP, MeetingCommand, rules_of
from concord.meetings.errors import CONVENER_IN_CHINESE, MeetingRefusal
from concord.meetings.facts import AllianceFacts
from concord.privacy import Narrative

COMMITTEE = ("committee", "administrator")
"""Roles of the authority above."""
BOUND = ("officer", "leader")
"""Roles that speak for an organization."""


class CallMeeting(Command, frozen=True, kw_only=True):
    """召集会议: by whom the charter says, in time."""

    aggregate: ClassVar[type[Aggregate]] = JointMeeting
    refuses = (
        *TEXT,
        *RULED,
        MeetingRefusal.MEETING_NOT_IN_CHARTER,
        MeetingRefusal.NOT_THE_CONVENER,
        MeetingRefusal.NOTICE_TOO_SHORT,
        MeetingRefusal.PLANNED_IN_PAST,
    )

    alliance: UUID
    code: str
    title: str
    planned_on: date
    place: str | None = None
    notice: Narrative | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return uuid5(command, "meetings.JointMeeting")

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"alliance": Read("alliances.Alliance", self.alliance, AllianceFacts)}

    def decide(self, aggregate: None, facts: Facts, at: Circumstances) -> JointMeeting:
        check_text("title", self.title)
        check_optional("place", self.place)
        check_narrative("notice", self.notice)
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        on = alliance.judged_on(at)
        if self.planned_on < on:
            raise Refusal(
                MeetingRefusal.PLANNED_IN_PAST, "planned_on", planned_on=self.planned_on, called_on=on
            )
        charter = alliance.charter(on)
        require_notice(on, self.planned_on, rules_of(charter))
        return JointMeeting._create(
            JointMeeting.MeetingCalled,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            code=self.code,
            title=self.title,
            planned_on=self.planned_on,
            place=self.place,
            convener=self._convener(alliance, on, at),
            called_on=on,
            notice=self.notice,
        )

    def _convener(self, alliance: AllianceFacts, on: date, at: Circumstances) -> UUID | None:
        """Who calls it: an organization's own people for it, the secretary for whoever is due."""
        kinds = alliance.charter(on).meetings
        kind = next((one for one in kinds if one.code == self.code), None)
        if kind is None:
            known = choices(kinds)
            raise Refusal(MeetingRefusal.MEETING_NOT_IN_CHARTER, "code", meeting=self.code, known=known)
        due = alliance.convening(kind.convener, on)
        theirs = kind.convener is Convener.AUTHORITY and at.role not in COMMITTEE
        if theirs or (at.role in BOUND and at.organization != due):
            convener = Message(CONVENER_IN_CHINESE[kind.convener], kind.convener.replace("_", " ").lower())
            raise Refusal(MeetingRefusal.NOT_THE_CONVENER, convener=convener)
        return due


class AddAgendaItem(MeetingCommand, frozen=True, kw_only=True):
    """提出议题: a member, or the convener, puts a thing on the agenda."""

    refuses = (
        *TEXT,
        *STEP,
        MeetingRefusal.AGENDA_CLOSED,
        MeetingRefusal.TOO_MANY_ITEMS,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
    )

    title: str
    proposer: UUID | None = None
    description: Narrative | None = None

    def act(self, meeting: JointMeeting, alliance: AllianceFacts, on: date, at: Circumstances) -> None:
        check_text("title", self.title)
        check_narrative("description", self.description)
        proposer = self.proposer or (at.organization if at.role in BOUND else None)
        if proposer is not None:
            require_own(proposer, at, "proposer")
            alliance.require_member(proposer, on, "proposer")
        days = rules_of(alliance.charter(on)).agenda_days
        item = uuid5(at.command, "agenda item")
        meeting.add_item(item, self.title, proposer, self.description, on, days)


class CancelMeeting(MeetingCommand, frozen=True, kw_only=True):
    """取消会议: it does not take place."""

    refuses = (*TEXT, *STEP)

    reason: Narrative

    def act(self, meeting: JointMeeting, alliance: AllianceFacts, on: date, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        meeting.cancel(self.reason)
