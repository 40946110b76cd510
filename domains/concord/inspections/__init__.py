"""检查: members inspect each other, the committee inspects; what is found is put right and checked."""

from concord.commanding import Context
from concord.inspections.aggregate import Inspection
from concord.inspections.commands import COMMANDS

CONTEXT = Context(
    name="inspections", aggregates=(Inspection,), commands=COMMANDS, chinese="安全互查与督导检查"
)
