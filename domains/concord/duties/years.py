"""Duties of a year: the plan at its start, each member's agreement in it and duty report at its end."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import msgspec

from concord.charters import Charter, Period, last_day
from concord.duties.deeds import Deed, DeedKind, Record
from concord.duties.duty import Duty, DutyKind, status_by

HALF_YEAR = 7
"""From this month on a year is no longer one of which at least half was left."""
REPORTING = 12
"""年末: in this month the duty reports of a year begin."""


def yearly(record: Record, since: date, on: date) -> Iterator[Duty]:
    """Of every year that had begun by `on`; of the first one if it was founded in its first half."""
    for year in range(since.year, on.year + 1):
        starts_on, ends_on = date(year, 1, 1), date(year, 12, 31)
        began, until = max(starts_on, since), min(ends_on, on)
        charter = record.charter(began, until)
        if charter is None or since >= date(year, HALF_YEAR, 1):
            continue
        yield from _plan(record, charter, began, on)
        yield from _projects(record, charter, began, on)
        reporting = record.charter(date(year, REPORTING, 1), until)
        for member in _members(record, year, on):
            yield from _agreement(record, charter, year, member, on)
            yield from _duty_report(record, reporting, year, member, on)
            yield from _claims(record, charter, year, member, on)


def _projects(record: Record, charter: Charter, starts_on: date, on: date) -> Iterator[Duty]:
    """The least number of a year, without those that were dropped."""
    least = charter.projects.minimum if charter.projects else 0
    if not least:
        return
    month = charter.obligations.project_month if charter.obligations else None
    due_on = last_day(date(starts_on.year, max(month or 12, starts_on.month), 1), Period.MONTH)
    dropped = {deed.reference for deed in record.of(DeedKind.PROJECT_DROPPED)}
    chosen = [one for one in record.of(DeedKind.PROJECT) if one.code == str(starts_on.year)]
    done = [one for one in chosen if one.reference not in dropped]
    yield _several(record, DutyKind.PROJECT, "年度重点项目", starts_on, due_on, done, least, charter, on)


def _claims(record: Record, charter: Charter, year: int, member: UUID, on: date) -> Iterator[Duty]:
    """Every member's; of projects of that year."""
    least = charter.obligations.project_claims if charter.obligations else None
    if least is None:
        return
    claimed = record.of(DeedKind.PROJECT_CLAIM)
    done = [one for one in claimed if (one.code, one.organization) == (str(year), member)]
    starts_on, due_on = date(year, 1, 1), date(year, 12, 31)
    kind = DutyKind.PROJECT_CLAIM
    yield _several(record, kind, "认领项目", starts_on, due_on, done, least, charter, on, member)


def _plan(record: Record, charter: Charter, starts_on: date, on: date) -> Iterator[Duty]:
    """Where the month was over at the founding, as many months count from the founding on."""
    month = charter.obligations.plan_month if charter.obligations else None
    if month is None:
        return
    if month < starts_on.month:
        month = min(12, month + starts_on.month - 1)
    due_on = last_day(date(starts_on.year, month, 1), Period.MONTH)
    done = _first(record, DeedKind.PLAN, str(starts_on.year), None)
    yield _duty(record, DutyKind.PLAN, "年度工作计划", starts_on, due_on, done, charter, on)


def _agreement(record: Record, charter: Charter, year: int, member: UUID, on: date) -> Iterator[Duty]:
    title = charter.obligations.agreement if charter.obligations else None
    if title is not None:
        done = _first(record, DeedKind.AGREEMENT, str(year), member)
        due_on = date(year, 12, 31)
        yield _duty(record, DutyKind.AGREEMENT, title, date(year, 1, 1), due_on, done, charter, on, member)


def _duty_report(
    record: Record, charter: Charter | None, year: int, member: UUID, on: date
) -> Iterator[Duty]:
    month = charter.obligations.duty_report_month if charter and charter.obligations else None
    starts_on = date(year, REPORTING, 1)
    if month is None or on < starts_on:
        return
    due_on = last_day(date(year if month == 12 else year + 1, month, 1), Period.MONTH)
    done = _first(record, DeedKind.DUTY_REPORT, str(year), member)
    yield _duty(record, DutyKind.DUTY_REPORT, "履职情况汇报", starts_on, due_on, done, charter, on, member)


def _members(record: Record, year: int, on: date) -> list[UUID]:
    """Who was a member by the middle of the year and is one at its end, or on the day asked about."""
    found: dict[UUID, date] = {}
    for deed in record.deeds:
        if deed.organization is not None and deed.happened_on <= min(date(year, 12, 31), on):
            if deed.kind is DeedKind.JOIN:
                found[deed.organization] = deed.happened_on
            elif deed.kind is DeedKind.LEAVE:
                found.pop(deed.organization, None)
    return [one for one, joined_on in found.items() if joined_on < date(year, HALF_YEAR, 1)]


def _first(record: Record, kind: DeedKind, code: str, organization: UUID | None) -> Deed | None:
    return next(
        (deed for deed in record.of(kind) if deed.code == code and organization in (None, deed.organization)),
        None,
    )


def _several(
    record: Record,
    kind: DutyKind,
    name: str,
    starts_on: date,
    due_on: date,
    done: list[Deed],
    required: int,
    charter: Charter,
    on: date,
    organization: UUID | None = None,
) -> Duty:
    """So many of them, of which the last that is needed says when."""
    enough = len(done) >= required
    last = done[required - 1] if enough else None
    one = _duty(record, kind, name, starts_on, due_on, last, charter, on, organization)
    return msgspec.structs.replace(one, done=tuple(done), required=required)


def _duty(
    record: Record,
    kind: DutyKind,
    name: str,
    starts_on: date,
    due_on: date,
    done: Deed | None,
    charter: Charter | None,
    on: date,
    organization: UUID | None = None,
) -> Duty:
    return Duty(
        kind=kind,
        name=name,
        starts_on=starts_on,
        due_on=due_on,
        done=(done,) if done else (),
        status=status_by(record, done, charter, due_on, on),
        organization=organization,
    )
