"""From a command to appended events: load, decide, append, answer the same to the same command."""

from concord.commanding.command import (
    Circumstances,
    Command,
    Context,
    Facts,
    Read,
    Survey,
    Surveyed,
    Tally,
)
from concord.commanding.commander import Commander, Outcome
from concord.commanding.days import TIME_ZONE, ZONE, day_of, recorded_on
from concord.commanding.naming import named
from concord.refusals import CommandRefusal, Message, Refusal, RefusalCode

__all__ = [
    "TIME_ZONE",
    "ZONE",
    "Circumstances",
    "Command",
    "CommandRefusal",
    "Commander",
    "Context",
    "Facts",
    "Message",
    "Outcome",
    "Read",
    "Refusal",
    "RefusalCode",
    "Survey",
    "Surveyed",
    "Tally",
    "day_of",
    "named",
    "recorded_on",
]
