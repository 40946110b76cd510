"""`duties` and `idleAlliances`: reckoned for the day that is asked about."""

from datetime import date
from typing import Annotated, Any

import strawberry

from concord.api import ids
from concord.api.alliances.existing import require_alliance
from concord.api.asof import AsOf, look_back, reading
from concord.api.dates import today
from concord.api.duties.types import Duty, IdleAlliance
from concord.api.fields import resolved
from concord.api.freshness import wait_for
from concord.api.info import Info
from concord.api.listing import AtLeast, GlobalId
from concord.readmodels.duties import queries

MODEL = "duties"
On = Annotated[date | None, strawberry.argument(description="日期: the day asked about; today if omitted")]


async def _duties(
    info: Info, alliance_id: GlobalId, on: On = None, at_least: AtLeast = None, as_of: AsOf = None
) -> Any:
    alliance = ids.decode("Alliance", alliance_id, "allianceId")
    await look_back(info.context, as_of, at_least)
    await wait_for(info.context, MODEL, at_least)
    await require_alliance(info.context, alliance, at_least)
    day = on or await today(info.context)
    async with reading(info.context) as connection:
        return await queries.duties_of(connection, info.context.tenant, alliance, day)


async def _idle(info: Info, on: On = None, at_least: AtLeast = None, as_of: AsOf = None) -> Any:
    await look_back(info.context, as_of, at_least)
    await wait_for(info.context, MODEL, at_least)
    day = on or await today(info.context)
    async with reading(info.context) as connection:
        return await queries.idle_alliances(connection, info.context.tenant, day)


FIELDS = (
    resolved(
        _duties,
        "职责: all that an alliance owed by a day, by due day; what was done with its ledger positions",
        list[Duty],
        name="duties",
    ),
    resolved(
        _idle,
        "空转联盟: quiet for longer than their charter's cadence, the longest first",
        list[IdleAlliance],
        name="idleAlliances",
    ),
)
