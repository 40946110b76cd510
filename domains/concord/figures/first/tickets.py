"""Tickets that were dispatched within the scope, by department, as they stood at the end of its last day.

What counts is a dispatch: a ticket that is returned and dispatched anew counts for both departments.
"""

from collections.abc import Iterator
from decimal import Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, ClassVar

from concord.commanding import recorded_on
from concord.figures.figure import Counted, Figure, Measure, Scope, rate

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry


class State(Enum):
    """What became of a dispatch."""

    OPEN = auto()
    ANSWERED = auto()
    RETURNED = auto()
    TAKEN = auto()
    """Escalated or withdrawn before it was answered."""


class Dispatch:
    """派单: one department's turn at a ticket."""

    def __init__(self, department: str, on: str, due_on: str, position: int) -> None:
        self.department = department
        self.on = on
        self.due_on = due_on
        self.position = position
        """Of the dispatch, then of the answer."""
        self.state = State.OPEN
        self.on_time = False
        self.satisfaction: str | None = None

    def late(self, day: str) -> bool:
        """Answered after its deadline, or unanswered on a day after it."""
        if self.state is State.OPEN:
            return self.due_on < day
        return self.state is State.ANSWERED and not self.on_time


class Tickets:
    """诉求办理."""

    TYPES: ClassVar[tuple[str, ...]] = (
        "tickets.TicketRaised",
        "tickets.TicketDispatched",
        "tickets.TicketAccepted",
        "tickets.TicketReturned",
        "tickets.TicketResolved",
        "tickets.ResolutionConfirmed",
        "tickets.TicketReopened",
        "tickets.TicketEscalated",
        "tickets.DeadlineExtended",
        "tickets.TicketWithdrawn",
    )

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._raised = 0
        self._dispatches: dict[str, list[Dispatch]] = {}
        """Of the tickets of the scope's alliances."""

    def take(self, entry: "Entry") -> None:
        """The next entry; what was recorded after the last day is not yet so on that day."""
        stream, on = entry.members["stream"], recorded_on(entry)
        if on > self._scope.last.isoformat():
            return
        if entry.type == "tickets.TicketRaised":
            if self._scope.concerns(entry.data["alliance"]):
                self._raised += self._scope.covers(on)
                self._dispatches[stream] = []
        elif (dispatches := self._dispatches.get(stream)) is not None:
            if entry.type == "tickets.TicketDispatched":
                data = entry.data
                dispatches.append(Dispatch(data["department"], on, data["next_due_on"], entry.position))
            elif dispatches:
                _step(dispatches[-1], entry, on)

    def figures(self) -> Iterator[Figure]:
        """Of each department, and of all of them."""
        yield Figure("tickets.raised", "", Decimal(self._raised))
        counted = self._counted()
        departments = sorted({one.department for one in counted})
        for department in ("", *departments):
            of = [one for one in counted if department in ("", one.department)]
            yield from _dispatched(department, of, self._scope.last.isoformat())

    def of(self, organization: str, measure: Measure) -> Counted:
        """What of one organization, as a department, was counted."""
        mine, day = [one for one in self._counted() if one.department == organization], self._scope.last
        if measure is Measure.SATISFACTION:
            judged = [one for one in mine if one.satisfaction]
            satisfied = sum(one.satisfaction != "DISSATISFIED" for one in judged)
            return Counted(satisfied, len(judged), tuple(sorted(one.position for one in judged)))
        due = [one for one in mine if one.state is State.ANSWERED or one.late(day.isoformat())]
        on_time = sum(not one.late(day.isoformat()) for one in due)
        return Counted(on_time, len(due), tuple(sorted(one.position for one in due)))

    def _counted(self) -> list[Dispatch]:
        every = (one for dispatches in self._dispatches.values() for one in dispatches)
        return [one for one in every if self._scope.covers(one.on)]


def _step(dispatch: Dispatch, entry: "Entry", on: str) -> None:
    """What a later event of the ticket means for the department that has it."""
    data: dict[str, Any] = entry.data
    match entry.type.partition(".")[2]:
        case "TicketAccepted" | "DeadlineExtended":
            dispatch.due_on = data["next_due_on"]
        case "TicketResolved" if data["department"] is not None:
            dispatch.state, dispatch.on_time = State.ANSWERED, on <= data["due_on"]
            dispatch.position = entry.position
        case "ResolutionConfirmed" if dispatch.state is State.ANSWERED:
            dispatch.satisfaction = data["satisfaction"]
        case "TicketReopened" if data["department"] is not None:
            dispatch.state, dispatch.due_on, dispatch.satisfaction = State.OPEN, data["next_due_on"], None
        case "TicketReturned":
            dispatch.state = State.RETURNED
        case "TicketEscalated" | "TicketWithdrawn" if dispatch.state is State.OPEN:
            dispatch.state = State.TAKEN


def _dispatched(department: str, dispatches: list[Dispatch], day: str) -> Iterator[Figure]:
    states = [one.state for one in dispatches]
    answered, open_ = states.count(State.ANSWERED), states.count(State.OPEN)
    late = sum(one.late(day) for one in dispatches)
    on_time = sum(one.state is State.ANSWERED and one.on_time for one in dispatches)
    judged = [one.satisfaction for one in dispatches if one.satisfaction]
    dissatisfied = judged.count("DISSATISFIED")
    numbers = {
        "dispatched": len(dispatches),
        "answered": answered,
        "on_time": on_time,
        "late": late,
        "open": open_,
        "returned": states.count(State.RETURNED),
        "taken": states.count(State.TAKEN),
        "dissatisfied": dissatisfied,
    }
    for name, number in numbers.items():
        yield Figure(f"tickets.{name}", department, Decimal(number))
    yield Figure("tickets.closing_rate", department, rate(answered, answered + open_))
    yield Figure("tickets.on_time_rate", department, rate(on_time, on_time + late))
    yield Figure("tickets.satisfaction_rate", department, rate(len(judged) - dissatisfied, len(judged)))
