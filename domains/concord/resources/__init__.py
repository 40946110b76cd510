"""资源共享: what members open to others, on the alliance's lists, lent without two at one time."""

from concord.commanding import Context
from concord.resources.aggregate import Resource
from concord.resources.booking import Booking
from concord.resources.commands import COMMANDS

CONTEXT = Context(name="resources", aggregates=(Resource, Booking), commands=COMMANDS, chinese="资源共享")
