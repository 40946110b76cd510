"""How funds and their movements are asked for."""

from concord.api.funds.filter import FundFilterInput, FundMovementFilterInput
from concord.api.funds.loaders import FUND, MODEL
from concord.api.funds.types import Fund, FundMovement
from concord.api.listing import listing, single
from concord.readmodels.funds import movements, queries

FIELDS = (
    listing("funds", "经费", Fund, FundFilterInput, queries, MODEL),
    single("fund", "经费", Fund, FUND, MODEL),
    listing("fundMovements", "收支", FundMovement, FundMovementFilterInput, movements, MODEL),
)
