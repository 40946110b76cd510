"""会议届次: the meetings that an alliance has held, in order. Two that are recorded at once meet here."""

from datetime import date
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from concord.meetings import events


def series_id(alliance: UUID) -> UUID:
    """The stream of an alliance's series."""
    return uuid5(alliance, "meetings.MeetingSeries")


class MeetingSeries(Aggregate):
    """Numbers the meetings of a kind within a year, and knows which one was the last."""

    MeetingSeriesOpened = events.MeetingSeriesOpened
    MeetingNumbered = events.MeetingNumbered

    alliance: UUID
    last: UUID | None
    last_held_on: date | None
    counts: dict[str, int]
    """By `<code> <year>`."""

    @event(events.MeetingSeriesOpened)
    def __init__(self, alliance: UUID) -> None:
        self.alliance = alliance
        self.last = None
        self.last_held_on = None
        self.counts = {}

    def enter(self, meeting: UUID, code: str, held_on: date) -> int:
        """The number that a meeting gets."""
        number = self.counts.get(f"{code} {held_on.year}", 0) + 1
        self._numbered(meeting=meeting, code=code, year=held_on.year, number=number, held_on=held_on)
        return number

    @event(events.MeetingNumbered)
    def _numbered(self, meeting: UUID, code: str, year: int, number: int, held_on: date) -> None:
        self.counts[f"{code} {year}"] = number
        self.last, self.last_held_on = meeting, held_on
