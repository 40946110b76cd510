"""A briefing: filed once for an activity, and never changed."""

from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from concord.reports import events


def briefing_id(activity: UUID) -> UUID:
    """One for each activity."""
    return uuid5(activity, "reports.Briefing")


class Briefing(Aggregate):
    """信息简报: of one activity."""

    BriefingFiled = events.BriefingFiled

    activity: UUID

    @event(events.BriefingFiled)
    def __init__(self, activity: UUID) -> None:
        self.activity = activity
