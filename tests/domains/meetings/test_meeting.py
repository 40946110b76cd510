"""A joint meeting: given what was, when asked, then events or the refusal that names the rule."""

from datetime import date
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.charters import (
    HALF,
    Convener,
    Meeting,
    MotionKind,
    Period,
    Share,
    StandingRefusal,
    TextRefusal,
    Tier,
)
from concord.meetings.commands import (
    AddAgendaItem,
    Ballot,
    CancelMeeting,
    CastVotes,
    FollowUpResolution,
    HearDutyReport,
    HoldMeeting,
    TableMotion,
)
from concord.meetings.errors import MeetingRefusal
from concord.meetings.events import (
    AgendaItemAdded,
    Choice,
    DutyReportHeard,
    MeetingCalled,
    MeetingCancelled,
    MeetingHeld,
    MeetingNumbered,
    MeetingSeriesOpened,
    MotionTabled,
    ResolutionFollowedUp,
    ResolutionPassed,
    ResolutionRejected,
    VoteCast,
)
from concord.privacy import Narrative

CALL, MEETING, NEXT = date(2024, 3, 1), date(2024, 3, 15), date(2024, 6, 14)


# Calling


def test_the_secretary_calls_for_the_executive_chair(hall: Any) -> None:
    hall.secretary(CALL).when(hall.call()).then(
        (MeetingCalled, {"convener": hall.members[0], "planned_on": MEETING, "called_on": CALL})
    )


def test_the_chair_s_own_officer_calls_and_nobody_else_s(hall: Any) -> None:
    hall.decider.speaking(hall.members[1]).when(hall.call()).refused(MeetingRefusal.NOT_THE_CONVENER)
    hall.decider.speaking(hall.members[0]).when(hall.call()).then((MeetingCalled, {}))


def test_notice_is_given_by_the_charter(hall: Any) -> None:
    late = hall.call(planned_on=date(2024, 3, 7))
    hall.secretary(CALL).when(late).refused(MeetingRefusal.NOTICE_TOO_SHORT, "planned_on")
    hall.secretary(CALL).when(hall.call(planned_on=date(2024, 3, 8))).then((MeetingCalled, {}))


def test_a_meeting_that_the_charter_does_not_know_is_not_called(hall: Any) -> None:
    decided = hall.secretary(CALL).when(hall.call(code="BREAKFAST"))
    decided.refused(MeetingRefusal.MEETING_NOT_IN_CHARTER, "code")


def test_it_is_not_planned_before_its_call(hall: Any) -> None:
    decided = hall.secretary(CALL).when(hall.call(planned_on=date(2024, 2, 1)))
    decided.refused(MeetingRefusal.PLANNED_IN_PAST, "planned_on")


def test_who_has_left_calls_nothing(hall: Any) -> None:
    hall.settle(left={hall.members[6]: date(2024, 2, 1)})
    hall.decider.speaking(hall.members[6]).when(hall.call()).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_a_title_of_a_megabyte_is_refused(hall: Any) -> None:
    decided = hall.secretary(CALL).when(hall.call(title="会" * 400_000))
    decided.refused(TextRefusal.TEXT_TOO_LONG, "title")


# The agenda


def test_a_member_proposes_until_the_agenda_closes(hall: Any) -> None:
    item = AddAgendaItem(meeting=hall.called().meeting, title="共享阵地", proposer=hall.members[3])
    hall.decider.on(date(2024, 3, 12)).when(item).then((AgendaItemAdded, {"proposer": hall.members[3]}))
    hall.decider.on(date(2024, 3, 13)).when(item).refused(MeetingRefusal.AGENDA_CLOSED)


def test_the_lead_unit_is_that_of_the_charter_in_force(hall: Any, charter_with: Any) -> None:
    def led_from(*codes: str) -> Any:
        tiers = tuple(Tier(code=code, name=code, lead_unit=code in codes) for code in ("X", "Y"))
        joint = Meeting(
            code="JOINT", name="联席会议", period=Period.QUARTER, times=1, convener=Convener.LEAD_UNIT
        )
        return msgspec.structs.replace(charter_with(), tiers=tiers, meetings=(joint,))

    hall.settle(led_from("Y"), coming=led_from("X"))
    first_of_y = hall.members[5]
    hall.secretary(CALL).when(hall.call()).then((MeetingCalled, {"convener": first_of_y}))


def test_the_convener_adds_to_the_agenda_until_the_meeting(hall: Any) -> None:
    item = AddAgendaItem(meeting=hall.called().meeting, title="安全互查")
    hall.secretary(date(2024, 3, 14)).when(item).then((AgendaItemAdded, {"proposer": None}))
    hall.secretary(MEETING).given(hall.hold())
    hall.then(item).refused(MeetingRefusal.WRONG_MEETING_STATUS)


def test_an_officer_proposes_for_the_own_organization(hall: Any) -> None:
    hall.called().decider.speaking(hall.members[2])
    own = AddAgendaItem(meeting=hall.meeting, title="共享阵地")
    hall.then(own).then((AgendaItemAdded, {"proposer": hall.members[2]}))
    other = AddAgendaItem(meeting=hall.meeting, title="共享阵地", proposer=hall.members[3])
    hall.then(other).refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "proposer")


# Holding


def test_a_meeting_is_held_by_a_quorum_and_numbered(hall: Any) -> None:
    hall.called().secretary(MEETING)
    hall.then(hall.hold(5)).then(
        (MeetingHeld, {"held_on": MEETING, "eligible": 7, "number": 1}),
        (MeetingSeriesOpened, {"alliance": hall.alliance}),
        (MeetingNumbered, {"meeting": hall.meeting, "year": 2024, "number": 1}),
    )


def test_below_the_quorum_it_decides_nothing(hall: Any) -> None:
    hall.called().secretary(MEETING)
    hall.then(hall.hold(4)).refused(MeetingRefusal.QUORUM_NOT_REACHED, "attended")


def test_only_voting_tiers_make_the_quorum(hall: Any, charter_with: Any) -> None:
    hall.settle(charter_with(voting_tiers=("X",))).called().secretary(MEETING)
    five = HoldMeeting(meeting=hall.meeting, attended=tuple(hall.members[2:]))
    hall.then(five).refused(MeetingRefusal.QUORUM_NOT_REACHED, "attended")


@pytest.mark.parametrize("there", [0, 7])
def test_who_comes_is_a_member_and_named_once(hall: Any, there: int) -> None:
    hall.called().secretary(MEETING)
    nobody = HoldMeeting(meeting=hall.meeting, attended=())
    hall.then(nobody).refused(MeetingRefusal.NOBODY_CAME, "attended")
    twice = HoldMeeting(meeting=hall.meeting, attended=(*hall.members, hall.members[0]))
    hall.then(twice).refused(MeetingRefusal.ATTENDANCE_TWICE, "attended")
    stranger = HoldMeeting(meeting=hall.meeting, attended=(*hall.members, uuid4()))
    hall.then(stranger).refused(StandingRefusal.NOT_A_MEMBER, "attended")


def test_it_is_held_once(hall: Any) -> None:
    hall.held()
    hall.then(hall.hold()).refused(MeetingRefusal.WRONG_MEETING_STATUS)


def test_an_earlier_meeting_is_not_entered_behind_a_later_one(hall: Any) -> None:
    hall.held(on=date(2024, 3, 20))
    hall.called(planned_on=date(2024, 3, 18))
    hall.secretary(date(2024, 3, 18))
    hall.then(hall.hold()).refused(MeetingRefusal.LATER_MEETING_RECORDED)


def test_the_notice_holds_for_a_meeting_that_comes_earlier_than_planned(hall: Any) -> None:
    hall.called().secretary(date(2024, 3, 5))
    hall.then(hall.hold()).refused(MeetingRefusal.NOTICE_TOO_SHORT, "planned_on")


def test_it_is_not_held_before_its_call(hall: Any) -> None:
    hall.called().decider.on(MEETING, occurred_on=date(2024, 2, 20))
    hall.then(hall.hold()).refused(MeetingRefusal.HELD_BEFORE_CALL)


def test_a_meeting_takes_a_hundred_motions(hall: Any) -> None:
    hall.held()
    for _ in range(100):
        hall.tabled()
    more = TableMotion(meeting=hall.meeting, kind=MotionKind.GENERAL, title="又一件")
    hall.then(more).refused(MeetingRefusal.TOO_MANY_ITEMS)


def test_what_came_of_the_last_resolutions_is_told_first(hall: Any, said: Narrative) -> None:
    first = hall.held().meeting
    resolution = hall.passed()
    hall.called(planned_on=NEXT).secretary(NEXT)
    hall.then(hall.hold()).refused(MeetingRefusal.FOLLOW_UP_MISSING)
    report = FollowUpResolution(meeting=first, resolution=resolution, report=said)
    hall.then(report).then((ResolutionFollowedUp, {"completed": False}))
    hall.then(hall.hold()).then((MeetingHeld, {"number": 2}), (MeetingNumbered, {"number": 2}))


def test_a_meeting_that_was_called_is_cancelled(hall: Any, said: Narrative) -> None:
    cancel = CancelMeeting(meeting=hall.called().meeting, reason=said)
    hall.then(cancel).then((MeetingCancelled, {}))
    hall.then(cancel).refused(MeetingRefusal.WRONG_MEETING_STATUS)
    hall.secretary(MEETING)
    hall.then(hall.hold()).refused(MeetingRefusal.WRONG_MEETING_STATUS)


# Deciding


def test_more_than_half_of_those_there_pass_a_resolution(hall: Any) -> None:
    motion = hall.held(6).tabled()
    hall.then(hall.votes(motion, *[Choice.FOR] * 4, Choice.AGAINST, Choice.ABSTAIN)).then(
        *[(VoteCast, {})] * 6
    )
    counted = {"votes_for": 4, "votes_against": 1, "abstentions": 1, "voters": 6, "passed_on": MEETING}
    hall.then(hall.decision(motion)).then((ResolutionPassed, counted))


def test_half_is_not_more_than_half(hall: Any) -> None:
    motion = hall.held(6).tabled()
    hall.decider.given(hall.votes(motion, *[Choice.FOR] * 3))
    hall.then(hall.decision(motion)).then((ResolutionRejected, {"votes_for": 3, "voters": 6}))


def test_two_thirds_are_reached_by_two_thirds(hall: Any, charter_with: Any) -> None:
    hall.settle(charter_with(majority=Share(numerator=2, denominator=3)))
    motion = hall.held(6).tabled()
    hall.decider.given(hall.votes(motion, *[Choice.FOR] * 4))
    hall.then(hall.decision(motion)).then((ResolutionPassed, {"votes_for": 4}))


def test_nobody_votes_twice_and_a_list_with_such_a_vote_counts_for_nothing(hall: Any) -> None:
    motion = hall.held().tabled()
    hall.decider.given(hall.votes(motion, Choice.FOR))
    hall.then(hall.votes(motion, Choice.AGAINST)).refused(MeetingRefusal.VOTED_TWICE, "organization")
    one = Ballot(organization=hall.members[1], choice=Choice.FOR)
    twice = CastVotes(meeting=hall.meeting, motion=motion, ballots=(one, one))
    hall.then(twice).refused(MeetingRefusal.VOTED_TWICE, "organization")
    hall.then(CastVotes(meeting=hall.meeting, motion=motion, ballots=(one,))).then((VoteCast, {}))


def test_who_was_not_there_does_not_vote(hall: Any) -> None:
    motion = hall.held(6).tabled()
    absent = Ballot(organization=hall.members[6], choice=Choice.FOR)
    decided = hall.then(CastVotes(meeting=hall.meeting, motion=motion, ballots=(absent,)))
    decided.refused(MeetingRefusal.NOT_THERE, "organization")


def test_a_tier_without_a_vote_does_not_vote(hall: Any, charter_with: Any) -> None:
    hall.settle(charter_with(voting_tiers=("X",)))
    motion = hall.held(6).tabled()
    member = Ballot(organization=hall.members[5], choice=Choice.FOR)
    decided = hall.then(CastVotes(meeting=hall.meeting, motion=motion, ballots=(member,)))
    decided.refused(MeetingRefusal.MAY_NOT_VOTE, "organization")


def test_an_officer_votes_for_the_own_organization(hall: Any) -> None:
    motion = hall.held().tabled()
    hall.decider.speaking(hall.members[1])
    hall.then(hall.votes(motion, Choice.FOR)).refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "organization")


def test_who_has_left_by_the_day_that_counts_does_not_vote(hall: Any) -> None:
    """Recorded months later the vote is judged by the day of recording."""
    motion = hall.held().tabled()
    hall.settle(left={hall.members[1]: date(2024, 4, 1)})
    one = Ballot(organization=hall.members[1], choice=Choice.FOR)
    late = CastVotes(meeting=hall.meeting, motion=motion, ballots=(one,))
    hall.secretary(date(2024, 9, 1)).when(late).refused(StandingRefusal.MEMBER_HAS_LEFT, "organization")
    hall.secretary(date(2024, 4, 2)).when(late).then((VoteCast, {}))


def test_a_vote_is_in_time_by_the_charter_of_the_meeting_s_day(hall: Any, charter_with: Any) -> None:
    motion = hall.held().tabled()
    rules, coming = (msgspec.structs.replace(charter_with(), late_entry_days=days) for days in (400, 0))
    hall.settle(rules, left={hall.members[1]: date(2024, 4, 1)}, coming=coming)
    one = Ballot(organization=hall.members[1], choice=Choice.FOR)
    vote = CastVotes(meeting=hall.meeting, motion=motion, ballots=(one,))
    hall.secretary(date(2025, 1, 5)).when(vote).then((VoteCast, {}))


def test_a_decision_is_final(hall: Any) -> None:
    motion = hall.held().passed()
    hall.then(hall.decision(motion)).refused(MeetingRefusal.MOTION_DECIDED, "motion")
    late = hall.votes(motion, *[Choice.AGAINST] * 6)
    hall.then(late).refused(MeetingRefusal.MOTION_DECIDED, "motion")


def test_nothing_is_decided_without_a_vote_or_without_a_motion(hall: Any) -> None:
    motion = hall.held().tabled()
    hall.then(hall.votes(motion)).refused(MeetingRefusal.NOBODY_VOTED, "ballots")
    hall.then(hall.decision(motion)).refused(MeetingRefusal.NOBODY_VOTED)
    hall.then(hall.decision(uuid4())).refused(MeetingRefusal.NO_SUCH_MOTION, "motion")


@pytest.mark.parametrize("kind", [kind for kind in MotionKind if kind is not MotionKind.GENERAL])
def test_a_motion_of_every_kind_but_one_names_what_it_decides_about(hall: Any, kind: MotionKind) -> None:
    hall.held()
    bare = TableMotion(meeting=hall.meeting, kind=kind, title="防浪堤")
    hall.then(bare).refused(MeetingRefusal.SUBJECT_MISSING, "subject")


def test_a_motion_is_tabled_with_its_subject(hall: Any) -> None:
    hall.held()
    full = TableMotion(meeting=hall.meeting, kind=MotionKind.PROJECT, title="防浪堤", subject=uuid4())
    hall.then(full).then((MotionTabled, {"kind": MotionKind.PROJECT}))


def test_nothing_is_put_to_the_vote_before_the_meeting(hall: Any) -> None:
    early = TableMotion(meeting=hall.called().meeting, kind=MotionKind.GENERAL, title="早")
    hall.then(early).refused(MeetingRefusal.WRONG_MEETING_STATUS)


def test_only_what_was_passed_is_followed_up(hall: Any, said: Narrative) -> None:
    motion = hall.held().tabled()
    report = FollowUpResolution(meeting=hall.meeting, resolution=motion, report=said)
    hall.then(report).refused(MeetingRefusal.NO_SUCH_RESOLUTION, "resolution")


@given(part=st.integers(0, 500), whole=st.integers(1, 500))
def test_more_than_half_is_what_everybody_means_by_it(part: int, whole: int) -> None:
    assert HALF.reached(part, whole) == (part > whole - part)


# Duty reports


def test_a_member_reports_on_its_duties_once_a_year(hall: Any, said: Narrative) -> None:
    hall.held()
    report = HearDutyReport(meeting=hall.meeting, organization=hall.members[6], year=2023, report=said)
    hall.then(report).then((DutyReportHeard, {"organization": hall.members[6], "year": 2023}))
    hall.then(report).refused(MeetingRefusal.DUTY_REPORT_TWICE, "organization")
    old = HearDutyReport(meeting=hall.meeting, organization=hall.members[6], year=2020)
    hall.then(old).refused(MeetingRefusal.YEAR_NOT_PLAUSIBLE, "year")
    stranger = HearDutyReport(meeting=hall.meeting, organization=uuid4(), year=2024)
    hall.then(stranger).refused(StandingRefusal.NOT_A_MEMBER, "organization")
