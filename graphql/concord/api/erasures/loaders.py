"""Erasures by id."""

from concord.api.listing import rows
from concord.readmodels.erasures import queries

MODEL = "erasures"
ERASURE = rows(queries)
