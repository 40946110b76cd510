"""Meetings by id, and what belongs to them."""

from concord.api.listing import belonging, rows
from concord.readmodels.meetings import queries

MODEL = "meetings"
MEETING = rows(queries)
ITEMS = belonging(queries.items_of)
MOTIONS = belonging(queries.motions_of)
VOTES = belonging(queries.votes_of)
FOLLOW_UPS = belonging(queries.follow_ups_of)
DUTY_REPORTS = belonging(queries.duty_reports_of)
