"""Duties that an event brought about: a breach to cure, a directive to carry out, a turn to take."""

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest

import msgspec

from concord.charters import in_force
from concord.duties.deeds import Deed, DeedKind, Record
from concord.duties.duty import Duty, DutyKind, status_by


def breaches(record: Record, on: date) -> Iterator[Duty]:
    """One for each breach."""
    cured = {deed.reference: deed for deed in record.of(DeedKind.CURE)}
    for breach in record.of(DeedKind.BREACH):
        charter = in_force(record.charters, breach.happened_on)
        tier = charter.tier(breach.code or "") if charter else None
        name = tier.name if tier else breach.code
        yield from _owed(record, breach, cured.get(breach.reference), DutyKind.BREACH, name, on)


def directives(record: Record, on: date) -> Iterator[Duty]:
    """One for each directive; what it obliges to counts from the day of receipt."""
    for directive in record.of(DeedKind.DIRECTIVE):
        done = next(
            (
                deed
                for deed in record.deeds
                if deed.kind == directive.code and deed.happened_on >= directive.happened_on
            ),
            None,
        )
        yield from _owed(record, directive, done, DutyKind.DIRECTIVE, directive.title, on)


def leaderships(record: Record, on: date) -> Iterator[Duty]:
    """One for each group that has leaders by the charter, and one each time that the organization of a leader
    leaves; a group that was dissolved without owes it no more."""
    ended = {deed.reference for deed in record.of(DeedKind.GROUP_ENDED)}
    for formed in record.of(DeedKind.GROUP):
        led = [one for one in record.of(DeedKind.LEADERSHIP) if one.reference == formed.reference]
        for cause, done in ((formed, next(iter(led), None)), *_departures(record, led)):
            days = _leader_days(record, formed, cause.happened_on)
            if days is None or (done is None and formed.reference in ended):
                continue
            due = {"code": formed.code, "ends_on": cause.happened_on + timedelta(days=days)}
            asked = msgspec.structs.replace(cause, **due)
            called = None if cause is formed else cause
            for duty in _owed(record, asked, done, DutyKind.LEADERSHIP, f"{formed.title}负责人", on):
                yield msgspec.structs.replace(duty, called=called)


def _leader_days(record: Record, formed: Deed, on: date) -> int | None:
    """Within which such a group has its leaders; None: it needs none."""
    charter = in_force(record.charters, on)
    rule = next((one for one in charter.groups if one.code == formed.code), None) if charter else None
    if charter is None or charter.obligations is None or rule is None or not rule.leaders:
        return None
    return charter.obligations.leader_days


def _departures(record: Record, led: Sequence[Deed]) -> Iterator[tuple[Deed, Deed | None]]:
    """The first of each leadership's organizations that left while it led, and the leadership after it."""
    for one, following in zip_longest(led, led[1:]):
        until = following.position if following else math.inf
        gone = (left for left in record.of(DeedKind.LEAVE) if one.position < left.position < until)
        first = next((left for left in gone if left.organization in one.organizations), None)
        if first is not None:
            yield first, following


def leads(record: Record, on: date) -> Iterator[Duty]:
    """One for each period of the rotation whose turn was called for."""
    taken = {deed.code: deed for deed in record.of(DeedKind.LEAD)}
    for call in record.of(DeedKind.LEAD_CALL):
        charter = in_force(record.charters, call.happened_on)
        name = charter.lead.title if charter and charter.lead else ""
        for duty in _owed(record, call, taken.get(call.code), DutyKind.LEAD, name, on):
            organization = None if duty.done else call.organization
            yield msgspec.structs.replace(duty, organization=organization, called=call)


def _owed(
    record: Record, cause: Deed, done: Deed | None, kind: DutyKind, name: str | None, on: date
) -> Iterator[Duty]:
    if cause.ends_on is None:
        return
    charter = in_force(record.charters, cause.happened_on)
    yield Duty(
        kind=kind,
        code=cause.code,
        name=name or "",
        starts_on=cause.happened_on,
        due_on=cause.ends_on,
        done=(done,) if done else (),
        status=status_by(record, done, charter, cause.ends_on, on),
    )
