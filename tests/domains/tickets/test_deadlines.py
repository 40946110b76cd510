"""What is late, and that the deadlines of tickets count in the tenant's own calendar."""

from datetime import date
from typing import Any

from concord.calendars.shipped import arrangement
from concord.tickets.commands import TriageTicket
from concord.tickets.deadlines import is_late
from concord.tickets.events import TicketRaised, TicketTriaged, TriageLevel

BEFORE_SPRING_FESTIVAL = date(2024, 2, 8)
"""Thursday: 10 to 17 February are off, Sunday the 18th is worked."""


def test_a_step_on_its_due_day_is_on_time_and_the_day_after_it_is_late() -> None:
    assert not is_late(date(2024, 3, 4), date(2024, 3, 4))
    assert is_late(date(2024, 3, 4), date(2024, 3, 5))


def test_deadlines_count_by_the_calendar_of_the_tenant(scene: Any) -> None:
    scene.decider.on(BEFORE_SPRING_FESTIVAL).given(arrangement(2024))
    scene.by(scene.raiser).when(scene.raises()).then((TicketRaised, {"next_due_on": date(2024, 2, 9)}))
    scene.decider.on(date(2024, 2, 9))
    scene.by(scene.raiser).when(scene.raises()).then((TicketRaised, {"next_due_on": date(2024, 2, 18)}))


def test_without_an_arrangement_monday_to_friday_count(scene: Any) -> None:
    scene.decider.on(date(2024, 2, 9))
    scene.by(scene.raiser).when(scene.raises()).then((TicketRaised, {"next_due_on": date(2024, 2, 12)}))


def test_a_deadline_recorded_before_an_arrangement_stays_and_the_next_one_counts_by_it(scene: Any) -> None:
    scene.decider.on(date(2024, 2, 9))
    scene.raised()
    scene.decider.given(arrangement(2024))
    assert scene.state().due_on == date(2024, 2, 12)
    triage = TriageTicket(ticket=scene.ticket, level=TriageLevel.COORDINATED)
    scene.by(None, "secretary").when(triage).then(
        (TicketTriaged, {"due_on": date(2024, 2, 12), "next_due_on": date(2024, 2, 19)})
    )
