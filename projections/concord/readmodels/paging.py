"""Pages by keyset: a page begins beside a row, so rows written meanwhile neither repeat nor hide others."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels.statement import bind

Row = TypeVar("Row", bound=msgspec.Struct)
Child = TypeVar("Child", bound=msgspec.Struct)


class Page(msgspec.Struct, Generic[Row], frozen=True):
    """Rows in the list's order, whichever way it was paged."""

    rows: tuple[Row, ...]
    has_next: bool
    """Known when paging forward; backward: whether a cursor bounds the page (Relay allows this)."""
    has_previous: bool


async def page(
    connection: Connection,
    file: Path,
    row: Callable[..., Row],
    parameters: Mapping[str, Any],
    *,
    after: msgspec.Struct | None,
    before: msgspec.Struct | None,
    first: int | None,
    last: int | None,
) -> Page[Row]:
    """One page of the statement in `file`; cursors are structs of the columns that it is ordered by.

    Either `first` or `last` is the number of rows; ValueError for both or none.
    The statement has lines for `forward` and `backward` order and for `limit`.
    """
    limit = last if first is None else first
    if limit is None or (first is not None and last is not None):
        raise ValueError("a page takes either first or last")
    bounds = {"limit": limit + 1, **_bound("after", after), **_bound("before", before)}
    text, arguments = bind(file, {**parameters, **bounds}, "forward" if last is None else "backward")
    records = await connection.fetch(text, *arguments)
    more, rows = len(records) > limit, [row(**record) for record in records[:limit]]
    if last is None:
        return Page(tuple(rows), has_next=more, has_previous=after is not None)
    return Page(tuple(reversed(rows)), has_next=before is not None, has_previous=more)


def _bound(side: str, cursor: msgspec.Struct | None) -> dict[str, Any]:
    return {} if cursor is None else {f"{side}_{k}": v for k, v in msgspec.structs.asdict(cursor).items()}


def parameters(tenant: UUID, filter: msgspec.Struct) -> dict[str, Any]:
    """A filter's fields as parameters of a list."""
    return {"tenant": tenant, **msgspec.structs.asdict(filter)}


async def count(connection: Connection, file: Path, parameters: Mapping[str, Any]) -> int:
    """How many rows all pages of the statement in `file` have together."""
    text, arguments = bind(file, parameters, "counting")
    return int(await connection.fetchval(f"select count(*) from ({text}) as matching", *arguments))  # noqa: S608 - our own file


async def by_ids(
    connection: Connection,
    file: Path,
    row: Callable[..., Row],
    tenant: UUID,
    ids: Sequence[UUID],
    **narrowing: Any,
) -> dict[UUID, Row]:
    """The rows of these ids by id; what does not exist (or is another tenant's) is left out. `narrowing`:
    further parameters of the statement."""
    text, arguments = bind(file, {"tenant": tenant, "ids": ids, **narrowing})
    return {record["id"]: row(**record) for record in await connection.fetch(text, *arguments)}


async def children(
    connection: Connection,
    file: Path,
    row: Callable[..., Child],
    parent: str,
    ids: Sequence[UUID],
    parameters: Mapping[str, Any],
) -> dict[UUID, tuple[Child, ...]]:
    """The child rows of the parents `ids`, grouped by the column `parent`, in the statement's order.

    Every id has its tuple, empty where nothing was found.
    """
    text, arguments = bind(file, parameters)
    found: defaultdict[UUID, list[Child]] = defaultdict(list)
    for record in await connection.fetch(text, *arguments):
        found[record[parent]].append(row(**record))
    return {parent_id: tuple(found[parent_id]) for parent_id in ids}
