"""Honours by id."""

from concord.api.listing import rows, seen
from concord.api.sight import Record
from concord.readmodels.honours import queries

MODEL = "honours"
HONOUR = rows(queries, seen(Record.NOMINATION))
