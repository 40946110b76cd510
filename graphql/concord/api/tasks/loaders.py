"""Needs and tasks by id, and the claims laid to them."""

from concord.api.listing import belonging, rows
from concord.readmodels.tasks import queries

MODEL = "tasks"
TASK = rows(queries)
CLAIMS = belonging(queries.claims_of)
