"""Briefings as the API shows them."""

from datetime import date

from concord.api.activities.loaders import ACTIVITY
from concord.api.activities.types import Activity
from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.briefings.loaders import BRIEFING
from concord.api.disclosing import narrative_field
from concord.api.fields import field, reference, row_type
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.scalars import Position
from concord.readmodels.briefings.rows import BriefingRow


@row_type(BriefingRow, "信息简报: of an activity, by the unit in whose term it was held")
class Briefing(Node):
    """Filed once."""

    alliance: Alliance = reference("联盟: whose", ALLIANCE, "alliance")
    organization: Organization = reference("编报单位: in rotation then", ORGANIZATION, "organization")
    activity: Activity = reference("活动: that it is about", ACTIVITY, "activity")
    title: str = field("标题: of the briefing")
    recipient: str = field("报送对象: as the charter names it")
    due_on: date = field("报送期限: last day")
    filed_on: date = field("报送日期: by which it is judged")
    on_time: bool = field("按期: filed by its day")
    content: str | None = narrative_field("内容: in words", "content")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of its entry")


LOADS["Briefing"] = BRIEFING
