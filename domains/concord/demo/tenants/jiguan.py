"""机关党建联盟 (source 001): 14 named units in three alliances with a lead unit each, “六联”.

The document bears no year; the programme's phases (April, May to November, December) are set in 2021.
Units outside apply to the working committee; they and the departments that answer tickets are invented.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from concord.activities.events import ActivityForm
from concord.alliances.commands import (
    AdmitMember,
    ApplyForMembership,
    ConsultOnApplication,
    IssueReferenceList,
    RefuseMembership,
)
from concord.alliances.events import ReferenceItem
from concord.charters import (
    AllianceKind,
    Charter,
    OrganizationKind,
    Overrides,
    PartyForm,
    Period,
    TriageLevel,
    shipped,
)
from concord.demo.activities import Idea, Plan, fall_through, guests, ideas, take_place
from concord.demo.alliances import adopt, amend_programme, found, override
from concord.demo.annotating import annotate
from concord.demo.assessments import Assessing, assess, bonus, counted, scored, settled_on
from concord.demo.calendar import arrange, month_day, office_after
from concord.demo.chance import number
from concord.demo.changes import deregister, rename
from concord.demo.diary import Diary
from concord.demo.guiding import guide
from concord.demo.honours import Praise, honour, promote
from concord.demo.meetings import Sitting, approve, draft, sit
from concord.demo.reports import report
from concord.demo.tenants.jiguan_support import (
    call_for_lead,
    distinguish,
    fourth,
    share_strengths,
    subsidize,
    supervise,
)
from concord.demo.tenants.town import Town
from concord.demo.tickets import Course, Whistle, blow
from concord.demo.units import Register, Unit
from concord.figures import Measure
from concord.identity import Role
from concord.meetings.commands import PlanItem
from concord.privacy import Narrative

REGISTERED = date(2021, 4, 1)
FOUNDED = date(2021, 4, 8)
ENDS = date(2022, 1, 28)
APPLIED = date(2021, 6, 8)

ALLIANCES = (
    ("第一联盟", "机关行政中心", ("区委直属机关工委", "区审计局", "区总工会", "区妇联", "团区委")),
    (
        "第二联盟",
        "行政服务中心",
        ("区政务服务中心", "区委党史研究室", "区投资促进服务中心", "区城市建设中心", "区科协"),
    ),
    ("第三联盟", "人防大楼", ("区委编办", "区水建中心", "区金融服务中心", "区供销联社")),
)
"""二: name, place of the offices, units with the lead unit first."""
APPLICANTS = ("区档案馆", "区融媒体中心", "区公共资源服务中心")
"""They are not in the document: 未列入第一批的单位可提出申请."""
FOURTH = ("区老干部活动中心", "区史志编纂中心", "区气象服务中心")
"""They found an alliance of their own for half a year: invented, as the document names none."""
DEPARTMENTS = ("区机关事务服务中心", "区财政国库支付中心", "区行政事务管理中心")

IDEAS = ideas("""
    THEME_PARTY_DAY THEORY 共过主题党日
    STUDY THEORY 共听优秀党课
    EXCHANGE RESOURCES 党建活动基地开放
    EXCHANGE TEAM 党务实务小观摩
    PRACTICE CENTRAL_WORK 大干交通现场服务
    TRAINING TEAM 党员理论小轮训
    CULTURE THEORY 共看红色影视
    CULTURE TEAM 党建知识小竞赛
    SERVICE CENTRAL_WORK 三联系三服务走访
    SERVICE PRACTICE 村社优化志愿行
    EXCHANGE CONDUCT 机关中层科室互学观摩
    STUDY CONDUCT 作风建设漏洞共查
    STUDY THEORY 共谈入党感悟
    PRACTICE PRACTICE 两区创建助力日
""")
WHISTLES = (
    "办公楼充电桩不足", "联合办公区食堂用餐错峰", "政务大厅窗口增设", "会议场地预约冲突",
    "机关停车位紧张", "共享党课师资不足", "档案数字化设备借用", "老旧电梯检修",
)  # fmt: skip
COURSES = (
    Course.URGED, Course.RETURNED, Course.LATE, Course.ON_THE_SPOT,
    Course.SILENT, Course.REOPENED, Course.ESCALATED, Course.SMOOTH,
)  # fmt: skip


def year(diary: Diary) -> None:
    """The programme's three phases."""
    arrange(diary, REGISTERED, 2021)
    arrange(diary, date(2021, 10, 26), 2022)
    register = Register(diary)
    departments = register.all([_office(name) for name in DEPARTMENTS], REGISTERED)
    applicants = register.all([_office(name) for name in APPLICANTS], REGISTERED)
    document = "关于开展机关“党建联盟”活动的实施方案"
    programme = adopt(diary, document, shipped("jiguan"), document, FOUNDED)
    _reference_list(diary, programme)
    others = register.all([_office(name) for name in FOURTH], REGISTERED)
    fourth(diary, programme, others)
    for place, (name, where, units) in enumerate(ALLIANCES):
        members = register.all([_office(unit, where) for unit in units], REGISTERED)
        charter = _charter(place)
        alliance = found(
            diary,
            name,
            AllianceKind.ORGAN,
            charter,
            {"LEAD": members[:1], "MEMBER": members[1:]},
            FOUNDED,
            document=document,
            purpose=f"办公地点相邻（{where}），党员人数相近，资源优势相融。",
            programme=programme,
            overrides=None if charter == shipped("jiguan") else Overrides(lead=charter.lead),
        )
        if place < 2:
            _admission(diary, alliance, members[0], applicants[place], APPLICANTS[place])
        else:
            _refusal(diary, alliance, members[0], applicants[2], APPLICANTS[2])
        logs = _activities(diary, f"jiguan {place}", alliance, members, where)
        _tickets(diary, f"jiguan {place}", charter, alliance, members, departments)
        _meetings(diary, f"jiguan {place}", alliance, members)
        share_strengths(diary, f"jiguan {place}", alliance, members, where)
        supervise(diary, f"jiguan {place}", alliance, members)
        subsidize(diary, f"jiguan {place}", alliance, members)
        # 五（二）: 机关工委将采取示范带动、点面结合等方式跟进指导
        guide(diary, f"jiguan {place}", alliance, [month_day(2021, month, 19) for month in (5, 7, 9, 11)])
        if place == 2:
            distinguish(diary, f"jiguan {place}", alliance, members)
            call_for_lead(diary, f"jiguan {place}", alliance, date(2022, 1, 6))
        if place == 1:
            _rules(diary, programme, alliance)
        if place == 0:
            _admission(diary, alliance, members[0], others[1], FOURTH[1], date(2022, 1, 6))
        _assessment(diary, f"jiguan {place}", alliance, members, logs)
        # 六（三）: 每阶段向机关工委反馈各项活动的开展情况
        phases = [f"2021-{phase.code}" for phase in charter.phases]
        report(diary, f"jiguan {place}", alliance, charter, phases, late=phases[:1] if place == 1 else [])
    rename(diary, "jiguan", applicants[1], "区融媒体传播中心", date(2021, 10, 12))
    deregister(diary, "jiguan", departments[2], departments[0], date(2022, 1, 11))
    last = Whistle(
        label="jiguan open",
        alliance=alliance,
        raiser=members[1],
        departments=(departments[0], departments[1]),
        title="新年度活动场地安排",
        category="服务保障",
        level=TriageLevel.ON_SITE,
        course=Course.NOT_TRIAGED,
        on=ENDS,
    )
    blow(diary, charter, last)


def _rules(diary: Diary, programme: UUID, alliance: UUID) -> None:
    """五（三）: 提出需要进一步规范、完善的建议意见: two rules become stricter."""
    charter = shipped("jiguan")
    shorter = msgspec.structs.replace(charter, late_entry_days=20)
    day = date(2021, 12, 14)
    amend_programme(diary, "jiguan", programme, shorter, "关于完善联盟台账管理的通知", day, date(2022, 1, 1))
    assert charter.tickets is not None, "this charter has tickets"
    sooner = Overrides(tickets=msgspec.structs.replace(charter.tickets, silence_days=5))
    override(diary, "jiguan 1", alliance, sooner, "第二联盟 2022 年第一次会议", date(2022, 1, 12))
    annotate(diary, "jiguan annotation", "jiguan 0 activity 4 log", date(2021, 8, 24), "小结中的地点写错。")


def _charter(place: int) -> Charter:
    """四（三）: 一次活动一轮值或一季时间一轮值; the third alliance takes turns by the quarter."""
    charter = shipped("jiguan")
    if place != 2 or charter.lead is None:
        return charter
    quarterly = msgspec.structs.replace(
        charter.lead, period=Period.QUARTER, alternatives=(Period.PER_ACTIVITY,)
    )
    return msgspec.structs.replace(charter, lead=quarterly)


def _reference_list(diary: Diary, programme: UUID) -> None:
    """六（三）: 机关工委制订下发联盟共建活动参考清单; its items are the document's (四（一）至（六）)."""
    items = (
        ("共过主题党日", "THEORY"),
        ("共听优秀党课", "THEORY"),
        ("共看红色影视", "THEORY"),
        ("设立党建活动基地", "RESOURCES"),
        ("党员理论小轮训", "TEAM"),
        ("党务实务小观摩", "TEAM"),
        ("党建知识小竞赛", "TEAM"),
        ("中层科室、基层站所互学观摩", "CONDUCT"),
    )
    command = IssueReferenceList(
        programme=programme,
        title="联盟共建活动参考清单",
        year=2021,
        items=tuple(ReferenceItem(title, theme) for title, theme in items),
    )
    diary.write("reference list", FOUNDED, command, role=Role.COMMITTEE)


def _office(name: str, where: str = "") -> Unit:
    party_group = name.startswith(("区委", "区审", "区总"))
    return Unit(
        name=name,
        kind=OrganizationKind.PUBLIC_INSTITUTION if name.endswith(("中心", "馆")) else OrganizationKind.ORGAN,
        party_form=PartyForm.GENERAL_BRANCH if party_group else PartyForm.BRANCH,
        party_members=number(f"jiguan {name}", 14, 26),
        area=where,
        contact=bool(where),
    )


def _meetings(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID]) -> None:
    """五（一）: 制定活动计划 in April; 六（三）: 联盟会议、定期汇报."""
    items = [PlanItem(title=title) for title in ("理论联学", "优势资源联享", "实践活动联办", "队伍联建")]
    plan = draft(diary, label, alliance, 2021, date(2021, 4, 12), items)
    sittings = [
        Sitting(
            on=month_day(2021, month, 23),
            title="机关党建联盟会议",
            code="ALLIANCE",
            members=members,
            proposals=(plan,) if month == 4 else (),
            reporting=2021 if month == 12 else None,
        )
        for month in (4, 7, 10, 12)
    ]
    passed = sit(diary, label, alliance, sittings)
    approve(diary, label, plan, passed, month_day(2021, 4, 26))


def _admission(
    diary: Diary, alliance: UUID, lead: UUID, applicant: UUID, name: str, day: date = APPLIED
) -> None:
    """Applies, the lead unit is consulted a week later, the working committee admits."""
    application = _applied(diary, alliance, applicant, name, day)
    consult = ConsultOnApplication(
        alliance=alliance, application=application, favourable=True, opinion=Narrative("办公地点相邻，同意。")
    )
    consulted = office_after(day, 7)
    diary.write(f"consult {name}", consulted, consult, role=Role.OFFICER, organization=lead)
    admit = AdmitMember(alliance=alliance, application=application)
    diary.write(f"admit {name}", office_after(consulted, 5), admit, role=Role.COMMITTEE)


def _refusal(diary: Diary, alliance: UUID, lead: UUID, applicant: UUID, name: str) -> None:
    application = _applied(diary, alliance, applicant, name, APPLIED)
    consult = ConsultOnApplication(
        alliance=alliance, application=application, favourable=False, opinion=Narrative("办公地点相距较远。")
    )
    diary.write(f"consult {name}", date(2021, 6, 16), consult, role=Role.OFFICER, organization=lead)
    refuse = RefuseMembership(
        alliance=alliance, application=application, reason=Narrative("建议加入就近的联盟。")
    )
    diary.write(f"refuse {name}", date(2021, 6, 22), refuse, role=Role.COMMITTEE)


def _applied(diary: Diary, alliance: UUID, applicant: UUID, name: str, day: date) -> UUID:
    apply_for = ApplyForMembership(
        alliance=alliance, organization=applicant, statement=Narrative("愿意加入联盟，参加轮值。")
    )
    return diary.write(f"apply {name}", day, apply_for, role=Role.OFFICER, organization=applicant)


def _activities(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID], where: str) -> list[str]:
    """Four a month from May to November. Returns the logs' labels."""
    logs = []
    for place in range(28):
        on = month_day(2021, 5 + place // 4, (6, 12, 19, 26)[place % 4])
        plan = Plan(
            label=f"{label} activity {place}",
            alliance=alliance,
            idea=IDEAS[place % len(IDEAS)],
            on=on,
            place=f"{where}党建活动基地",
            guests=guests(f"{label} {place}", members, most=10),
            signing=len(members),
            corrected=place == 5,
            late=place == 9,
        )
        logs.append(take_place(diary, plan))
    plan = Plan(
        label=f"{label} cancelled",
        alliance=alliance,
        idea=Idea("户外拓展", "TEAM", ActivityForm.PRACTICE),
        on=month_day(2021, 8, 5),
        place="市郊",
        guests=guests(f"{label} cancelled", members),
    )
    fall_through(diary, plan, "高温天气，改为室内轮训。")
    return logs


def _tickets(
    diary: Diary,
    label: str,
    charter: Charter,
    alliance: UUID,
    members: Sequence[UUID],
    departments: Sequence[UUID],
) -> None:
    levels = list(TriageLevel)
    for place, title in enumerate(WHISTLES):
        course = COURSES[place]
        level = {Course.ON_THE_SPOT: levels[0], Course.ESCALATED: levels[1]}.get(course, levels[place % 2])
        whistle = Whistle(
            label=f"{label} ticket {place}",
            alliance=alliance,
            raiser=members[1 + place % (len(members) - 1)],
            departments=(departments[0], departments[1]),
            title=title,
            category="服务保障",
            level=level,
            course=course,
            on=office_after(date(2021, 5, 10), place * 20),
        )
        blow(diary, charter, whistle)


def _assessment(
    diary: Diary, label: str, alliance: UUID, members: Sequence[UUID], logs: Sequence[str]
) -> None:
    """六: 把活动开展情况作为年度评先评优的依据; 以奖代补 by activity."""
    one = Assessing(
        label=f"{label} 2021",
        alliance=alliance,
        scheme="annual",
        name="机关党建联盟年度评先评优办法",
        indicators=(
            counted("activities", "参加联盟活动", 40, Measure.ATTENDANCE_RATE, "0.95", 20),
            counted("turns", "轮值组织情况", 40, Measure.ACTIVITIES_LED, "2", None),
            scored("ledger", "台账与阶段反馈", 20),
            bonus("practice", "形成可推广的经验做法", 5),
        ),
        published_on=date(2021, 4, 26),
        effective_from=date(2021, 1, 1),
        period="2021",
        opened_on=date(2021, 12, 20),
        organizations=members,
        weak=members[-1:],
        objectors=members[-1:],
        evidence=lambda organization: tuple(logs[:3]),
    )
    assessment = assess(diary, one)
    praise = Praise(
        label=f"{label} 2021",
        alliance=alliance,
        period="2021",
        on=settled_on(one),
        authority="区委直属机关工委",
        document="关于 2021 年度机关党建评先评优的通报",
        evidence=logs[:4],
        assessment=assessment,
    )
    honour(diary, praise, "年度先进机关党组织", members[0])
    promote(diary, praise, f"“六联”共建样板（{label[-1]}）", members[0], "全区机关")


TOWN = Town(code="jiguan", name="机关党建联盟", division_code="", year=year)
