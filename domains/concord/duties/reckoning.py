"""What an alliance owed by a day, what it did, what is overdue; and whether it idles. Pure; no clock."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

import msgspec

from concord.charters import MONTHS, Charter, in_force
from concord.charters.periods import months_later
from concord.duties.cadences import recurring
from concord.duties.deeds import Deed, DeedKind, Record
from concord.duties.duty import DONE, Duty, DutyKind
from concord.duties.lapsing import lapsed
from concord.duties.occasions import breaches, directives, leaderships, leads
from concord.duties.terms import briefings, handovers, rotations
from concord.duties.years import yearly

DAY = timedelta(days=1)
LIFE = (DeedKind.MEETING, DeedKind.ACTIVITY, DeedKind.TICKET)
"""What shows that an alliance lives."""
PASSING = (DeedKind.MEETING, DeedKind.ACTIVITY)
"""What counts in the period in which it falls, and cannot be made up."""
QUARTER = 3


class Idle(msgspec.Struct, frozen=True, kw_only=True):
    """空转: an alliance in which nothing happens."""

    alliance: UUID
    months: int
    """So long it may be quiet by its charter."""
    last: Deed | None
    """The last meeting, activity or ticket; none: there never was one."""
    since: date
    """The day from which it idles."""


def duties(record: Record, on: date) -> list[Duty]:
    """Every duty that had begun by a day, in the order in which they were due.

    Of an alliance that was dissolved before, those that had fallen due by then.
    """
    if record.approved_on is None or record.approved_on > on:
        return []
    ended = record.dissolved_on is not None and record.dissolved_on <= on
    until = record.dissolved_on - DAY if ended and record.dissolved_on else on
    known = msgspec.structs.replace(
        record, deeds=tuple(deed for deed in record.deeds if deed.happened_on <= until)
    )
    found = [
        *rotations(known, record.approved_on, until),
        *handovers(known, until),
        *briefings(known, until),
        *recurring(known, record.approved_on, until),
        *yearly(known, record.approved_on, until),
        *breaches(known, until),
        *directives(known, until),
        *leads(known, until),
        *leaderships(known, until),
    ]
    owed = [one for one in found if not lapsed(known, one, until)]
    if ended:
        owed = [one for one in owed if one.due_on <= until or one.done]
    return sorted(owed, key=lambda one: (one.due_on, one.starts_on, one.kind, one.code or ""))


def can_be_done(duty: Duty, on: date) -> bool:
    """Whether it waits for somebody: not done, and not of a period that is over for good."""
    if duty.status in DONE:
        return False
    return on <= duty.due_on or duty.kind not in (DutyKind.MEETING, DutyKind.ACTIVITY, DutyKind.LEAD)


def idle(record: Record, on: date) -> Idle | None:
    """Whether the alliance has been quiet for longer than its cadence; None: it lives, or is none."""
    if record.approved_on is None or record.approved_on > on:
        return None
    if record.dissolved_on is not None and record.dissolved_on <= on:
        return None
    charter = in_force(record.charters, on)
    months = _quiet_months(charter) if charter else QUARTER
    lived = [deed for deed in record.deeds if deed.kind in LIFE and deed.happened_on <= on]
    last = max(lived, key=lambda deed: (deed.happened_on, deed.position), default=None)
    since = months_later(last.happened_on if last else record.approved_on, months) + DAY
    if on < since:
        return None
    return Idle(alliance=record.alliance, months=months, last=last, since=since)


def idlers(records: Sequence[Record], on: date) -> list[Idle]:
    """All that idle, the longest first."""
    found = [one for record in records if (one := idle(record, on)) is not None]
    return sorted(found, key=lambda one: (one.since, one.alliance))


def _quiet_months(charter: Charter) -> int:
    own = charter.obligations.idle_months if charter.obligations else None
    cadence = min((MONTHS[meeting.period] for meeting in charter.meetings), default=QUARTER)
    return own or cadence
