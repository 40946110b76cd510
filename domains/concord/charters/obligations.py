"""职责: what a charter obliges an alliance and its members to, beside its meetings, reports and rotation."""

from collections.abc import Iterator

import msgspec

from concord.charters.checks import at_least, codes, problem, texts
from concord.charters.periods import MONTHS
from concord.charters.problem import Problem
from concord.charters.vocabulary import ActivityForm, Period


class ActivityQuota(msgspec.Struct, frozen=True, kw_only=True):
    """活动次数: how many activities an alliance holds in each period, of a form or theme or of any."""

    code: str
    name: str
    period: Period
    times: int = 1
    """At least so many in each period."""
    form: ActivityForm | None = None
    """None: of any form."""
    theme: str | None = None
    """Code of a theme of the charter; none: of any."""


class Briefing(msgspec.Struct, frozen=True, kw_only=True):
    """信息简报: of every activity that is held in a term of the chair, by whoever has it."""

    to: str
    """Who receives it."""
    days: int
    """Filed within so many calendar days of the activity."""


class Obligations(msgspec.Struct, frozen=True, kw_only=True):
    """职责: duties that have a day by which they are done."""

    activities: tuple[ActivityQuota, ...] = ()
    handover_days: int | None = None
    """The one before hands over within so many calendar days of a term's beginning; none: not asked for."""
    plan_month: int | None = None
    """年初: a year's plan is approved by the end of this month (1-12); none: no plan is asked for."""
    duty_report_month: int | None = None
    """年末: every member's duty report of a year is heard by the end of this month (12: of the year itself,
    1-11: of the next one); none: none is asked for."""
    project_month: int | None = None
    """The least number of key projects of a year is chosen by the end of this month; none: in the year."""
    project_claims: int | None = None
    """每个成员每年认领: every member claims so many of the year's key projects; none: not asked for."""
    leader_days: int | None = None
    """A group has its leader within so many calendar days of its forming; none: not asked for."""
    briefing: Briefing | None = None
    """Of activities in a term of the chair; none: none is asked for."""
    agreement: str | None = None
    """What every member signs each year (党建协议); none: nothing."""
    idle_months: int | None = None
    """空转: so many months without a meeting, an activity or a ticket; none: the cadence of the most
    frequent meeting, and a quarter where the charter has none."""


def mistakes(obligations: Obligations, themes: tuple[str, ...]) -> Iterator[Problem]:
    """What of them cannot be."""
    path = "obligations"
    yield from codes(f"{path}.activities", [one.code for one in obligations.activities])
    yield from texts(
        {f"{path}.activities[{i}].name": one.name for i, one in enumerate(obligations.activities)}
    )
    if obligations.agreement is not None:
        yield from texts({f"{path}.agreement": obligations.agreement})
    if obligations.briefing is not None:
        yield from texts({f"{path}.briefing.to": obligations.briefing.to})
        yield from at_least(f"{path}.briefing.days", obligations.briefing.days, 1)
    for name in ("plan_month", "duty_report_month", "project_month"):
        month = getattr(obligations, name)
        if month is not None and not 1 <= month <= 12:
            yield problem(
                f"{path}.{name}",
                f"没有 {month} 月",
                f"there is no month {month}",
                "应为 1 至 12",
                "1 to 12",
            )
    for name in ("handover_days", "idle_months", "project_claims", "leader_days"):
        number = getattr(obligations, name)
        if number is not None:
            yield from at_least(f"{path}.{name}", number, 1)
    for index, quota in enumerate(obligations.activities):
        yield from _quota(f"{path}.activities[{index}]", quota, themes)


def _quota(path: str, quota: ActivityQuota, themes: tuple[str, ...]) -> Iterator[Problem]:
    yield from at_least(f"{path}.times", quota.times, 1)
    if quota.period not in MONTHS:
        allowed = "、".join(MONTHS)
        yield problem(
            f"{path}.period",
            f"此处不能用 {quota.period}",
            f"{quota.period} has no place here",
            f"应为其中之一：{allowed}",
            f"one of: {allowed}",
        )
    if quota.theme is not None and quota.theme not in themes:
        known = "、".join(themes)
        yield problem(
            f"{path}.theme",
            f"没有主题“{quota.theme}”",
            f"there is no theme “{quota.theme}”",
            f"应为其中之一：{known}",
            f"one of: {known}",
        )
