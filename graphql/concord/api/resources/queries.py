"""How shared resources and bookings are asked for."""

from typing import Annotated

import strawberry

from concord.api import ids
from concord.api.alliances.existing import require_alliance
from concord.api.asof import AsOf, look_back, reading
from concord.api.fields import resolved
from concord.api.freshness import wait_for
from concord.api.info import Info
from concord.api.listing import AtLeast, listing, single
from concord.api.resources.filter import BookingFilterInput, ResourceFilterInput
from concord.api.resources.loaders import BOOKING, MODEL, RESOURCE
from concord.api.resources.types import Booking, Resource, ResourceListFigures
from concord.readmodels.resources import bookings, queries
from concord.readmodels.resources.rows import ListFigures


async def _figures(
    info: Info,
    alliance_id: Annotated[strawberry.ID, strawberry.argument(description="联盟: whose resources")],
    at_least: AtLeast = None,
    as_of: AsOf = None,
) -> tuple[ListFigures, ...]:
    context = info.context
    alliance = ids.decode("Alliance", alliance_id, "allianceId")
    await look_back(context, as_of, at_least)
    await wait_for(context, MODEL, at_least)
    await require_alliance(context, alliance, at_least)
    async with reading(context) as connection:
        return await queries.figures(connection, context.tenant, alliance)


FIELDS = (
    listing("resources", "共享资源", Resource, ResourceFilterInput, queries, MODEL),
    single("resource", "共享资源", Resource, RESOURCE, MODEL),
    listing("bookings", "预约", Booking, BookingFilterInput, bookings, MODEL),
    single("booking", "预约", Booking, BOOKING, MODEL),
    resolved(
        _figures,
        "清单统计: what an alliance shares, list by list",
        list[ResourceListFigures],
        name="resourceFigures",
    ),
)
