"""An alliance that is asked about as a whole: nothing is said of one that is not there."""

from uuid import UUID

from concord.api.alliances.loaders import ALLIANCE, MODEL
from concord.api.context import OperationContext
from concord.api.errors import ApiError, ErrorCode
from concord.api.freshness import wait_for
from concord.commanding import Message

NO_ALLIANCE = Message("没有这个联盟，请核对编号", "There is no such alliance: check its id")


async def require_alliance(context: OperationContext, alliance: UUID, at_least: int | None) -> None:
    """Raises NOT_FOUND: an empty answer would read as “nothing is owed”."""
    await wait_for(context, MODEL, at_least)
    if await context.load(ALLIANCE, alliance) is None:
        raise ApiError(ErrorCode.NOT_FOUND, NO_ALLIANCE)
