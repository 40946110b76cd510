"""`ledgerDiff`: what changed between two moments of the ledger, in what the product shows."""

from enum import StrEnum
from typing import Annotated

import msgspec
import strawberry

from concord.api.asof import AsOfInput, answered, find_moment, prepare
from concord.api.connections import WRONG_CURSOR, Connected, Paging, connection_of, read_cursor
from concord.api.context import OperationContext
from concord.api.errors import bad_input
from concord.api.fields import derived, field, resolved, row_type
from concord.api.info import Info
from concord.api.listing import After, First
from concord.api.made import told
from concord.api.scalars import Position
from concord.commanding import Message
from concord.projecting import asof
from concord.projecting.asof import Moment, Place, RowChange
from concord.readmodels.paging import Page

BACKWARDS = Message(
    "from 应不晚于 to：from 是第 {first} 条，to 是第 {last} 条",
    "from must not be after to: it is position {first}, and to is {last}",
)
UNKNOWN_MODEL = Message(
    "没有名为 {name} 的查询模型：有 {known}", "There is no read model {name}: there are {known}"
)
MOST_COUNTED = 10_000


class FieldChange(msgspec.Struct, frozen=True):
    """The source object of one field that differs."""

    name: str
    before: str | None
    after: str | None


class KeyPart(msgspec.Struct, frozen=True):
    """The source object of a part of a row's key."""

    name: str
    value: str


class Compared(msgspec.Struct, frozen=True):
    """The source object of a comparison."""

    before: Moment
    after: Moment
    models: tuple[str, ...] | None
    edition: str


class RowChangeKind(StrEnum):
    """变化类别: what happened to a row."""

    ADDED = "ADDED"
    CHANGED = "CHANGED"
    REMOVED = "REMOVED"


told(
    RowChangeKind,
    "变化类别: what happened to a row",
    ADDED="新增: it was not there",
    CHANGED="变更: it is another",
    REMOVED="删除: it is there no more",
)


@row_type(FieldChange, "字段变化: one column of a row, before and after")
class LedgerFieldChange:
    """Values are text in the ledger's own spelling; lists and objects are JSON."""

    name: str = field("字段: name of the column")
    before: str | None = field("变化前: null where it had no value")
    after: str | None = field("变化后: null where it has no value")


@row_type(KeyPart, "键: one part of what identifies a row")
class LedgerRowKey:
    """Of the row's table."""

    name: str = field("字段: name of the column")
    value: str = field("值: as text")


@row_type(RowChange, "行变化: one row of a read model that is not what it was")
class LedgerRowChange:
    """Texts and personal values are digests in read models, and so they are here."""

    read_model: str = derived("查询模型: to which the row belongs", lambda one, _: one.place.model)
    table: str = derived("数据表: of the read model", lambda one, _: one.place.table)
    key: list[LedgerRowKey] = derived(
        "键: what identifies the row", lambda one, _: [KeyPart(*part) for part in one.key.items()]
    )
    kind: RowChangeKind = derived("变化类别: what happened to it", lambda one, _: RowChangeKind(one.kind))
    fields: list[LedgerFieldChange] = derived(
        "字段变化: columns that differ; of a new or removed row all that have a value",
        lambda one, _: [_field(one, name) for name in one.fields],
    )


def _field(one: RowChange, name: str) -> FieldChange:
    return FieldChange(name, (one.before or {}).get(name), (one.after or {}).get(name))


async def _rows(
    compared: Compared, context: OperationContext, beyond: Place | None, limit: int
) -> list[RowChange]:
    positions = compared.before.position, compared.after.position
    try:
        with answered():
            return await asof.changes(
                context.services.history,
                context.tenant,
                *positions,
                models=compared.models,
                beyond=beyond,
                limit=limit,
            )
    except asof.NoSuchPlace as error:
        raise bad_input(WRONG_CURSOR, field="changes.after") from error


async def _changes(
    root: strawberry.Parent[Compared], info: Info, first: First = None, after: After = None
) -> Connected[RowChange]:
    Paging(first=first).check("changes")
    assert first is not None
    beyond = read_cursor(Place, after, "changes.after")
    found = await _rows(root, info.context, beyond, first + 1)
    page = Page(tuple(found[:first]), has_next=len(found) > first, has_previous=after is not None)

    async def count() -> int:
        return len(await _rows(root, info.context, None, MOST_COUNTED))

    return Connected(page, lambda one: one.place, count)


@row_type(Compared, "台账比对: what changed between two moments of the ledger")
class LedgerDiff:
    """Of what the read models show, by today's projection code."""

    from_position: Position = derived("起始序号: the earlier moment", lambda one, _: one.before.position)
    to_position: Position = derived("截止序号: the later moment", lambda one, _: one.after.position)
    edition: str = field("投影版本: of the read models' code by which both moments were computed")
    changes: object = resolved(
        _changes,
        "行变化: a page, by read model, table and key; totalCount counts at most 10,000",
        connection_of(LedgerRowChange, "行变化"),
    )


async def _diff(
    info: Info,
    from_: Annotated[AsOfInput, strawberry.argument(name="from", description="起始: the earlier moment")],
    to: Annotated[AsOfInput, strawberry.argument(description="截止: the later moment")],
    read_models: Annotated[
        list[str] | None, strawberry.argument(description="查询模型: only these; all if omitted")
    ] = None,
) -> Compared:
    history = info.context.services.history
    known = [model.name for model in history.models]
    for name in read_models or ():
        if name not in known:
            raise bad_input(UNKNOWN_MODEL, name=name, known=", ".join(known))
    before, after = await find_moment(info.context, from_), await find_moment(info.context, to)
    if after.position < before.position:
        raise bad_input(BACKWARDS, first=before.position, last=after.position)
    for moment in (before, after):
        await prepare(info.context, moment)
    return Compared(before, after, None if read_models is None else tuple(read_models), history.edition)


FIELDS = (
    resolved(
        _diff,
        "台账比对: what changed between two moments of the ledger, in what the product shows",
        LedgerDiff,
        name="ledgerDiff",
    ),
)
