"""Codes of annual plans, each with its Chinese term."""

from concord.api.made import told
from concord.meetings.events import PlanStatus

__all__ = ["PlanStatus"]

told(
    PlanStatus,
    "计划状态: where an annual plan stands",
    DRAFT="草案: still to be approved",
    APPROVED="已通过: by a resolution",
)
