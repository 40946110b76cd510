"""Codes of duties, each with its Chinese term."""

from concord.api.made import told
from concord.duties.deeds import DeedKind
from concord.duties.duty import DutyKind, DutyStatus

__all__ = ["DeedKind", "DutyKind", "DutyStatus"]

told(
    DutyKind,
    "职责类别: what a charter obliges to",
    ROTATION="轮值: that the next in turn is settled without a gap",
    HANDOVER="交接: that the one before hands over",
    LEAD="轮值牵头: that whose turn a period is leads an activity in it",
    MEETING="会议: so many in each period",
    ACTIVITY="活动次数: so many in each period",
    PLAN="年度计划: approved at the year's start",
    DUTY_REPORT="述职: every member's heard at the year's end",
    AGREEMENT="年度协议: every member's signed in the year",
    REPORT="台账反馈: a period's ledger reported upward",
    BREACH="纠正名额不符: that a tier's limit holds again",
    DIRECTIVE="上级部署: what an order from above obliges to",
    PROJECT="重点项目: the least number of a year, chosen by a meeting",
    PROJECT_CLAIM="认领项目: every member's in the year",
    LEADERSHIP="确定负责人: that a group has its leaders",
    BRIEFING="信息简报: of an activity, by the unit in whose term it was held",
)
told(
    DutyStatus,
    "职责状态: how a duty stands on the day asked about",
    DONE="已完成: in time",
    DONE_LATE="逾期完成: after its day",
    DUE="待完成: its day is not over",
    OVERDUE="逾期未完成: its day is over",
)
told(
    DeedKind,
    "事项类别: what an entry says was done",
    CHAIR="轮值确定: a term of the chair was settled",
    VACANCY="登记空缺: the chair was vacated",
    CALL="提请轮值: a term was over without another",
    HANDOVER="轮值交接: one handed over to the next",
    MEETING="会议: it was held",
    ACTIVITY="活动: it was held",
    LEAD_CALL="提请轮值牵头: a period began without anybody to lead",
    LEAD="轮值牵头: the turn of a period was taken",
    PLAN="年度计划: it was approved",
    DUTY_REPORT="述职: a member's report was heard",
    AGREEMENT="协议: it was signed",
    JOIN="加入: a member joined",
    LEAVE="退出: a member left or was removed",
    DRAFT="起草报告: a period's report was drafted",
    REPORT="报送: a report was submitted",
    TICKET="吹哨: a ticket was raised",
    BREACH="登记名额不符: a limit was broken",
    CURE="已符合名额: a limit holds again",
    DIRECTIVE="收到部署: an order was received",
    PROJECT="选定项目: a key project was chosen",
    PROJECT_DROPPED="终止项目: it is not pursued",
    PROJECT_CLAIM="认领项目: a member answers for it",
    GROUP="成立组织机构: a group was formed",
    GROUP_ENDED="撤销组织机构: it was dissolved",
    LEADERSHIP="确定负责人: a group has its leaders",
    BRIEFING="报送简报: of an activity",
)
