"""台账批注: an entry that was a mistake is marked as one, by two people; the entry itself stays for ever."""

from concord.annotations.aggregate import Annotation
from concord.annotations.commands import COMMANDS
from concord.commanding import Context

CONTEXT = Context(name="annotations", aggregates=(Annotation,), commands=COMMANDS, chinese="台账批注")
