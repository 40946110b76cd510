"""Codes of activities, each with its Chinese term."""

from enum import StrEnum

from concord.activities.events import ActivityField, ActivityScale, LeadBasis, Medium
from concord.api.charters.codes import ActivityForm
from concord.api.made import told

__all__ = ["ActivityField", "ActivityForm", "ActivityScale", "ActivityStatus", "LeadBasis", "Medium"]


class ActivityStatus(StrEnum):
    """Where an activity stands."""

    PROPOSED = "PROPOSED"
    SCHEDULED = "SCHEDULED"
    HELD = "HELD"
    LOGGED = "LOGGED"
    CANCELLED = "CANCELLED"


told(
    ActivityStatus,
    "活动状态: where it stands",
    PROPOSED="已提出: not scheduled yet",
    SCHEDULED="已排期: to be held",
    HELD="已举办: to be logged",
    LOGGED="已入台账: complete",
    CANCELLED="已取消: will not take place",
)
told(
    ActivityField,
    "更正项: what a correction may replace",
    TITLE="名称: title",
    THEME="主题: theme",
    PLACE="地点: place",
    HELD_ON="举办日期: day",
    ATTENDANCE="考勤: of one organization",
    SUMMARY="小结: summary",
)
told(
    Medium,
    "媒体: where something was published",
    WECHAT="微信公众号: an account",
    WEBSITE="网站: a site",
    TELEVISION="广播电视: a channel",
    PRESS="报刊杂志: a paper",
    OTHER="其他: anything else",
)
told(
    ActivityScale,
    "活动规模: large ones together, small ones in turn",
    LARGE="大型: held together",
    SMALL="小型: held in turn",
)
told(
    LeadBasis,
    "牵头依据: why this organization leads",
    ROTATION="按轮值次序: its turn",
    RESOLUTION="经决议: by resolution",
    JOINT="共同办: it calls the others together",
    PROPOSER="谁提出谁牵头: it proposed it",
)
