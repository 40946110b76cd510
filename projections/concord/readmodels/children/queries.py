"""How figures of children are asked: by period."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.figures import Figure
from concord.readmodels.children.rolling_up import roll_up
from concord.readmodels.children.rows import ChildFiguresRow, RollUp
from concord.readmodels.statement import bind

__all__ = ["MOST", "ChildFiguresRow", "RollUp", "of_period", "roll_up"]

MOST = 2_000
"""Reports of one period, of all children: a city's districts have some hundreds."""
_FIGURES = msgspec.json.Decoder(tuple[Figure, ...])


async def of_period(connection: Connection, tenant: UUID, period: str) -> Sequence[ChildFiguresRow]:
    """What was received for a period, by child and alliance; at most MOST rows."""
    parameters = {"tenant": tenant, "period": period, "most": MOST}
    text, arguments = bind(Path(__file__).parent / "of_period.sql", parameters)
    rows = [dict(row) for row in await connection.fetch(text, *arguments)]
    return [ChildFiguresRow(**row | {"figures": _FIGURES.decode(row["figures"])}) for row in rows]
