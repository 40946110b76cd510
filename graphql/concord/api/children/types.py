"""Figures of children as the API shows them."""

from datetime import date, datetime
from typing import Any

import strawberry

from concord.api.charters.codes import AllianceKind
from concord.api.children.loaders import TOTALS
from concord.api.connections import Paging, connection_of
from concord.api.context import OperationContext
from concord.api.fields import derived, field, resolved, row_type
from concord.api.figures.types import Figure
from concord.api.info import Info
from concord.api.ledger.loaders import ENTRY
from concord.api.listing import After, Before, First, Last, page
from concord.api.scalars import Position
from concord.eventstore.canonical import canonical
from concord.readmodels.children import queries
from concord.readmodels.children.queries import ChildFiguresCursor, ChildFiguresFilter
from concord.readmodels.children.rows import ChildFiguresRow, RollUp


async def _received(row: ChildFiguresRow, context: OperationContext) -> dict[str, Any]:
    entry = await context.load(ENTRY, row.position)
    assert entry is not None, "the row was made of it"
    return entry.data


async def _entry(row: ChildFiguresRow, context: OperationContext) -> str:
    return canonical((await _received(row, context))["entry"]).decode()


async def _receipt(row: ChildFiguresRow, context: OperationContext) -> str:
    receipt: str = (await _received(row, context))["receipt"]
    return receipt


async def _reports(
    root: strawberry.Parent[str],
    info: Info,
    first: First = None,
    after: After = None,
    last: Last = None,
    before: Before = None,
) -> Any:
    asked = Paging(first=first, after=after, last=last, before=before)
    wanted = ChildFiguresFilter(period=root)
    return await page(info.context, queries, ChildFiguresCursor, wanted, asked, "reports")


@row_type(ChildFiguresRow, "下级数字: of one alliance of one tenant below, as that tenant released them")
class ChildFigures:
    """`receipt` proves `entry` against what the child's ledger has signed; nothing else of it is seen."""

    child: str = field("下级租户代码: whose")
    child_name: str = field("下级租户名称: when it was received")
    alliance_name: str = field("联盟名称: of the child's alliance")
    kind: AllianceKind = derived("联盟类型: of the child's alliance", lambda row, _: AllianceKind(row.kind))
    period: str = field("报告期: of the report")
    starts_on: date = field("开始日期: first day")
    ends_on: date = field("结束日期: last day")
    definition: int = field("统计口径版本: by which was counted")
    counted_to: Position = field("统计至台账第几条: of the child's ledger")
    figures: list[Figure] = field("统计数字: by code and part, without single departments")
    released_on: date = field("公布日期: business date of the child's decision")
    child_position: Position = field("下级台账序号: of the release in the child's ledger")
    entry: str = derived("下级台账条目: the release, as the child's ledger holds it (RFC 8785)", _entry)
    receipt: str = derived("回执: proves that it stands there (C2SP tlog-proof)", _receipt)
    received_at: datetime = field("记录时刻: when this ledger took it in")
    position: Position = field("台账序号: of the entry that took it in")


@row_type(RollUp, "下级合计: of everything that was counted by one definition")
class ChildFiguresTotal:
    """Rates come from the sums. An organization in two alliances counts in each of their reports."""

    definition: int = field("统计口径版本: what was counted otherwise is not added")
    child_count: int = field("下级租户数: of which there are figures", source="children")
    report_count: int = field("报告数: that were added up", source="reports")
    figures: list[Figure] = field("合计: by code, and by part where it means the same everywhere")


@strawberry.type(description="下级数字: what tenants below have released for a period")
class ChildFiguresOfPeriod:
    """Of tenants directly below."""

    reports: object = resolved(
        _reports, "下级数字: a page, by child and alliance", connection_of(ChildFigures, "下级数字")
    )
    totals: list[ChildFiguresTotal] = derived(
        "下级合计: of all reports, one for each definition, newest first",
        lambda period, context: context.load(TOTALS, period),
    )
