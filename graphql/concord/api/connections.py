"""Relay connections with keyset cursors, never offsets (GraphQL Cursor Connections Specification)."""

import base64
import binascii
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

import msgspec
import strawberry

from concord.api.context import OperationContext
from concord.api.errors import bad_input, limit_exceeded
from concord.api.fields import derived, field
from concord.api.made import made_type
from concord.commanding import Message

MAX_PAGE = 100
MAX_NUMBER = 2**53 - 1
"""In a cursor: a position of the ledger is the largest."""

PAGE_OMITTED = Message(
    "{field}：请给出 first 或 last（1 到 {limit}），两者只能有一个",
    "{field}: give either first or last, from 1 to {limit}",
)
PAGE_TOO_LARGE = Message(
    "{field}：一页最多 {limit} 条，这里要求 {asked} 条",
    "{field}: a page has at most {limit}, {asked} were asked for",
)
WRONG_CURSOR = Message("{field} 不是这个列表的游标", "{field} is not a cursor of this list")

Row = TypeVar("Row")
Read = TypeVar("Read", covariant=True)
Cursor = TypeVar("Cursor", bound=msgspec.Struct)


class Paging(msgspec.Struct, frozen=True, kw_only=True):
    """What a client asks of a connection, as it was sent."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    def check(self, field: str) -> None:
        """Raises BAD_USER_INPUT or LIMIT_EXCEEDED."""
        asked = [size for size in (self.first, self.last) if size is not None]
        if len(asked) != 1 or asked[0] < 1:
            raise bad_input(PAGE_OMITTED, field=field, limit=MAX_PAGE)
        if asked[0] > MAX_PAGE:
            raise limit_exceeded(PAGE_TOO_LARGE, field=field, limit=MAX_PAGE, asked=asked[0])


class Page(Protocol[Read]):
    """Rows in the list's order, whichever way they were paged: `concord.readmodels.paging.Page`."""

    @property
    def rows(self) -> Sequence[Read]: ...
    @property
    def has_next(self) -> bool: ...
    @property
    def has_previous(self) -> bool: ...


class Connected(msgspec.Struct, Generic[Row], frozen=True):
    """The source object of a connection."""

    page: Page[Row]
    cursor: Callable[[Row], msgspec.Struct]
    count: Callable[[], Awaitable[int]]
    """Asked only when the client asks for `totalCount`."""

    @property
    def has_next_page(self) -> bool:
        return self.page.has_next

    @property
    def has_previous_page(self) -> bool:
        return self.page.has_previous


class Edged(msgspec.Struct, Generic[Row], frozen=True):
    """The source object of an edge."""

    node: Row
    of: Connected[Row]


def write_cursor(position: msgspec.Struct) -> str:
    """A cursor as clients see it: opaque."""
    return base64.urlsafe_b64encode(msgspec.json.encode(position)).rstrip(b"=").decode()


def read_cursor(shape: type[Cursor], value: str | None, field: str) -> Cursor | None:
    """Raises BAD_USER_INPUT for what `write_cursor` did not write."""
    if value is None:
        return None
    try:
        raw = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
        cursor = msgspec.json.decode(raw, type=shape)
        if any(isinstance(one, int) and abs(one) > MAX_NUMBER for one in msgspec.structs.astuple(cursor)):
            raise ValueError("no column of ours holds such a number")
        return cursor
    except (binascii.Error, ValueError, msgspec.DecodeError) as error:
        raise bad_input(WRONG_CURSOR, field=field) from error


def _end(rows_index: int) -> Callable[[Connected[Any], OperationContext], str | None]:
    def cursor(source: Connected[Any], _context: OperationContext) -> str | None:
        rows = source.page.rows
        return write_cursor(source.cursor(rows[rows_index])) if rows else None

    return cursor


@strawberry.type(description="分页信息: where a page stands in its list")
class PageInfo:
    """Of one page."""

    has_next_page: bool = field("有下一页: more follows (known when paging forward)")
    has_previous_page: bool = field("有上一页: more precedes (known when paging backward)")
    start_cursor: str | None = derived("首游标: of the first edge", _end(0))
    end_cursor: str | None = derived("末游标: of the last edge", _end(-1))


@cache
def connection_of(node: type, chinese: str) -> type:
    """The connection type of an object type, with its edge type."""
    edge = made_type(
        f"{node.__name__}Edge",
        f"{chinese}条目: one object of a list, with its cursor",
        {
            "cursor": (
                str,
                derived("游标: where this edge stands", lambda e, _: write_cursor(e.of.cursor(e.node))),
            ),
            "node": (node, field(f"{chinese}: the object")),
        },
    )
    return made_type(
        f"{node.__name__}Connection",
        f"{chinese}列表: one page, by keyset",
        {
            "edges": (list[edge], derived("条目: the page's edges", _edges)),  # type: ignore[valid-type]
            "nodes": (list[node], derived(f"{chinese}: the page's objects", lambda c, _: c.page.rows)),  # type: ignore[valid-type]
            "page_info": (PageInfo, derived("分页信息: where this page stands", lambda c, _: c)),
            "total_count": (
                int,
                derived("总数: of all pages; counted only when asked for", lambda c, _: c.count()),
            ),
        },
    )


def _edges(source: Connected[Any], _context: OperationContext) -> list[Edged[Any]]:
    return [Edged(row, source) for row in source.page.rows]
