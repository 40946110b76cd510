"""Key projects and benefits as the API shows them."""

from datetime import date
from decimal import Decimal

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.disclosing import narrative_field
from concord.api.fields import field, reference, row_type
from concord.api.meetings.loaders import MEETING
from concord.api.meetings.types import JointMeeting
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.projects.codes import BenefitKind, ProjectKind, ProjectStatus
from concord.api.projects.loaders import BENEFIT, CLAIMS, MILESTONES, PROJECT
from concord.api.scalars import Position
from concord.readmodels.benefits.rows import BenefitRow
from concord.readmodels.projects.rows import ClaimRow, MilestoneRow, ProjectRow


@row_type(ClaimRow, "领办: a member that answers for a project")
class ProjectClaim:
    """In the order of claiming."""

    organization: Organization = reference("领办单位: which member", ORGANIZATION, "organization")
    claimed_on: date = field("领办日期: business date")
    due_on: date | None = field("完成期限: by when it means to have done it")
    position: Position = field("台账序号: of the claim's entry")


@row_type(MilestoneRow, "节点: a part of a project that is done")
class ProjectMilestone:
    """Oldest first."""

    milestone: str = field("节点: what is done")
    note: str | None = narrative_field("说明: in words", "note")
    reached_on: date = field("达成日期: business date")
    position: Position = field("台账序号: of its entry")


@row_type(ProjectRow, "重点项目: proposed, selected by a resolution, claimed, delivered by milestones")
class KeyProject(Node):
    """As it stands."""

    alliance: Alliance = reference("联盟: whose project", ALLIANCE, "alliance")
    year: int = field("年度: for which it counts")
    kind: ProjectKind = field("项目类别: what sort")
    title: str = field("名称: of the project")
    proposer: Organization | None = reference(
        "提出单位: the member that proposed it; null: the office", ORGANIZATION, "proposer"
    )
    description: str | None = narrative_field("说明: in words", "description")
    status: ProjectStatus = field("项目状态: where it stands")
    proposed_on: date = field("提出日期: business date")
    meeting: JointMeeting | None = reference("选定会议: whose resolution selected it", MEETING, "meeting")
    selected_on: date | None = field("选定日期: of that meeting")
    claims: list[ProjectClaim] = reference("领办: by members", CLAIMS, "id")
    milestones: list[ProjectMilestone] = reference("节点: oldest first", MILESTONES, "id")
    ended_on: date | None = field("完成或终止日期: business date")
    result: str | None = narrative_field("成果或终止理由: in words", "result")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(BenefitRow, "成效: what came of the alliance's work, resting on its ledger")
class Benefit(Node):
    """Recorded once."""

    alliance: Alliance = reference("联盟: whose work", ALLIANCE, "alliance")
    kind: BenefitKind = field("成效类别: what came of it")
    amount: Decimal | None = field("金额（元）: exact; of kinds of money")
    count: int | None = field("数量: of kinds that are counted")
    organization: Organization | None = reference(
        "单位: who gave, saved or produced it; null: the alliance as a whole", ORGANIZATION, "organization"
    )
    project: KeyProject | None = reference("项目: that it came of, if of one", PROJECT, "project")
    basis: list[Position] = field("依据台账序号: the records that it rests on")
    note: str | None = narrative_field("说明: in words", "note")
    day: date = field("发生日期: business date")
    version: int = field("版本: of the record")
    position: Position = field("台账序号: of its entry")


LOADS["KeyProject"] = PROJECT
LOADS["Benefit"] = BENEFIT
