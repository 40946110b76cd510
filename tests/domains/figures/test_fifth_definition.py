"""The fifth definition counts volunteers' hours, and judges duties by the charter that they began under."""

from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from counting import QUARTER, A, Town, noon
from obliging import EVERYTHING, Obliged
from telling import said

from concord.charters import Obligations
from concord.figures import CURRENT, DEFINITIONS, Scope

MARCH = date(2026, 3, 8)
B = uuid4()


def settled() -> Town:
    town = Town()
    town.unit(A)
    return town


def gives(town: Town, activity: UUID, organization: UUID, persons: int, hours: str) -> None:
    told = {"organization": organization, "persons": persons, "hours": hours}
    town.story.tell("activities.VolunteerHoursLogged", activity, corrects=None, reason=None, **told)


def served(town: Town, scope: Scope = QUARTER) -> dict[tuple[str, str], Decimal | None]:
    figures = town.count(scope, DEFINITIONS[CURRENT]).figures()
    return {(one.code, one.of): one.value for one in figures if one.code.startswith("volunteering.")}


def test_hours_are_those_of_activities_in_the_ledger_as_they_were_put_right_last() -> None:
    town = settled()
    alliance = town.alliance(A)
    first, second, after = (
        town.activity(alliance, day, (A, 3, 3)) for day in (MARCH, MARCH, date(2026, 4, 1))
    )
    gives(town, first, A, 3, "4.5")
    gives(town, first, B, 2, "3")
    gives(town, second, A, 1, "0.5")
    gives(town, after, A, 9, "90")
    assert served(town) == {
        ("volunteering.activities", ""): 2,
        ("volunteering.activities", "STUDY"): 2,
        ("volunteering.persons", ""): 6,
        ("volunteering.persons", "STUDY"): 6,
        ("volunteering.hours", ""): Decimal("8.0"),
        ("volunteering.hours", "STUDY"): Decimal("8.0"),
    }
    gives(town, first, A, 4, "6")
    moved = {"field": "THEME", "text": "SAFETY", "corrects": 1, "reason": said("r")}
    town.story.tell("activities.ActivityCorrected", second, **moved)
    assert served(town)["volunteering.hours", ""] == Decimal("9.5")
    assert served(town)["volunteering.hours", "SAFETY"] == Decimal("0.5")
    assert served(town)["volunteering.persons", "STUDY"] == 6


def test_what_was_given_at_no_activity_of_the_ledger_is_not_counted() -> None:
    town = settled()
    alliance, activity = town.alliance(A), uuid4()
    told = {"theme": "STUDY", "form": "STUDY", "scale": "SMALL", "source": "ALLIANCE", "title": "活动"}
    town.story.tell("activities.ActivityProposed", activity, alliance=alliance, **told)
    town.story.tell("activities.ActivityHeld", activity, held_on=MARCH, place="江边")
    gives(town, activity, A, 3, "4.5")
    assert set(served(town).values()) == {0}


def test_a_duty_is_asked_for_by_the_charter_it_began_under_as_the_fourth_did_not() -> None:
    """An agreement asked for from June on is none of the year's; one that was asked for all along is."""
    town = Obliged(Obligations())
    at = town.amend(date(2026, 6, 1), Obligations(agreement="党建协议"))
    assert (town.met(town.a).denominator, town.met(town.a, version=4).denominator) == (0, 1)
    assert town.met(town.a, version=4).positions == (at,)
    town = Obliged(Obligations(agreement="党建协议"))
    town.amend(date(2026, 6, 1), Obligations(agreement="共建协议"))
    assert town.met(town.a).positions == (town.adopted,)
    town.amend(date(2026, 7, 1), Obligations())
    assert town.met(town.a).denominator == 0  # nobody asks for it any more when it falls due


def test_what_was_done_was_entered_in_time_by_the_charter_of_the_day_it_was_done() -> None:
    town = Obliged(EVERYTHING)
    town.term(town.a, date(2026, 1, 1), date(2026, 6, 30))
    town.amend(date(2026, 6, 20), late_entry_days=0)
    town.term(town.b, date(2026, 7, 1), date(2026, 12, 31))
    town.amend(date(2026, 7, 2), late_entry_days=30)
    over = {"predecessor": town.a, "successor": town.b, "notes": said("n")}
    days = {"term_starts_on": date(2026, 7, 1), "handed_over_on": date(2026, 7, 3)}
    when = {"at": noon(date(2026, 7, 20)), "on": date(2026, 7, 3)}
    town.story.tell("alliances.HandoverRecorded", town.one, **when, **over, **days)
    july = Scope(date(2026, 7, 1), date(2026, 7, 31))
    assert (town.met(town.b, july).numerator, town.met(town.b, july, version=4).numerator) == (1, 0)
