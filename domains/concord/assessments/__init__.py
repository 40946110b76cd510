"""考核: members are scored by a scheme, period by period; stars follow the scheme of the period."""

from concord.assessments.aggregate import Assessment
from concord.assessments.commands import COMMANDS
from concord.assessments.honour import Honour
from concord.assessments.scheme import Scheme
from concord.commanding import Context

CONTEXT = Context(
    name="assessments", aggregates=(Scheme, Assessment, Honour), commands=COMMANDS, chinese="考核评星"
)
