"""吹哨: a member asks, the alliance answers, departments attend; 三张清单: needs claimed as tasks."""

from concord.commanding import Context
from concord.tickets.aggregate import Ticket
from concord.tickets.commands import COMMANDS
from concord.tickets.task import Task

CONTEXT = Context(name="tickets", aggregates=(Ticket, Task), commands=COMMANDS, chinese="诉求办理")
