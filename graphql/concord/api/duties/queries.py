"""`duties` and `idleAlliances`: reckoned for the day that is asked about."""

from datetime import date
from typing import Annotated, Any

import strawberry

from concord.api import ids
from concord.api.alliances.existing import require_alliance
from concord.api.asof import AsOf, look_back, reading
from concord.api.connections import MAX_PAGE
from concord.api.dates import today
from concord.api.duties.codes import DutyKind, DutyStatus
from concord.api.duties.types import Duty, IdleAlliance
from concord.api.errors import bad_input, limit_exceeded
from concord.api.fields import resolved
from concord.api.freshness import wait_for
from concord.api.info import Info
from concord.api.listing import AtLeast, GlobalId
from concord.commanding import Message
from concord.readmodels.duties import queries

MODEL = "duties"
MOST_DUTIES = 1_000
TOO_MANY = Message(
    "职责共 {found} 项，一次最多 {limit} 项：请用 since、kinds 或 statuses 缩小范围",
    "There are {found} duties and at most {limit} at once: narrow them by since, kinds or statuses",
)
FIRST = Message("idleAlliances 的 first 应在 1 至 {limit} 之间", "idleAlliances: first is from 1 to {limit}")
First = Annotated[int, strawberry.argument(description="最多几个: 1 to 100, the longest idle first")]
Since = Annotated[date | None, strawberry.argument(description="完成期限自: due on this day or later")]
Kinds = Annotated[list[DutyKind] | None, strawberry.argument(description="职责类别: any of these")]
Statuses = Annotated[list[DutyStatus] | None, strawberry.argument(description="职责状态: any of these")]
On = Annotated[date | None, strawberry.argument(description="日期: the day asked about; today if omitted")]


async def _duties(
    info: Info,
    alliance_id: GlobalId,
    on: On = None,
    since: Since = None,
    kinds: Kinds = None,
    statuses: Statuses = None,
    at_least: AtLeast = None,
    as_of: AsOf = None,
) -> Any:
    alliance = ids.decode("Alliance", alliance_id, "allianceId")
    await look_back(info.context, as_of, at_least)
    await wait_for(info.context, MODEL, at_least)
    await require_alliance(info.context, alliance, at_least)
    day = on or await today(info.context)
    async with reading(info.context) as connection:
        found = await queries.duties_of(connection, info.context.tenant, alliance, day)
    wanted = [
        one
        for one in found
        if (since is None or since <= one.due_on)
        and (kinds is None or one.kind in kinds)
        and (statuses is None or one.status in statuses)
    ]
    if len(wanted) > MOST_DUTIES:
        raise limit_exceeded(TOO_MANY, limit=MOST_DUTIES, found=len(wanted))
    return wanted


async def _idle(
    info: Info, on: On = None, first: First = MAX_PAGE, at_least: AtLeast = None, as_of: AsOf = None
) -> Any:
    if not 1 <= first <= MAX_PAGE:
        raise bad_input(FIRST, limit=MAX_PAGE)
    await look_back(info.context, as_of, at_least)
    await wait_for(info.context, MODEL, at_least)
    day = on or await today(info.context)
    async with reading(info.context) as connection:
        return await queries.idle_alliances(connection, info.context.tenant, day, first)


FIELDS = (
    resolved(
        _duties,
        "职责: what an alliance owed by a day, by due day, at most 1,000; what was done with its positions",
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
