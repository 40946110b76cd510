"""The invariants of the domain, held against raw entries alone: no aggregate's code is asked."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal

from alliance_invariants import check_alliance, check_departed, check_projects
from assessment_invariants import check_assessment, check_schemes
from lending_invariants import check_bookings
from relying_invariants import check_bases, check_reports

from concord.commanding.commander import day_of
from concord.eventstore.entry import Entry

STEPS_OF_A_TICKET = {
    "TicketTriaged": {"RAISED"},
    "TicketDispatched": {"TRIAGED"},
    "TicketAccepted": {"DISPATCHED"},
    "TicketReturned": {"DISPATCHED", "ACCEPTED"},
    "ProgressNoted": {"ACCEPTED"},
    "TicketResolved": {"TRIAGED", "ACCEPTED"},
    "ResolutionConfirmed": {"RESOLVED"},
    "TicketReopened": {"RESOLVED", "CONFIRMED"},
    "TicketEscalated": {"TRIAGED", "DISPATCHED", "ACCEPTED"},
    "TicketWithdrawn": {"RAISED", "TRIAGED", "DISPATCHED", "ACCEPTED"},
    "TicketClosed": {"CONFIRMED"},
}
BESIDE = {"DeadlineExtended", "TicketUrged", "TicketEvidenceAttached", "TicketEvidenceRemoved"}
KEEPING = {"ProgressNoted", "TicketUrged", "TicketEvidenceAttached", "TicketEvidenceRemoved"}
"""Steps that leave the deadline as it is."""
AFTER = {
    "TicketTriaged": "TRIAGED",
    "TicketDispatched": "DISPATCHED",
    "TicketAccepted": "ACCEPTED",
    "TicketReturned": "TRIAGED",
    "ProgressNoted": "ACCEPTED",
    "TicketResolved": "RESOLVED",
    "ResolutionConfirmed": "CONFIRMED",
    "TicketEscalated": "TRIAGED",
    "TicketWithdrawn": "WITHDRAWN",
    "TicketClosed": "CLOSED",
}


def check(entries: list[Entry]) -> None:
    """All of them, of one tenant's ledger."""
    _check_ledger(entries)
    check_departed(entries)
    check_projects(entries)
    check_bases(entries)
    check_schemes(entries)
    check_reports(entries)
    by_stream: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_stream[entry.members["stream"]].append(entry)
    for story in by_stream.values():
        context, _, first = story[0].type.partition(".")
        if first == "TicketRaised":
            _check_ticket(story)
        elif context == "alliances" and first == "AllianceProposed":
            check_alliance(story)
        elif context == "activities" and first == "ActivityProposed":
            _check_activity(story)
        elif first == "PeriodOpened":
            check_assessment(story)
        elif first == "AnnotationProposed":
            _check_annotation(story)
        elif first == "NeedListed":
            _check_task(story)
        elif first == "MeetingCalled":
            _check_meeting(story)
        elif first == "FundOpened":
            _check_fund(story)
    check_bookings(entries)


def _check_ledger(entries: list[Entry]) -> None:
    """Gap-free, in the order of time; each stream's versions too."""
    assert [entry.position for entry in entries] == list(range(1, len(entries) + 1))
    times = [entry.members["recorded_at"] for entry in entries]
    assert times == sorted(times)
    versions: Counter[str] = Counter()
    for entry in entries:
        versions[entry.members["stream"]] += 1
        assert entry.members["version"] == versions[entry.members["stream"]]


def _check_ticket(story: list[Entry]) -> None:
    """It moves along its life cycle only; the raiser alone judges, or the silence period has passed; a step
    says by when it was due as the one before it said."""
    status, raiser, due_on = "RAISED", story[0].data["raiser"], story[0].data["next_due_on"]
    for entry in story[1:]:
        name = entry.type.partition(".")[2]
        assert name == "TicketUrged" or entry.data.get("due_on", due_on) == due_on, (name, due_on)
        due_on = entry.data.get("next_due_on", due_on if name in KEEPING else None)
        if name in BESIDE:
            continue
        assert status in STEPS_OF_A_TICKET[name], (status, name)
        if name == "TicketReopened":
            status = "TRIAGED" if entry.data["department"] is None else "ACCEPTED"
        else:
            status = AFTER[name]
        if name == "ResolutionConfirmed" and entry.data["by_silence"]:
            assert day_of(entry.recorded_at) > date.fromisoformat(entry.data["due_on"])
        elif name in ("ResolutionConfirmed", "TicketReopened", "TicketWithdrawn"):
            assert entry.members["organization"] == raiser
        if name in ("TicketAccepted", "TicketReturned", "ProgressNoted"):
            assert entry.members["organization"] == entry.data["department"]


def _check_activity(story: list[Entry]) -> None:
    """Logged once, after it was held; what is corrected is named."""
    names = [entry.type.partition(".")[2] for entry in story]
    assert names.count("ActivityLogged") <= 1
    assert names.count("ActivityHeld") <= 1
    if "ActivityLogged" in names:
        assert names.index("ActivityHeld") < names.index("ActivityLogged")
    if "ActivityCancelled" in names:
        assert names[-1] == "ActivityCancelled"
    for number, entry in enumerate(story):
        if names[number] == "ActivityCorrected":
            assert 0 < entry.data["corrects"] < entry.members["version"]
    recorded = [
        one["organization"]
        for entry in story
        if entry.type.endswith("AttendanceRecorded")
        for one in entry.data["records"]
    ]
    assert len(recorded) == len(set(recorded))


def _check_annotation(story: list[Entry]) -> None:
    """Two people."""
    for entry in story:
        if entry.type.endswith("EntryAnnotated"):
            assert entry.data["proposed_by"] != entry.data["confirmed_by"] == entry.members["actor"]


def _check_task(story: list[Entry]) -> None:
    """One claim at a time, and only a claimed need is completed."""
    claimant = None
    for entry in story:
        name = entry.type.partition(".")[2]
        if name == "TaskClaimed":
            assert claimant is None
            claimant = entry.data["claimant"]
        elif name == "TaskReleased":
            claimant = None
        elif name == "TaskCompleted":
            assert claimant == entry.data["claimant"] == entry.members["organization"]


def _check_meeting(story: list[Entry]) -> None:
    """One vote on a motion for each organization that was there and may vote; more than half pass it."""
    voters: list[str] = []
    votes: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in story:
        name, data = entry.type.partition(".")[2], entry.data
        if name == "MeetingHeld":
            voters = data["voters"]
        elif name == "VoteCast":
            assert data["organization"] in voters
            assert data["organization"] not in votes[data["motion"]]
            votes[data["motion"]][data["organization"]] = data["choice"]
        elif name == "ResolutionPassed":
            assert list(votes[data["resolution"]].values()).count("FOR") * 2 > len(voters)


def _check_fund(story: list[Entry]) -> None:
    """Never overdrawn, nor what is set aside; exact to one fen; what goes out comes back once."""
    balance, granted, paid = Decimal(0), dict[str, Decimal](), dict[str, tuple[Decimal, str | None]]()
    for entry in story:
        name, data = entry.type.partition(".")[2], entry.data
        amount = Decimal(data.get("amount", "0.00"))
        assert amount >= 0
        assert amount.as_tuple().exponent == -2, data
        if name in ("BudgetAllocated", "ContributionReceived"):
            balance += amount
        elif name == "GrantApproved":
            granted[data["grant"]] = amount
        elif name == "PaymentMade":
            grant = data["basis"]["record"] if data["basis"]["kind"] == "GRANT" else None
            paid[data["payment"]] = amount, grant
            balance, granted = _moved(balance, granted, -amount, grant)
        elif name == "PaymentReversed":
            balance, granted = _moved(balance, granted, *paid.pop(data["payment"]))
        elif name == "FundClosed":
            balance, granted = Decimal(0), {}
        assert min(granted.values(), default=balance) >= 0, name
        assert sum(granted.values()) <= balance, name


def _moved(
    balance: Decimal, granted: dict[str, Decimal], amount: Decimal, grant: str | None
) -> tuple[Decimal, dict[str, Decimal]]:
    """Money in hand, and what each grant has left of it."""
    return balance + amount, granted | ({grant: granted[grant] + amount} if grant else {})
