"""How activities are asked for."""

from concord.api.activities.filter import ActivityFilterInput
from concord.api.activities.loaders import ACTIVITY, MODEL
from concord.api.activities.types import Activity
from concord.api.listing import listing, single
from concord.readmodels.activities import queries

FIELDS = (
    listing("activities", "活动", Activity, ActivityFilterInput, queries, MODEL),
    single("activity", "活动", Activity, ACTIVITY, MODEL),
)
