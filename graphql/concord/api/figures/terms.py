"""What figures are called, by code; one without a name stops the tests."""

from collections.abc import Mapping

from concord.commanding import Message

_COVERED = {
    "organizations": Message("成员单位数", "member organizations"),
    "party_organizations": Message("成员党组织数", "members with a party organization of their own"),
    "without_party_organization": Message("未成立党组织单位数", "members without a party organization"),
    "party_members": Message("党员数", "party members"),
    "affiliated_enterprises": Message("辐射企业（机构）数", "affiliated enterprises"),
}

NAMES: Mapping[str, Message] = {
    "coverage.kind.alliances": Message("联盟数", "alliances"),
    **{
        f"coverage.{dimension}.{name}": message
        for dimension in ("kind", "area")
        for name, message in _COVERED.items()
    },
    "activities.held": Message("活动次数", "activities"),
    "activities.organizations": Message("参加单位次数", "attendances of organizations"),
    "activities.present": Message("实到人次", "persons who came"),
    "activities.expected": Message("应到人次", "persons who were to come"),
    "activities.attendance_rate": Message("出勤率", "attendance rate"),
    "volunteering.activities": Message("志愿服务活动次数", "activities with volunteers' hours"),
    "volunteering.persons": Message("志愿者人次", "volunteers who served"),
    "volunteering.hours": Message("志愿服务时长（小时）", "volunteers' hours"),
    "benefits.records": Message("成效登记数", "benefits recorded"),
    "benefits.value": Message("成效数额（元、人、件）", "benefits in yuan, persons or problems"),
    "resources.shared": Message("共享资源数", "shared resources"),
    "resources.bookings": Message("预约次数", "bookings"),
    "resources.used": Message("使用次数", "bookings used"),
    "resources.persons": Message("使用人次", "persons who came to them"),
    "funds.allocated": Message("预算安排（元）", "budget allocated"),
    "funds.received": Message("其他收入（元）", "received beside the budget"),
    "funds.granted": Message("批准补助（元）", "grants approved"),
    "funds.paid": Message("支出（元）", "paid"),
    "funds.balance": Message("结余（元）", "in hand"),
    "funds.spent": Message("支出构成（元）", "spent on an item"),
    "tickets.raised": Message("吹哨数", "tickets raised"),
    "tickets.dispatched": Message("派单数", "dispatches"),
    "tickets.answered": Message("办结数", "answered"),
    "tickets.on_time": Message("按期办结数", "answered on time"),
    "tickets.late": Message("逾期数", "late"),
    "tickets.open": Message("在办数", "open"),
    "tickets.returned": Message("退单数", "returned"),
    "tickets.taken": Message("升级或撤回数", "escalated or withdrawn"),
    "tickets.dissatisfied": Message("不满意数", "dissatisfied"),
    "tickets.closing_rate": Message("办结率", "closing rate"),
    "tickets.on_time_rate": Message("按期办结率", "on-time rate"),
    "tickets.satisfaction_rate": Message("满意率", "satisfaction rate"),
}
