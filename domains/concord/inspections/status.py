"""Where inspections and their findings stand."""

from enum import StrEnum


class InspectionStatus(StrEnum):
    """检查状态: where an inspection stands."""

    PLANNED = "PLANNED"  # 待检查
    CARRIED_OUT = "CARRIED_OUT"  # 已检查
    CANCELLED = "CANCELLED"  # 已取消


class FindingStatus(StrEnum):
    """问题状态: where a finding stands."""

    OPEN = "OPEN"  # 待整改
    RECTIFIED = "RECTIFIED"  # 已整改，待核验
    VERIFIED = "VERIFIED"  # 已核验
