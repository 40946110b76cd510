"""What every mutation on activities answers with, and how its input names the activity."""

from uuid import UUID

from concord.api.activities.inputs import ActivityStepInput
from concord.api.activities.loaders import ACTIVITY, MODEL
from concord.api.activities.types import Activity
from concord.api.ids import decode
from concord.api.mutating import Returned

ANSWER = Returned(name="activity", type=Activity, chinese="活动", load=ACTIVITY, model=MODEL)


def activity_of(input: ActivityStepInput) -> UUID:
    """The activity that an input names."""
    return decode("Activity", input.activity_id, "input.activityId")
