"""The invariants themselves: a ledger that kept to the rules until its last entry is found by that entry."""

from itertools import count
from typing import Any

import pytest
from invariants import check

from concord.eventstore.canonical import canonical
from concord.eventstore.entry import Entry

Step = tuple[str, str, dict[str, Any]]
CHARTER = {
    "tiers": [
        {"code": "X", "minimum": 1, "maximum": 2, "may_chair": True},
        {"code": "Y", "minimum": 0, "maximum": None, "may_chair": False},
    ],
    "projects": {"minimum": 0, "maximum": 1},
}


def joins(unit: str, tier: str) -> Step:
    return ("alliances.MemberJoined", "al", {"organization": unit, "tier": tier, "joined_on": "2026-01-05"})


def chairs(unit: str, starts_on: str, ends_on: str) -> Step:
    term = {"starts_on": starts_on, "ends_on": ends_on, "predecessor_ends_on": None}
    return ("alliances.ChairRotated", "al", {"organization": unit, **term})


def votes(unit: str) -> Step:
    return ("meetings.VoteCast", "m", {"motion": "r", "organization": unit, "choice": "FOR"})


def moves(unit: str, to: str) -> Step:
    move = {"organization": unit, "from_tier": "X", "to_tier": to, "changed_on": "2026-01-05"}
    return ("alliances.TierChanged", "al", move)


FOUNDED: list[Step] = [
    ("alliances.AllianceProposed", "al", {}),
    ("alliances.CharterAdopted", "al", {"effective_on": "2026-01-05", "charter": CHARTER}),
    joins("a", "X"),
    joins("b", "Y"),
]
CHAIRED = [*FOUNDED, joins("c", "X"), chairs("a", "2026-01-05", "2026-03-31")]
MET: list[Step] = [
    ("meetings.MeetingCalled", "m", {"alliance": "al"}),
    ("meetings.MeetingHeld", "m", {"voters": ["a", "b"]}),
    votes("a"),
]
RAISED: list[Step] = [
    ("tickets.TicketRaised", "t", {"alliance": "al", "raiser": "a", "next_due_on": "2026-01-06"}),
    ("tickets.TicketTriaged", "t", {"due_on": "2026-01-06", "next_due_on": "2026-02-01"}),
]
RESOLVED: list[Step] = [
    *RAISED,
    ("tickets.TicketResolved", "t", {"due_on": "2026-02-01", "next_due_on": "2026-02-01"}),
]
OPENED: list[Step] = [
    ("assessments.ResultsFinalized", "r", {"alliance": "al"}),
    ("funds.FundOpened", "f", {"alliance": "al"}),
    ("funds.BudgetAllocated", "f", {"amount": "100.00"}),
]
EDITION = {
    "edition": 1,
    "indicators": [
        {"code": "i", "kind": "SCORE", "minimum": "0", "maximum": "10", "weight": "1"},
        {"code": "v", "kind": "VETO", "minimum": "0", "maximum": "0", "weight": "0", "cap": "3"},
    ],
    "stars": [{"stars": 3, "minimum": "5"}],
}
ASSESSED: list[Step] = [
    ("assessments.SchemePublished", "s", EDITION | {"effective_from": "2026-01-01"}),
    ("assessments.PeriodOpened", "as", EDITION | {"scheme": "s", "starts_on": "2026-01-01"}),
]


def scored(score: str) -> Step:
    return ("assessments.IndicatorScored", "as", {"organization": "a", "indicator": "i", "score": score})


def vetoed() -> Step:
    return ("assessments.VetoApplied", "as", {"organization": "a", "indicator": "v"})


def finalized(total: str) -> Step:
    return ("assessments.ResultsFinalized", "as", {"results": [{"organization": "a", "total": total}]})


def starred(stars: int) -> Step:
    return ("assessments.StarsAwarded", "as", {"awards": [{"organization": "a", "stars": stars}]})


def passed(project: str) -> Step:
    about = {
        "resolution": f"about {project}",
        "kind": "PROJECT",
        "subject": project,
        "passed_on": "2026-01-06",
    }
    return ("meetings.ResolutionPassed", f"meeting {project}", about)


def proposed(project: str) -> Step:
    return ("projects.ProjectProposed", project, {"alliance": "al", "year": 2026})


def selected(project: str, about: str) -> Step:
    return ("projects.ProjectSelected", project, {"resolution": f"about {about}"})


def confirmed(by_silence: bool) -> Step:
    return ("tickets.ResolutionConfirmed", "t", {"by_silence": by_silence, "due_on": "2026-02-01"})


def paid(amount: str, record: str = "r") -> Step:
    basis = {"kind": "RESULT", "record": record}
    return ("funds.PaymentMade", "f", {"payment": "p", "amount": amount, "basis": basis})


def reversed_() -> Step:
    return ("funds.PaymentReversed", "f", {"payment": "p"})


BROKEN: dict[str, list[Step]] = {
    "joins twice": [*FOUNDED, joins("a", "Y")],
    "one too many in a tier": [*CHAIRED, joins("d", "X")],
    "one too few in a tier": [*FOUNDED, moves("a", "Y")],
    "a chair that may not": [*FOUNDED, chairs("b", "2026-01-05", "2026-03-31")],
    "terms overlap": [*CHAIRED, chairs("c", "2026-03-01", "2026-06-30")],
    "terms leave a gap": [*CHAIRED, chairs("c", "2026-05-01", "2026-06-30")],
    "votes twice": [*MET, votes("a")],
    "votes from afar": [*MET, votes("c")],
    "too few votes": [*MET, ("meetings.ResolutionPassed", "m", {"resolution": "r"})],
    "a step that is left out": [*RAISED, ("tickets.TicketAccepted", "t", {"due_on": "2026-02-01"})],
    "a deadline that moves": [*RAISED, ("tickets.TicketResolved", "t", {"due_on": "2026-03-01"})],
    "another than the raiser judges": [*RESOLVED, confirmed(by_silence=False)],
    "silence that is not over": [*RESOLVED, confirmed(by_silence=True)],
    "a fund that is overdrawn": [*OPENED, paid("100.01")],
    "a payment of half a fen": [*OPENED, paid("1.005")],
    "a payment that rests on nothing": [*OPENED, paid("1.00", record="none")],
    "a payment reversed twice": [*OPENED, paid("1.00"), reversed_(), reversed_()],
    "a score out of range": [*ASSESSED, scored("10.5")],
    "a score when results are final": [*ASSESSED, scored("6"), finalized("6"), scored("7")],
    "a veto that caps nothing": [*ASSESSED, scored("6"), vetoed(), finalized("6")],
    "stars by other thresholds": [*ASSESSED, scored("6"), finalized("6"), starred(4)],
    "a period by an edition to come": [
        ("assessments.SchemePublished", "s", EDITION | {"effective_from": "2026-01-01"}),
        ("assessments.SchemePublished", "s", EDITION | {"edition": 2, "effective_from": "2026-02-01"}),
        (
            "assessments.PeriodOpened",
            "as",
            EDITION | {"edition": 2, "scheme": "s", "starts_on": "2026-01-01"},
        ),
    ],
    "a resolution about another": [*FOUNDED, proposed("p"), passed("q"), selected("p", "q")],
    "a project too many": [
        *FOUNDED,
        *(step for one in "pq" for step in (proposed(one), passed(one), selected(one, one))),
    ],
    "acts after leaving": [
        *FOUNDED,
        ("alliances.MemberLeft", "al", {"organization": "b", "tier": "Y", "left_on": "2026-01-05"}),
        ("activities.ActivityProposed", "act", {"alliance": "al", "by": "b"}),
    ],
}


def ledger(steps: list[Step]) -> list[Entry]:
    """The entries that tell of these steps, each a command of its own."""
    versions: dict[str, Any] = {}
    entries = []
    for position, (type_, stream, data) in enumerate(steps, 1):
        members = {
            "command": str(position),
            "data": data,
            "organization": data.get("by"),
            "position": position,
            "recorded_at": f"2026-01-10T01:00:{position:02}.000000Z",
            "stream": stream,
            "type": type_,
            "version": next(versions.setdefault(stream, count(1))),
        }
        entries.append(Entry(position, canonical(members)))
    return entries


@pytest.mark.parametrize("steps", BROKEN.values(), ids=BROKEN.keys())
def test_what_breaks_an_invariant_is_found_and_nothing_before_it(steps: list[Step]) -> None:
    check(ledger(steps[:-1]))
    with pytest.raises((AssertionError, KeyError)):
        check(ledger(steps))
