"""How figures of children are asked for."""

from typing import Annotated

import strawberry

from concord.api.asof import AsOf, look_back
from concord.api.children.loaders import MODEL
from concord.api.children.types import ChildFiguresOfPeriod
from concord.api.fields import resolved
from concord.api.freshness import wait_for
from concord.api.info import Info
from concord.api.listing import AtLeast


async def _child_figures(
    info: Info,
    period: Annotated[str, strawberry.argument(description="报告期: 2024, 2024-H1, 2024-Q2, 2024-04 …")],
    at_least: AtLeast = None,
    as_of: AsOf = None,
) -> str:
    await look_back(info.context, as_of, at_least)
    await wait_for(info.context, MODEL, at_least)
    return period


FIELDS = (
    resolved(
        _child_figures,
        "下级数字: what tenants below have released for a period, and what it adds up to",
        ChildFiguresOfPeriod,
        name="childFigures",
    ),
)
