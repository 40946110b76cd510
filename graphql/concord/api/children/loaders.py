"""What figures of children add up to."""

from collections.abc import Sequence

from concord.api.asof import reading
from concord.api.context import Load, OperationContext
from concord.readmodels.children import queries
from concord.readmodels.children.rows import RollUp

MODEL = "children"


async def _totals(context: OperationContext, periods: list[str]) -> list[Sequence[RollUp]]:
    async with reading(context) as connection:
        return [await queries.totals(connection, context.tenant, period) for period in periods]


TOTALS: Load[str, Sequence[RollUp]] = Load(_totals)
"""By period."""
