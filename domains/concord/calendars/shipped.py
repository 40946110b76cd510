"""The State Council's arrangements that ship with the product, as its notices announced them."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

import msgspec

from concord.calendars.commands import ArrangeHolidays

YEARS = (2021, 2022, 2023, 2024, 2025, 2026)


class Holiday(msgspec.Struct, frozen=True, kw_only=True):
    """节假日: one holiday of a notice."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...] = ()

    def days(self) -> Iterator[date]:
        """Every day off."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """放假通知: one year's file in `data/`."""

    document: str
    holidays: tuple[Holiday, ...]


@cache
def notice(year: int) -> Notice:
    """The notice of a year. Raises `KeyError` where none ships with the product."""
    if year not in YEARS:
        raise KeyError(year)
    text = files("concord.calendars").joinpath("data", f"{year}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Notice)


def arrangement(year: int) -> ArrangeHolidays:
    """The command that takes a shipped notice into a tenant's calendar. Raises `KeyError`."""
    holidays = notice(year).holidays
    return ArrangeHolidays(
        year=year,
        days_off=tuple(day for one in holidays for day in one.days()),
        days_worked=tuple(day for one in holidays for day in one.worked),
        document=notice(year).document,
    )
