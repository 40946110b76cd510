"""What the rules of meetings and plans refuse. Codes are a contract with clients."""

from concord.charters import MotionKind
from concord.commanding import Message, RefusalCode
from concord.meetings.events import MeetingStatus


class MeetingRefusal(RefusalCode):
    """联席会议的拒绝原因: one rule each."""

    MEETING_NOT_IN_CHARTER = Message(
        "章程没有规定“{meeting}”这种会议，可召开：{known}",
        "The charter knows no meeting “{meeting}”, but these: {known}",
    )
    NOT_THE_CONVENER = Message(
        "按章程，这种会议由{convener}召集", "By the charter this meeting is called by the {convener}"
    )
    NOTICE_TOO_SHORT = Message(
        "按章程，会议须提前至少 {days} 天通知：最早为 {earliest}",
        "By the charter notice is given {days} days before: the meeting is on {earliest} at the earliest",
    )
    PLANNED_IN_PAST = Message(
        "会期 {planned_on} 早于召集日期 {called_on}",
        "It is planned for {planned_on}, before its call, {called_on}",
    )
    WRONG_MEETING_STATUS = Message(
        "这次会议目前“{status_zh}”，此步骤只适用于“{allowed_zh}”",
        "The meeting is {status}; this step needs it to be {allowed}",
    )
    AGENDA_CLOSED = Message("议题征集已于 {until} 截止", "The agenda was closed at the end of {until}")
    TOO_MANY_ITEMS = Message("一次会议最多 {most} 项", "A meeting takes {most} of these at most")
    HELD_BEFORE_CALL = Message(
        "召开日期 {held_on} 早于召集日期 {called_on}",
        "It was held on {held_on}, before its call, {called_on}",
    )
    ATTENDANCE_TWICE = Message("同一单位签到两次", "An organization is named twice")
    NOBODY_CAME = Message("没有单位到会", "Nobody was there")
    QUORUM_NOT_REACHED = Message(
        "有表决权的 {eligible} 个单位到会 {there} 个，未达章程规定的 {quorum}，会议不能作出决定",
        "{there} of {eligible} voting members were there: the charter's quorum of {quorum} is not reached",
    )
    FOLLOW_UP_MISSING = Message(
        "按章程，应先通报上次会议决议的落实情况：还有 {count} 项未通报",
        "By the charter it is first said what came of the last meeting's resolutions: {count} are missing",
    )
    LATER_MEETING_RECORDED = Message(
        "{held_on} 召开的会议已登记，此前的会议不能再补登",
        "A meeting of {held_on} is recorded already: an earlier one is not entered behind it",
    )
    SUBJECT_MISSING = Message(
        "“{kind}”类议案须载明所涉对象", "A motion about {kind} names which one it decides about"
    )
    NO_SUCH_MOTION = Message("没有这项议案", "There is no such motion")
    MOTION_DECIDED = Message("这项议案已有结果", "The motion is decided already")
    NOT_THERE = Message("该单位没有到会，不能表决", "The organization was not there: it does not vote")
    MAY_NOT_VOTE = Message("按章程，该单位所在层级没有表决权", "By the charter its tier does not vote")
    VOTED_TWICE = Message(
        "该单位已就此议案表决，一个单位只能表决一次", "The organization has voted already: once each"
    )
    NOBODY_VOTED = Message("还没有单位表决", "Nobody has voted yet")
    NO_SUCH_RESOLUTION = Message("没有这项已通过的决议", "There is no such resolution that was passed")
    DUTY_REPORT_TWICE = Message(
        "该单位 {year} 年的述职已听取", "The duty report of the organization for {year} was heard already"
    )
    YEAR_NOT_PLAUSIBLE = Message(
        "{year} 年不在会议当年或上一年", "{year} is neither the meeting's year nor the one before"
    )


class PlanRefusal(RefusalCode):
    """年度计划的拒绝原因: one rule each."""

    PLAN_EXISTS = Message("{year} 年的计划已经起草", "The plan of {year} is drafted already")
    PLAN_YEAR_OVER = Message(
        "{year} 年已经过去，不能再制定计划", "{year} is over: it is not planned any more"
    )
    PLAN_YEAR_TOO_FAR = Message("只能制定当年或下一年的计划", "A plan is for this year or the next")
    PLAN_APPROVED = Message(
        "计划已经通过，请以“调整计划”办理并说明理由", "The plan is approved: amend it, with a reason"
    )
    PLAN_NOT_APPROVED = Message(
        "计划尚未通过，可直接增减事项", "The plan is a draft: change it without amendment"
    )
    PLAN_EMPTY = Message("计划没有事项，不能通过", "The plan has no item: there is nothing to approve")
    THEME_NOT_IN_CHARTER = Message(
        "章程没有“{theme}”这一主题，可选：{known}", "The charter has no theme “{theme}”, but these: {known}"
    )
    DUE_OUTSIDE_YEAR = Message("完成期限 {due_on} 不在 {year} 年内", "{due_on} is not within {year}")
    NO_SUCH_ITEM = Message("计划中没有这一事项", "The plan has no such item")
    AMENDMENT_EMPTY = Message("没有增减任何事项", "Nothing is added and nothing dropped")
    TOO_MANY_PLAN_ITEMS = Message("一年的计划最多 {most} 项", "A plan takes {most} items at most")


STATUS_IN_CHINESE = {
    MeetingStatus.CALLED: "已召集",
    MeetingStatus.HELD: "已召开",
    MeetingStatus.CANCELLED: "已取消",
}
KIND_NAMES = {
    MotionKind.GENERAL: Message("一般事项", "general matters"),
    MotionKind.ANNUAL_PLAN: Message("年度计划", "an annual plan"),
    MotionKind.PROJECT: Message("重点项目", "a key project"),
    MotionKind.CHAIR: Message("执行会长单位", "the chair"),
    MotionKind.TIER: Message("会员层级", "a member's tier"),
    MotionKind.MEMBERSHIP: Message("入盟退盟", "a membership"),
    MotionKind.ACTIVITY: Message("联盟活动", "an activity"),
    MotionKind.FUNDS: Message("经费使用", "the use of a fund"),
    MotionKind.CHARTER: Message("联盟章程", "an alliance's charter"),
    MotionKind.DISSOLUTION: Message("解散联盟", "the end of an alliance"),
}
CONVENER_IN_CHINESE = {
    "CHAIR": "执行会长（轮值）单位",
    "LEAD_UNIT": "牵头单位",
    "AUTHORITY": "主管党（工）委",
}
