"""Figures of any period as the API shows them."""

from decimal import Decimal
from typing import Any

import strawberry

from concord.api.charters.codes import AllianceKind
from concord.api.context import OperationContext
from concord.api.fields import derived, field, reference, row_type
from concord.api.figures.loaders import (
    BENEFITS,
    COVERAGE,
    DEPARTMENTS,
    FUNDS,
    MEMBERS,
    RAISED,
    RESOURCES,
    SPENDING,
    THEMES,
    VOLUNTEERING,
)
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.projects.codes import BenefitKind
from concord.readmodels.figures.queries import FigureScope
from concord.readmodels.figures.rows import (
    BenefitRow,
    CoverageRow,
    DepartmentRow,
    FundsRow,
    ItemRow,
    ListRow,
    MemberRow,
    ThemeRow,
    VolunteerRow,
    all_departments,
    all_funds,
    all_themes,
    all_volunteers,
)


def _kind(row: CoverageRow, _context: OperationContext) -> AllianceKind | None:
    return AllianceKind(row.part) if row.dimension == "kind" and row.part else None


def _area(row: CoverageRow, _context: OperationContext) -> str | None:
    return row.part if row.dimension == "area" else None


@row_type(CoverageRow, "覆盖面: on the last day; an organization counts once")
class CoverageFigures:
    """Of one kind of alliance, of one area, or altogether."""

    kind: AllianceKind | None = derived("联盟类型: null for an area and altogether", _kind)
    area: str | None = derived("区域: null for a kind of alliance and altogether", _area)
    alliances: int = field("联盟数: in being; 0 for an area")
    organizations: int = field("成员单位数: members of any of them")
    party_organizations: int = field("成员党组织数: members with a party organization of their own")
    without_party_organization: int = field("未成立党组织单位数: members without one")
    party_members: int = field("党员数: under the members' management")
    affiliated_enterprises: int = field("辐射企业（机构）数: that the members reach beside themselves")


def _theme(row: ThemeRow, _context: OperationContext) -> str | None:
    return row.theme or None


@row_type(ThemeRow, "活动与出勤: activities in the ledger, judged within the period")
class ActivityFigures:
    """Of one theme, or altogether."""

    theme: str | None = derived("主题代码: null altogether", _theme)
    activities: int = field("活动次数: how many")
    organizations: int = field("参加单位次数: times that at least one of an organization's people came")
    present: int = field("实到人次: persons who came")
    expected: int = field("应到人次: persons who were to come")
    attendance_rate: Decimal | None = field("出勤率: present / expected; null if nobody was to come")


@row_type(MemberRow, "单位活动情况: of one organization")
class MemberFigures:
    """What it came to and led."""

    organization: Organization = reference("单位: which", ORGANIZATION, "organization")
    attended: int = field("参加活动次数: to which at least one of its people came")
    led: int = field("牵头活动次数: that it led")
    present: int = field("实到人次: persons who came")
    expected: int = field("应到人次: persons who were to come")
    attendance_rate: Decimal | None = field("出勤率: present / expected; null if nobody was to come")


def _served(row: VolunteerRow, _context: OperationContext) -> str | None:
    return row.theme or None


@row_type(VolunteerRow, "志愿服务: at activities in the ledger, judged within the period")
class VolunteerFigures:
    """Of one theme, or altogether."""

    theme: str | None = derived("主题代码: null altogether", _served)
    activities: int = field("志愿服务活动次数: of which hours were logged")
    persons: int = field("志愿者人次: who served")
    hours: Decimal = field("志愿服务时长: hours of all of them together")


@row_type(DepartmentRow, "诉求办理: dispatches of the period, as they stood at the end of its last day")
class TicketFigures:
    """Of one department, or altogether."""

    department: Organization | None = reference("部门: null altogether", ORGANIZATION, "department")
    dispatched: int = field("派单数: a ticket dispatched anew counts again")
    answered: int = field("办结数: answered, and not reopened since")
    on_time: int = field("按期办结数: answered by the deadline")
    late: int = field("逾期数: answered late, or unanswered after the deadline")
    open: int = field("在办数: unanswered")
    returned: int = field("退单数: returned as not competent")
    taken: int = field("升级或撤回数: escalated or withdrawn before it was answered")
    judged: int = field("评价数: answers of which the raiser said how satisfied it is")
    dissatisfied: int = field("不满意数: of these")
    closing_rate: Decimal | None = field("办结率: answered / (answered + open)")
    on_time_rate: Decimal | None = field("按期办结率: on time / (on time + late)")
    satisfaction_rate: Decimal | None = field("满意率: (judged - dissatisfied) / judged")


@row_type(BenefitRow, "成效: benefits that came within the period")
class BenefitFigures:
    """Of one kind."""

    kind: BenefitKind = field("成效类别: which")
    records: int = field("登记数: how many were recorded")
    value: Decimal = field("数额: yuan of kinds of money, else persons or problems")


def _list(row: ListRow, _context: OperationContext) -> str | None:
    return row.list_code or None


@row_type(ListRow, "资源共享: resources on the last day, and their bookings of the period")
class SharingFigures:
    """Of one list, or altogether."""

    list_code: str | None = derived("清单代码: null altogether, listed or not", _list)
    shared: int = field("共享资源数: not withdrawn by the last day")
    bookings: int = field("预约次数: asked for in the period")
    used: int = field("使用次数: that took place in the period")
    persons: int = field("使用人次: who came to them")


def _purpose(row: FundsRow, _context: OperationContext) -> str | None:
    return row.purpose or None


@row_type(FundsRow, "经费: money of the period, in yuan")
class MoneyFigures:
    """Of funds for one purpose, or altogether."""

    purpose: str | None = derived("经费用途代码: null altogether", _purpose)
    allocated: Decimal = field("预算安排: of the budget")
    received: Decimal = field("其他收入: beside the budget, without what was carried over")
    granted: Decimal = field("批准补助: set aside")
    paid: Decimal = field("支出: less what was paid back")
    balance: Decimal = field("结余: in hand on the last day")


@row_type(ItemRow, "支出构成: what the money of the period was spent on")
class SpendingFigures:
    """Of one item."""

    item: str = field("支出项目代码: of the charter")
    paid: Decimal = field("支出: yuan, less what was paid back")


async def _sharing(scope: FigureScope, context: OperationContext) -> Any:
    return next(one for one in await context.load(RESOURCES, scope) if not one.list_code)


async def _lists(scope: FigureScope, context: OperationContext) -> list[ListRow]:
    return [one for one in await context.load(RESOURCES, scope) if one.list_code]


async def _money(scope: FigureScope, context: OperationContext) -> FundsRow:
    return all_funds(await context.load(FUNDS, scope))


async def _covered(scope: FigureScope, context: OperationContext, dimension: str) -> list[CoverageRow]:
    rows = await context.load(COVERAGE, scope)
    return [one for one in rows if one.dimension == dimension and one.part]


async def _coverage(scope: FigureScope, context: OperationContext) -> Any:
    return next(one for one in await context.load(COVERAGE, scope) if not one.part)


async def _activities(scope: FigureScope, context: OperationContext) -> ThemeRow:
    return all_themes(await context.load(THEMES, scope))


async def _volunteering(scope: FigureScope, context: OperationContext) -> VolunteerRow:
    return all_volunteers(await context.load(VOLUNTEERING, scope))


async def _tickets(scope: FigureScope, context: OperationContext) -> DepartmentRow:
    return all_departments(await context.load(DEPARTMENTS, scope))


@strawberry.type(description="统计数字: of a period; docs/figures.md says how each is counted")
class Figures:
    """Of one alliance, or of all."""

    coverage: CoverageFigures = derived("覆盖面: altogether", _coverage)
    coverage_by_kind: list[CoverageFigures] = derived(
        "覆盖面: by kind of alliance", lambda scope, context: _covered(scope, context, "kind")
    )
    coverage_by_area: list[CoverageFigures] = derived(
        "覆盖面: by area", lambda scope, context: _covered(scope, context, "area")
    )
    activities: ActivityFigures = derived("活动与出勤: altogether", _activities)
    activities_by_theme: list[ActivityFigures] = derived(
        "活动与出勤: by theme", lambda scope, context: context.load(THEMES, scope)
    )
    activities_by_member: list[MemberFigures] = derived(
        "活动与出勤: by organization", lambda scope, context: context.load(MEMBERS, scope)
    )
    volunteering: VolunteerFigures = derived("志愿服务: altogether", _volunteering)
    volunteering_by_theme: list[VolunteerFigures] = derived(
        "志愿服务: by theme", lambda scope, context: context.load(VOLUNTEERING, scope)
    )
    benefits: list[BenefitFigures] = derived(
        "成效: by kind", lambda scope, context: context.load(BENEFITS, scope)
    )
    resources: SharingFigures = derived("资源共享: altogether", _sharing)
    resources_by_list: list[SharingFigures] = derived("资源共享: by list", _lists)
    funds: MoneyFigures = derived("经费: altogether", _money)
    funds_by_purpose: list[MoneyFigures] = derived(
        "经费: by purpose", lambda scope, context: context.load(FUNDS, scope)
    )
    spending: list[SpendingFigures] = derived(
        "支出构成: by item", lambda scope, context: context.load(SPENDING, scope)
    )
    tickets_raised: int = derived(
        "吹哨数: tickets raised", lambda scope, context: context.load(RAISED, scope)
    )
    tickets: TicketFigures = derived("诉求办理: altogether", _tickets)
    tickets_by_department: list[TicketFigures] = derived(
        "诉求办理: by department", lambda scope, context: context.load(DEPARTMENTS, scope)
    )
