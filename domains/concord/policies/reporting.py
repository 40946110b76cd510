"""到期起草报告: when a period ends for which the charter asks for a report, the report is drafted."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from concord.charters import MONTHS, Period, interval, label_of, last_day
from concord.commanding import Command, Facts, Read
from concord.eventstore.entry import Entry
from concord.reacting import Deadline, Policy, Trigger
from concord.reports.aggregate import report_id
from concord.reports.commands import DraftReport
from concord.reports.facts import ReportFacts

ADOPTED = ("alliances.CharterAdopted", "alliances.CharterAmended")


def _first(entry: Entry) -> Sequence[Deadline]:
    """The first period of each kind that ends under the charter; drafting it sets the next."""
    return tuple(Deadline(ends_on, label) for label, ends_on in _periods(entry))


def _next(entry: Entry) -> Sequence[Deadline]:
    label, ends_on = _following(entry.data["period"], date.fromisoformat(entry.data["ends_on"]))
    return (Deadline(ends_on, label),)


def _periods(entry: Entry) -> Iterator[tuple[str, date]]:
    charter, day = entry.data["charter"], date.fromisoformat(entry.data["effective_on"])
    for reporting in charter["reports"]:
        period = Period(reporting["period"])
        if period in MONTHS:
            label = label_of(period, day)
            found = interval(label)
            assert found is not None
            yield label, found[2]
    if any(reporting["period"] == Period.PHASE for reporting in charter["reports"]):
        for phase in charter["phases"]:
            ends_on = _last_of_month(day.year, phase["last_month"])
            if ends_on < day:
                ends_on = _last_of_month(day.year + 1, phase["last_month"])
            yield f"{ends_on.year}-{phase['code']}", ends_on


def _following(label: str, ends_on: date) -> tuple[str, date]:
    """The next period of the same kind; of a phase, the same phase a year later."""
    found = interval(label)
    after = date.fromordinal(ends_on.toordinal() + 1)
    if found is None:
        return f"{int(label[:4]) + 1}{label[4:]}", _last_of_month(ends_on.year + 1, ends_on.month)
    following = label_of(found[0], after)
    next_one = interval(following)
    assert next_one is not None
    return following, next_one[2]


def _last_of_month(year: int, month: int) -> date:
    return last_day(date(year, month, 1), Period.MONTH)


def _reads(trigger: Trigger, known: Facts) -> Mapping[str, Read]:
    report = report_id(trigger.tenant, _alliance(trigger.entry), trigger.subject)
    return {"report": Read("reports.Report", report, ReportFacts, optional=True)}


def _decide(trigger: Trigger, facts: Facts) -> Sequence[Command]:
    if facts["report"] is not None:  # somebody was faster
        return ()
    return (DraftReport(alliance=_alliance(trigger.entry), period=trigger.subject),)


def _alliance(entry: Entry) -> UUID:
    return entry.stream if entry.type in ADOPTED else UUID(entry.data["alliance"])


POLICY = Policy(
    name="draft-report",
    chinese="章程规定的报告期结束，起草该期报告",
    english="When a period ends for which the charter asks for a report, the report is drafted",
    sends=(DraftReport,),
    deadlines={**dict.fromkeys(ADOPTED, _first), "reports.ReportDrafted": _next},
    reads=_reads,
    decide=_decide,
)
