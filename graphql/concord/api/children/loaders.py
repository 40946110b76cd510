"""Figures of children by period."""

from collections.abc import Sequence

from concord.api.asof import reading
from concord.api.context import Load, OperationContext
from concord.readmodels.children import queries
from concord.readmodels.children.rows import ChildFiguresRow

MODEL = "children"


async def _of_periods(context: OperationContext, periods: list[str]) -> list[Sequence[ChildFiguresRow]]:
    async with reading(context) as connection:
        return [await queries.of_period(connection, context.tenant, period) for period in periods]


OF_PERIOD = Load(_of_periods)
