"""Read your writes: waiting until a read model has taken in a position of the ledger."""

import asyncio
from pathlib import Path

from concord.api.context import OperationContext
from concord.api.errors import ApiError, ErrorCode
from concord.api.listening import PROJECTED
from concord.commanding import Message
from concord.tenancy import reading

PATIENCE = 2.0
"""Seconds; a client that meets STALE_READ asks again."""

_STATEMENT = (Path(__file__).parent / "model_position.sql").read_text(encoding="utf-8")

STALE = Message(
    "查询数据尚未更新到台账第 {position} 条，请稍后再试",
    "What you read has not caught up with position {position} of the ledger yet: try again",
)


async def wait_for(
    context: OperationContext, model: str, position: int | None, patience: float = PATIENCE
) -> None:
    """Until this read model has reached `position`. Raises STALE_READ when it takes too long."""
    if position is None:
        return
    try:
        async with context.resting(), asyncio.timeout(patience):
            while True:
                wake = context.session.listener.expect(PROJECTED, context.tenant)
                if await _reached(context, model) >= position:
                    wake.cancel()
                    return
                await context.session.listener.wait(wake)
    except TimeoutError:
        raise ApiError(ErrorCode.STALE_READ, STALE, position=position) from None


async def _reached(context: OperationContext, model: str) -> int:
    async with reading(context.services.pool, context.tenant) as connection:
        return int(await connection.fetchval(_STATEMENT, context.tenant, model))
