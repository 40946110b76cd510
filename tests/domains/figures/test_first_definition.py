"""The first definition of figures: what it counts, of what, on which day."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from counting import DEPARTMENT, QUARTER, A, Town, confirmed, dispatched, resolved
from telling import said

from concord.figures import Measure, Scope, rate

B, OTHER = uuid4(), uuid4()


@pytest.fixture
def town() -> Town:
    return Town()


def test_an_organization_counts_once_in_each_kind_and_once_altogether(town: Town) -> None:
    town.unit(A)
    town.unit(B, form="NONE", members=0)
    town.alliance(A, B)
    town.alliance(A)
    town.alliance(A, kind="SECTOR")
    figures = town.figures()
    assert figures["coverage.kind.alliances", "REGIONAL"] == 2
    assert figures["coverage.kind.alliances", ""] == 3
    for of, organizations in (("REGIONAL", 2), ("SECTOR", 1), ("", 2)):
        assert figures["coverage.kind.organizations", of] == organizations
    assert figures["coverage.kind.party_organizations", ""] == 1
    assert figures["coverage.kind.without_party_organization", ""] == 1
    assert figures["coverage.kind.party_members", ""] == 5
    assert figures["coverage.kind.affiliated_enterprises", ""] == 4
    assert figures["coverage.area.organizations", "城区"] == 2


def test_membership_is_that_of_the_last_day(town: Town) -> None:
    for one in (A, B, OTHER):
        town.unit(one)
    alliance = town.alliance(A, B)
    town.join(alliance, OTHER, date(2026, 4, 1))
    left = {"organization": A, "tier": "Y", "left_on": date(2026, 3, 31)}
    town.story.tell("alliances.MemberLeft", alliance, **left)
    removed = {"organization": B, "tier": "Y", "removed_on": date(2026, 4, 1), "resolution": "r"}
    town.story.tell("alliances.MemberRemoved", alliance, reason=said("r"), **removed)
    assert town.figures()["coverage.kind.organizations", ""] == 1
    assert town.figures(Scope(date(2026, 3, 1), date(2026, 3, 30)))["coverage.kind.organizations", ""] == 2
    assert town.figures(Scope(date(2026, 4, 1), date(2026, 4, 1)))["coverage.kind.organizations", ""] == 1


def test_an_alliance_counts_from_its_approval_to_its_end(town: Town) -> None:
    town.unit(A)
    alliance = town.alliance(A, approved_on=date(2026, 3, 31))
    ended = {"dissolved_on": date(2026, 4, 1), "resolution": "r"}
    town.story.tell("alliances.AllianceDissolved", alliance, **ended)
    assert town.figures()["coverage.kind.alliances", "REGIONAL"] == 1
    for day in (date(2026, 3, 30), date(2026, 4, 1)):
        assert ("coverage.kind.alliances", "") not in town.figures(Scope(day, day))


def test_the_profile_is_that_of_the_last_day(town: Town) -> None:
    town.unit(A, members=5)
    town.unit(A, members=7, on=date(2026, 3, 31))
    town.unit(A, members=9, on=date(2026, 4, 1))
    town.alliance(A)
    assert town.figures()["coverage.kind.party_members", ""] == 7


def test_activities_count_by_the_day_that_judges_them(town: Town) -> None:
    alliance = town.alliance()
    town.activity(alliance, date(2026, 3, 31), (A, 3, 4), (B, 0, 2))
    town.activity(alliance, date(2026, 4, 1), (A, 9, 9))
    figures = town.figures()
    for of in ("", "STUDY"):
        assert figures["activities.held", of] == 1
        assert figures["activities.organizations", of] == 1
        assert (figures["activities.present", of], figures["activities.expected", of]) == (3, 6)
        assert figures["activities.attendance_rate", of] == Decimal("0.5")


def test_what_is_not_logged_or_of_another_alliance_does_not_count(town: Town) -> None:
    alliance = town.alliance()
    planned = {"theme": "STUDY", "form": "STUDY", "scale": "SMALL", "source": "ALLIANCE", "title": "活动"}
    town.story.tell("activities.ActivityProposed", uuid4(), alliance=alliance, **planned)
    town.activity(town.alliance(), date(2026, 1, 9), (A, 1, 1))
    assert town.figures(Scope(QUARTER.first, QUARTER.last, alliance))["activities.held", ""] == 0
    assert town.figures()["activities.held", ""] == 1


def test_corrections_replace_what_they_correct(town: Town) -> None:
    alliance = town.alliance()
    activity = town.activity(alliance, date(2026, 1, 9), (A, 3, 4))
    correct = {"corrects": 3, "reason": said("r")}
    record = {"organization": A, "present": 4, "expected": 4, "attendees": []}
    for field, value in (
        ("ATTENDANCE", {"attendance": record}),
        ("THEME", {"text": "SAFETY"}),
        ("TITLE", {"text": "别名"}),
    ):
        town.story.tell("activities.ActivityCorrected", activity, field=field, **correct, **value)
    figures = town.figures()
    assert figures["activities.attendance_rate", "SAFETY"] == 1
    assert ("activities.held", "STUDY") not in figures
    moved = {"field": "HELD_ON", "day": date(2026, 4, 2)}
    town.story.tell("activities.ActivityCorrected", activity, **moved, **correct)
    assert town.figures()["activities.held", ""] == 0


def test_an_activity_logged_late_stays_where_its_log_put_it(town: Town) -> None:
    activity = town.activity(town.alliance(), date(2026, 2, 2), (A, 1, 1), held_on=date(2025, 11, 1))
    moved = {"field": "HELD_ON", "day": date(2025, 10, 1), "corrects": 2, "reason": said("r")}
    town.story.tell("activities.ActivityCorrected", activity, **moved)
    assert town.figures()["activities.held", ""] == 1


def test_a_dispatch_counts_for_its_department_as_it_stood_on_the_last_day(town: Town) -> None:
    alliance, day = town.alliance(), date(2026, 1, 12)
    due = date(2026, 2, 2)
    town.ticket(alliance, dispatched(day), resolved(due, due), confirmed(due, "SATISFIED"))
    late = date(2026, 2, 3)
    town.ticket(alliance, dispatched(day), resolved(late, due), confirmed(late, "DISSATISFIED"))
    town.ticket(alliance, dispatched(date(2026, 3, 30), due=date(2026, 3, 31)))
    town.ticket(alliance, dispatched(day, due=date(2026, 3, 30)))
    after = date(2026, 4, 1)
    town.ticket(alliance, dispatched(after))
    town.ticket(alliance)
    figures = town.figures()
    for of in ("", str(DEPARTMENT)):
        assert figures["tickets.dispatched", of] == 4
        assert (figures["tickets.answered", of], figures["tickets.open", of]) == (2, 2)
        assert (figures["tickets.on_time", of], figures["tickets.late", of]) == (1, 2)
        assert figures["tickets.dissatisfied", of] == 1
        assert figures["tickets.closing_rate", of] == Decimal("0.5")
        assert figures["tickets.on_time_rate", of] == Decimal("0.3333")
        assert figures["tickets.satisfaction_rate", of] == Decimal("0.5")
    assert figures["tickets.raised", ""] == 5, "the one dispatched in April was raised in April"


def test_what_was_returned_escalated_or_withdrawn_is_the_department_s_no_more(town: Town) -> None:
    alliance, day = town.alliance(), date(2026, 1, 12)
    back = {"department": DEPARTMENT, "reason": said("r"), "due_on": day, "next_due_on": day}
    up = {"from_level": "ON_SITE", "to_level": "COORDINATED", **back}
    returned = ("TicketReturned", day, back)
    town.ticket(alliance, dispatched(day), returned, dispatched(day, OTHER), resolved(day, day, OTHER))
    town.ticket(alliance, dispatched(day), ("TicketEscalated", day, up))
    town.ticket(alliance, dispatched(day), ("TicketWithdrawn", day, {"due_on": day}))
    on_the_spot = (resolved(day, day, None), confirmed(day, "DISSATISFIED"))
    town.ticket(alliance, dispatched(day), returned, *on_the_spot)
    figures, mine = town.figures(), str(DEPARTMENT)
    assert [figures[f"tickets.{name}", mine] for name in ("dispatched", "returned", "taken")] == [4, 2, 2]
    assert [figures[f"tickets.{name}", mine] for name in ("answered", "open", "dissatisfied")] == [0, 0, 0]
    assert figures["tickets.closing_rate", mine] is None
    assert figures["tickets.answered", str(OTHER)] == 1
    assert figures["tickets.dispatched", ""] == 5


def test_a_ticket_reopened_is_open_until_it_is_answered_again(town: Town) -> None:
    alliance, day, due = town.alliance(), date(2026, 1, 12), date(2026, 3, 20)
    again = {"times": 1, "department": DEPARTMENT, "reason": said("r"), "next_due_on": due}
    reopened = ("TicketReopened", day, again)
    answered = (dispatched(day), resolved(day, day), confirmed(day, "DISSATISFIED"))
    town.ticket(alliance, *answered, reopened)
    figures = town.figures()
    assert (figures["tickets.open", ""], figures["tickets.late", ""]) == (1, 1)
    assert figures["tickets.dissatisfied", ""] == 0, "the answer that it was about no longer stands"
    extended = {"step": "ACCEPTED", "due_on": due, "next_due_on": date(2026, 4, 9), "reason": said("r")}
    town.ticket(alliance, dispatched(day), ("DeadlineExtended", day, extended))
    assert town.figures()["tickets.late", ""] == 1


def test_what_one_organization_did_is_counted_with_its_positions(town: Town) -> None:
    alliance, day = town.alliance(), date(2026, 1, 12)
    town.activity(alliance, day, (A, 3, 4), (B, 0, 2))
    last = town.activity(alliance, day, (B, 2, 2), lead=B)
    town.ticket(alliance, dispatched(day), resolved(day, day), confirmed(day, "SATISFIED"))
    town.ticket(alliance, dispatched(day, due=date(2026, 4, 9)))
    count, entries = town.count(), town.story.entries
    attended = count.of(B, Measure.ATTENDANCE_RATE)
    assert (attended.numerator, attended.denominator) == (2, 4)
    assert [entries[one - 1].type for one in attended.positions] == ["activities.AttendanceRecorded"] * 2
    assert count.of(B, Measure.ACTIVITIES_ATTENDED).numerator == 1
    led = count.of(B, Measure.ACTIVITIES_LED)
    assert (led.numerator, led.denominator) == (1, None)
    assert [entries[one - 1].stream for one in led.positions] == [last]
    on_time = count.of(DEPARTMENT, Measure.TICKETS_ON_TIME)
    assert (on_time.numerator, on_time.denominator) == (1, 1), "what is open and not yet due is not judged"
    assert [entries[one - 1].type for one in on_time.positions] == ["tickets.TicketResolved"]
    satisfied = count.of(DEPARTMENT, Measure.SATISFACTION)
    assert (satisfied.numerator, satisfied.denominator) == (1, 1)
    assert count.of(A, Measure.SATISFACTION).denominator == 0


def test_rates_are_rounded_half_up_to_four_decimals() -> None:
    assert rate(1, 3) == Decimal("0.3333")
    assert rate(1, 20_000) == Decimal("0.0001")
    assert rate(0, 7) == 0
    assert rate(7, 0) is None
