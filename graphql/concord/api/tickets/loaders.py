"""Tickets by id, and their timelines."""

from concord.api.listing import belonging, rows
from concord.readmodels.tickets import queries

MODEL = "tickets"
TICKET = rows(queries)
STEPS = belonging(queries.steps_of)
