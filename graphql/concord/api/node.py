"""`Node`: whatever has a global id, and `node(id:)` that finds it again."""

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types.field import StrawberryField

from concord.api import ids
from concord.api.asof import AsOf, look_back
from concord.api.context import Load, OperationContext
from concord.api.fields import resolved
from concord.api.info import Info

LOADS: dict[str, Load[UUID, Any]] = {}
"""How the objects of each type are loaded by key; every type with a global id is here."""


@strawberry.interface(description="节点: anything with a global id")
class Node:
    """Implemented by every object type that can be asked for by id."""

    id: strawberry.ID = strawberry.field(
        description="全局编号: opaque; an id is never an authorization", metadata={"global_id": True}
    )


async def find(context: OperationContext, global_id: str) -> Any:
    """The row behind an id, or None: unknown, of another tenant, or not an id at all."""
    type_name, key = ids.parse(global_id)
    load = LOADS.get(type_name)
    if load is None:
        return None
    try:
        return await context.load(load, UUID(key))
    except ValueError:
        return None


async def _resolve(
    info: Info,
    id: Annotated[strawberry.ID, strawberry.argument(description="全局编号: of any object")],
    as_of: AsOf = None,
) -> Any:
    await look_back(info.context, as_of)
    return await find(info.context, id)


def node_field() -> StrawberryField:
    """`node(id:)`."""
    told = "节点: the object with this id, if the viewer may see it"
    field: StrawberryField = resolved(_resolve, told, Node | None, name="node")
    return field
