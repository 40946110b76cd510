"""The first definition of figures: what it counts, of what, on which day."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from telling import Story, said

from concord.figures import DEFINITIONS, Measure, Scope, rate

FIRST = DEFINITIONS[1]
QUARTER = Scope(date(2026, 1, 1), date(2026, 3, 31))
A, B, DEPARTMENT, OTHER = uuid4(), uuid4(), uuid4(), uuid4()
PROFILE = {"kind": "ENTERPRISE", "industry": "", "area": "城区", "affiliated_enterprises": 2}


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


class Town:
    """Tells what happened, and counts it."""

    def __init__(self) -> None:
        self.story = Story()

    def unit(self, stream: UUID, *, form: str = "BRANCH", members: int = 5, on: date | None = None) -> None:
        told = {"party_form": form, "party_members": members, **PROFILE}
        known = self.story.versions.get(stream)
        name = "ProfileUpdated" if known else "OrganizationRegistered"
        more = {} if known else {"credit_code": "1", "name": "单位"}
        self.story.tell(f"organizations.{name}", stream, on=on or date(2025, 12, 1), **told, **more)

    def alliance(self, *members: UUID, kind: str = "REGIONAL", approved_on: date = date(2025, 12, 1)) -> UUID:
        alliance = uuid4()
        self.story.tell("alliances.AllianceProposed", alliance, name="联盟", kind=kind, proposers=members)
        approved = {"authority": "a", "document": "", "approved_on": approved_on}
        self.story.tell("alliances.AllianceApproved", alliance, **approved)
        for one in members:
            self.join(alliance, one, approved_on)
        return alliance

    def join(self, alliance: UUID, organization: UUID, on: date) -> None:
        joined = {"tier": "Y", "joined_by": "DIRECT", "joined_on": on}
        self.story.tell("alliances.MemberJoined", alliance, organization=organization, **joined)

    def activity(self, alliance: UUID, judged_on: date, *records: tuple[UUID, int, int], **more: Any) -> UUID:
        activity = uuid4()
        proposed = {
            "theme": "STUDY",
            "form": "STUDY",
            "scale": "SMALL",
            "source": "ALLIANCE",
            "title": "活动",
        }
        self.story.tell("activities.ActivityProposed", activity, alliance=alliance, **proposed)
        days = {"held_on": more.pop("held_on", judged_on), "judged_on": judged_on}
        self.story.tell("activities.ActivityHeld", activity, held_on=days["held_on"], place="江边")
        told = [{"organization": o, "present": p, "expected": e, "attendees": []} for o, p, e in records]
        self.story.tell("activities.AttendanceRecorded", activity, records=told)
        logged = {"lead": A, "organizations": 1, "present": 1, "expected": 1, "evidence": ()}
        self.story.tell("activities.ActivityLogged", activity, summary=said("s"), **days, **logged | more)
        return activity

    def ticket(self, alliance: UUID, *steps: tuple[str, date, dict[str, Any]]) -> UUID:
        ticket = uuid4()
        raised = {"alliance": alliance, "raiser": A, "title": "诉求", "description": said("d")}
        at = noon(steps[0][1] if steps else date(2026, 1, 5))
        self.story.tell("tickets.TicketRaised", ticket, at=at, next_due_on=date(2026, 1, 9), **raised)
        for name, on, data in steps:
            self.story.tell(f"tickets.{name}", ticket, at=noon(on), **data)
        return ticket

    def count(self, scope: Scope = QUARTER) -> Any:
        count = FIRST.begin(scope)
        for entry in self.story.entries:
            if entry.type in FIRST.types:
                count.take(entry)
        return count

    def figures(self, scope: Scope = QUARTER) -> dict[tuple[str, str], Decimal | None]:
        return {(one.code, one.of): one.value for one in self.count(scope).figures()}


@pytest.fixture
def town() -> Town:
    return Town()


def dispatched(on: date, department: UUID = DEPARTMENT, due: date = date(2026, 2, 1)) -> Any:
    return ("TicketDispatched", on, {"department": department, "due_on": on, "next_due_on": due})


def resolved(on: date, due: date, department: UUID | None = DEPARTMENT) -> Any:
    data = {"department": department, "answer": said("a"), "due_on": due, "next_due_on": due}
    return ("TicketResolved", on, data)


def confirmed(on: date, satisfaction: str | None) -> Any:
    data = {"satisfaction": satisfaction, "by_silence": satisfaction is None, "due_on": on}
    return ("ResolutionConfirmed", on, data)


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
