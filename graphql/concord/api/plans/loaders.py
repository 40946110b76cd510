"""Annual plans by id, and their items."""

from concord.api.listing import belonging, rows
from concord.readmodels.plans import queries

MODEL = "plans"
PLAN = rows(queries)
ITEMS = belonging(queries.items_of)
