"""Briefings by id."""

from concord.api.listing import rows
from concord.readmodels.briefings import queries

MODEL = "briefings"
BRIEFING = rows(queries)
