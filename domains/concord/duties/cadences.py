"""Duties that come again with each period: so many meetings, activities, one report."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

import msgspec

from concord.charters import ActivityQuota, Charter, Meeting, Period, Reporting, in_force, last_day, spans
from concord.duties.deeds import Deed, DeedKind, Record
from concord.duties.duty import Duty, DutyKind, status_of

Span = tuple[date, date]


class Cadence(msgspec.Struct, frozen=True, kw_only=True):
    """What a charter requires in each period of one length."""

    kind: DutyKind
    code: str
    name: str
    period: Period
    times: int
    days_after: int = 0
    """Due so many days after the period's end."""
    matches: Callable[[Deed, Span], bool]


def cadences(charter: Charter) -> Iterator[Cadence]:
    """Everything in a charter that comes again with each period."""
    yield from (_meeting(one) for one in charter.meetings)
    if charter.obligations is not None:
        yield from (_quota(one) for one in charter.obligations.activities)
    yield from (_report(one) for one in charter.reports)


def _meeting(meeting: Meeting) -> Cadence:
    return Cadence(
        kind=DutyKind.MEETING,
        code=meeting.code,
        name=meeting.name,
        period=meeting.period,
        times=meeting.times,
        matches=lambda deed, _: deed.kind is DeedKind.MEETING and deed.code == meeting.code,
    )


def _quota(quota: ActivityQuota) -> Cadence:
    return Cadence(
        kind=DutyKind.ACTIVITY,
        code=quota.code,
        name=quota.name,
        period=quota.period,
        times=quota.times,
        matches=lambda deed, _: (
            deed.kind is DeedKind.ACTIVITY
            and quota.form in (None, deed.form)
            and quota.theme in (None, deed.code)
        ),
    )


def _report(report: Reporting) -> Cadence:
    return Cadence(
        kind=DutyKind.REPORT,
        code=report.period,
        name=f"向{report.to}报送",
        period=report.period,
        times=1,
        days_after=report.days,
        matches=lambda deed, span: deed.kind is DeedKind.REPORT and (deed.starts_on, deed.ends_on) == span,
    )


def recurring(record: Record, since: date, on: date) -> Iterator[Duty]:
    """The duties of every period from `since` to `on`, by the charter in force when each began."""
    keys = {
        (one.kind, one.code, one.period) for adopted in record.charters for one in cadences(adopted.charter)
    }
    for key in sorted(keys):
        for span in _owed(record, key[2], since, on):
            charter = in_force(record.charters, max(span[0], since))
            cadence = _find(charter, key)
            if charter is not None and cadence is not None:
                yield _reckoned(record, charter, cadence, span, on)


def _find(charter: Charter | None, key: tuple[DutyKind, str, Period]) -> Cadence | None:
    found = cadences(charter) if charter else ()
    return next((one for one in found if (one.kind, one.code, one.period) == key), None)


def _owed(record: Record, period: Period, since: date, until: date) -> Iterable[Span]:
    """The periods from which something is owed: of the first, at least half must have been left."""
    found = list(_phases(record, since, until) if period is Period.PHASE else spans(period, since, until))
    if found and (found[0][1] - since).days * 2 < (found[0][1] - found[0][0]).days:
        return found[1:]
    return found


def _phases(record: Record, since: date, until: date) -> Iterator[Span]:
    for year in range(since.year, until.year + 1):
        for adopted in record.charters:
            for phase in adopted.charter.phases:
                first = date(year, phase.first_month, 1)
                last = last_day(date(year, phase.last_month, 1), Period.MONTH)
                ruling = in_force(record.charters, max(first, since)) is adopted.charter
                if ruling and last >= since and first <= until:
                    yield first, last


def _reckoned(record: Record, charter: Charter, cadence: Cadence, span: Span, on: date) -> Duty:
    starts_on, ends_on = span
    due_on = ends_on + timedelta(days=cadence.days_after)
    fitting = [deed for deed in record.deeds if cadence.matches(deed, span)]
    if cadence.kind is not DutyKind.REPORT:  # a report names its period; other deeds fall into theirs
        fitting = [deed for deed in fitting if starts_on <= record.judged_on(deed, charter) <= due_on]
    done = tuple(sorted(fitting, key=lambda deed: (record.judged_on(deed, charter), deed.position)))
    enough = done[: cadence.times]
    late = any(record.judged_on(deed, charter) > due_on for deed in enough)
    drafts = record.of(DeedKind.DRAFT) if cadence.kind is DutyKind.REPORT else []
    return Duty(
        kind=cadence.kind,
        code=cadence.code,
        name=cadence.name,
        starts_on=starts_on,
        due_on=due_on,
        required=cadence.times,
        done=done,
        status=status_of(done=len(done) >= cadence.times, late=late, due_on=due_on, on=on),
        called=next((deed for deed in drafts if (deed.starts_on, deed.ends_on) == span), None),
    )
