"""Funds by id, and what they have set aside."""

from concord.api.listing import belonging, rows, seen
from concord.api.sight import Record
from concord.readmodels.funds import queries

MODEL = "funds"
FUND = rows(queries)
GRANTS = belonging(queries.grants_of)
REWARDS = belonging(queries.rewards_of, seen(Record.REWARD))
