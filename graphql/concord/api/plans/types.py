"""Annual plans as the API shows them."""

from datetime import date
from uuid import UUID

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.disclosing import narrative_field
from concord.api.fields import field, reference, row_type
from concord.api.meetings.loaders import MEETING
from concord.api.meetings.types import JointMeeting
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.plans.codes import PlanStatus
from concord.api.plans.loaders import ITEMS, PLAN
from concord.api.scalars import Position
from concord.readmodels.plans.rows import PlanItemRow, PlanRow


@row_type(PlanItemRow, "计划事项: one thing to be done in the year")
class AnnualPlanItem:
    """Dropped ones stay visible."""

    item_id: UUID = field("事项编号: give it to `planDropItem`", source="id")
    title: str = field("名称: what is to be done")
    theme: str | None = field("主题代码: of the charter's list")
    due_on: date | None = field("完成期限: last day")
    lead: Organization | None = reference("牵头单位: the member that leads it", ORGANIZATION, "lead")
    amendment: int = field("调整次序: the amendment by which it came; 0: before approval")
    dropped: bool = field("已移出: it will not be done")
    reason: str | None = narrative_field("移出理由: in words", "reason")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(PlanRow, "年度工作计划: drafted, approved by a resolution, amended with a reason")
class AnnualPlan(Node):
    """As it stands."""

    alliance: Alliance = reference("联盟: whose plan", ALLIANCE, "alliance")
    year: int = field("年度: planned")
    title: str = field("名称: of the plan")
    description: str | None = narrative_field("说明: in words", "description")
    status: PlanStatus = field("计划状态: where it stands")
    item_count: int = field("事项数: that stand", source="items")
    items: list[AnnualPlanItem] = reference("事项: in the order in which they were added", ITEMS, "id")
    amendments: int = field("调整次数: after approval")
    meeting: JointMeeting | None = reference("通过会议: that approved it", MEETING, "meeting")
    approved_on: date | None = field("通过日期: of that meeting")
    drafted_on: date = field("起草日期: business date")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["AnnualPlan"] = PLAN
