"""Duties of the rotation: that somebody holds the chair without a gap, and that it is handed over."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from concord.charters import Charter, in_force, last_day
from concord.duties.deeds import Deed, DeedKind, Record
from concord.duties.duty import Duty, DutyKind, status_by

DAY = timedelta(days=1)


class Term(msgspec.Struct, frozen=True):
    """A term of the chair as it was served."""

    deed: Deed
    starts_on: date
    ends_on: date


def terms(record: Record) -> list[Term]:
    """Terms in order, cut where the next one or a vacancy cut them; without those that never began."""
    found: list[Term] = []
    for deed in record.deeds:
        if deed.kind is DeedKind.CHAIR and deed.starts_on is not None and deed.ends_on is not None:
            found = [_cut(one, deed.starts_on) for one in found]
            found.append(Term(deed, deed.starts_on, deed.ends_on))
        elif deed.kind is DeedKind.VACANCY and deed.starts_on is not None:
            day = deed.starts_on
            found = [_cut(one, day) if one.deed.organization == deed.organization else one for one in found]
    return [one for one in found if one.starts_on <= one.ends_on]


def _cut(term: Term, day: date) -> Term:
    return msgspec.structs.replace(term, ends_on=min(term.ends_on, day - DAY))


def rotations(record: Record, since: date, on: date) -> Iterator[Duty]:
    """One for each term that had to be settled by `on`, the next one among them."""
    served = terms(record)
    first = in_force(record.charters, since)
    if first is None or (first.chair is None and not served):
        return
    due_on = last_day(since, first.chair.period) if first.chair else since
    starts_on = since
    for term in served:
        yield from _term(record, term.deed, min(starts_on, on), due_on, on)
        if starts_on > on:  # settled before its time
            return
        starts_on, due_on = term.ends_on + DAY, term.ends_on + DAY
    yield from _term(record, None, min(starts_on, on), due_on, on)


def _term(record: Record, deed: Deed | None, starts_on: date, due_on: date, on: date) -> Iterator[Duty]:
    charter = record.charter(starts_on, min(due_on, on))
    if charter is None or charter.chair is None:
        return
    called = next((one for one in record.of(DeedKind.CALL) if one.ends_on == starts_on - DAY), None)
    yield Duty(
        kind=DutyKind.ROTATION,
        name=charter.chair.title,
        starts_on=starts_on,
        due_on=due_on,
        done=(deed,) if deed else (),
        status=status_by(record, deed, charter, due_on, on),
        organization=called.organization if called and deed is None else None,
        called=called,
    )


def handovers(record: Record, on: date) -> Iterator[Duty]:
    """One for each term that followed another and has begun."""
    done = {deed.starts_on: deed for deed in record.of(DeedKind.HANDOVER)}
    for term in terms(record)[1:]:
        charter = in_force(record.charters, term.starts_on)
        days = charter.obligations.handover_days if charter and charter.obligations else None
        if charter is None or days is None or term.starts_on > on:
            continue
        yield _handover(record, charter, term, days, done.get(term.starts_on), on)


def briefings(record: Record, on: date) -> Iterator[Duty]:
    """One for each activity held in a term, of whoever had the chair."""
    filed = {deed.reference: deed for deed in record.of(DeedKind.BRIEFING)}
    served = terms(record)
    for activity in record.of(DeedKind.ACTIVITY):
        charter = in_force(record.charters, activity.happened_on)
        rule = charter.obligations.briefing if charter and charter.obligations else None
        term = next((t for t in served if t.starts_on <= activity.happened_on <= t.ends_on), None)
        if rule is None or charter is None or term is None:
            continue
        due_on = activity.happened_on + timedelta(days=rule.days)
        deed = filed.get(activity.reference)
        yield Duty(
            kind=DutyKind.BRIEFING,
            name=f"信息简报：{activity.title}",
            starts_on=activity.happened_on,
            due_on=due_on,
            done=(deed,) if deed else (),
            status=status_by(record, deed, charter, due_on, on),
            organization=term.deed.organization,
            called=activity,
        )


def _handover(record: Record, charter: Charter, term: Term, days: int, deed: Deed | None, on: date) -> Duty:
    due_on = term.starts_on + timedelta(days=days)
    return Duty(
        kind=DutyKind.HANDOVER,
        name=f"{charter.chair.title if charter.chair else '轮值'}交接",
        starts_on=term.starts_on,
        due_on=due_on,
        done=(deed,) if deed else (),
        status=status_by(record, deed, charter, due_on, on),
        organization=term.deed.organization,
    )
