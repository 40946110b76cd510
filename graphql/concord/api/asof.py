"""`asOf`: root fields answer what was true in the ledger at a position or at a time."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from typing import Annotated

import asyncpg
import strawberry

from concord.api.context import MOMENT, OperationContext
from concord.api.errors import ApiError, ErrorCode, bad_input, limit_exceeded
from concord.api.fields import given
from concord.api.scalars import Position, write_datetime
from concord.commanding import Message
from concord.projecting import asof
from concord.tenancy import reading as reading_now

ONE_MOMENT = Message(
    "asOf 请给出 position 或 time，两者只能有一个", "asOf: give either position or time, and not both"
)
NOT_BOTH = Message(
    "asOf 与 atLeast 不能同时使用：过去不会更新", "Give either asOf or atLeast: what was does not change"
)
OUTSIDE = Message(
    "台账共 {head} 条，没有第 {position} 条", "The ledger has {head} entries: there is no position {position}"
)
BEFORE = Message("台账在 {time} 还没有任何记录", "Nothing had been recorded in the ledger at {time}")
NOT_YET = Message("{time} 还没有到", "{time} is still to come")
TOO_LONG = Message(
    "第 {position} 条之前的事件过多：asOf 最多回放 {limit} 条",
    "asOf folds at most {limit} events while you wait, up to here there are {position}",
)
BUSY = Message("回放繁忙或超时，请稍后再试", "Looking back takes too long just now: try again later")
STUCK = Message(
    "查询模型“{model}”不能处理台账第 {position} 条，请联系运维人员",
    "The read model {model} cannot take position {position} of the ledger: an operator has to decide",
)
GONE = Message("客户端已离开", "The client has gone")


@strawberry.input(name="AsOf", description="截至: a moment of the ledger; give exactly one")
class AsOfInput:
    """What was recorded by then counts, and nothing after it."""

    position: Position | None = given("台账序号: up to this entry", default=None)
    time: datetime | None = given("记录时刻: up to the last entry recorded by then", default=None)


AsOf = Annotated[
    AsOfInput | None,
    strawberry.argument(description="截至台账何时: what was true then; not together with atLeast"),
]


async def look_back(context: OperationContext, as_of: AsOfInput | None, at_least: int | None = None) -> None:
    """From here on, everything below this root field is read as it was. Call it first, in the resolver."""
    await look_up(context, as_of, at_least)
    if (moment := MOMENT.get()) is not None:
        await prepare(context, moment)


async def look_up(context: OperationContext, as_of: AsOfInput | None, at_least: int | None = None) -> None:
    """As `look_back`, for a root field that reads no read model itself: one is built where one is met."""
    MOMENT.set(None)
    if as_of is None:
        return
    if at_least is not None:
        raise bad_input(NOT_BOTH)
    MOMENT.set(await find_moment(context, as_of))


async def find_moment(context: OperationContext, as_of: AsOfInput) -> asof.Moment:
    """The position that is meant. Raises BAD_USER_INPUT."""
    if (as_of.position is None) == (as_of.time is None):
        raise bad_input(ONE_MOMENT)
    with answered():
        return await _moment(context, as_of)


async def prepare(context: OperationContext, moment: asof.Moment) -> None:
    """Read models as they were then can be read at once from here on."""
    with answered():
        async with context.resting():
            await _while_there(context, context.services.history.prepare(context.tenant, moment.position))


@asynccontextmanager
async def reading(context: OperationContext) -> AsyncIterator[asyncpg.Connection]:
    """A read-only transaction of the tenant, with its read models as the root field looks at them."""
    services, moment = context.services, MOMENT.get()
    if moment is None:
        async with reading_now(services.pool, context.tenant) as connection:
            yield connection
        return
    with answered():
        async with services.history.reading(context.tenant, moment.position) as connection:
            yield connection


async def _moment(context: OperationContext, as_of: AsOfInput) -> asof.Moment:
    async with reading_now(context.services.pool, context.tenant) as connection:
        if as_of.position is not None:
            return await asof.at_position(connection, context.tenant, as_of.position)
        assert as_of.time is not None
        return await asof.at_time(connection, context.tenant, as_of.time)


async def _while_there(context: OperationContext, work: Awaitable[None]) -> None:
    """Nobody folds a ledger for a client that has gone. (A socket's operations are cancelled with it.)"""
    if context.session.departed is None:
        return await work
    working, departing = asyncio.ensure_future(work), asyncio.ensure_future(context.session.departed())
    try:
        await asyncio.wait((working, departing), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ApiError(ErrorCode.STALE_READ, GONE)
        working.result()
    finally:
        working.cancel()
        departing.cancel()
        await asyncio.wait((working, departing))
    return None


@contextmanager
def answered() -> Iterator[None]:
    """What is wrong with a moment, as the client is told."""
    try:
        yield
    except asof.BeyondTheHead as error:
        raise bad_input(OUTSIDE, position=error.position, head=error.head) from error
    except asof.BeforeTheFirst as error:
        raise bad_input(BEFORE, time=write_datetime(error.time)) from error
    except asof.NotYet as error:
        raise bad_input(NOT_YET, time=write_datetime(error.time)) from error
    except asof.TooManyEvents as error:
        raise limit_exceeded(TOO_LONG, position=error.position, limit=error.limit) from error
    except asof.Busy as error:
        raise limit_exceeded(BUSY) from error
    except asof.CannotReplay as error:
        raise ApiError(ErrorCode.STALE_READ, STUCK, model=error.model, position=error.position) from error
