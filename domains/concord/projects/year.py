"""年度项目数: the places of one alliance in one year. Two selections at once meet here."""

from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from concord.commanding import Refusal
from concord.projects import events
from concord.projects.errors import ProjectRefusal


def year_id(alliance: UUID, year: int) -> UUID:
    """The stream of an alliance's places in a year."""
    return uuid5(alliance, f"projects.ProjectYear {year}")


class ProjectYear(Aggregate):
    """Which selected projects count towards the charter's quota."""

    ProjectYearOpened = events.ProjectYearOpened
    ProjectPlaceTaken = events.ProjectPlaceTaken
    ProjectPlaceFreed = events.ProjectPlaceFreed

    alliance: UUID
    year: int
    projects: tuple[UUID, ...]

    @event(events.ProjectYearOpened)
    def __init__(self, alliance: UUID, year: int) -> None:
        self.alliance = alliance
        self.year = year
        self.projects = ()

    def take(self, project: UUID, most: int | None) -> None:
        """A place, while the charter has one (`most`: how many; None: any number)."""
        taken = len(self.projects)
        if most is not None and taken >= most:
            raise Refusal(ProjectRefusal.QUOTA_FULL, most=most, year=self.year, taken=taken)
        self._taken(project=project, taken=taken + 1)

    def free(self, project: UUID) -> None:
        """The place of a project that is dropped, if it had one."""
        if project in self.projects:
            self._freed(project=project, taken=len(self.projects) - 1)

    @event(events.ProjectPlaceTaken)
    def _taken(self, project: UUID, taken: int) -> None:
        self.projects = (*self.projects, project)

    @event(events.ProjectPlaceFreed)
    def _freed(self, project: UUID, taken: int) -> None:
        self.projects = tuple(one for one in self.projects if one != project)
