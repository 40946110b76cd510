"""`accesses`: who looked at whom."""

from typing import Annotated, Any
from uuid import UUID

import strawberry

from concord.api.accesses import records
from concord.api.accesses.records import AccessCursor, AccessFilter
from concord.api.accesses.types import AccessRecord
from concord.api.connections import Paging, connection_of
from concord.api.fields import given, resolved
from concord.api.info import Info
from concord.api.listing import FILTER, After, Before, First, Last, page


@strawberry.input(name="AccessFilter", description="查看记录筛选: what is left out narrows nothing")
class AccessFilterInput:
    """Conditions of `accesses`."""

    subject: UUID | None = given("主体编号: looks at this person", default=None)
    actor: str | None = given("查看人: looks by this actor", default=None)


async def _accesses(
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
    filter: Annotated[AccessFilterInput | None, FILTER] = None,
) -> Any:
    asked = filter or AccessFilterInput()
    wanted = AccessFilter(subject=asked.subject, actor=asked.actor)
    paging = Paging(first=first, after=after, last=last, before=before)
    return await page(info.context, records, AccessCursor, wanted, paging, "accesses")


FIELDS = (
    resolved(
        _accesses,
        "查看记录: looks at personal values, in the order in which they happened",
        connection_of(AccessRecord, "查看记录"),
        name="accesses",
    ),
)
