"""Codes of assessments, each with its Chinese term."""

from enum import StrEnum

from concord.api.made import told
from concord.assessments.events import IndicatorKind

__all__ = ["AssessmentStatus", "IndicatorKind"]


class AssessmentStatus(StrEnum):
    """Where an assessment stands."""

    OPEN = "OPEN"
    FINALIZED = "FINALIZED"
    AWARDED = "AWARDED"


told(
    AssessmentStatus,
    "考核状态: where it stands",
    OPEN="进行中: being scored",
    FINALIZED="已核定: results are final",
    AWARDED="已评星: results are final, stars are awarded",
)
told(
    IndicatorKind,
    "指标类别: how an indicator enters the total",
    SCORE="得分项: weight times score",
    BONUS="加分项: added",
    DEDUCTION="扣分项: taken off",
    VETO="一票否决项: caps the total",
)
