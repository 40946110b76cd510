"""`workingCalendar`, and the notices that ship with the product."""

from typing import Any

from concord.api.asof import AsOf, look_back
from concord.api.calendars.loaders import CALENDAR, MODEL
from concord.api.calendars.types import WorkingCalendar
from concord.api.fields import resolved
from concord.api.freshness import wait_for
from concord.api.info import Info
from concord.api.listing import AtLeast
from concord.calendars.shipped import YEARS
from concord.charters import calendar_id


async def _calendar(info: Info, at_least: AtLeast = None, as_of: AsOf = None) -> Any:
    await look_back(info.context, as_of, at_least)
    await wait_for(info.context, MODEL, at_least)
    return await info.context.load(CALENDAR, calendar_id(info.context.tenant))


def _shipped() -> list[int]:
    return list(YEARS)


FIELDS = (
    resolved(
        _calendar,
        "工作日历: by which deadlines count; null while no year is arranged",
        WorkingCalendar | None,
        name="workingCalendar",
    ),
    resolved(
        _shipped,
        "自带放假通知: years whose notice of the State Council ships with the product",
        list[int],
        name="shippedCalendarYears",
    ),
)
