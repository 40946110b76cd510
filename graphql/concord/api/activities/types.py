"""Activities as the API shows them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from concord.api.activities.codes import (
    ActivityField,
    ActivityForm,
    ActivityScale,
    ActivityStatus,
    LeadBasis,
    Medium,
)
from concord.api.activities.loaders import ACTIVITY, ATTENDANCE, CORRECTIONS, PUBLICITY, VOLUNTEERING
from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.charters.codes import ActivitySource
from concord.api.context import OperationContext
from concord.api.disclosing import narrative_field
from concord.api.evidence.types import Evidence, evidence_field
from concord.api.fields import derived, field, reference, row_type
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.people import Known, Person
from concord.api.scalars import Position
from concord.api.sight import Kind
from concord.readmodels.activities.rows import (
    ActivityRow,
    AttendanceRow,
    CorrectionRow,
    PublicityRow,
    VolunteeringRow,
)


def _attendees(source: AttendanceRow, _context: OperationContext) -> list[Any]:
    return [
        Known(one.subject, tuple(one.digests), (source.organization,), Kind.NAME) for one in source.attendees
    ]


@row_type(AttendanceRow, "报名与考勤: of one organization")
class ActivityAttendance:
    """Null figures were not recorded."""

    organization: Organization = reference("单位: whose people", ORGANIZATION, "organization")
    signed_up: int | None = field("报名人数: null if it did not sign up")
    present: int | None = field("实到人数: who came")
    expected: int | None = field("应到人数: who were to come")
    attendees: list[Person] = derived("参加人: where the alliance keeps names", _attendees)
    corrected: bool = field("已更正: after it was recorded")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(CorrectionRow, "更正: what replaced what")
class ActivityCorrection:
    """Of the values only those that `field` calls for are set."""

    corrects: int = field("被更正版本: the activity's version that stated the wrong value")
    text: str | None = field("新文字: title, theme or place")
    day: date | None = field("新举办日期: day")
    organization: Organization | None = reference("单位: whose attendance", ORGANIZATION, "organization")
    present: int | None = field("新实到人数: who came")
    expected: int | None = field("新应到人数: who were to come")
    summary: str | None = narrative_field("新小结: in words", "summary")
    reason: str | None = narrative_field("更正理由: in words", "reason")
    recorded_at: datetime = field("记录时刻: when the ledger took it")
    position: Position = field("台账序号: of the entry that corrected it")
    field: ActivityField = field("更正项: what was wrong")  # last: it hides the function in this class


@row_type(VolunteeringRow, "志愿服务时长: of one organization's volunteers, as it stands")
class ActivityVolunteering:
    """Put right where it was logged wrongly."""

    organization: Organization = reference("单位: whose volunteers", ORGANIZATION, "organization")
    persons: int = field("志愿者人数: who served")
    hours: Decimal = field("时长: of all of them together, in hours")
    corrected: bool = field("已更正: after it was logged")
    reason: str | None = narrative_field("更正理由: in words", "reason")
    position: Position = field("台账序号: of the entry that says so")


@row_type(PublicityRow, "宣传报道: something that was published of an activity")
class ActivityPublicity:
    """Where and when."""

    medium: Medium = field("媒体: of what sort")
    outlet: str = field("媒体名称: the account, site, channel or paper")
    title: str = field("标题: of what was published")
    published_on: date = field("刊发日期: when it was published")
    url: str | None = field("网址: where it can be read")
    position: Position = field("台账序号: of the entry that says so")


@row_type(ActivityRow, "活动: planned, held and logged by an alliance, corrections applied")
class Activity(Node):
    """As it stands."""

    alliance: Alliance = reference("联盟: whose activity", ALLIANCE, "alliance")
    title: str = field("名称: of the activity")
    theme: str = field("主题代码: of the charter's list")
    form: ActivityForm = field("活动形式: what kind of gathering")
    scale: ActivityScale = field("活动规模: large or small")
    source: ActivitySource = field("活动来源: who chose it")
    proposer: Organization | None = reference(
        "提出单位: the member that proposed it", ORGANIZATION, "proposer"
    )
    department: str | None = field("部门: that offers it")
    status: ActivityStatus = field("活动状态: where it stands")
    description: str | None = narrative_field("描述: in words", "description")
    day: date = field("日期: the best known: held, scheduled, planned, else proposed on")
    proposed_on: date = field("提出日期: business date")
    planned_on: date | None = field("计划日期: business date")
    starts_on: date | None = field("开始日期: first day")
    ends_on: date | None = field("结束日期: last day")
    start_time: str | None = field("开始时间: HH:MM, local")
    place: str | None = field("地点: where")
    capacity: int | None = field("人数上限: most persons that can take part")
    lead: Organization | None = reference("牵头单位: who plans and calls", ORGANIZATION, "lead")
    lead_basis: LeadBasis | None = field("牵头依据: why it leads")
    turn: int | None = field("轮次: number of the turn in the alliance's rotation")
    held_on: date | None = field("举办日期: when it took place")
    signed_up: int = field("报名人数: persons announced")
    organizations: int = field("参加单位数: of which at least one person came")
    present: int = field("实到人数: who came")
    expected: int = field("应到人数: who were to come")
    evidence_count: int = field("佐证件数: files attached", source="evidence")
    evidence: list[Evidence] = evidence_field()
    attendance: list[ActivityAttendance] = reference("报名与考勤: by organization", ATTENDANCE, "id")
    correction_count: int = field("更正次数: how often", source="corrections")
    corrections: list[ActivityCorrection] = reference("更正: oldest first", CORRECTIONS, "id")
    volunteering: list[ActivityVolunteering] = reference("志愿服务时长: by organization", VOLUNTEERING, "id")
    publicity: list[ActivityPublicity] = reference("宣传报道: in the order of recording", PUBLICITY, "id")
    logged_at: datetime | None = field("入台账时刻: when the record was complete")
    summary: str | None = narrative_field("小结: in words", "summary")
    cancellation_reason: str | None = narrative_field("取消事由: in words", "cancellation_reason")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["Activity"] = ACTIVITY
