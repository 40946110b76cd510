"""Codes of inspections, each with its Chinese term."""

from concord.api.charters.codes import FindingKind, InspectionKind
from concord.api.made import told
from concord.inspections.status import FindingStatus, InspectionStatus

__all__ = ["FindingKind", "FindingStatus", "InspectionKind", "InspectionStatus"]

told(
    InspectionStatus,
    "检查状态: where an inspection stands",
    PLANNED="待检查: planned",
    CARRIED_OUT="已检查: carried out",
    CANCELLED="已取消: cancelled",
)
told(
    FindingStatus,
    "问题状态: where a finding stands",
    OPEN="待整改: to be put right",
    RECTIFIED="已整改: to be verified",
    VERIFIED="已核验: verified",
)
