"""Codes of assessments, each with its Chinese term."""

from enum import StrEnum

from concord.api.made import told
from concord.assessments.events import HonourKind, IndicatorKind, ScoreSource
from concord.figures import Measure

__all__ = [
    "AssessmentStatus",
    "HonourKind",
    "HonourStatus",
    "IndicatorKind",
    "Measure",
    "ObjectionStatus",
    "ScoreSource",
]


class AssessmentStatus(StrEnum):
    """Where an assessment stands."""

    OPEN = "OPEN"
    FINALIZED = "FINALIZED"
    PUBLISHED = "PUBLISHED"
    AWARDED = "AWARDED"


class ObjectionStatus(StrEnum):
    """Where an objection stands."""

    PENDING = "PENDING"
    UPHELD = "UPHELD"
    DISMISSED = "DISMISSED"


class HonourStatus(StrEnum):
    """Where a distinction stands."""

    NOMINATED = "NOMINATED"
    GRANTED = "GRANTED"
    PROMOTED = "PROMOTED"


told(
    AssessmentStatus,
    "考核状态: where it stands",
    OPEN="进行中: being scored",
    FINALIZED="已核定: results are final",
    PUBLISHED="已公示: results are open to objection, or were",
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
told(
    ObjectionStatus,
    "异议状态: where it stands",
    PENDING="处理中: undecided",
    UPHELD="成立: the result was changed",
    DISMISSED="不成立: the result stands",
)
told(
    HonourKind,
    "荣誉类别: what is distinguished",
    ORGANIZATION="单位: a member organization",
    PERSON="个人: a person of a member organization",
    CASE="典型案例: a practice that others can learn, copy and spread",
)
told(
    HonourStatus,
    "荣誉状态: where it stands",
    NOMINATED="已提名: undecided",
    GRANTED="已授予: to an organization or a person",
    PROMOTED="已推广: a case, as an example",
)
told(
    ScoreSource,
    "得分来源: who or what gives the score",
    BY_HAND="人工评分: by an assessor",
    SELF_REPORT="自评审核: claimed by the organization with evidence, reviewed by an assessor",
    LEDGER="台账计算: computed from the ledger",
)
told(
    Measure,
    "台账指标: what of one organization is counted",
    ATTENDANCE_RATE="活动出勤率: persons who came of those who were to come",
    ACTIVITIES_ATTENDED="参加活动次数: activities that at least one of its people came to",
    ACTIVITIES_LED="牵头活动次数: activities that it led",
    TICKETS_ON_TIME="诉求按期办结率: of the tickets dispatched to it",
    SATISFACTION="诉求满意率: of the answers that it gave",
    DUTIES_MET="按期履职率: duties of its own done in time, of those that fell due",
)
