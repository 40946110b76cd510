"""伊犁党建工作协作区 (source 004), 2023: a standing lead unit, a rotating unit by the year, “五共”.

The document hides the names of its units behind asterisks: those here are invented.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from concord.activities.events import ActivityForm
from concord.alliances.commands import AdmitMember, ApplyForMembership
from concord.charters import (
    ActivitySource,
    AllianceKind,
    OrganizationKind,
    PartyForm,
    Period,
    TriageLevel,
    shipped,
)
from concord.demo.activities import Idea, Plan, fall_through, guests, ideas, take_place
from concord.demo.alliances import chair_terms, found
from concord.demo.annotating import annotate
from concord.demo.assessments import Assessing, assess, bonus, counted, scored, settled_on
from concord.demo.bodies import body
from concord.demo.calendar import arrange, month_day, office_after
from concord.demo.chance import number, some
from concord.demo.diary import Diary
from concord.demo.honours import Praise, promote
from concord.demo.meetings import Sitting, approve, draft, sit
from concord.demo.reports import brief, report
from concord.demo.tenants.town import Town
from concord.demo.tenants.yili_pools import open_pools, oversee
from concord.demo.tickets import Course, Whistle, blow
from concord.demo.units import Register, Unit
from concord.figures import Measure
from concord.identity import Role
from concord.meetings.commands import PlanItem
from concord.privacy import Narrative

NAME = "伊犁党建工作协作区"
REGISTERED = date(2023, 1, 3)
FOUNDED = date(2023, 1, 9)
ENDS = date(2024, 2, 5)

LEAD = "协作区牵头单位"
MEMBERS = ("协作区甲单位", "协作区乙单位", "协作区丙单位", "协作区丁单位", "协作区戊单位", "协作区己单位")
WIDER = (
    ("驻地某高等院校", OrganizationKind.PUBLIC_INSTITUTION),
    ("驻地某国有企业", OrganizationKind.ENTERPRISE),
)
"""四（二）: 将协作对象进一步拓展到驻地高等院校和国有企业."""
DEPARTMENTS = ("协作区领导小组办公室", "市委组织部组织科")

IDEAS = ideas("""
    STUDY EDUCATION 联片上党课
    TRAINING ORGANIZATION 集中训骨干
    THEME_PARTY_DAY ORGANIZATION 联动开党日
    CULTURE CULTURE 演讲比赛
    CULTURE CULTURE 篮球比赛
    STUDY EDUCATION 廉政教育
    SERVICE CULTURE 情暖边关行慰问演出
    STUDY EDUCATION 法制教育
    CULTURE CULTURE 书画摄影展览
    EXCHANGE RESOURCES 红色教育基地共享
    EXCHANGE UNITED_PROBLEMS 难题会诊
    CULTURE UNITED_ACTIVITIES 文艺人才交流
    TRAINING UNITED_ORGANIZATION 党建专家送课
    EXCHANGE UNITED_VENUES 阵地联用开放日
""")
WHISTLES = (
    "执勤点位生活用水", "基层文化器材短缺", "驻地子女入学", "通勤车辆调剂", "心理服务师资", "训练场地共用",
)  # fmt: skip
COURSES = (
    Course.SMOOTH, Course.ON_THE_SPOT, Course.ESCALATED, Course.LATE, Course.REOPENED, Course.SILENT,
    Course.URGED,
)  # fmt: skip


def year(diary: Diary) -> None:
    """2023, and the hand-over to the rotating unit of 2024."""
    arrange(diary, REGISTERED, 2023)
    arrange(diary, date(2023, 10, 26), 2024)
    charter = shipped("yili")
    register = Register(diary)
    lead = register.add(_unit(LEAD, PartyForm.COMMITTEE), REGISTERED)
    members = register.all([_unit(name, PartyForm.COMMITTEE) for name in MEMBERS], REGISTERED)
    departments = register.all([_unit(name, PartyForm.BRANCH) for name in DEPARTMENTS], REGISTERED)
    alliance = found(
        diary,
        NAME,
        AllianceKind.REGIONAL,
        charter,
        {"LEAD": [lead], "MEMBER": members},
        FOUNDED,
        document="县区2023年基层党建工作联建协作工作方案",
        purpose="点上强堡垒、线上筑屏障、面上固阵地",
    )
    _bodies(diary, alliance, [lead, *members])
    # 以年度为单位进行轮值: by calendar years; the first begins after the founding, no term begins before it.
    chair_terms(
        diary,
        "yili",
        alliance,
        members[:2],
        date(2023, 1, 16),
        Period.YEAR,
        first_ends=date(2023, 12, 31),
    )
    everybody = [lead, *members]
    for name, kind in WIDER:
        everybody.append(_join(diary, register, alliance, name, kind))
    logs = _activities(diary, alliance, members[0], everybody)
    _meetings(diary, alliance, everybody[:4])
    for place in range(36):
        blow(diary, charter, _whistle(place, alliance, everybody[1:7], departments))
    _assessments(diary, alliance, everybody[:7], logs)
    # 二（二）2: 每年年初和年中，总结通报; 向市委上报
    report(diary, "yili", alliance, charter, ["2023-H1", "2023-H2", "2023"], returned=["2023-H1"])


def _bodies(diary: Diary, alliance: UUID, everybody: Sequence[UUID]) -> None:
    """二（一）: 组长、副组长（1至3名）、成员; 领导小组下设办公室; 三（四）: 教育宣讲团."""
    day = office_after(FOUNDED, 2)
    body(diary, "yili leading group", alliance, "LEADING_GROUP", day, led_by=everybody[:3], people=3)
    body(diary, "yili office", alliance, "OFFICE", day, led_by=everybody[:1], people=4)
    body(diary, "yili lecturers", alliance, "LECTURERS", day, led_by=everybody[1:2], people=5)
    open_pools(diary, alliance, everybody)
    oversee(diary, alliance, everybody)
    annotate(
        diary, "yili annotation", "yili activity 5 attendance", date(2023, 9, 5), "实到人数漏记后勤人员。"
    )


def _meetings(diary: Diary, alliance: UUID, members: Sequence[UUID]) -> None:
    """二（二）: 牵头谋划年度计划; 三（一）: 月党建座谈交流; 三（二）: 每半年发展工作联席会."""
    items = [PlanItem(title=title) for title in ("组织共建", "发展共谋", "文化共育", "教育共抓", "资源共享")]
    plan = draft(diary, "yili", alliance, 2023, date(2023, 1, 11), items)
    known = {
        1: ("JOINT", "协作区联席会议"),
        6: ("DEVELOPMENT", "发展工作联席会"),
        12: ("DEVELOPMENT", "发展工作联席会"),
    }
    sittings = [
        Sitting(
            on=month_day(2023, month, 27),
            title=known.get(month, ("", "月党建座谈交流"))[1],
            code=known.get(month, ("EXCHANGE", ""))[0],
            members=members,
            proposals=(plan,) if month == 1 else (),
            reporting=2023 if month == 12 else None,
        )
        for month in range(1, 13)
    ]
    passed = sit(diary, "yili", alliance, sittings)
    approve(diary, "yili", plan, passed, month_day(2023, 1, 30))


def _unit(name: str, form: PartyForm, kind: OrganizationKind = OrganizationKind.ORGAN) -> Unit:
    people = number(f"yili {name}", 30, 120)
    return Unit(name=name, kind=kind, party_form=form, party_members=people, area="伊犁", contact=True)


def _join(diary: Diary, register: Register, alliance: UUID, name: str, kind: OrganizationKind) -> UUID:
    organization = register.add(_unit(name, PartyForm.COMMITTEE, kind), date(2023, 4, 3))
    apply_for = ApplyForMembership(
        alliance=alliance, organization=organization, statement=Narrative("愿意参加协作区共建。")
    )
    application = diary.write(
        f"apply {name}", date(2023, 4, 10), apply_for, role=Role.OFFICER, organization=organization
    )
    admit = AdmitMember(alliance=alliance, application=application)
    diary.write(f"admit {name}", date(2023, 4, 24), admit, role=Role.COMMITTEE)
    return organization


def _activities(diary: Diary, alliance: UUID, rotating: UUID, everybody: Sequence[UUID]) -> list[str]:
    """Monthly exchange, half-yearly development meeting, two more a month; the rotating unit leads."""
    logs: list[str] = []
    founders = everybody[:7]
    wanted = [
        (
            f"月党建座谈交流（{month + 1} 月）",
            "ORGANIZATION",
            ActivityForm.EXCHANGE,
            month_day(2023, month + 1, 27),
        )
        for month in range(1, 12)
    ]
    wanted += [
        (f"{half}发展工作联席会", "DEVELOPMENT", ActivityForm.EXCHANGE, month_day(2023, month, 19))
        for half, month in (("上半年", 6), ("下半年", 12))
    ]
    for place in range(48):
        idea = IDEAS[place % len(IDEAS)]
        wanted.append(
            (idea.title, idea.theme, idea.form, month_day(2023, 2 + place * 11 // 48, 5 + 6 * (place % 4)))
        )
    for place, (title, theme, form, on) in enumerate(wanted):
        who = everybody if on > date(2023, 6, 1) else founders
        others = some(f"yili guests {place}", [one for one in who if one != rotating], 5)
        plan = Plan(
            label=f"yili activity {place}",
            alliance=alliance,
            idea=Idea(title, theme, form, ActivitySource.MEMBERS),
            on=on,
            place="协作区党群活动中心",
            guests=guests(f"yili {place}", (rotating, *others), most=12),
            signing=6,
            proposer=rotating,
            late=place == 14,
            corrected=place in (3, 20),
        )
        logs.append(take_place(diary, plan))
        if place % 12 != 11:  # 二（二）2④: 及时报送; of some nobody thinks, others are late
            brief(diary, plan, rotating, late=place % 9 == 4)
    idea = Idea("歌咏比赛", "CULTURE", ActivityForm.CULTURE, ActivitySource.MEMBERS)
    plan = Plan(
        label="yili cancelled",
        alliance=alliance,
        idea=idea,
        on=month_day(2023, 9, 27),
        place="协作区礼堂",
        guests=guests("yili cancelled", founders[:3]),
        proposer=rotating,
    )
    fall_through(diary, plan, "与安保任务冲突。")
    return logs


def _whistle(place: int, alliance: UUID, raisers: Sequence[UUID], departments: Sequence[UUID]) -> Whistle:
    levels = list(TriageLevel)
    course = Course.NOT_TRIAGED if place == 35 else COURSES[place % len(COURSES)]
    level = {Course.ON_THE_SPOT: levels[0], Course.ESCALATED: levels[1]}.get(course, levels[place % 2])
    return Whistle(
        label=f"yili ticket {place}",
        alliance=alliance,
        raiser=raisers[place % len(raisers)],
        departments=(departments[0], departments[1]),
        title=WHISTLES[place % len(WHISTLES)],
        category="难题联解",
        level=level,
        course=course,
        on=ENDS if place == 35 else office_after(date(2023, 2, 13), place * 8),
    )


def _assessments(diary: Diary, alliance: UUID, organizations: Sequence[UUID], logs: Sequence[str]) -> None:
    """半年总结部署: by halves of the year, both by the same scheme."""
    for half, published_on, opened_on in (
        ("H1", date(2023, 1, 30), date(2023, 7, 5)),
        ("H2", None, date(2024, 1, 4)),
    ):
        one = Assessing(
            label=f"yili {half}",
            alliance=alliance,
            scheme="half-year",
            name="协作区轮值与协作情况评价办法",
            indicators=(
                counted("cooperation", "参加协作活动", 50, Measure.ATTENDANCE_RATE, "0.95", 25),
                scored("turn", "轮值与配合", 30),
                # 四（三）: 切实履行协作职责; who owed nothing in the half-year has most of the points
                counted("duties", "履行协作职责", 20, Measure.DUTIES_MET, "0.9", 16),
                bonus("experience", "经验做法被推广", 5),
            ),
            published_on=published_on,
            effective_from=date(2023, 1, 1),
            period=f"2023-{half}",
            opened_on=opened_on,
            organizations=organizations,
            weak=organizations[-1:],
            objectors=organizations[-1:],
        )
        assessment = assess(diary, one)
    praise = Praise(
        label="yili 2023",
        alliance=alliance,
        period="2023-H2",
        on=settled_on(one),
        authority="协作区领导小组",
        document="",
        evidence=logs[:4],
        assessment=assessment,
    )
    promote(diary, praise, "“融合互联式”区域协作", organizations[1], "协作区")


TOWN = Town(code="yili", name="伊犁党建工作协作区", division_code="654000", year=year)
