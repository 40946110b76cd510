"""Annotations by id."""

from concord.api.ledger.sight import hidden
from concord.api.listing import rows
from concord.readmodels.annotations import queries

MODEL = "annotations"
ANNOTATION = rows(queries, hidden)
