"""What an alliance owed by a day: pure reckoning, from a record made by hand."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.charters import (
    ActivityForm,
    ActivityQuota,
    AdoptedCharter,
    Briefing,
    Charter,
    Convener,
    Meeting,
    Obligations,
    Period,
    ProjectQuota,
    Reporting,
    Rotation,
    RotationBasis,
    shipped,
)
from concord.duties.deeds import Deed, DeedKind, Record
from concord.duties.duty import Duty, DutyKind, DutyStatus
from concord.duties.reckoning import duties, idle, idlers

FOUNDED = date(2024, 1, 1)
JOINT = Meeting(code="JOINT", name="联席会议", period=Period.QUARTER, convener=Convener.CHAIR)
A, B = uuid4(), uuid4()


def charter(**parts: Any) -> Charter:
    """One that obliges to nothing but what is given."""
    bare: dict[str, Any] = {"chair": None, "lead": None, "meetings": (), "reports": (), "obligations": None}
    bare["projects"] = None
    return msgspec.structs.replace(shipped("jianghai"), **bare | parts)


def record(
    *deeds: Deed, approved_on: date = FOUNDED, dissolved_on: date | None = None, **parts: Any
) -> Record:
    return Record(
        alliance=uuid4(),
        name="联盟",
        approved_on=approved_on,
        dissolved_on=dissolved_on,
        charters=(AdoptedCharter(approved_on, charter(**parts)),),
        deeds=tuple(
            msgspec.structs.replace(deed, position=number) for number, deed in enumerate(deeds, start=1)
        ),
    )


def did(kind: DeedKind, on: date, recorded_on: date | None = None, **more: Any) -> Deed:
    return Deed(position=0, kind=kind, happened_on=on, recorded_on=recorded_on or on, **more)


def met(on: date, recorded_on: date | None = None) -> Deed:
    return did(DeedKind.MEETING, on, recorded_on, code="JOINT")


def told(found: list[Duty]) -> list[tuple[date, DutyStatus]]:
    return [(one.due_on, one.status) for one in found]


def test_a_quarter_s_meeting_turns_from_due_to_done_and_a_missed_one_stays_overdue() -> None:
    held = record(met(date(2024, 2, 5)), meetings=(JOINT,))
    q1, q2 = date(2024, 3, 31), date(2024, 6, 30)
    assert told(duties(held, date(2024, 2, 4))) == [(q1, DutyStatus.DUE)]
    assert told(duties(held, date(2024, 2, 5))) == [(q1, DutyStatus.DONE)]
    assert told(duties(held, q2)) == [(q1, DutyStatus.DONE), (q2, DutyStatus.DUE)]
    assert told(duties(held, date(2024, 7, 1)))[1] == (q2, DutyStatus.OVERDUE)
    (done,) = duties(held, q1)[0].done
    assert done.position == 1


def test_a_meeting_recorded_too_late_counts_on_the_day_of_recording() -> None:
    late = record(met(date(2024, 3, 1), date(2024, 5, 1)), meetings=(JOINT,))
    assert told(duties(late, date(2024, 6, 1))) == [
        (date(2024, 3, 31), DutyStatus.OVERDUE),
        (date(2024, 6, 30), DutyStatus.DONE),
    ]


def test_a_period_of_which_less_than_half_was_left_at_the_founding_is_not_owed() -> None:
    for founded, first in ((date(2024, 2, 10), date(2024, 3, 31)), (date(2024, 2, 20), date(2024, 6, 30))):
        found = duties(record(approved_on=founded, meetings=(JOINT,)), date(2024, 6, 1))
        assert found[0].due_on == first


def amended(one: Record, on: date, **parts: Any) -> Record:
    """Another charter is in force from that day on."""
    return msgspec.structs.replace(one, charters=(*one.charters, AdoptedCharter(on, charter(**parts))))


def test_another_charter_asks_for_its_own_from_the_first_period_that_begins_under_it() -> None:
    monthly = msgspec.structs.replace(JOINT, period=Period.MONTH)
    one = record(meetings=(JOINT,))
    until = date(2024, 5, 15)
    at_the_start = told(duties(amended(one, date(2024, 4, 1), meetings=(monthly,)), until))
    assert [due for due, _ in at_the_start] == [date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31)]
    within = told(duties(amended(one, date(2024, 4, 10), meetings=(monthly,)), until))
    assert [due for due, _ in within] == [date(2024, 3, 31), date(2024, 5, 31), date(2024, 6, 30)]


def test_a_meeting_recorded_late_is_judged_by_the_charter_of_its_own_day() -> None:
    one = record(met(date(2024, 3, 20), date(2024, 3, 29)), meetings=(JOINT,), late_entry_days=10)
    stricter = amended(one, date(2024, 3, 25), meetings=(JOINT,), late_entry_days=2)
    assert told(duties(stricter, date(2024, 4, 1)))[0] == (date(2024, 3, 31), DutyStatus.DONE)
    two = record(met(date(2024, 3, 30), date(2024, 4, 5)), meetings=(JOINT,), late_entry_days=2)
    milder = amended(two, date(2024, 3, 31), meetings=(JOINT,), late_entry_days=10)
    assert told(duties(milder, date(2024, 4, 6)))[0] == (date(2024, 3, 31), DutyStatus.OVERDUE)


def test_a_handover_is_owed_within_the_days_of_the_charter_that_its_term_began_under() -> None:
    first = term(A, date(2024, 1, 1), date(2024, 3, 31), date(2024, 1, 1))
    second = term(B, date(2024, 4, 1), date(2024, 6, 30), date(2024, 3, 25))
    over = did(DeedKind.HANDOVER, date(2024, 4, 14), organization=B, starts_on=date(2024, 4, 1))
    one = record(first, second, over, chair=CHAIR, obligations=Obligations(handover_days=15))
    sooner = amended(one, date(2024, 4, 2), chair=CHAIR, obligations=Obligations(handover_days=5))
    (handover,) = [d for d in duties(sooner, date(2024, 4, 20)) if d.kind is DutyKind.HANDOVER]
    assert (handover.due_on, handover.status) == (date(2024, 4, 16), DutyStatus.DONE)


def test_a_year_s_plan_is_owed_as_it_was_asked_for_when_the_year_began() -> None:
    """A missed one is not excused, nor one that nobody asked for overdue, by what is written in June."""
    june, july = date(2024, 6, 1), date(2024, 7, 1)
    until_may, until_september = Obligations(plan_month=5), Obligations(plan_month=9)
    missed = amended(record(obligations=until_may), june, obligations=until_september)
    assert told(duties(missed, july)) == [(date(2024, 5, 31), DutyStatus.OVERDUE)]
    new = amended(record(), june, obligations=until_may)
    assert told(duties(new, july)) == []
    assert told(duties(new, date(2025, 1, 1))) == [(date(2025, 5, 31), DutyStatus.DUE)]


def test_what_a_later_charter_dropped_before_it_fell_due_is_owed_no_more() -> None:
    quota = ActivityQuota(code="PARTY_DAY", name="主题党日", period=Period.QUARTER)
    obliged = Obligations(plan_month=5, agreement="协议", activities=(quota,))
    quarterly = Reporting(period=Period.QUARTER, to="党工委", days=15)
    asked = {"meetings": (JOINT,), "reports": (quarterly,), "projects": ProjectQuota(minimum=1)}
    joined = did(DeedKind.JOIN, FOUNDED, organization=A)
    one = record(joined, met(date(2024, 4, 3)), obligations=obliged, **asked)
    on = date(2024, 4, 15)
    before = {(d.kind, d.due_on) for d in duties(one, date(2024, 4, 9))}
    after = {(d.kind, d.due_on) for d in duties(amended(one, date(2024, 4, 10)), on)}
    q1, q2 = date(2024, 3, 31), date(2024, 6, 30)
    assert after == {
        (DutyKind.MEETING, q1),  # missed before
        (DutyKind.ACTIVITY, q1),
        (DutyKind.MEETING, q2),  # done before
    }
    assert after < before


def test_activities_count_by_form_and_theme() -> None:
    quota = ActivityQuota(
        code="PARTY_DAY", name="主题党日", period=Period.MONTH, times=2, form=ActivityForm.THEME_PARTY_DAY
    )
    day = date(2024, 1, 20)
    party_day = did(DeedKind.ACTIVITY, day, code="TALENT", form="THEME_PARTY_DAY")
    other = did(DeedKind.ACTIVITY, day, code="TALENT", form="STUDY")
    obliged = Obligations(activities=(quota,))
    (once,) = duties(record(party_day, other, obligations=obliged), date(2024, 1, 31))
    assert (once.status, once.required, len(once.done)) == (DutyStatus.DUE, 2, 1)
    (twice,) = duties(record(party_day, party_day, obligations=obliged), date(2024, 1, 31))
    assert (twice.status, len(twice.done)) == (DutyStatus.DONE, 2)
    themed = msgspec.structs.replace(quota, form=None, theme="SAFETY", times=1)
    (none,) = duties(record(party_day, obligations=Obligations(activities=(themed,))), day)
    assert none.done == ()


def test_a_report_is_due_some_days_after_its_period_and_may_be_done_late() -> None:
    quarterly = Reporting(period=Period.QUARTER, to="党工委", days=15)
    quarter = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 3, 31)}
    on_time = did(DeedKind.REPORT, date(2024, 4, 15), **quarter)
    late = did(DeedKind.REPORT, date(2024, 4, 16), **quarter)
    on = date(2024, 4, 20)
    assert duties(record(on_time, reports=(quarterly,)), on)[0].status is DutyStatus.DONE
    assert duties(record(late, reports=(quarterly,)), on)[0].status is DutyStatus.DONE_LATE
    assert duties(record(reports=(quarterly,)), date(2024, 4, 15))[0].status is DutyStatus.DUE
    assert duties(record(reports=(quarterly,)), date(2024, 4, 16))[0].status is DutyStatus.OVERDUE


def test_a_report_is_not_judged_a_second_time() -> None:
    quarterly = Reporting(period=Period.QUARTER, to="党工委", days=15)
    quarter = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 3, 31)}
    taken = did(DeedKind.REPORT, date(2024, 4, 15), date(2024, 4, 25), **quarter)
    strict = record(taken, reports=(quarterly,), late_entry_days=0)
    assert duties(strict, date(2024, 4, 30))[0].status is DutyStatus.DONE


def test_reports_by_phase_follow_the_charter_s_own_phases() -> None:
    jiguan = shipped("jiguan")
    owed = duties(
        record(approved_on=date(2024, 4, 1), reports=jiguan.reports, phases=jiguan.phases), date(2024, 12, 31)
    )
    assert [one.due_on for one in owed] == [date(2024, 5, 15), date(2024, 12, 15), date(2025, 1, 15)]


CHAIR = Rotation(title="执行会长单位", period=Period.QUARTER, basis=RotationBasis.FIXED_ORDER)


def term(organization: UUID, starts_on: date, ends_on: date, settled_on: date) -> Deed:
    return did(DeedKind.CHAIR, settled_on, organization=organization, starts_on=starts_on, ends_on=ends_on)


def test_the_next_in_turn_is_due_the_day_after_a_term_ends() -> None:
    first = term(A, date(2024, 1, 1), date(2024, 3, 31), date(2024, 1, 1))
    second = term(B, date(2024, 4, 1), date(2024, 6, 30), date(2024, 4, 5))
    alone = record(first, chair=CHAIR)
    assert told(duties(alone, date(2024, 4, 1)))[-1] == (date(2024, 4, 1), DutyStatus.DUE)
    assert told(duties(alone, date(2024, 4, 2)))[-1] == (date(2024, 4, 1), DutyStatus.OVERDUE)
    followed = record(first, second, chair=CHAIR)
    assert told(duties(followed, date(2024, 4, 10))) == [
        (date(2024, 3, 31), DutyStatus.DONE),
        (date(2024, 4, 1), DutyStatus.DONE_LATE),
        (date(2024, 7, 1), DutyStatus.DUE),
    ]
    assert told(duties(followed, date(2024, 4, 4)))[-1] == (date(2024, 4, 1), DutyStatus.OVERDUE)


def test_a_rotation_that_is_settled_before_its_time_is_done_from_then_on() -> None:
    first = term(A, date(2024, 1, 1), date(2024, 3, 31), date(2024, 1, 1))
    second = term(B, date(2024, 4, 1), date(2024, 6, 30), date(2024, 3, 20))
    assert told(duties(record(first, second, chair=CHAIR), date(2024, 3, 25))) == [
        (date(2024, 3, 31), DutyStatus.DONE),
        (date(2024, 4, 1), DutyStatus.DONE),
    ]


def test_a_rotation_that_was_called_for_is_owed_by_the_next_in_turn_until_it_is_settled() -> None:
    first = term(A, date(2024, 1, 1), date(2024, 3, 31), date(2024, 1, 1))
    call = did(DeedKind.CALL, date(2024, 4, 1), organization=B, ends_on=date(2024, 3, 31))
    second = term(B, date(2024, 4, 1), date(2024, 6, 30), date(2024, 4, 5))
    owed = duties(record(first, call, chair=CHAIR), date(2024, 4, 2))[-1]
    assert (owed.status, owed.organization, owed.called and owed.called.position) == (
        DutyStatus.OVERDUE,
        B,
        2,
    )
    done = duties(record(first, call, second, chair=CHAIR), date(2024, 4, 10))[1]
    assert (done.status, done.organization, done.called and done.called.position) == (
        DutyStatus.DONE_LATE,
        None,
        2,
    )


def test_a_turn_to_lead_that_was_called_for_is_owed_until_the_period_ends() -> None:
    rule = Rotation(title="轮值单位", period=Period.QUARTER, basis=RotationBasis.FIXED_ORDER)
    call = did(
        DeedKind.LEAD_CALL, date(2024, 4, 1), code="2024-Q2", organization=B, ends_on=date(2024, 6, 30)
    )
    taken = did(DeedKind.LEAD, date(2024, 5, 2), code="2024-Q2", organization=B)
    for deeds, status, organization in (
        ((call,), DutyStatus.DUE, B),
        ((call, taken), DutyStatus.DONE, None),
    ):
        (owed,) = duties(record(*deeds, lead=rule), date(2024, 6, 30))
        assert (owed.kind, owed.name, owed.due_on) == (DutyKind.LEAD, "轮值单位", date(2024, 6, 30))
        assert (owed.status, owed.organization) == (status, organization)


def test_the_year_s_projects_are_chosen_and_every_member_claims_one() -> None:
    obliged = Obligations(project_month=3, project_claims=1)
    parts = {"projects": ProjectQuota(minimum=2), "obligations": obliged}
    joined = [did(DeedKind.JOIN, FOUNDED, organization=one) for one in (A, B)]
    first, second = uuid4(), uuid4()
    chosen = [did(DeedKind.PROJECT, date(2024, 3, 1), reference=one, code="2024") for one in (first, second)]
    claimed = did(DeedKind.PROJECT_CLAIM, date(2024, 4, 2), organization=A, reference=first, code="2024")
    dropped = did(DeedKind.PROJECT_DROPPED, date(2024, 5, 1), reference=second, code="2024")

    def owed(on: date, *deeds: Deed) -> list[tuple[DutyKind, UUID | None, DutyStatus, int]]:
        found = duties(record(*joined, *deeds, **parts), on)
        return [(one.kind, one.organization, one.status, len(one.done)) for one in found]

    assert owed(date(2024, 3, 31), chosen[0])[0] == (DutyKind.PROJECT, None, DutyStatus.DUE, 1)
    assert owed(date(2024, 4, 3), *chosen, claimed) == [
        (DutyKind.PROJECT, None, DutyStatus.DONE, 2),
        (DutyKind.PROJECT_CLAIM, A, DutyStatus.DONE, 1),
        (DutyKind.PROJECT_CLAIM, B, DutyStatus.DUE, 0),
    ]
    assert owed(date(2024, 5, 1), *chosen, dropped)[0] == (DutyKind.PROJECT, None, DutyStatus.OVERDUE, 1)


def test_a_group_has_its_leaders_within_the_charter_s_days() -> None:
    formed = did(DeedKind.GROUP, date(2024, 2, 1), reference=A, code="VOLUNTEERS", title="志愿服务队")
    led = did(DeedKind.LEADERSHIP, date(2024, 3, 5), reference=A)
    ended = did(DeedKind.GROUP_ENDED, date(2024, 3, 6), reference=A)
    obliged = {"obligations": Obligations(leader_days=30)}
    due = date(2024, 3, 2)
    assert told(duties(record(formed, **obliged), due)) == [(due, DutyStatus.DUE)]
    assert told(duties(record(formed, **obliged), date(2024, 3, 3))) == [(due, DutyStatus.OVERDUE)]
    assert told(duties(record(formed, led, ended, **obliged), date(2024, 3, 7))) == [
        (due, DutyStatus.DONE_LATE)
    ]
    assert duties(record(formed, ended, **obliged), date(2024, 3, 7)) == []


def test_a_group_whose_leader_s_organization_left_owes_a_new_leader() -> None:
    formed = did(DeedKind.GROUP, date(2024, 2, 1), reference=B, code="VOLUNTEERS", title="志愿服务队")
    led = did(DeedKind.LEADERSHIP, date(2024, 2, 5), reference=B, organizations=(A,))
    other = did(DeedKind.LEAVE, date(2024, 3, 1), organization=B)
    left = did(DeedKind.LEAVE, date(2024, 4, 1), organization=A)
    anew = did(DeedKind.LEADERSHIP, date(2024, 4, 20), reference=B, organizations=(B,))
    ended = did(DeedKind.GROUP_ENDED, date(2024, 4, 9), reference=B)
    obliged = {"obligations": Obligations(leader_days=30)}

    def owed(on: date, *deeds: Deed) -> list[tuple[date, DutyStatus]]:
        return told(duties(record(formed, led, other, *deeds, **obliged), on))[1:]

    due = date(2024, 5, 1)
    assert owed(due) == []
    assert owed(due, left) == [(due, DutyStatus.DUE)]
    assert owed(date(2024, 5, 2), left) == [(due, DutyStatus.OVERDUE)]
    assert owed(date(2024, 5, 2), left, anew) == [(due, DutyStatus.DONE)]
    assert owed(date(2024, 5, 2), anew, left) == []  # it left when another led already
    assert owed(date(2024, 5, 2), left, ended) == []
    (_, vacancy) = duties(record(formed, led, left, **obliged), due)
    assert vacancy.called is not None
    assert vacancy.called.organization == A


def test_every_activity_of_a_term_is_briefed_on_by_its_unit() -> None:
    parts = {"chair": CHAIR, "obligations": Obligations(briefing=Briefing(to="领导小组", days=10))}
    first = term(A, date(2024, 1, 1), date(2024, 3, 31), date(2024, 1, 1))
    held = did(DeedKind.ACTIVITY, date(2024, 2, 1), title="宣讲", reference=B)
    outside = did(DeedKind.ACTIVITY, date(2024, 4, 2), title="空档", reference=A)
    filed = did(DeedKind.BRIEFING, date(2024, 2, 12), organization=A, reference=B)

    def owed(on: date, *deeds: Deed) -> list[tuple[str, UUID | None, date, DutyStatus]]:
        found = duties(record(first, held, outside, *deeds, **parts), on)
        return [
            (one.name, one.organization, one.due_on, one.status)
            for one in found
            if one.kind is DutyKind.BRIEFING
        ]

    due = date(2024, 2, 11)
    assert owed(due) == [("信息简报：宣讲", A, due, DutyStatus.DUE)]
    assert owed(date(2024, 2, 12)) == [("信息简报：宣讲", A, due, DutyStatus.OVERDUE)]
    assert owed(date(2024, 5, 1), filed) == [("信息简报：宣讲", A, due, DutyStatus.DONE_LATE)]


def test_a_vacated_chair_is_owed_from_the_vacancy_on() -> None:
    first = term(A, date(2024, 1, 1), date(2024, 3, 31), date(2024, 1, 1))
    vacant = did(DeedKind.VACANCY, date(2024, 2, 10), organization=A, starts_on=date(2024, 2, 10))
    owed = duties(record(first, vacant, chair=CHAIR), date(2024, 2, 11))
    assert told([one for one in owed if not one.done]) == [(date(2024, 2, 10), DutyStatus.OVERDUE)]


def test_a_term_hands_over_within_the_charter_s_days() -> None:
    first = term(A, date(2024, 1, 1), date(2024, 3, 31), date(2024, 1, 1))
    second = term(B, date(2024, 4, 1), date(2024, 6, 30), date(2024, 3, 25))
    over = did(DeedKind.HANDOVER, date(2024, 4, 20), organization=B, starts_on=date(2024, 4, 1))
    parts = {"chair": CHAIR, "obligations": Obligations(handover_days=15)}

    def handover(on: date, *deeds: Deed) -> list[tuple[date, DutyStatus]]:
        owed = duties(record(first, second, *deeds, **parts), on)
        return told([one for one in owed if one.kind is DutyKind.HANDOVER])

    assert handover(date(2024, 3, 31)) == []
    assert handover(date(2024, 4, 16)) == [(date(2024, 4, 16), DutyStatus.DUE)]
    assert handover(date(2024, 4, 17), over) == [(date(2024, 4, 16), DutyStatus.OVERDUE)]
    assert handover(date(2024, 4, 20), over) == [(date(2024, 4, 16), DutyStatus.DONE_LATE)]


def test_a_breach_is_owed_until_it_is_cured_and_a_directive_until_it_is_carried_out() -> None:
    breach = did(DeedKind.BREACH, date(2024, 2, 1), reference=A, code="X", ends_on=date(2024, 3, 1))
    cure = did(DeedKind.CURE, date(2024, 3, 2), reference=A)
    order = did(
        DeedKind.DIRECTIVE,
        date(2024, 2, 1),
        reference=B,
        code="MEETING",
        title="学习",
        ends_on=date(2024, 2, 20),
    )
    earlier, after = met(date(2024, 1, 31)), met(date(2024, 2, 19))
    owed = duties(record(earlier, breach, order, after, cure), date(2024, 3, 10))
    assert [(one.kind, one.name, one.status) for one in owed] == [
        (DutyKind.DIRECTIVE, "学习", DutyStatus.DONE),
        (DutyKind.BREACH, "会长单位", DutyStatus.DONE_LATE),
    ]
    assert owed[0].done[0].happened_on == date(2024, 2, 19)


def test_before_the_founding_nothing_is_owed_and_after_the_end_nothing_new() -> None:
    over = record(meetings=(JOINT,), dissolved_on=date(2024, 5, 1))
    assert duties(over, date(2023, 12, 31)) == []
    assert told(duties(over, date(2030, 1, 1))) == [(date(2024, 3, 31), DutyStatus.OVERDUE)]


def test_an_alliance_idles_after_its_cadence_without_any_sign_of_life() -> None:
    quiet = record(
        did(DeedKind.TICKET, date(2024, 2, 10)), did(DeedKind.REPORT, date(2024, 4, 1)), meetings=(JOINT,)
    )
    assert idle(quiet, date(2024, 5, 10)) is None
    found = idle(quiet, date(2024, 5, 11))
    assert found is not None
    assert (found.months, found.since) == (3, date(2024, 5, 11))
    assert found.last is not None
    assert found.last.kind is DeedKind.TICKET
    own = record(meetings=(JOINT,), obligations=Obligations(idle_months=1))
    assert idle(own, date(2024, 2, 2)) is not None
    gone = record(meetings=(JOINT,), dissolved_on=date(2024, 5, 1))
    assert idle(gone, date(2024, 6, 1)) is None
    assert [one.alliance for one in idlers([quiet, own], date(2024, 6, 1))] == [own.alliance, quiet.alliance]


def test_a_plan_is_due_at_the_year_s_start_or_so_many_months_after_the_founding() -> None:
    obliged = Obligations(plan_month=2)
    plan = did(DeedKind.PLAN, date(2024, 2, 29), code="2024")
    owed = duties(record(plan, obligations=obliged), date(2025, 3, 1))
    assert told(owed) == [(date(2024, 2, 29), DutyStatus.DONE), (date(2025, 2, 28), DutyStatus.OVERDUE)]
    (first,) = duties(record(approved_on=date(2024, 4, 1), obligations=obliged), date(2024, 5, 1))
    assert first.due_on == date(2024, 5, 31)
    assert duties(record(approved_on=date(2024, 7, 1), obligations=obliged), date(2024, 12, 1)) == []


def test_every_member_signs_its_agreement_and_gives_its_duty_report() -> None:
    joined = [did(DeedKind.JOIN, FOUNDED, organization=one) for one in (A, B)]
    late = did(DeedKind.JOIN, date(2024, 7, 1), organization=uuid4())
    left = did(DeedKind.LEAVE, date(2024, 5, 1), organization=B)
    signed = did(DeedKind.AGREEMENT, date(2024, 3, 1), organization=A, code="2024")
    heard = did(DeedKind.DUTY_REPORT, date(2025, 2, 1), organization=A, code="2024")
    obliged = Obligations(agreement="党建协议", duty_report_month=1)
    whole = record(*joined, late, left, signed, heard, obligations=obliged)
    owed = [one for one in duties(whole, date(2025, 2, 1)) if one.starts_on.year == 2024]
    assert [(one.kind, one.organization, one.status) for one in owed] == [
        (DutyKind.AGREEMENT, A, DutyStatus.DONE),
        (DutyKind.DUTY_REPORT, A, DutyStatus.DONE_LATE),
    ]
    before = duties(whole, date(2024, 4, 1))
    assert [(one.organization, one.status) for one in before] == [
        (A, DutyStatus.DONE),
        (B, DutyStatus.DUE),
    ]


deeds = st.lists(
    st.builds(
        lambda day, lag, code: (
            met(FOUNDED + timedelta(day), FOUNDED + timedelta(day + lag))
            if code
            else did(DeedKind.TICKET, FOUNDED + timedelta(day))
        ),
        st.integers(0, 900),
        st.integers(0, 60),
        st.booleans(),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(
    deeds, st.integers(0, 900), st.sampled_from([Period.MONTH, Period.QUARTER, Period.HALF_YEAR, Period.YEAR])
)
def test_what_happens_after_a_day_changes_nothing_of_that_day(
    done: list[Deed], days: int, period: Period
) -> None:
    on = FOUNDED + timedelta(days)
    parts = {"meetings": (msgspec.structs.replace(JOINT, period=period),)}
    whole = record(*done, **parts)
    then = msgspec.structs.replace(whole, deeds=tuple(deed for deed in whole.deeds if deed.happened_on <= on))
    assert duties(whole, on) == duties(then, on)


@settings(deadline=None)
@given(deeds, st.integers(0, 900))
def test_one_duty_for_each_period_and_each_deed_counts_once_at_most(done: list[Deed], days: int) -> None:
    owed = duties(record(*done, meetings=(JOINT,)), FOUNDED + timedelta(days))
    assert len({one.starts_on for one in owed}) == len(owed)
    counted = [deed.position for one in owed for deed in one.done]
    assert len(set(counted)) == len(counted)
    for one in owed:
        assert (one.status in (DutyStatus.DONE, DutyStatus.DONE_LATE)) == (len(one.done) >= one.required)


@pytest.mark.parametrize("code", ["jianghai", "jiguan", "yangdu", "dongfanghong", "yili"])
def test_a_shipped_charter_owes_something_in_its_first_year(code: str) -> None:
    rules = shipped(code)
    whole = msgspec.structs.replace(record(), charters=(AdoptedCharter(FOUNDED, rules),))
    kinds = {one.kind for one in duties(whole, date(2024, 12, 31))}
    assert DutyKind.MEETING in kinds
    assert DutyKind.REPORT in kinds
    assert (DutyKind.ROTATION in kinds) == (rules.chair is not None)
