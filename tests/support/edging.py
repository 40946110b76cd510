"""Questions at a rule's edge: what is just allowed and what just is not, drawn from what the ledger says."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from asking_anything import Known

from concord.activities.commands import LogActivity, RecordAttendance
from concord.activities.events import Attendance
from concord.alliances.commands import LeaveAlliance, RotateChair
from concord.annotations.commands import ConfirmAnnotation
from concord.assessments.commands import (
    ApplyVeto,
    FinalizeAssessment,
    OpenPeriod,
    PublishScheme,
    ScoreIndicator,
)
from concord.assessments.events import Indicator, IndicatorKind, StarThreshold
from concord.charters import BasisKind, Decision
from concord.commanding import Command
from concord.funds.commands import MakePayment
from concord.funds.events import Basis
from concord.meetings.commands import CastVotes
from concord.meetings.commands.resolving import Ballot
from concord.meetings.events import Choice
from concord.privacy import Narrative
from concord.projects.commands import SelectProject
from concord.resources.commands import ConfirmBooking, RequestBooking
from concord.tickets.commands import ClaimTask, CompleteTask, NoteProgress, ReturnTicket

Edge = Callable[[Known, Random], Command | None]
"""A question near one rule; None: nothing is under way that it could be about."""
DAY, FEN = timedelta(days=1), Decimal("0.01")
TEXT = Narrative("说明")


def at_an_edge(known: Known, chance: Random) -> Command | None:
    """A question near one of the rules."""
    (edge,) = chance.choices(list(EDGES), weights=list(EDGES.values()))
    return edge(known, chance)


def term(known: Known, chance: Random) -> Command | None:
    """Of the chair: around the first and the last day of the term before it."""
    last = known.last("alliances.ChairRotated")
    if last is None:
        return None
    starts_on, ends_on = (date.fromisoformat(last.data[name]) for name in ("starts_on", "ends_on"))
    members = _members(known)
    decision, subject = None, chance.choice(members[: chance.choice([2, len(members)])])
    if chance.random() < 0.5 and (passed := known.passed("CHAIR")):
        one = chance.choice(passed)
        decision, subject = Decision(one.stream, UUID(one.data["resolution"])), UUID(one.data["subject"])
    return RotateChair(
        alliance=last.stream,
        organization=subject,
        starts_on=chance.choice([starts_on - DAY, starts_on, ends_on, ends_on + DAY, ends_on + 2 * DAY]),
        decision=decision,
    )


def departure(known: Known, chance: Random) -> Command | None:
    """Of one in a tier that has few members."""
    return LeaveAlliance(alliance=known.of("alliance")[0], organization=chance.choice(_members(known)))


def ballot(known: Known, chance: Random) -> Command | None:
    """Of somebody there, or not, on a motion that may be open."""
    if not known.of("motion"):
        return None
    motion = chance.choice(known.of("motion")[-3:])
    one = Ballot(organization=chance.choice(_members(known)), choice=chance.choice(list(Choice)))
    return CastVotes(meeting=known.homes[motion], motion=motion, ballots=(one,))


def attendance(known: Known, chance: Random) -> Command | None:
    """Of an organization whose attendance may be on record; or the end of the record, perhaps once more."""
    held = known.last("activities.ActivityHeld")
    if held is None:
        return None
    if chance.random() < 0.4:
        return LogActivity(activity=held.stream, summary=TEXT)
    present = chance.randint(0, 3)
    record = Attendance(chance.choice(_members(known)), present, present + chance.choice([-1, 0, 1]))
    return RecordAttendance(activity=held.stream, records=(record,))


def second_person(known: Known, chance: Random) -> Command | None:
    """Perhaps the one who proposed it."""
    proposed = known.all("annotations.AnnotationProposed")
    return ConfirmAnnotation(entry=chance.choice(proposed).data["entry"]) if proposed else None


def department(known: Known, chance: Random) -> Command | None:
    """Perhaps another than the one that the ticket was dispatched to."""
    accepted = known.all("tickets.TicketAccepted")
    if not accepted:
        return None
    ticket = chance.choice(accepted).stream
    if chance.random() < 0.2:
        return ReturnTicket(ticket=ticket, reason=TEXT)
    return NoteProgress(ticket=ticket, note=TEXT)


def claim(known: Known, chance: Random) -> Command | None:
    """Of a need that may be claimed already; or the word that it is met, perhaps once more."""
    if not known.of("task"):
        return None
    if chance.random() < 0.5:
        return CompleteTask(task=known.of("task")[0], result=TEXT)
    return ClaimTask(task=known.of("task")[0], claimant=chance.choice(_members(known)))


def selection(known: Known, chance: Random) -> Command | None:
    """Of a project by its resolution; the year has few places."""
    passed = known.passed("PROJECT")
    if not passed:
        return None
    one = chance.choice(passed)
    return SelectProject(
        project=UUID(one.data["subject"]), meeting=one.stream, resolution=UUID(one.data["resolution"])
    )


def edition(known: Known, chance: Random) -> Command | None:
    """Of the scheme: in force from a month near by, with another cap and another threshold."""
    month = chance.choice([known.today, known.today + timedelta(days=30), known.today - timedelta(days=30)])
    cap, least = Decimal(chance.choice([1, 2, 4])), Decimal(chance.choice([4, 6]))
    return PublishScheme(
        alliance=known.of("alliance")[0],
        code="s",
        name="办法",
        effective_from=month.replace(day=1),
        indicators=scheme(cap),
        stars=(StarThreshold(3, least),),
    )


def period(known: Known, chance: Random) -> Command | None:
    """One near by, by whichever edition is in force on its first day."""
    near = known.today + timedelta(days=chance.choice([-60, -30, 0, 30]))
    quarter = f"{near.year}-Q{(near.month + 2) // 3}"
    return OpenPeriod(
        alliance=known.of("alliance")[0], scheme="s", period=chance.choice([f"{near:%Y-%m}", quarter])
    )


def score(known: Known, chance: Random) -> Command | None:
    """Around a threshold, a cap and both ends of the range; a veto; the end of the assessment."""
    if not known.of("assessment"):
        return None
    assessment, organization = known.of("assessment")[-1], chance.choice(_members(known))
    match chance.randrange(4):
        case 0:
            return ApplyVeto(
                assessment=assessment, organization=organization, indicator="v", evidence=(), reason=TEXT
            )
        case 1:
            return FinalizeAssessment(assessment=assessment)
    near = chance.choice(["-0.01", "0", "2.99", "3", "3.01", "4.99", "5", "10", "10.01"])
    return ScoreIndicator(
        assessment=assessment, organization=organization, indicator="i", score=Decimal(near), evidence=()
    )


def payment(known: Known, chance: Random) -> Command | None:
    """Of a grant: one fen less than it has left, all of it, and one fen more."""
    granted = known.last("funds.GrantApproved")
    if granted is None:
        return None
    grant, data = granted.data["grant"], granted.data
    paid = [
        Decimal(one.data["amount"])
        for one in known.all("funds.PaymentMade")
        if one.data["basis"]["record"] == grant
    ]
    amount = Decimal(data["amount"]) - sum(paid) + chance.choice([-FEN, Decimal(0), FEN, FEN / 2])
    basis = Basis(BasisKind.GRANT, UUID(grant), "补助")
    recipient = UUID(data["recipient"])
    return MakePayment(
        fund=granted.stream, recipient=recipient, item=data["item"], amount=amount, basis=basis
    )


def booking(known: Known, chance: Random) -> Command | None:
    """Of what is lent already, in a time that touches or overlaps; or the owner's word on such a one."""
    reserved = known.last("resources.TimeReserved")
    if reserved is None:
        return None
    if chance.random() < 0.5:
        return ConfirmBooking(booking=known.of("booking")[-1])
    day = lent_on(known.today)
    starts_at, ends_at = chance.choice([("08:00", "09:00"), ("08:00", "09:01"), ("10:59", "12:00")])
    return RequestBooking(
        resource=reserved.stream,
        organization=chance.choice(_members(known)),
        title="借用",
        starts_on=day,
        starts_at=starts_at,
        ends_on=day,
        ends_at=ends_at,
    )


EDGES: dict[Edge, float] = {
    term: 3,
    departure: 0.4,
    ballot: 1,
    attendance: 1,
    second_person: 1,
    department: 1,
    claim: 1,
    selection: 1,
    edition: 1,
    period: 1,
    score: 1,
    payment: 1,
    booking: 2,
}
"""How often each; a departure leaves less to ask about."""


def scheme(cap: Decimal) -> tuple[Indicator, ...]:
    """An indicator from 0 to 10, and a veto."""
    nothing = Decimal(0)
    return (
        Indicator("i", "甲", IndicatorKind.SCORE, nothing, Decimal(10), Decimal(1), False, None),
        Indicator("v", "否决", IndicatorKind.VETO, nothing, nothing, nothing, False, cap),
    )


def lent_on(today: date) -> date:
    """The first day of the month after next, so that all bookings of a month meet on one day."""
    return (today.replace(day=1) + timedelta(days=62)).replace(day=1)


def _members(known: Known) -> list[UUID]:
    """Those from the beginning."""
    return known.of("organization")[:5]
