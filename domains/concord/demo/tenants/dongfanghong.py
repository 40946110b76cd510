"""东方红街道 (source 003): 191 organizations in three 联组, three triage levels, quantified assessment.

From the document's day, 7 October 2023, for one year. Organizations are invented; their number, the three
groups with one leader and two deputies each, and what is assessed are the document's.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from concord.activities.events import ActivityForm
from concord.charters import (
    ActivitySource,
    AllianceKind,
    Charter,
    MotionKind,
    OrganizationKind,
    PartyForm,
    TriageLevel,
    shipped,
)
from concord.demo.activities import Idea, Plan, fall_through, guests, ideas, take_place
from concord.demo.alliances import adopt, found
from concord.demo.annotating import annotate
from concord.demo.assessments import Assessing, assess, bonus, counted, reported, scored, settled_on, veto
from concord.demo.bodies import appoint, body
from concord.demo.calendar import arrange, month_day, office_after
from concord.demo.chance import number, pick, some
from concord.demo.changes import release, survey
from concord.demo.diary import Diary
from concord.demo.guiding import guide
from concord.demo.honours import Praise, honour, honour_person, promote
from concord.demo.meetings import Decided, Proposal, Sitting, sit
from concord.demo.reports import report
from concord.demo.tenants.dongfanghong_lists import list_resources
from concord.demo.tenants.dongfanghong_money import SPENDING, fund, look_after, reward
from concord.demo.tenants.naming import coined
from concord.demo.tenants.town import Town
from concord.demo.tickets import Course, Whistle, blow, whistles
from concord.demo.units import Register, Unit
from concord.figures import Measure
from concord.funds.aggregate import fund_id
from concord.organizations.events import AppointmentRole

REGISTERED = date(2023, 10, 9)
FOUNDED = date(2023, 10, 20)
ENDS = date(2024, 10, 18)

GROUPS = (("第一联组", 64), ("第二联组", 64), ("第三联组", 63))
"""二（四）: 将辖区内191家两新党组织编入3个联组, 以区域相近、便于协调为原则."""
TRADES = (
    "软件", "智能装备", "生物医药", "检测技术", "文化传播", "人力资源", "环保科技", "餐饮管理",
    "教育咨询", "物业服务", "电子商务", "工程设计",
)  # fmt: skip
DEPARTMENTS = (
    "街道政务服务中心", "街道经济发展办公室", "街道人才服务站", "街道社会事务办公室",
    "街道城市管理办公室", "区惠企政策服务中心", "区交通运输服务中心",
)  # fmt: skip

IDEAS = ideas("""
    EXCHANGE CHANNEL 政企早餐会
    EXCHANGE QUALITY 主题沙龙
    SERVICE BRAND 服务管家下沉日
    EXCHANGE CHANNEL 联组会商会
    TRAINING QUALITY 东方红街道党校培训讲堂
    PRACTICE REPUTATION 我为企业解个难
    SERVICE QUALITY 人才服务进社区
    STUDY MEASUREMENT 书记述职交流
    STUDY FOUNDATION 双向培养座谈
    EXCHANGE LIVING_WATER 红色朋友圈共建
    PRACTICE REPUTATION 我为发展支个招
    EXCHANGE CHANNEL 专题调度会
    TRAINING FOUNDATION 基本工具熟练使用训练
    EXCHANGE MEASUREMENT 示范阵地观摩
""")
WHISTLES = whistles("""
    通勤出行 园区公交接驳
    惠企政策 惠企政策兑现
    企业孵化 孵化场地续租
    人才培育 人才公寓申请
    人才培育 子女入学咨询
    宣传推介 企业宣传推介
    节本增收 用电成本偏高
    通勤出行 停车位不足
    人才培育 校企合作牵线
    惠企政策 知识产权质押融资
    节本增收 周边餐饮不足
    通勤出行 早晚高峰拥堵
""")
COURSES = (
    Course.ON_THE_SPOT, Course.SMOOTH, Course.ON_THE_SPOT, Course.SMOOTH, Course.ESCALATED,
    Course.ON_THE_SPOT, Course.LATE, Course.RETURNED, Course.URGED, Course.REOPENED, Course.SILENT,
    Course.UNHAPPY,
)  # fmt: skip


def year(diary: Diary) -> None:
    """From the survey of all organizations to the commendation of the best group."""
    arrange(diary, REGISTERED, 2023)
    arrange(diary, date(2023, 10, 26), 2024)
    charter = shipped("dongfanghong")
    register = Register(diary)
    departments = register.all(
        [Unit(name=name, kind=OrganizationKind.ORGAN, party_members=8) for name in DEPARTMENTS], REGISTERED
    )
    programme = adopt(diary, charter.title, charter, "东发〔2023〕33号", FOUNDED)
    groups: list[tuple[UUID, list[UUID]]] = []
    serial = 0
    for place, (name, size) in enumerate(GROUPS):
        members = register.all([_unit(serial + one, name, one < 3) for one in range(size)], REGISTERED)
        serial += size
        # 三、第一阶段: 对辖区内两新组织的基本情况开展“拉网式”摸底排查
        survey(diary, f"dongfanghong {place}", members, date(2023, 10, 11))
        alliance = found(
            diary,
            f"东方红街道两新党组织{name}",
            AllianceKind.REGIONAL,
            charter,
            {"LEADER": members[:1], "DEPUTY": members[1:3], "MEMBER": members[3:]},
            FOUNDED,
            document="东发〔2023〕33号",
            purpose="打造“红色‘联’动力”湘江青春党建品牌",
            programme=programme,
        )
        _bodies(diary, name, alliance, members, departments[0])
        groups.append((alliance, members))
        logs = _activities(diary, f"dongfanghong {place}", alliance, members)
        passed = _meetings(diary, f"dongfanghong {place}", alliance, members)
        rooms = list_resources(diary, f"dongfanghong {place}", alliance, members)
        look_after(diary, f"dongfanghong {place}", alliance, members)
        fund(diary, f"dongfanghong {place}", alliance, members, rooms, passed)
        days = [month_day(2024, month, 9) for month in (1, 4, 7)]
        guide(diary, f"dongfanghong {place}", alliance, days)
        _assessment(diary, f"dongfanghong {place}", alliance, members, logs)
        # 二（四）: 过程动态必报
        quarters = ["2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"]
        returned = quarters[1:2] if place == 2 else []
        report(diary, f"dongfanghong {place}", alliance, charter, quarters, returned=returned)
    best, members = groups[0]
    reward(diary, "dongfanghong 0", best, members[0])
    annotate(
        diary,
        "dongfanghong annotation",
        "dongfanghong 0 activity 2 attendance",
        date(2024, 3, 5),
        "应到人数把外聘人员也算进去了。",
    )
    _tickets(diary, charter, groups, departments)


def _bodies(diary: Diary, name: str, alliance: UUID, members: Sequence[UUID], street: UUID) -> None:
    """二（四）: 每个联组设组长1名、副组长2名; 专干一对一地指导; 二（三）: “服务管家”队伍."""
    label = f"dongfanghong {name}"
    day = office_after(FOUNDED, 7)
    division = body(diary, label, alliance, "DIVISION", day, name=name, led_by=members[:3], members=members)
    officer = AppointmentRole.DEDICATED_OFFICER
    appoint(diary, f"{label} officer", street, officer, day, alliance=alliance, group=division)
    body(diary, f"{label} stewards", alliance, "STEWARDS", day, led_by=members[:1], people=6)
    for place, member in enumerate(members[3:9]):
        steward = appoint(diary, f"{label} steward {place}", member, AppointmentRole.STEWARD, day)
    release(diary, f"{label} steward", member, steward, date(2024, 6, 3))
    successor = f"{label} steward after"
    appoint(diary, successor, member, AppointmentRole.STEWARD, date(2024, 6, 4))
    for place, member in enumerate(members[10:16]):
        # 二（三）: 从社区（村）选派一批党建指导员; 明确一批对口联企专员
        role = AppointmentRole.INSTRUCTOR if place % 2 else AppointmentRole.ENTERPRISE_LIAISON
        appoint(diary, f"{label} sent {place}", member, role, day)


def _meetings(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID]) -> dict[str, Decided]:
    """三（第三阶段）: 定期会商，总结阶段工作，讨论决定有关事项."""
    days = ((2023, 12, 20), (2024, 3, 20), (2024, 6, 20), (2024, 9, 20))
    spending = [
        Proposal(title=title, kind=MotionKind.FUNDS, subject=fund_id(diary.tenant.id, alliance, year, code))
        for title, (year, code) in SPENDING.items()
    ]
    sittings = [
        Sitting(
            on=month_day(day[0], day[1], day[2]),
            title="两新党组织联组会商会",
            code="CONSULTATION",
            members=members,
            proposals=(Proposal(title=f"第 {place + 1} 阶段联组重点工作"), spending[place]),
        )
        for place, day in enumerate(days)
    ]
    return sit(diary, label, alliance, sittings)


def _unit(serial: int, group: str, leading: bool) -> Unit:
    social = serial % 9 == 4
    trade = TRADES[serial % len(TRADES)]
    return Unit(
        name=f"{coined(serial)}{trade}" + ("促进中心党支部" if social else "有限公司党支部"),
        kind=OrganizationKind.SOCIAL_ORGANIZATION if social else OrganizationKind.ENTERPRISE,
        party_form=PartyForm.GENERAL_BRANCH if leading else PartyForm.BRANCH,
        party_members=number(f"dongfanghong {serial}", 3, 30 if leading else 15),
        area=group.replace("联组", "片区"),
        industry=trade,
        contact=leading,
    )


def _activities(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID]) -> list[str]:
    """The leader and the deputies propose and lead; a third of the group comes. Returns the logs' labels."""
    logs = []
    for place in range(22):
        idea = IDEAS[place % len(IDEAS)]
        leader = members[place % 3]
        others = some(f"{label} guests {place}", members[3:], 20)
        plan = Plan(
            label=f"{label} activity {place}",
            alliance=alliance,
            idea=msgspec.structs.replace(idea, source=ActivitySource.MEMBERS),
            on=month_day(2023, 12 + place * 10 // 22, 6 + 4 * (place % 5)),
            place=pick(
                f"{label} place {place}", ("街道党校", "社区党群服务中心", "政务服务中心", "企业党员活动室")
            ),
            guests=guests(f"{label} {place}", (leader, *others), most=5),
            proposer=leader,
            signing=5,
            late=place == 6,
            corrected=place == 9,
        )
        logs.append(take_place(diary, plan))
    idea = Idea("户外团建", "QUALITY", ActivityForm.CULTURE, ActivitySource.MEMBERS)
    plan = Plan(
        label=f"{label} cancelled",
        alliance=alliance,
        idea=idea,
        on=month_day(2024, 7, 9),
        place="湘江风光带",
        guests=guests(f"{label} cancelled", members[:4]),
        proposer=members[0],
    )
    fall_through(diary, plan, "暴雨预警，活动取消。")
    return logs


def _assessment(
    diary: Diary, label: str, alliance: UUID, members: Sequence[UUID], logs: Sequence[str]
) -> None:
    """二（二）“量化工程”: inspections, secretaries' reports, the group's work."""
    weak = some(f"{label} weak", members[3:-1], 6)
    one = Assessing(
        label=f"{label} 2024",
        alliance=alliance,
        scheme="quantified",
        name="两新组织党建工作绩效量化办法",
        indicators=(
            scored("inspection", "日常党务督导检查", 40),
            reported("report", "党组织书记述职评议", 30),
            counted("group", "联组工作考核评优", 30, Measure.ACTIVITIES_ATTENDED, "3", None),
            bonus("demonstration", "市、区示范性阵地", 5),
            veto("discipline", "发生违规违纪问题", 59),
        ),
        published_on=date(2023, 11, 13),
        effective_from=date(2023, 10, 1),
        period="2024-H1",
        opened_on=date(2024, 7, 3),
        organizations=members,
        weak=weak,
        vetoed=members[-1:],
        corrections=3,
        evidence=lambda organization: tuple(logs[:2]),
        objectors=weak[:2],
    )
    assessment = assess(diary, one)
    praise = Praise(
        label=f"{label} 2024",
        alliance=alliance,
        period="2024-H1",
        on=settled_on(one),
        authority="东方红街道党工委",
        document="关于 2024 年上半年两新党建考核结果的通报",
        evidence=logs[:4],
        assessment=assessment,
    )
    # 三、第四阶段: 推荐选送“优秀党员”“优秀党务工作者”“支持党建工作优秀企业家”
    honour(diary, praise, "先进基层党组织", members[0])
    honour_person(diary, praise, "优秀党务工作者", members[1])
    honour_person(diary, praise, "支持党建工作优秀企业家", members[2])
    promote(diary, praise, f"两新党建创新案例（{label[-1]}）", members[0], "全街道")


def _tickets(
    diary: Diary, charter: Charter, groups: Sequence[tuple[UUID, Sequence[UUID]]], departments: Sequence[UUID]
) -> None:
    """二（三）: 现场办公快速解决一批、整合资源协同解决一批、对上协调争取解决一批."""
    levels = list(TriageLevel)
    unfinished = (
        Course.NOT_CONFIRMED,
        Course.IN_WORK,
        Course.IN_WORK,
        Course.NOT_ACCEPTED,
        Course.NOT_TRIAGED,
    )
    told = 110
    for place in range(told + len(unfinished)):
        alliance, members = groups[place % 3]
        title, category = WHISTLES[place % len(WHISTLES)]
        course = COURSES[place % len(COURSES)] if place < told else unfinished[place - told]
        level = {Course.ON_THE_SPOT: levels[0], Course.ESCALATED: levels[1]}.get(course, levels[place % 3])
        on = office_after(date(2023, 11, 6), place * 2) if place < told else date(2024, 8, 20)
        blow(
            diary,
            charter,
            Whistle(
                label=f"dongfanghong ticket {place}",
                alliance=alliance,
                raiser=members[3 + place * 7 % 60],
                departments=(departments[place % 5], departments[5 + place % 2]),
                title=title,
                category=category,
                level=level,
                course=course,
                on=ENDS if course is Course.NOT_TRIAGED else on,
            ),
        )


TOWN = Town(code="dongfanghong", name="东方红街道", division_code="430104", year=year)
