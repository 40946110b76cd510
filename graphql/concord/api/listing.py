"""A root field over a read model: a page of its rows, filtered, as fresh as asked."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Annotated, Any, get_type_hints
from uuid import UUID

import asyncpg
import msgspec
import strawberry
from strawberry.types.field import StrawberryField

from concord.api import ids
from concord.api.asof import AsOf, look_back, reading
from concord.api.connections import Connected, Page, Paging, connection_of, read_cursor
from concord.api.context import Load, OperationContext
from concord.api.errors import bad_input
from concord.api.fields import resolved
from concord.api.freshness import wait_for
from concord.api.info import Info
from concord.api.scalars import Position
from concord.api.sight import Record
from concord.commanding import Message

First = Annotated[int | None, strawberry.argument(description="前几条: page forward, 1 to 100")]
Last = Annotated[int | None, strawberry.argument(description="后几条: page backward, 1 to 100")]
After = Annotated[str | None, strawberry.argument(description="从此游标之后: exclusive")]
Before = Annotated[str | None, strawberry.argument(description="到此游标之前: exclusive")]
AtLeast = Annotated[
    Position | None,
    strawberry.argument(description="至少包含台账第几条: waits up to 2 s for this position, then STALE_READ"),
]
FILTER = strawberry.argument(description="筛选条件: what is left out narrows nothing")
OUT_OF_RANGE = Message(
    "{field} 的游标或筛选条件含有不可能的值", "The cursor or the filter of {field} has a value that cannot be"
)
GlobalId = Annotated[strawberry.ID, strawberry.argument(description="全局编号: of the object")]


Narrow = Callable[[OperationContext], Mapping[str, Any]]
"""Parameters by which a statement leaves out what the viewer may not see."""


def everything(_context: OperationContext) -> Mapping[str, Any]:
    """Rows that are for every reader."""
    return {}


def seen(record: Record) -> Narrow:
    """Rows that are records of a kind: those that the viewer may see."""
    return lambda context: {"own": context.bounds(record)}


def rows(queries: Any, narrow: Narrow = everything) -> Load[UUID, Any]:
    """Loads a read model's rows by id; None for an unknown one or another tenant's."""

    async def batch(context: OperationContext, keys: list[UUID]) -> list[Any]:
        async with reading(context) as connection:
            found = await queries.by_ids(connection, context.tenant, keys, **narrow(context))
        return [found.get(key) for key in keys]

    return Load(batch)


def belonging(
    query: Callable[..., Awaitable[Mapping[UUID, Any]]],
    narrow: Narrow = everything,
) -> Load[UUID, Any]:
    """Loads what belongs to each of many parents: a tuple of rows, or one row, or None."""

    async def batch(context: OperationContext, keys: list[UUID]) -> list[Any]:
        async with reading(context) as connection:
            found = await query(connection, context.tenant, keys, **narrow(context))
        return [found.get(key) for key in keys]

    return Load(batch)


async def page(
    context: OperationContext, queries: Any, cursor: type, filter: Any, paging: Paging, name: str
) -> Any:
    """One page of a read model as the source object of a connection."""
    paging.check(name)
    after = read_cursor(cursor, paging.after, f"{name}.after")
    before = read_cursor(cursor, paging.before, f"{name}.before")
    try:
        async with reading(context) as connection:
            found: Page[Any] = await queries.page(
                connection,
                context.tenant,
                filter,
                after=after,
                before=before,
                first=paging.first,
                last=paging.last,
            )
    except asyncpg.DataError as error:  # a number or text that no column of ours could hold
        raise bad_input(OUT_OF_RANGE, field=name) from error

    async def count() -> int:
        async with reading(context) as connection:
            return int(await queries.count(connection, context.tenant, filter))

    return Connected(found, queries.cursor, count)


def listing(
    name: str,
    chinese: str,
    node: type,
    filter_input: type,
    queries: Any,
    model: str,
    narrow: Narrow = everything,
) -> StrawberryField:
    """The connection field `name`; `filter_input.read()` gives the read model's filter."""
    cursor = get_type_hints(queries.cursor)["return"]

    async def resolve(
        info: Info,
        first: First = None,
        after: After = None,
        last: Last = None,
        before: Before = None,
        filter: Any = None,
        at_least: AtLeast = None,
        as_of: AsOf = None,
    ) -> Any:
        wanted = msgspec.structs.replace((filter or filter_input()).read(), **narrow(info.context))
        await look_back(info.context, as_of, at_least)
        await wait_for(info.context, model, at_least)
        return await page(
            info.context,
            queries,
            cursor,
            wanted,
            Paging(first=first, after=after, last=last, before=before),
            name,
        )

    resolve.__annotations__["filter"] = Annotated[filter_input | None, FILTER]
    told = f"{chinese}: a page of them, in the list's own order"
    made: StrawberryField = resolved(resolve, told, connection_of(node, chinese), name=name)
    return made


def single(name: str, chinese: str, node: type, load: Load[UUID, Any], model: str) -> StrawberryField:
    """The field `name(id:)`: one object, or null."""
    type_name = node.__name__

    async def resolve(info: Info, id: GlobalId, at_least: AtLeast = None, as_of: AsOf = None) -> Any:
        key = ids.decode(type_name, id, "id")
        await look_back(info.context, as_of, at_least)
        await wait_for(info.context, model, at_least)
        return await info.context.load(load, key)

    told = f"{chinese}: by id; null if there is none that the viewer may see"
    made: StrawberryField = resolved(resolve, told, node | None, name=name)
    return made
