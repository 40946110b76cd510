"""联盟: a standing cooperation of organizations, its charter, members and chair."""

from concord.alliances.aggregate import Alliance
from concord.alliances.commands import COMMANDS
from concord.alliances.programme import Programme
from concord.alliances.seat import ExclusiveSeat
from concord.commanding import Context

CONTEXT = Context(
    name="alliances", aggregates=(Alliance, Programme, ExclusiveSeat), commands=COMMANDS, chinese="联盟"
)
