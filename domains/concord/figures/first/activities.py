"""Activities that are in the ledger and judged within the scope, by theme and by member."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from concord.figures.figure import Counted, Figure, Measure, Scope, rate

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry


class Activity:
    """活动, with corrections applied."""

    def __init__(self, alliance: str, theme: str) -> None:
        self.alliance = alliance
        self.theme = theme
        self.held_on: str | None = None
        self.judged_on: str | None = None
        self.lead: str | None = None
        self.logged_at = 0
        """Position; 0 while it is not logged."""
        self.attendance: dict[str, tuple[int, int, int]] = {}
        """(present, expected, position that says so) of each organization."""
        self.given: dict[str, tuple[int, Decimal]] = {}
        """Persons and hours of each organization's volunteers; counted since the fifth definition."""

    @property
    def attended(self) -> list[tuple[int, int, int]]:
        """Of organizations of which at least one person came."""
        return [one for one in self.attendance.values() if one[0]]


class Activities:
    """活动与出勤."""

    TYPES: ClassVar[tuple[str, ...]] = (
        "activities.ActivityProposed",
        "activities.ActivityHeld",
        "activities.AttendanceRecorded",
        "activities.ActivityLogged",
        "activities.ActivityCorrected",
    )

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._activities: dict[str, Activity] = {}

    def take(self, entry: "Entry") -> None:
        """The next entry."""
        stream, data = entry.members["stream"], entry.data
        match entry.type.partition(".")[2]:
            case "ActivityProposed":
                self._activities[stream] = Activity(data["alliance"], data["theme"])
            case "ActivityHeld":
                self._activities[stream].held_on = data["held_on"]
            case "AttendanceRecorded":
                for record in data["records"]:
                    self._attend(stream, record, entry.position)
            case "ActivityLogged":
                activity = self._activities[stream]
                activity.judged_on, activity.lead = data["judged_on"], data["lead"]
                activity.logged_at = entry.position
            case "ActivityCorrected":
                self._correct(stream, data, entry.position)

    def figures(self) -> Iterator[Figure]:
        """Of each theme, and of all of them."""
        counted = self._counted()
        themes = sorted({one.theme for one in counted})
        for theme in ("", *themes):
            yield from _held(theme, [one for one in counted if theme in ("", one.theme)])

    def of(self, organization: str, measure: Measure) -> Counted:
        """What of one organization was counted."""
        counted = self._counted()
        if measure is Measure.ACTIVITIES_LED:
            led = [one.logged_at for one in counted if one.lead == organization]
            return Counted(len(led), None, tuple(sorted(led)))
        records = [one.attendance[organization] for one in counted if organization in one.attendance]
        if measure is Measure.ACTIVITIES_ATTENDED:
            records = [one for one in records if one[0]]
            return Counted(len(records), None, _positions(records))
        present, expected = sum(one[0] for one in records), sum(one[1] for one in records)
        return Counted(present, expected, _positions(records))

    def _counted(self) -> list[Activity]:
        scope = self._scope
        return [
            one
            for one in self._activities.values()
            if one.logged_at and scope.covers(one.judged_on) and scope.concerns(one.alliance)
        ]

    def _attend(self, stream: str, record: dict[str, Any], position: int) -> None:
        counts = (record["present"], record["expected"], position)
        self._activities[stream].attendance[record["organization"]] = counts

    def _correct(self, stream: str, data: dict[str, Any], position: int) -> None:
        activity = self._activities[stream]
        match data["field"]:
            case "THEME":
                activity.theme = data["text"]
            case "ATTENDANCE":
                self._attend(stream, data["attendance"], position)
            case "HELD_ON":
                # Held on another day, which judges it if the old one did.
                if activity.judged_on == activity.held_on:
                    activity.judged_on = data["day"]
                activity.held_on = data["day"]


def _positions(records: Iterable[tuple[int, int, int]]) -> tuple[int, ...]:
    return tuple(sorted({position for _, _, position in records}))


def _held(theme: str, activities: list[Activity]) -> Iterator[Figure]:
    records = [record for one in activities for record in one.attendance.values()]
    present, expected = sum(one[0] for one in records), sum(one[1] for one in records)
    yield Figure("activities.held", theme, Decimal(len(activities)))
    yield Figure("activities.organizations", theme, Decimal(sum(len(one.attended) for one in activities)))
    yield Figure("activities.present", theme, Decimal(present))
    yield Figure("activities.expected", theme, Decimal(expected))
    yield Figure("activities.attendance_rate", theme, rate(present, expected))
