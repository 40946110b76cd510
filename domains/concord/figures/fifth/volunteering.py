"""What volunteers gave at activities that are in the ledger and judged within the scope, by theme."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from concord.figures.figure import Figure
from concord.figures.first.activities import Activities, Activity

if TYPE_CHECKING:
    from concord.eventstore.entry import Entry

HOURS = "activities.VolunteerHoursLogged"


class Volunteering(Activities):
    """活动与出勤、志愿服务."""

    TYPES: ClassVar[tuple[str, ...]] = (*Activities.TYPES, HOURS)

    def take(self, entry: "Entry") -> None:
        """The next entry; hours logged again stand for those before."""
        if entry.type == HOURS:
            given = (entry.data["persons"], Decimal(entry.data["hours"]))
            self._activities[entry.members["stream"]].given[entry.data["organization"]] = given
        else:
            super().take(entry)

    def figures(self) -> Iterator[Figure]:
        """Of each theme that volunteers served, and of all of them."""
        yield from super().figures()
        counted = self._counted()
        for theme in ("", *sorted({one.theme for one in counted if one.given})):
            yield from _served(theme, [one for one in counted if theme in ("", one.theme)])


def _served(theme: str, activities: list[Activity]) -> Iterator[Figure]:
    given = [one for activity in activities for one in activity.given.values()]
    yield Figure("volunteering.activities", theme, Decimal(sum(bool(one.given) for one in activities)))
    yield Figure("volunteering.persons", theme, Decimal(sum(persons for persons, _ in given)))
    yield Figure("volunteering.hours", theme, sum((hours for _, hours in given), Decimal(0)))
