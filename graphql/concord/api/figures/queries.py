"""How figures are asked for."""

from datetime import date
from typing import Annotated

import strawberry

from concord.api.alliances.existing import require_alliance
from concord.api.asof import AsOf, look_back
from concord.api.errors import bad_input
from concord.api.fields import resolved
from concord.api.figures.loaders import MODEL
from concord.api.figures.period import Figures
from concord.api.freshness import wait_for
from concord.api.ids import decode_optional
from concord.api.info import Info
from concord.api.listing import AtLeast
from concord.commanding import Message
from concord.readmodels.figures.queries import FigureScope

BACKWARDS = Message("统计期的开始日期晚于结束日期", "The period begins after it ends")


async def _figures(
    info: Info,
    since: Annotated[date, strawberry.argument(description="统计期自: first day")],
    until: Annotated[date, strawberry.argument(description="统计期至: last day")],
    alliance_id: Annotated[
        strawberry.ID | None, strawberry.argument(description="联盟: of all if omitted")
    ] = None,
    at_least: AtLeast = None,
    as_of: AsOf = None,
) -> FigureScope:
    if since > until:
        raise bad_input(BACKWARDS)
    scope = FigureScope(since, until, decode_optional("Alliance", alliance_id, "allianceId"))
    await look_back(info.context, as_of, at_least)
    await wait_for(info.context, MODEL, at_least)
    if scope.alliance is not None:
        await require_alliance(info.context, scope.alliance, at_least)
    return scope


FIELDS = (resolved(_figures, "统计数字: of any period, of one alliance or of all", Figures, name="figures"),)
