"""江海红湾 (source 000), 2021: “X+Y”, the executive chair by quarters, “五共”.

The document names no member but the town's party service centre: all names are invented. It says 5 to 7
chair units; five found the alliance, one leaves in September, and the breach is cured in October.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

import msgspec

from concord.activities.events import ActivityForm, ActivityScale
from concord.alliances.commands import (
    ChangeTier,
    CureBreach,
    JoinAlliance,
    LeaveAlliance,
    Move,
    RemoveMember,
)
from concord.charters import (
    ActivitySource,
    AllianceKind,
    Decision,
    MotionKind,
    OrganizationKind,
    PartyForm,
    Period,
    TriageLevel,
    shipped,
)
from concord.demo.activities import Idea, Plan, fall_through, guests, take_place
from concord.demo.alliances import chair_terms, change_charter, found
from concord.demo.annotating import annotate
from concord.demo.assessments import (
    Assessing,
    assess,
    bonus,
    counted,
    deduction,
    reported,
    scored,
    settled_on,
    veto,
)
from concord.demo.bodies import body, disband, pair, thin_out, unpair
from concord.demo.calendar import arrange, month_day, office_after
from concord.demo.chance import number, pick, some
from concord.demo.changes import recount, rename
from concord.demo.diary import Diary
from concord.demo.guiding import guide
from concord.demo.honours import Praise, honour, honour_person, promote
from concord.demo.meetings import (
    Decided,
    Proposal,
    Sitting,
    approve,
    call_off,
    draft,
    second_thoughts,
    sit,
)
from concord.demo.projects import Work, deliver, drop, propose
from concord.demo.reports import report
from concord.demo.tenants.jianghai_safety import make_safe, supervise
from concord.demo.tenants.jianghai_sharing import open_venues
from concord.demo.tenants.naming import coined
from concord.demo.tenants.town import Town
from concord.demo.tickets import Course, Whistle, blow, whistles
from concord.demo.units import Register, Unit
from concord.figures import Measure
from concord.identity import Role
from concord.meetings.commands import PlanItem
from concord.privacy import Narrative
from concord.projects.events import ProjectKind

NAME = "“江海红湾”海工党建联盟"
FOUNDED = date(2021, 3, 15)
REGISTERED = date(2021, 3, 8)
ENDS = date(2022, 4, 15)

CHAIRS = ("海工装备", "船舶重工", "海洋工程")
CHAIR_OFFICES = ("区镇党群工作局", "区镇经济发展局")
COMPANIES = (
    "船舶配套", "海缆", "港口物流", "钢结构", "涂装", "机械", "风电装备", "新材料",
    "船务", "仓储", "焊接技术", "电气", "检测", "劳务",
)  # fmt: skip
OFFICES = (
    "区镇安全生产监督管理局", "区镇人力资源和社会保障局", "区镇行政审批局",
    "区镇财政局", "区镇建设局", "区镇党群服务中心",
)  # fmt: skip
VILLAGES = (
    "红湾村", "滨江村", "闸口村", "沙洲村", "芦荡村", "渡口村", "圩田村", "海堤村", "盐垛村", "河口村",
)  # fmt: skip

TEAMS = ("文明实践志愿服务队", "安全宣讲志愿服务队", "护江护岸志愿服务队", "助企服务志愿服务队")
PARTY_DAYS = (
    ("学党史、悟思想专题党课", "TALENT"),
    ("支部班子建设经验互学", "TALENT"),
    ("党群服务中心开放日", "VENUE"),
    ("重温入党誓词", "ACTIVITY"),
    ("沿江红色步道义务劳动", "VENUE"),
    ("安全生产党员示范岗承诺", "SAFETY"),
    ("党员教育管理经验交流", "TALENT"),
    ("红色驿站志愿服务", "ACTIVITY"),
    ("营商环境恳谈", "DEVELOPMENT"),
    ("人才工匠故事分享", "TALENT"),
    ("党员活动阵地互观互学", "VENUE"),
    ("履职情况交流", "ACTIVITY"),
)
INSPECTIONS = (
    "动火作业",
    "起重吊装",
    "有限空间",
    "危化品仓储",
    "临时用电",
    "高处作业",
    "消防设施",
    "码头作业",
    "防汛防台",
    "冬季安全",
)
PAIRS = (
    "百企联百村走访",
    "村企结对产销对接",
    "村集体经济项目共商",
    "助学结对",
    "农产品进食堂",
    "人居环境整治",
)
LARGE = (
    ("庆祝建党一百周年主题活动", "ACTIVITY", 6, 29),
    ("沿江职工技能比武", "TALENT", 9, 16),
    ("冬季安全生产联合演练", "SAFETY", 12, 9),
)
PROJECTS = (
    ("红色步道与红色驿站建设", ProjectKind.MAJOR, ("选址定线", "步道贯通", "驿站启用")),
    ("沿江厂区职工通勤专线", ProjectKind.LIVELIHOOD, ("摸清需求", "开通试运行")),
)
WHISTLES = whistles("""
    公共设施 厂区外道路夜间照明不足
    用工 焊工招工难
    教育 外来务工子女入学
    环保 危废处置渠道不畅
    审批 码头岸线审批咨询
    惠企政策 稳岗补贴申报
    通勤出行 职工通勤班车线路
    惠企政策 高新技术企业培育
    公共设施 供电容量不足
    人才培育 技能等级认定
    金融 融资对接
    公共设施 厂区周边积水
""")
COURSES = (
    Course.SMOOTH, Course.ON_THE_SPOT, Course.URGED, Course.LATE, Course.RETURNED, Course.SMOOTH,
    Course.REOPENED, Course.ON_THE_SPOT, Course.ESCALATED, Course.SILENT, Course.SMOOTH, Course.UNHAPPY,
)  # fmt: skip


def year(diary: Diary) -> None:
    """From the founding in March 2021 to the next spring."""
    arrange(diary, REGISTERED, 2021)
    arrange(diary, date(2021, 10, 26), 2022)
    units = _Units(diary)
    charter = shipped("jianghai")
    alliance = found(
        diary,
        NAME,
        AllianceKind.REGIONAL,
        charter,
        {"X": units.chairs, "Y": units.members},
        FOUNDED,
        document="关于建立“江海红湾”海工党建联盟的实施意见",
        purpose="构筑沿江企事业单位党建工作“共同体”，探索“五共”模式。",
    )
    holders = [*units.chairs[:4], units.members[0]]
    chair_terms(diary, "jianghai", alliance, holders, date(2021, 4, 1), Period.QUARTER)
    _membership(diary, alliance, units)
    companies = _bodies(diary, alliance, units)
    everybody = [*units.chairs[:4], *units.members]
    make_safe(diary, alliance, companies[:8])
    supervise(diary, alliance, everybody)
    open_venues(diary, alliance, units.offices[-1], everybody)
    guide(diary, "jianghai", alliance, [month_day(2021, month, 15) for month in (5, 8, 11, 14)])
    logs = _activities(diary, alliance, units)
    sooner = _meetings(diary, alliance, units)
    _changes(diary, alliance, units, sooner)
    _tickets(diary, alliance, units)
    _assessment(diary, alliance, units, logs)
    # 六（三）: 每季度向区镇党（工）委反馈各项活动的开展情况
    quarters = [f"2021-Q{one}" for one in (1, 2, 3, 4)]
    report(
        diary,
        "jianghai",
        alliance,
        charter,
        [*quarters, "2022-Q1"],
        returned=["2021-Q3"],
        late=["2021-Q2"],
    )


class _Units:
    """Members and others, registered before the founding."""

    def __init__(self, diary: Diary) -> None:
        register = Register(diary)
        companies = [
            Unit(
                name=f"{coined(serial)}{trade}有限公司",
                party_form=PartyForm.COMMITTEE if serial < 3 else PartyForm.BRANCH,
                party_members=number(f"jianghai {serial}", 8, 60 if serial < 3 else 24),
                area="沿江产业区",
                industry=trade,
                contact=True,
            )
            for serial, trade in enumerate((*CHAIRS, *COMPANIES))
        ]
        offices = [
            Unit(
                name=name,
                kind=OrganizationKind.ORGAN,
                party_members=number(f"jianghai {name}", 9, 30),
                area="区镇机关",
            )
            for name in (*CHAIR_OFFICES, *OFFICES)
        ]
        registered = register.all(companies, REGISTERED)
        self.offices = register.all(offices, REGISTERED)
        self.chairs = [*registered[: len(CHAIRS)], *self.offices[: len(CHAIR_OFFICES)]]
        late = 2  # they join in June
        self.members = [*registered[len(CHAIRS) : -late], *self.offices[len(CHAIR_OFFICES) :]]
        self.late = registered[-late:]
        self.villages = register.all(
            [Unit(name=name, kind=OrganizationKind.VILLAGE, party_members=40) for name in VILLAGES],
            REGISTERED,
        )
        self.upper = register.add(
            Unit(name="市海工产业发展协调办公室", kind=OrganizationKind.ORGAN, party_members=12), REGISTERED
        )


def _bodies(diary: Diary, alliance: UUID, units: "_Units") -> list[UUID]:
    """四（3）志愿服务队 by kind; 四（4）安全生产红色分队; 四（5）百企联百村. Returns the companies."""
    day = office_after(FOUNDED, 14)
    companies = [*units.chairs[:3], *(one for one in units.members if one not in units.offices)]
    for place, name in enumerate(TEAMS):
        label = f"jianghai volunteers {place}"
        team = some(label, [one for one in units.members if one != units.members[0]], 5)
        led_by = team[:1]
        made = body(
            diary, label, alliance, "VOLUNTEERS", day, name=name, led_by=led_by, members=team, people=6
        )
    thin_out(diary, label, alliance, made, team[4], month_day(2021, 10, 12))
    disband(diary, label, alliance, made, month_day(2021, 12, 28))
    squad = companies[:8]
    body(diary, "jianghai squad", alliance, "SAFETY_SQUAD", day, led_by=squad[:1], members=squad)
    for place, village in enumerate(units.villages):
        label, company = f"jianghai {place}", companies[place]
        paired = pair(diary, label, alliance, company, village, "百企联百村、共走振兴路", day)
    unpair(diary, label, alliance, paired, date(2022, 3, 29))
    return companies


def _changes(diary: Diary, alliance: UUID, units: "_Units", decided: Decided) -> None:
    """Names, numbers, rules and memberships that change in the year; a record that was mistaken."""
    rename(diary, "jianghai", units.members[3], f"{coined(6)}钢结构集团有限公司", month_day(2021, 9, 6))
    for place, one in enumerate((*units.chairs[:3], *units.members[:5])):
        label = f"jianghai {place}"
        recount(diary, label, one, number(label, 10, 70), month_day(2021, 12, 30))
    charter = shipped("jianghai")
    assert charter.tickets is not None, "this charter has tickets"
    sooner = msgspec.structs.replace(
        charter, tickets=msgspec.structs.replace(charter.tickets, silence_days=5)
    )
    change_charter(
        diary,
        "jianghai",
        alliance,
        sooner,
        "2021 年第四次联席会议",
        month_day(2021, 12, 27),
        date(2022, 1, 1),
        Decision(decided.meeting, decided.resolution),
    )
    remove = RemoveMember(
        alliance=alliance,
        organization=units.late[1],
        resolution="2022 年第一次联席会议",
        reason=Narrative("连续三个季度未参加联盟活动。"),
    )
    diary.write("member removed", date(2022, 4, 6), remove, role=Role.COMMITTEE)
    annotate(
        diary,
        "jianghai annotation",
        "jianghai party day 3 attendance",
        month_day(2021, 8, 9),
        "人数多记一人。",
    )
    annotate(
        diary,
        "jianghai second annotation",
        "jianghai hall 2 hold",
        month_day(2021, 9, 8),
        "实际在前一周举办，签到表日期为证。",
        declined_first=True,
    )


def _membership(diary: Diary, alliance: UUID, units: _Units) -> None:
    for place, organization in enumerate(units.late):
        join = JoinAlliance(alliance=alliance, organization=organization)
        diary.write(f"join {place}", date(2021, 6, 8), join, role=Role.OFFICER, organization=organization)
    leave = LeaveAlliance(alliance=alliance, organization=units.chairs[4], reason=Narrative("机构职能调整"))
    diary.write("chair unit leaves", date(2021, 9, 10), leave)


def _rise(diary: Diary, alliance: UUID, member: UUID, decided: Decided) -> None:
    """A member takes the place of the chair unit that left, as the meeting has resolved."""
    decision = Decision(decided.meeting, decided.resolution)
    move = Move(organization=member, tier="X", decision=decision)
    risen = ChangeTier(alliance=alliance, moves=(move,), resolution="2021 年第三次联席会议")
    diary.write("member rises", date(2021, 10, 20), risen)
    breach = uuid5(diary.id("chair unit leaves"), "breach:TIER_MINIMUM:X")
    diary.write("breach cured", date(2021, 10, 20), CureBreach(alliance=alliance, breach=breach))


def _activities(diary: Diary, alliance: UUID, units: _Units) -> dict[UUID, list[str]]:
    """All of them, and for each organization the labels of the logs of those that it came to."""
    logs: dict[UUID, list[str]] = {}
    for plan in _plans(alliance, units):
        log = take_place(diary, plan)
        for guest in plan.guests:
            logs.setdefault(guest.organization, []).append(log)
    idea = Idea("沿江健步走", "ACTIVITY", ActivityForm.CULTURE)
    day = month_day(2021, 7, 27)
    planned = Plan(
        label="jianghai walk", alliance=alliance, idea=idea, on=day, place="红色步道", guests=[], led=False
    )
    fall_through(diary, planned, "台风预警，活动取消。")
    return logs


def _meetings(diary: Diary, alliance: UUID, units: _Units) -> Decided:
    """五（1）: quarterly meetings, the plan first, duty reports at the year's end; 五（3）: 1-2 projects."""
    everybody = [*units.chairs[:4], *units.members]
    works = [
        Work(
            title=title,
            kind=kind,
            year=2021,
            proposer=units.members[place],
            claimants=(units.chairs[place], units.members[place]),
            milestones=milestones,
        )
        for place, (title, kind, milestones) in enumerate(PROJECTS)
    ]
    proposed_on = date(2021, 3, 17)
    ideas = [
        propose(diary, f"jianghai project {n}", alliance, one, proposed_on) for n, one in enumerate(works)
    ]
    items = [PlanItem(title=title, theme=theme, due_on=date(2021, 12, 31)) for title, theme in PARTY_DAYS]
    plan = draft(diary, "jianghai", alliance, 2021, proposed_on, items)
    second_thoughts(diary, "jianghai", plan, date(2021, 3, 19), date(2021, 7, 6))
    call_off(diary, "jianghai extra", alliance, "JOINT", "“江海红湾”党建联盟临时联席会议", date(2021, 8, 20))
    third = Work(
        title="沿江职工文化中心",
        kind=ProjectKind.LIVELIHOOD,
        year=2021,
        proposer=units.members[2],
        claimants=(),
        milestones=(),
    )
    thought = propose(diary, "jianghai project 2", alliance, third, date(2021, 3, 18))
    assert thought.subject is not None, "a project is the subject of the proposal to select it"
    drop(diary, "jianghai project 2", thought.subject, date(2021, 3, 24))
    venues = Proposal(title="开放第一批共享阵地")
    weekends = Proposal(title="共享阵地双休日开放", carried=False)
    days = ((2021, 3, 26), (2021, 6, 18), (2021, 9, 24), (2021, 12, 24), (2022, 3, 25))
    added = Proposal(title="增补会长单位", kind=MotionKind.TIER, subject=units.members[0])
    sooner = Proposal(title="缩短诉求默认确认期限", kind=MotionKind.CHARTER, subject=alliance)
    proposals = ((plan, *ideas), (venues,), (added,), (sooner,), (weekends,))
    sittings = [
        Sitting(
            on=date(*day),
            title="“江海红湾”党建联盟联席会议",
            code="JOINT",
            members=everybody,
            proposals=proposals[place],
            reporting=2021 if day[1] == 12 else None,
        )
        for place, day in enumerate(days)
    ]
    passed = sit(diary, "jianghai", alliance, sittings)
    approve(diary, "jianghai", plan, passed, date(2021, 3, 26))
    _rise(diary, alliance, units.members[0], passed[added.title])
    for place, (work, idea) in enumerate(zip(works, ideas, strict=True)):
        assert idea.subject is not None, "a project is the subject of the proposal to select it"
        day = date(2021, 3, 29)
        deliver(diary, f"jianghai project {place}", work, idea.subject, passed[idea.title], day)
    return passed[sooner.title]


def _plans(alliance: UUID, units: _Units) -> list[Plan]:
    everybody = [*units.chairs[:4], *units.members]
    plans = []

    def plan(label: str, idea: Idea, on: date, who: Sequence[UUID], **more: object) -> None:
        place = pick(
            f"place {label}", ("区镇党群服务中心", "红色驿站", "海工装备厂党员活动室", "沿江红色步道")
        )
        made = Plan(
            label=f"jianghai {label}",
            alliance=alliance,
            idea=idea,
            on=on,
            place=place,
            guests=guests(f"jianghai {label}", who),
            **more,  # type: ignore[arg-type]
        )
        plans.append(made)

    for place, (title, theme) in enumerate(PARTY_DAYS):
        day = month_day(2021, 4 + place, 22)
        idea = Idea(f"主题党日：{title}", theme, ActivityForm.THEME_PARTY_DAY)
        more = {"late": place == 4, "corrected": place in (2, 7)}
        more |= {"photographed": place < 3, "unfit": place == 1}
        plan(f"party day {place}", idea, day, everybody, signing=4, **more)
    for place, what in enumerate(INSPECTIONS):
        idea = Idea(f"红色分队安全互查：{what}", "SAFETY", ActivityForm.PRACTICE, ActivitySource.MEMBERS)
        companies = [one for one in everybody if one not in units.offices]
        who = some(f"inspection {place}", companies, 5)
        plan(f"inspection {place}", idea, month_day(2021, 5 + place, 12), who, evidence=3)
    for place, title in enumerate(PAIRS):
        idea = Idea(title, "DEVELOPMENT", ActivityForm.SERVICE, ActivitySource.DEPARTMENT, "区镇党群工作局")
        who = some(f"pair {place}", everybody, 8)
        plan(f"pair {place}", idea, month_day(2021, 5 + 2 * place, 18), who)
    for place in range(8):
        title = pick(
            f"hall {place}", ("红色资源库专家送课", "惠企政策宣讲", "工匠技能讲堂", "党外知识分子座谈")
        )
        idea = Idea(f"{title}（第 {place + 1} 期）", "TALENT", ActivityForm.TRAINING)
        plan(f"hall {place}", idea, month_day(2021, 5 + place, 26), some(f"hall {place}", everybody, 12))
    for title, theme, month, day_of_month in LARGE:
        idea = Idea(title, theme, ActivityForm.CULTURE)
        chair = units.chairs[(month - 4) // 3]
        held_on = date(2021, month, day_of_month)
        plan(
            f"large {month}",
            idea,
            held_on,
            everybody,
            scale=ActivityScale.LARGE,
            lead=chair,
            signing=8,
            evidence=3,
        )
    return plans


def _tickets(diary: Diary, alliance: UUID, units: _Units) -> None:
    charter = shipped("jianghai")
    levels = list(TriageLevel)
    for place in range(28):
        title, category = WHISTLES[place % len(WHISTLES)]
        course = COURSES[place % len(COURSES)]
        level = {Course.ON_THE_SPOT: levels[0], Course.ESCALATED: levels[1]}.get(course, levels[place % 3])
        departments = some(f"departments {place}", units.offices[1:], 1)
        blow(
            diary,
            charter,
            Whistle(
                label=f"jianghai ticket {place}",
                alliance=alliance,
                raiser=units.members[place % 12],
                departments=(departments[0], units.upper),
                title=title,
                category=category,
                level=level,
                course=course,
                on=office_after(date(2021, 4, 12), place * 10),
                photographed=place < 3,
                unfit=place == 0,
            ),
        )
    for place, course in enumerate(
        (Course.IN_WORK, Course.NOT_CONFIRMED, Course.NOT_ACCEPTED, Course.NOT_TRIAGED)
    ):
        title, category = WHISTLES[-1 - place]
        on = ENDS if course is Course.NOT_TRIAGED else date(2022, 2, 21 + place)
        blow(
            diary,
            charter,
            Whistle(
                label=f"jianghai open {place}",
                alliance=alliance,
                raiser=units.members[place],
                departments=(units.offices[3], units.upper),
                title=title,
                category=category,
                level=TriageLevel.COORDINATED,
                course=course,
                on=on,
            ),
        )


def _assessment(diary: Diary, alliance: UUID, units: _Units, logs: dict[UUID, list[str]]) -> None:
    assessed = [*units.chairs[:4], *units.members, *units.late]
    one = Assessing(
        label="jianghai 2021",
        alliance=alliance,
        scheme="annual",
        name="党组织和党员年度评先评优办法",
        indicators=(
            counted("activities", "联盟活动开展情况", 40, Measure.ATTENDANCE_RATE, "0.95", 20),
            scored("party-days", "主题党日牵头质量", 30),
            reported("ledger", "台账详细规范", 30),
            bonus("projects", "领办重大项目或民生实事", 5),
            deduction("absence", "无故缺席联席会议", 5),
            veto("accident", "发生较大以上安全生产事故", 60),
        ),
        published_on=date(2021, 4, 6),
        effective_from=date(2021, 1, 1),
        period="2021",
        opened_on=date(2022, 1, 5),
        organizations=assessed,
        weak=assessed[-3:-1],
        vetoed=assessed[-4:-3],
        corrections=2,
        evidence=lambda organization: tuple(logs.get(organization, [])[:4]),
        objectors=assessed[-3:-1],
    )
    assessment = assess(diary, one)
    best = units.chairs[0]
    praise = Praise(
        label="jianghai 2021",
        alliance=alliance,
        period="2021",
        on=settled_on(one),
        authority="区镇党（工）委",
        document="关于表彰 2021 年度先进党组织的决定",
        evidence=logs[best][:4],
        assessment=assessment,
    )
    honour(diary, praise, "年度先进党组织", best)
    honour_person(diary, praise, "优秀党务工作者", units.members[1])
    promote(diary, praise, "“公转带自转、自转促公转”主题党日", best, "沿江企事业单位")


TOWN = Town(code="jianghai", name="江海红湾", division_code="", year=year)
