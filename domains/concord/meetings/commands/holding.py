"""The meeting itself: who was there, and whose duty reports it heard."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from concord.charters import TEXT, StandingRefusal, check_narrative
from concord.commanding import Circumstances, Facts, Read, Refusal
from concord.meetings.aggregate import JointMeeting
from concord.meetings.commands.base import STEP, MeetingCommand, rules_of
from concord.meetings.errors import MeetingRefusal
from concord.meetings.facts import AllianceFacts, MeetingFacts
from concord.meetings.series import MeetingSeries, series_id
from concord.privacy import Narrative


class HoldMeeting(MeetingCommand, frozen=True, kw_only=True):
    """召开会议: it took place on `occurred_on`, attended by these members."""

    refuses = (
        *TEXT,
        *STEP,
        StandingRefusal.NOT_A_MEMBER,
        MeetingRefusal.ATTENDANCE_TWICE,
        MeetingRefusal.NOBODY_CAME,
        MeetingRefusal.HELD_BEFORE_CALL,
        MeetingRefusal.NOTICE_TOO_SHORT,
        MeetingRefusal.QUORUM_NOT_REACHED,
        MeetingRefusal.FOLLOW_UP_MISSING,
        MeetingRefusal.LATER_MEETING_RECORDED,
    )

    attended: tuple[UUID, ...]
    minutes: Narrative | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = dict(super().reads(tenant, known))
        if "meeting" in known:
            stream = series_id(known["meeting"].alliance)
            reads["series"] = Read("meetings.MeetingSeries", stream, MeetingSeries, optional=True)
        series: MeetingSeries | None = known.get("series")
        if series is not None and series.last is not None:
            reads["last"] = Read("meetings.JointMeeting", series.last, MeetingFacts)
        return reads

    def decide(
        self, aggregate: JointMeeting, facts: Facts, at: Circumstances
    ) -> tuple[JointMeeting, MeetingSeries]:
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_active(at.today)
        alliance.require_not_departed(at.organization, at.today)
        check_narrative("minutes", self.minutes)
        on = alliance.judged_on(at)
        self._check_attendance(alliance, on)
        series = facts["series"] or MeetingSeries._create(
            MeetingSeries.MeetingSeriesOpened, id=series_id(aggregate.alliance), alliance=aggregate.alliance
        )
        if series.last_held_on is not None and on < series.last_held_on:
            raise Refusal(MeetingRefusal.LATER_MEETING_RECORDED, held_on=series.last_held_on)
        rules = rules_of(alliance.charter(on))
        last: MeetingFacts | None = facts.get("last")
        if rules.follow_up and last is not None and last.unreported:
            raise Refusal(MeetingRefusal.FOLLOW_UP_MISSING, count=len(last.unreported))
        number = series.counts.get(f"{aggregate.code} {on.year}", 0) + 1
        aggregate.hold(on, self.attended, alliance.voting(rules, on), rules, number, self.minutes)
        series.enter(aggregate.id, aggregate.code, on)
        return aggregate, series

    def _check_attendance(self, alliance: AllianceFacts, on: date) -> None:
        if not self.attended:
            raise Refusal(MeetingRefusal.NOBODY_CAME, "attended")
        if len(set(self.attended)) < len(self.attended):
            raise Refusal(MeetingRefusal.ATTENDANCE_TWICE, "attended")
        for organization in self.attended:
            alliance.require_member(organization, on, "attended")


class HearDutyReport(MeetingCommand, frozen=True, kw_only=True):
    """听取述职: a member reports on its duties in a year."""

    refuses = (
        *TEXT,
        *STEP,
        StandingRefusal.NOT_A_MEMBER,
        MeetingRefusal.DUTY_REPORT_TWICE,
        MeetingRefusal.YEAR_NOT_PLAUSIBLE,
    )

    organization: UUID
    year: int
    report: Narrative | None = None

    def act(self, meeting: JointMeeting, alliance: AllianceFacts, on: date, at: Circumstances) -> None:
        check_narrative("report", self.report)
        alliance.require_member(self.organization, meeting.held_on or on)
        meeting.hear(self.organization, self.year, self.report)
