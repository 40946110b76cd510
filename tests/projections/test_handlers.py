"""Every event that a context can write is shown by a read model, or is known not to be."""

from concord.commanding.commander import contexts
from concord.eventstore.mapper import Mapper
from concord.projecting import find_read_models

NOT_SHOWN = (
    "activities.Lead",  # LeadRotation: its turns show in the activities that they were used for
    "alliances.ExclusiveSeat",  # follows from the membership
    "funds.ResultsRewarded",  # follows from the rewards that were proposed
    "meetings.MeetingSeriesOpened",  # the series is there to number meetings, which show their numbers
    "meetings.MeetingNumbered",
    "projects.ProjectYear",  # its places follow from the projects' own states
    "projects.ProjectPlace",
)


def test_every_event_is_handled_under_its_public_name():
    handled = {name for model in find_read_models() for name in model.handles}
    written = set(Mapper(contexts()).types)
    assert handled <= written
    assert all(name.startswith(NOT_SHOWN) for name in written - handled), written - handled
