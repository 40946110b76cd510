"""Duties as the API shows them."""

from datetime import date

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.duties.codes import DeedKind, DutyKind, DutyStatus
from concord.api.fields import field, reference, row_type
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.scalars import Position
from concord.duties import deeds, duty, reckoning


@row_type(deeds.Deed, "履行记录: what was done, and which entry of the ledger says so")
class DutyDeed:
    """Evidence of a duty."""

    position: Position = field("台账序号: of the entry that says so")
    kind: DeedKind = field("事项类别: what was done")
    happened_on: date = field("发生日期: business date")
    title: str | None = field("标题: of the activity or order; null for others")
    organization: Organization | None = reference(
        "单位: who, where the entry names one", ORGANIZATION, "organization"
    )


@row_type(duty.Duty, "职责: what the charter required by when, and what was done for it")
class Duty:
    """As it stands on the day asked about, by the charter in force then."""

    kind: DutyKind = field("职责类别: what sort")
    code: str | None = field("代码: of the charter, where it has one for it")
    name: str = field("名称: as the charter calls it")
    starts_on: date = field("起始日期: from which it is owed")
    due_on: date = field("完成期限: last day")
    required: int = field("应完成次数: how many times")
    done: list[DutyDeed] = field("履行记录: what was done, in the order of happening")
    called: DutyDeed | None = field("提请: what called for it, where something did")
    status: DutyStatus = field("职责状态: done, late, due or overdue")
    organization: Organization | None = reference(
        "责任单位: where it is not the alliance as a whole", ORGANIZATION, "organization"
    )


@row_type(reckoning.Idle, "空转联盟: nothing happened in it for longer than its charter's cadence")
class IdleAlliance:
    """No meeting, activity or ticket."""

    alliance: Alliance = reference("联盟: which", ALLIANCE, "alliance")
    months: int = field("空转月数: so long it may be quiet by its charter")
    last: DutyDeed | None = field("最近一次: meeting, activity or ticket; null if there never was one")
    since: date = field("空转自: first day on which it idles")
