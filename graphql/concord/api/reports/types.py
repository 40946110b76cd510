"""Reports as the API shows them."""

from datetime import date, datetime

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.disclosing import narrative_field
from concord.api.fields import field, reference, row_type
from concord.api.figures.types import Figure
from concord.api.node import LOADS, Node
from concord.api.reports.codes import ReportStatus, Verdict
from concord.api.reports.loaders import REPORT, SUBMISSIONS
from concord.api.scalars import Position
from concord.readmodels.reports.rows import ReportRow, SubmissionRow


@row_type(SubmissionRow, "报送: the figures of one submission, and what was said to it")
class ReportSubmission:
    """Figures of the ledger up to `countedTo`, by the definition of that version."""

    number: int = field("报送次序: from 1", source="submission")
    definition: int = field("统计口径版本: by which was counted")
    counted_to: Position = field("统计至台账第几条: what was recorded later is not in the figures")
    figures: list[Figure] = field("统计数字: by code and part")
    judged_on: date = field("计入日期: the day by which it is judged")
    on_time: bool = field("是否按期: judged not after it was due")
    summary: str | None = narrative_field("综述: in words", "summary")
    submitted_on: date = field("报送日期: business date")
    submitted_at: datetime = field("记录时刻: when the ledger took it")
    submitted_position: Position = field("台账序号: of the entry that submitted it")
    verdict: Verdict | None = field("审核结论: null while it is under review")
    remarks: str | None = narrative_field("审核意见: in words", "remarks")
    judged_position: Position | None = field("台账序号: of the entry with the verdict")


@row_type(ReportRow, "报告: of one period of one alliance")
class Report(Node):
    """Drafted once, submitted until it is accepted."""

    alliance: Alliance = reference("联盟: whose", ALLIANCE, "alliance")
    period: str = field("报告期: 2024, 2024-H1, 2024-Q2, 2024-04, or a year with one of the charter's phases")
    starts_on: date = field("开始日期: first day")
    ends_on: date = field("结束日期: last day")
    recipient: str = field("报送对象: as the charter names it")
    due_on: date = field("应报日期: last day on which it is on time")
    status: ReportStatus = field("报告状态: where it stands")
    submission_count: int = field("报送次数: how often it was submitted", source="submissions")
    judged_on: date | None = field("计入日期: of the last submission")
    on_time: bool | None = field("是否按期: of the last submission")
    submissions: list[ReportSubmission] = reference("报送: first one first", SUBMISSIONS, "id")
    drafted_on: date = field("起草日期: business date")
    released_on: date | None = field("公布日期: when its figures were released to the tenant above")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["Report"] = REPORT
