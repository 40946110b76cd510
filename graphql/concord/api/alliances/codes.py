"""Codes of alliances that the read model names, and the domain's own, each with its Chinese term."""

from enum import StrEnum

from concord.alliances.events import BreachRule, GuidanceForm, JoinedBy, Obligation, VacancyCause
from concord.api.made import told

__all__ = [
    "AllianceStatus",
    "ApplicationStatus",
    "BreachRule",
    "GuidanceForm",
    "JoinedBy",
    "Obligation",
    "Standing",
    "VacancyCause",
]


class AllianceStatus(StrEnum):
    """Where an alliance stands."""

    PROPOSED = "PROPOSED"
    REFUSED = "REFUSED"
    APPROVED = "APPROVED"
    DISSOLVED = "DISSOLVED"


class Standing(StrEnum):
    """Whether a membership lasts."""

    MEMBER = "MEMBER"
    LEFT = "LEFT"
    REMOVED = "REMOVED"
    DISSOLVED = "DISSOLVED"


class ApplicationStatus(StrEnum):
    """How far an application is."""

    APPLIED = "APPLIED"
    CONSULTED = "CONSULTED"
    ADMITTED = "ADMITTED"
    REFUSED = "REFUSED"


told(
    AllianceStatus,
    "联盟状态: where it stands",
    PROPOSED="已提出: not approved yet",
    REFUSED="未获批准: may be proposed again",
    APPROVED="已批准: in being",
    DISSOLVED="已解散: over",
)
told(
    Standing,
    "成员状态: whether a membership lasts",
    MEMBER="在盟: it lasts",
    LEFT="已退出: of its own will",
    REMOVED="已除名: by resolution",
    DISSOLVED="联盟解散: over with the alliance",
)
told(
    ApplicationStatus,
    "申请状态: how far an application is",
    APPLIED="已提交: to be consulted on or decided",
    CONSULTED="已协商: to be decided",
    ADMITTED="已批准: granted",
    REFUSED="未批准: not granted",
)
told(
    BreachRule,
    "名额不符事由: which limit of the charter does not hold",
    TIER_MINIMUM="低于下限: too few",
    TIER_MAXIMUM="高于上限: too many",
)
told(
    JoinedBy,
    "入盟方式: on what ground a member joined",
    FOUNDING="发起成立: as a founder",
    APPLICATION="申请获准: on application",
    DIRECT="直接加入: in one step",
)
told(
    VacancyCause,
    "空缺原因: why the chair has no holder",
    DECIDED="登记空缺: recorded as vacant",
    LEFT="原任单位退出: the holder left",
    REMOVED="原任单位被除名: the holder was removed",
)
told(
    Obligation,
    "部署要求: what a directive obliges to",
    MEETING="召开会议: a meeting",
    ACTIVITY="开展活动: an activity",
    REPORT="报送情况: a report",
)
told(
    GuidanceForm,
    "指导方式: how the body above attends to an alliance",
    GUIDANCE="指导: guidance",
    COORDINATION="协调: coordination",
    SUPERVISION="督促: supervision",
    INSPECTION="检查: inspection",
)
