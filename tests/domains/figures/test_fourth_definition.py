"""The fourth definition counts the duties of single organizations; figures are those of the one before it."""

from datetime import date
from uuid import uuid4

from obliging import BRIEFING, YEAR, Obliged
from telling import said

from concord.charters import Obligations
from concord.figures import DEFINITIONS, Counted, Scope


def signs(town, on):
    """A, its agreement of the year."""
    signed = {"agreement": uuid4(), "title": "党建协议", "year": 2026, "signed_on": on, "document": ""}
    return town.say("alliances.AgreementSigned", on, organization=town.a, **signed)


def takes_over(town, on):
    """B from A, whose term ended in June."""
    who = {"predecessor": town.a, "successor": town.b, "notes": said("n")}
    days = {"term_starts_on": date(2026, 7, 1), "handed_over_on": on}
    return town.say("alliances.HandoverRecorded", on, **who, **days)


def test_duties_of_a_year_are_met_when_they_are_done_in_time_and_each_names_what_it_rests_on():
    town = Obliged()
    town.term(town.a, date(2026, 1, 1), date(2026, 6, 30))
    first, _ = town.held(date(2026, 2, 10))
    done = [town.briefed(first, town.a, date(2026, 2, 15)), signs(town, date(2026, 3, 1))]
    done.append(town.say("projects.ProjectClaimed", date(2026, 3, 2), town.project, organization=town.a))
    town.term(town.b, date(2026, 7, 1), date(2026, 12, 31))
    over = takes_over(town, date(2026, 7, 3))
    second, _ = town.held(date(2026, 8, 10))
    late = town.briefed(second, town.b, date(2026, 9, 10))
    heard = {"organization": town.a, "year": 2026}
    done.append(town.say("meetings.DutyReportHeard", date(2026, 12, 20), town.meeting, **heard))

    assert town.met(town.a) == Counted(4, 4, tuple(sorted(done)))
    # B took over in time and its briefing is late; agreement, claim and report are asked for by the charter.
    assert town.met(town.b) == Counted(1, 5, (town.adopted, over, late))
    assert town.met(uuid4()) == Counted(0, 0, ())


def test_only_what_falls_due_within_the_period_counts_and_only_as_it_stood_on_its_last_day():
    town = Obliged(Obligations(briefing=BRIEFING))
    town.term(town.a, date(2026, 1, 1), date(2026, 12, 31))
    activity, held_at = town.held(date(2026, 3, 25))
    in_march, in_april = Scope(date(2026, 3, 1), date(2026, 3, 31)), Scope(date(2026, 4, 1), date(2026, 4, 4))

    assert town.met(town.a, in_march) == Counted(0, 0, ())
    assert town.met(town.a, in_april) == Counted(0, 1, (held_at,))
    filed = town.briefed(activity, town.a, date(2026, 4, 4))
    assert town.met(town.a, in_april) == Counted(1, 1, (filed,))


def test_an_activity_moved_to_another_day_is_briefed_on_by_whoever_had_that_day():
    town = Obliged(Obligations(briefing=BRIEFING))
    town.term(town.a, date(2026, 1, 1), date(2026, 6, 30))
    town.term(town.b, date(2026, 7, 1), date(2026, 12, 31))
    activity, at = town.held(date(2026, 7, 2))
    moved = {"field": "HELD_ON", "day": date(2026, 6, 30), "corrects": 2, "reason": said("r")}
    assert (town.met(town.a).denominator, town.met(town.b)) == (0, Counted(0, 1, (at,)))
    town.say("activities.ActivityCorrected", date(2026, 7, 9), activity, **moved)
    assert (town.met(town.a), town.met(town.b).denominator) == (Counted(0, 1, (at,)), 0)


def test_a_lead_counts_for_whoever_took_it_and_against_whoever_was_called():
    town, rotation = Obliged(Obligations()), uuid4()
    town.say("activities.LeadRotationStarted", date(2026, 1, 5), rotation, alliance=town.one)
    for period, ends_on in (("2026-Q1", date(2026, 3, 31)), ("2026-Q2", date(2026, 6, 30))):
        began = date(2026, ends_on.month - 2, 5)
        called = {"period": period, "ends_on": ends_on, "organization": town.a}
        last = town.say("activities.LeadCalled", began, rotation, **called)
        if period == "2026-Q1":
            turn = {"turn": 1, "round": 1, "activity": uuid4(), "passed_over": ()}
            taken = town.say(
                "activities.LeadTurnTaken", began, rotation, organization=town.b, period=period, **turn
            )

    assert town.met(town.b) == Counted(1, 1, (taken,))
    assert town.met(town.a) == Counted(0, 1, (last,))


def test_what_reports_state_is_what_the_third_definition_counts():
    town = Obliged()
    town.held(date(2026, 3, 3))
    assert town.count(YEAR, DEFINITIONS[4]).figures() == town.count(YEAR, DEFINITIONS[3]).figures()
