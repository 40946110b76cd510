"""The tenant's calendar and its years."""

from concord.api.listing import belonging, rows
from concord.readmodels.calendars import queries

MODEL = "calendars"
CALENDAR = rows(queries)
YEARS = belonging(queries.years_of)
