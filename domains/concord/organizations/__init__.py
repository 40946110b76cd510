"""单位: the organizations that can join alliances."""

from concord.commanding import Context
from concord.organizations.aggregate import Organization
from concord.organizations.commands import COMMANDS

CONTEXT = Context(name="organizations", aggregates=(Organization,), commands=COMMANDS, chinese="单位")
