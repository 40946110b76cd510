"""As-of: what was true in a ledger at a position or at a time, by today's projection code."""

from concord.projecting.asof.differing import NoSuchPlace, Place, RowChange, changes
from concord.projecting.asof.errors import (
    AsOfError,
    BeforeTheFirst,
    BeyondTheHead,
    Busy,
    CannotReplay,
    NotYet,
    TooManyEvents,
)
from concord.projecting.asof.history import History
from concord.projecting.asof.moment import Moment, at_position, at_time

__all__ = [
    "AsOfError",
    "BeforeTheFirst",
    "BeyondTheHead",
    "Busy",
    "CannotReplay",
    "History",
    "Moment",
    "NoSuchPlace",
    "NotYet",
    "Place",
    "RowChange",
    "TooManyEvents",
    "at_position",
    "at_time",
    "changes",
]
