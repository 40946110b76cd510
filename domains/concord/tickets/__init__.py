"""吹哨: a member raises a need, the alliance answers, departments attend."""

from concord.commanding import Context
from concord.tickets.aggregate import Ticket
from concord.tickets.commands import COMMANDS

CONTEXT = Context(name="tickets", aggregates=(Ticket,), commands=COMMANDS, chinese="诉求办理")
