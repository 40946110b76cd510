"""A day begins at midnight in China, wherever a server stands."""

from datetime import UTC, date, datetime, timedelta

import orjson
from hypothesis import given
from hypothesis import strategies as st

from concord.commanding import day_of, recorded_on
from concord.eventstore.entry import Entry

SINCE = datetime(2000, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 10**8).map(lambda minutes: SINCE + timedelta(minutes=minutes))


def entry(recorded_at: datetime) -> Entry:
    spelled = recorded_at.isoformat(timespec="microseconds").replace("+00:00", "Z")
    return Entry(1, orjson.dumps({"recorded_at": spelled}))


def test_the_day_begins_at_midnight_in_china() -> None:
    assert day_of(datetime(2024, 2, 29, 15, 59, 59, tzinfo=UTC)) == date(2024, 2, 29)
    assert day_of(datetime(2024, 2, 29, 16, tzinfo=UTC)) == date(2024, 3, 1)


@given(MOMENTS)
def test_an_entry_s_day_is_that_of_its_moment(moment: datetime) -> None:
    assert recorded_on(entry(moment)) == day_of(moment).isoformat()
    assert day_of(moment) == (moment + timedelta(hours=8)).date()
