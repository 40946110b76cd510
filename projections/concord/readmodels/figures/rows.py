"""What queries of figures answer. Rates are from 0 to 1 with four decimals, None without a denominator."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

import msgspec

from concord.figures import rate


class CoverageRow(msgspec.Struct, frozen=True, kw_only=True):
    """覆盖面: of one kind of alliance, of one area, or altogether."""

    dimension: str
    """`kind` or `area`."""
    part: str
    """Empty: altogether."""
    alliances: int
    organizations: int
    party_organizations: int
    without_party_organization: int
    party_members: int
    affiliated_enterprises: int


class ThemeRow(msgspec.Struct, frozen=True, kw_only=True):
    """活动与出勤: of one theme, or altogether."""

    theme: str
    """Empty: altogether."""
    activities: int
    organizations: int
    """Times that an organization came."""
    present: int
    expected: int

    @property
    def attendance_rate(self) -> Decimal | None:
        return rate(self.present, self.expected)


class MemberRow(msgspec.Struct, frozen=True, kw_only=True):
    """单位活动情况: of one organization."""

    organization: UUID
    attended: int
    led: int
    present: int
    expected: int

    @property
    def attendance_rate(self) -> Decimal | None:
        return rate(self.present, self.expected)


class VolunteerRow(msgspec.Struct, frozen=True, kw_only=True):
    """志愿服务: at activities of one theme, or altogether."""

    theme: str
    """Empty: altogether."""
    activities: int
    """Of which hours were logged."""
    persons: int
    hours: Decimal
    """Of all of them together, in halves of an hour."""


class DepartmentRow(msgspec.Struct, frozen=True, kw_only=True):
    """诉求办理: of one department, or altogether."""

    department: UUID | None
    """None: altogether."""
    dispatched: int
    answered: int
    on_time: int
    late: int
    open: int
    returned: int
    taken: int
    judged: int
    """Answers of which the raiser said how satisfied it is."""
    dissatisfied: int

    @property
    def closing_rate(self) -> Decimal | None:
        return rate(self.answered, self.answered + self.open)

    @property
    def on_time_rate(self) -> Decimal | None:
        return rate(self.on_time, self.on_time + self.late)

    @property
    def satisfaction_rate(self) -> Decimal | None:
        return rate(self.judged - self.dissatisfied, self.judged)


class BenefitRow(msgspec.Struct, frozen=True, kw_only=True):
    """成效: of one kind."""

    kind: str
    records: int
    value: Decimal
    """Yuan, persons or problems, as the kind is counted."""


class ListRow(msgspec.Struct, frozen=True, kw_only=True):
    """资源共享: of one list, or altogether."""

    list_code: str
    """Empty: altogether, listed or not."""
    shared: int
    bookings: int
    used: int
    persons: int


class FundsRow(msgspec.Struct, frozen=True, kw_only=True):
    """经费: of funds for one purpose, or altogether; yuan."""

    purpose: str
    """The fund's code; empty: altogether."""
    allocated: Decimal
    received: Decimal
    """Beside the budget, without what was carried over."""
    granted: Decimal
    paid: Decimal
    """Less what was paid back."""
    balance: Decimal
    """On the last day."""


class ItemRow(msgspec.Struct, frozen=True, kw_only=True):
    """支出: on one item, in yuan, less what was paid back."""

    item: str
    paid: Decimal


def all_funds(rows: Iterable[FundsRow]) -> FundsRow:
    """The sum of purposes: a fund has one."""
    rows = list(rows)
    names = [name for name in FundsRow.__struct_fields__ if name != "purpose"]
    sums = {name: sum((getattr(row, name) for row in rows), Decimal(0)) for name in names}
    return FundsRow(purpose="", **sums)


def all_themes(rows: Iterable[ThemeRow]) -> ThemeRow:
    """The sum of themes: an activity serves one."""
    return ThemeRow(theme="", **_sums(rows, ThemeRow, "theme"))


def all_volunteers(rows: Iterable[VolunteerRow]) -> VolunteerRow:
    """The sum of themes."""
    rows = list(rows)
    return VolunteerRow(
        theme="",
        activities=sum(row.activities for row in rows),
        persons=sum(row.persons for row in rows),
        hours=sum((row.hours for row in rows), Decimal(0)),
    )


def all_departments(rows: Iterable[DepartmentRow]) -> DepartmentRow:
    """The sum of departments: a dispatch is to one."""
    return DepartmentRow(department=None, **_sums(rows, DepartmentRow, "department"))


def _sums(rows: Iterable[msgspec.Struct], kind: type[msgspec.Struct], key: str) -> dict[str, int]:
    rows = list(rows)
    names = [name for name in kind.__struct_fields__ if name != key]
    return {name: sum(getattr(row, name) for row in rows) for name in names}
