"""Codes of reports, each with its Chinese term."""

from enum import StrEnum

from concord.api.made import told
from concord.reports.aggregate import ReportStatus

__all__ = ["ReportStatus", "Verdict"]


class Verdict(StrEnum):
    """What was said to a submission."""

    RETURNED = "RETURNED"
    ACCEPTED = "ACCEPTED"


told(
    ReportStatus,
    "报告状态: where a report stands",
    DRAFT="已起草: not submitted yet",
    SUBMITTED="已报送: under review",
    RETURNED="已退回: to be submitted anew",
    ACCEPTED="已审核通过: stands as submitted",
)
told(
    Verdict,
    "审核结论: what was said to a submission",
    RETURNED="退回: to be submitted anew",
    ACCEPTED="通过: stands as submitted",
)
