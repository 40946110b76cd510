"""Honours by id."""

from concord.api.listing import rows
from concord.readmodels.honours import queries

MODEL = "honours"
HONOUR = rows(queries)
