"""阳都红盟 (source 002): 14 alliances (3 industry-chain, 7 sector, 4 regional), whistles, stars.

The report bears no year; it speaks of three years since 2019, so this is 2022. Its counts are kept: 16
member organizations with 87 party members that reach 31 enterprises along industry chains, 23 with 142
and 240 in sectors, 24 with 131 and 91 by region. Alliances that it does not name, and the units but for
帅克宠物党支部, are invented.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from concord.alliances.commands import CallForRotation, JoinAlliance, VacateChair
from concord.charters import (
    AllianceKind,
    Charter,
    Decision,
    MotionKind,
    OrganizationKind,
    PartyForm,
    Period,
    TriageLevel,
    shipped,
)
from concord.demo.activities import Plan, guests, ideas, take_place
from concord.demo.alliances import adopt, chair_terms, follow, found
from concord.demo.annotating import annotate
from concord.demo.assessments import Assessing, assess, bonus, counted, deduction, scored, settled_on
from concord.demo.bodies import body, float_by, sign
from concord.demo.calendar import arrange, month_day, office_after
from concord.demo.chance import number, pick
from concord.demo.changes import supervise as put_under
from concord.demo.diary import Diary
from concord.demo.honours import Praise, honour, promote
from concord.demo.meetings import Decided, Proposal, Sitting, sit
from concord.demo.projects import Work, benefit, deliver, propose, select_and_drop
from concord.demo.reports import report
from concord.demo.tenants.naming import coined
from concord.demo.tenants.town import Town
from concord.demo.tenants.yangdu_city import solve
from concord.demo.tenants.yangdu_sharing import SPENDING, collect, exchange, reward, supervise
from concord.demo.tickets import Course, Whistle, blow, whistles
from concord.demo.units import Register, Unit, share
from concord.figures import Measure
from concord.funds.aggregate import fund_id
from concord.identity import Role
from concord.privacy import Narrative
from concord.projects.events import BenefitKind, ProjectKind

REGISTERED = date(2022, 1, 4)
ALTOGETHER = 252
"""一: “两新”组织总量达到252家: enterprises and social organizations, in alliances or not."""
FOUNDED = date(2022, 1, 17)
ENDS = date(2023, 1, 30)


class Red(msgspec.Struct, frozen=True, kw_only=True):
    """One 红盟: how many member organizations, and what its members are."""

    name: str
    members: int
    trade: str
    kind: OrganizationKind = OrganizationKind.ENTERPRISE
    reach: int | None = None
    """Enterprises that it reaches, where the report says so."""
    lead: str = ""
    """The unit that leads it, where the report names one."""
    partners: int = 0
    """Units without a party organization that joined."""


CHAINS = (
    Red(name="新型建材产业党建红色联盟", members=6, trade="新型建材", reach=14),
    Red(name="食品产业党建红色联盟", members=5, trade="食品", reach=7),
    Red(
        name="宠物食品产业党建红色联盟",
        members=5,
        trade="宠物食品",
        reach=10,
        lead="帅克宠物党支部",
        partners=6,
    ),
)
"""二（一）: 16 organizations, 87 party members, 31 enterprises; 三（一）宠物食品 10、6; 三（二）建材 14."""
SECTORS = (
    Red(name="民营医院行业党建红色联盟", members=4, trade="医院"),
    Red(
        name="公益社会组织党建红色联盟",
        members=5,
        trade="公益服务中心",
        kind=OrganizationKind.SOCIAL_ORGANIZATION,
    ),
    Red(name="直播电商行业党建红色联盟", members=3, trade="电商"),
    Red(name="快递物流行业党建红色联盟", members=3, trade="快递"),
    Red(name="物业服务行业党建红色联盟", members=3, trade="物业"),
    Red(
        name="民办教育行业党建红色联盟",
        members=3,
        trade="培训学校",
        kind=OrganizationKind.SOCIAL_ORGANIZATION,
    ),
    Red(
        name="法律服务行业党建红色联盟",
        members=2,
        trade="律师事务所",
        kind=OrganizationKind.SOCIAL_ORGANIZATION,
    ),
)
"""二（二）: 23 organizations, 142 party members, 240 bodies. The last three are not named there."""
REGIONS = (
    Red(name="君悦超市商圈党建红色联盟", members=12, trade="商贸", lead="君悦超市商圈党总支"),
    Red(name="双创科技园党建红色联盟", members=4, trade="科技"),
    Red(name="食品产业园党建红色联盟", members=4, trade="食品"),
    Red(name="界湖街道“爱城乐业”党建红色联盟", members=4, trade="物业", lead="界湖街道社区党委"),
)
"""二（三）: 24 organizations, 131 party members, 91 units. 君悦超市商圈: 12个党组织."""
COUNTS = (
    (AllianceKind.INDUSTRY_CHAIN, CHAINS, 87, 31),
    (AllianceKind.SECTOR, SECTORS, 142, 240),
    (AllianceKind.REGIONAL, REGIONS, 131, 91),
)
"""Kind, alliances, party members, enterprises and bodies reached."""
BENEFITS: dict[str, tuple[tuple[BenefitKind, int, str], ...]] = {
    "新型建材产业党建红色联盟": (
        (BenefitKind.COST_SAVED, 30_000_000, "整合有效资源377条，帮助成员企业降低成本3000余万元。"),
        (BenefitKind.OUTPUT, 170_000_000, "产出效益超过1.7亿元。"),
    ),
    "双创科技园党建红色联盟": (
        (BenefitKind.DONATION, 2_600_000, "为贫救济、疫情防控、防汛救灾等捐资捐物260余万元。"),
        (BenefitKind.PEOPLE_HELPED, 37, "帮助困难群众37人。"),
    ),
    "界湖街道“爱城乐业”党建红色联盟": (
        (BenefitKind.PEOPLE_HELPED, 479, "帮扶困难群众479人。"),
        (BenefitKind.DONATION, 23_350_000, "捐助公益基金2335万元。"),
        (BenefitKind.PROBLEMS_SOLVED, 286, "解决城市治理难题286条。"),
    ),
}
"""三（二）、三（四）: what the report says came of three alliances; “more than” is recorded as the number."""
TOWNSHIP = "界湖街道办事处"
SUITES = ("爱心义工", "法律援助", "心理咨询", "科技志愿", "创业帮扶")
"""二（三）2: 5个专业社会组织进驻双创科技园."""
TEAMS = 8
"""二（三）2: 8支党员志愿服务队."""
DISTRICTS = 13
"""三（四）: 对口支援13个老旧小区改造提升基础设施."""
DEPARTMENTS = (
    "县税务服务中心", "县人力资源和社会保障服务中心", "县金融服务中心", "县工业和信息化促进中心",
    "县市场监管服务中心", "县行政审批服务中心", "县“两新”组织工委办公室",
)  # fmt: skip

IDEAS = ideas("""
    THEME_PARTY_DAY PARTY_BUILDING 联建主题党日
    EXCHANGE RESOURCES 共享资源清单对接会
    EXCHANGE DEVELOPMENT “卡脖子”难题会诊
    SERVICE ACTIVITY 志愿服务进社区
    TRAINING INDUSTRY 惠企纾困政策培训
    PRACTICE ACTIVITY 流动党员亮身份
""")
WHISTLES = whistles("""
    交通运输 原材料运输限行
    税务 留抵退税办理
    用工 季节性用工缺口
    金融 设备更新贷款
    审批 食品生产许可变更
    权益保护 快递小哥停车难
    公共设施 直播基地网络带宽
    公共设施 商圈夜间照明
    社会治理 老旧小区加装电梯协调
    资源共享 检测设备共享
""")
COURSES = (
    Course.SMOOTH, Course.RETURNED, Course.SMOOTH, Course.ESCALATED, Course.LATE, Course.ON_THE_SPOT,
    Course.SMOOTH, Course.REOPENED, Course.SILENT, Course.UNHAPPY, Course.SMOOTH, Course.WITHDRAWN,
)  # fmt: skip


def year(diary: Diary) -> None:
    """Fourteen alliances in 2022."""
    arrange(diary, REGISTERED, 2022)
    arrange(diary, date(2022, 12, 9), 2023)
    charter = shipped("yangdu")
    register = Register(diary)
    departments = register.all(
        [Unit(name=name, kind=OrganizationKind.PUBLIC_INSTITUTION, party_members=10) for name in DEPARTMENTS],
        REGISTERED,
    )
    programme = adopt(diary, charter.title, charter, charter.title, FOUNDED)
    founded: list[tuple[UUID, list[UUID]]] = []
    for kind, alliances, party_members, reached in COUNTS:
        units = _units(alliances, party_members, reached)
        for red, members in zip(alliances, units, strict=True):
            number_ = len(founded)
            joined = register.all(members, REGISTERED)
            day = office_after(FOUNDED, number_ * 3)
            alliance = _found(diary, charter, red, kind, joined, day, programme)
            _bodies(diary, f"yangdu {number_}", red, alliance, joined, day)
            founded.append((alliance, joined))
            _partners(diary, register, red, alliance)
            solved: list[str] = []
            if "爱城乐业" in red.name:
                solved = solve(diary, charter, alliance, joined, departments)
            _life(diary, charter, f"yangdu {number_}", red, alliance, joined, solved)
    _others(register)
    _supervision(diary, register, founded, departments)
    _tickets(diary, charter, founded, departments)
    vacate = VacateChair(alliance=founded[9][0], reason=Narrative("主席单位改组，轮值暂缺。"))
    diary.write("yangdu chair vacated", date(2023, 1, 18), vacate)
    diary.write("yangdu rotation called", date(2023, 1, 20), CallForRotation(alliance=founded[9][0]))
    annotate(diary, "yangdu annotation", "yangdu 0 activity 2 log", date(2022, 9, 14), "参加单位漏记一家。")


def _others(register: Register) -> None:
    """一: 扩大小微企业“两个覆盖”: those that no alliance reaches yet."""
    kinds = (OrganizationKind.ENTERPRISE, OrganizationKind.SOCIAL_ORGANIZATION)
    known = sum(unit.kind in kinds for unit in register.units.values())
    for place in range(ALTOGETHER - known):
        social = place % 6 == 5
        unit = Unit(
            name=f"{coined(place % 240)}{'服务社' if social else '经营部'}（{place + 1}）",
            kind=kinds[1] if social else kinds[0],
            party_form=PartyForm.BRANCH if place % 5 == 0 else PartyForm.NONE,
            party_members=3 if place % 5 == 0 else place % 3,
            area=pick(f"area other {place}", ("城区", "经济开发区", "工业园区", "乡镇")),
            industry=SECTORS[place % len(SECTORS)].trade,
        )
        register.add(unit, office_after(REGISTERED, place // 40))


def _supervision(
    diary: Diary,
    register: Register,
    founded: Sequence[tuple[UUID, list[UUID]]],
    departments: Sequence[UUID],
) -> None:
    """二（二）1: 以“条”为主, 以“块”兜底, for the members of the seven sectors."""
    township = register.add(Unit(name=TOWNSHIP, kind=OrganizationKind.ORGAN, party_members=20), REGISTERED)
    for place, (_, members) in enumerate(founded[3:10]):
        line = departments[place % len(departments)]
        day = office_after(date(2022, 4, 12), place)
        put_under(diary, f"yangdu {place}", members, line, township, day, "行业党建责任清单")


def _units(alliances: Sequence[Red], party_members: int, reached: int) -> list[list[Unit]]:
    """The members of each alliance; their figures add up to those of the report."""
    total = sum(red.members for red in alliances)
    people = share(party_members, total)
    told = sum(red.reach or 0 for red in alliances)
    untold = sum(red.members for red in alliances if red.reach is None)
    rest = share(reached - told, untold) if untold else []
    made: list[list[Unit]] = []
    for red in alliances:
        reach = rest[: red.members] if red.reach is None else share(red.reach, red.members)
        rest = rest[red.members :] if red.reach is None else rest
        made.append([_unit(red, place, people.pop(), reach[place]) for place in range(red.members)])
    return made


def _unit(red: Red, place: int, people: int, reach: int) -> Unit:
    serial = number(f"yangdu {red.name}", 0, 200) + place
    suffix = "" if red.kind is OrganizationKind.SOCIAL_ORGANIZATION else "有限公司"
    named = red.lead if red.lead and place == 0 else f"{coined(serial)}{red.trade}{suffix}党支部"
    return Unit(
        name=named,
        kind=red.kind,
        party_form=PartyForm.COMMITTEE
        if "党委" in named
        else PartyForm.GENERAL_BRANCH
        if "总支" in named
        else PartyForm.BRANCH,
        party_members=people,
        affiliated_enterprises=reach,
        area="界湖街道"
        if "界湖" in red.name
        else pick(f"area {red.name} {place}", ("城区", "经济开发区", "工业园区")),
        industry=red.trade,
        contact=place == 0,
    )


def _bodies(diary: Diary, label: str, red: Red, alliance: UUID, members: Sequence[UUID], day: date) -> None:
    """二（一）3 食品产业: 3个专委会; 二（三）1: 每年签订一份党建协议; 商户中的流动党员亮身份、践承诺."""
    sign(diary, label, alliance, members, office_after(day, 20))
    if red.name.startswith("食品产业党建"):
        for place, code in enumerate(("SERVICE", "FINANCE", "BRAND")):
            formed = office_after(day, 30)
            led_by = members[place : place + 1]
            body(diary, f"{label} {code}", alliance, code, formed, led_by=led_by, members=members)
    if red.name.startswith("双创科技园"):
        for place in range(TEAMS):
            formed, name = office_after(day, 40), f"党员志愿服务第{place + 1}队"
            team = [members[place % len(members)]]
            what = f"{label} team {place}"
            body(diary, what, alliance, "VOLUNTEERS", formed, name=name, led_by=team, members=team, people=5)
    if red.name.startswith(("君悦", "快递", "直播")):
        for place, member in enumerate(members):
            enrolled = office_after(day, 40 + place)
            pledged, left = office_after(enrolled, 90), office_after(enrolled, 200)
            float_by(diary, f"{label} floating {place}", member, enrolled, pledged, left)


def _found(
    diary: Diary,
    charter: Charter,
    red: Red,
    kind: AllianceKind,
    members: Sequence[UUID],
    day: date,
    programme: UUID,
) -> UUID:
    alone = red.name == SECTORS[0].name
    alliance = found(
        diary,
        red.name,
        kind,
        charter,
        {"LEAD": members[:1], "MEMBER": members[1:]},
        day,
        document="关于加强党建红色联盟建设引领“两新”组织高质量发展的指导意见",
        purpose="阳都红盟、同心业兴",
        programme=None if alone else programme,
    )
    if alone:  # it had a charter of its own at first
        follow(diary, red.name, alliance, programme, "第一次党建联席会议", office_after(day, 20))
    return alliance


def _partners(diary: Diary, register: Register, red: Red, alliance: UUID) -> None:
    """三（一）: 吸纳6家暂未成立党组织的小微企业入盟共建."""
    for place in range(red.partners):
        unit = Unit(
            name=f"{coined(250 + place)}{red.trade}经营部", party_form=PartyForm.NONE, industry=red.trade
        )
        organization = register.add(unit, date(2022, 5, 9))
        join = JoinAlliance(alliance=alliance, organization=organization, tier="PARTNER")
        diary.write(f"partner {place}", date(2022, 5, 16), join, role=Role.OFFICER, organization=organization)
    for place, name in enumerate(SUITES if red.name.startswith("双创科技园") else ()):
        unit = Unit(
            name=f"{name}服务中心",
            kind=OrganizationKind.SOCIAL_ORGANIZATION,
            party_form=PartyForm.NONE,
            industry="专业社会服务",
        )
        organization = register.add(unit, date(2022, 5, 11))
        join = JoinAlliance(alliance=alliance, organization=organization, tier="PARTNER")
        diary.write(f"suite {place}", date(2022, 5, 18), join, role=Role.OFFICER, organization=organization)


def _life(
    diary: Diary,
    charter: Charter,
    label: str,
    red: Red,
    alliance: UUID,
    members: Sequence[UUID],
    solved: Sequence[str],
) -> None:
    logs: list[str] = []
    for place in range(12):
        idea = IDEAS[place % len(IDEAS)]
        month = 4 + place * 2 // 3 + number(f"{label} month {place}", 0, 1)
        plan = Plan(
            label=f"{label} activity {place}",
            alliance=alliance,
            idea=msgspec.structs.replace(idea, title=f"{idea.title}（{red.trade}）"),
            on=month_day(2022, month, 4 + number(f"{label} day {place}", 0, 20)),
            place=pick(
                f"{label} place {place}", ("双创科技园党群服务中心", "食品产业园党群服务中心", "商圈党建驿站")
            ),
            guests=guests(f"{label} {place}", members),
            signing=3,
            late=place == 3 and number(label, 0, 2) == 0,
        )
        logs.append(take_place(diary, plan))
    passed = _meetings(diary, label, red, alliance, members)
    exchange(diary, label, red.name, alliance, members, red is CHAINS[0])
    supervise(diary, label, alliance, members)
    if red in REGIONS:
        collect(diary, label, alliance, members, passed)
    for kind, measure, note in BENEFITS.get(red.name, ()):
        evidence = solved if kind is BenefitKind.PROBLEMS_SOLVED else logs
        benefit(diary, label, alliance, kind, measure, date(2022, 12, 22), evidence, note)
    weak = members[-1:] if number(label, 0, 1) else ()
    one = Assessing(
        label=f"{label} 2022",
        alliance=alliance,
        scheme="stars",
        name="“达标创星、品牌排行”行业党建标准",
        indicators=(
            scored("standard", "标准化规范化", 50),
            counted("linkage", "联盟活动轮办", 30, Measure.ATTENDANCE_RATE, "0.9", 15),
            scored("service", "服务发展实效", 20),
            bonus("brand", "品牌排行", 8),
            deduction("delay", "协议未履行", 6),
        ),
        published_on=date(2022, 3, 14),
        effective_from=date(2022, 1, 1),
        period="2022",
        opened_on=date(2022, 12, 19),
        organizations=members,
        weak=weak,
        evidence=lambda organization: tuple(logs[:4]),
        objectors=weak,
    )
    assessment = assess(diary, one)
    praise = Praise(
        label=f"{label} 2022",
        alliance=alliance,
        period="2022",
        on=settled_on(one),
        authority="县委“两新”组织工委",
        document="关于命名 2022 年度“阳都红盟”品牌的通报",
        evidence=logs[:4],
        assessment=assessment,
    )
    honour(diary, praise, "“阳都红盟”品牌示范单位", members[0])
    reward(diary, label, alliance, members[0], office_after(settled_on(one), 1))
    if red.lead or red.partners:
        promote(diary, praise, f"{red.name}的做法", members[0], "全县")
    late = ["2022-H1"] if number(f"{label} late", 0, 4) == 0 else []
    report(diary, label, alliance, charter, ["2022-H1", "2022-H2"], late=late)


def _works(red: Red, members: Sequence[UUID]) -> list[Work]:
    """二（三）1: 每年认领一个商圈党建项目; 三（四）: 13个老旧小区; elsewhere one of the alliance."""
    titles = [(f"{red.trade}党建服务项目", members[0])]
    if red.name.startswith("君悦"):
        titles = [(f"商圈党建项目（第 {place + 1} 号）", one) for place, one in enumerate(members)]
    if "爱城乐业" in red.name:
        titles += [
            (f"第 {place + 1} 老旧小区改造提升", members[place % len(members)]) for place in range(DISTRICTS)
        ]
    return [
        Work(
            title=title,
            kind=ProjectKind.LIVELIHOOD,
            year=2022,
            proposer=members[(place + 1) % len(members)],
            claimants=(claimant,),
            milestones=("梳理需求", "落地服务"),
        )
        for place, (title, claimant) in enumerate(titles)
    ]


def _meetings(
    diary: Diary, label: str, red: Red, alliance: UUID, members: Sequence[UUID]
) -> dict[str, Decided]:
    """二（三）1: 党建联席会议; each alliance claims a project of the year. Returns what was passed."""
    works = _works(red, members)
    if red is CHAINS[2]:
        works.append(msgspec.structs.replace(works[0], title="宠物食品检测中心"))
    ideas_ = [
        propose(diary, f"{label} project {place}", alliance, work, date(2022, 3, 7))
        for place, work in enumerate(works)
    ]
    purse = fund_id(diary.tenant.id, alliance, 2022, "ACTIVITY")
    plan = Proposal(title=SPENDING, kind=MotionKind.FUNDS, subject=purse)
    spending = (plan,) if red in REGIONS else ()
    proposals = (
        tuple(ideas_),
        (Proposal(title="共享资源清单"), *spending),
        (),
        (Proposal(title="签订下年度党建协议"),),
    )
    holders = [members[place % len(members)] for place in range(4)]
    chosen = [
        Proposal(title=f"第 {place} 任主席单位", kind=MotionKind.CHAIR, subject=holder)
        for place, holder in enumerate(holders, start=1)
    ]
    sittings = [
        Sitting(
            on=month_day(2022, month, 24),
            title=f"{red.name}联席会议",
            code="JOINT",
            members=members,
            proposals=(*proposals[place], chosen[place]),
            reporting=2022 if month == 12 else None,
        )
        for place, month in enumerate((3, 6, 9, 12))
    ]
    passed = sit(diary, label, alliance, sittings)
    for place, (work, idea) in enumerate(zip(works, ideas_, strict=True)):
        assert idea.subject is not None, "a project is the subject of the proposal to select it"
        decided, day = passed[idea.title], date(2022, 3, 28)
        if work.title == "宠物食品检测中心":
            select_and_drop(diary, f"{label} project {place}", idea.subject, decided, day)
        else:
            deliver(diary, f"{label} project {place}", work, idea.subject, decided, day)
    decisions = [Decision(passed[one.title].meeting, passed[one.title].resolution) for one in chosen]
    chair_terms(diary, red.name, alliance, holders, date(2022, 4, 1), Period.QUARTER, decisions=decisions)
    return passed


def _tickets(
    diary: Diary,
    charter: Charter,
    founded: Sequence[tuple[UUID, Sequence[UUID]]],
    departments: Sequence[UUID],
) -> None:
    """企业吹哨、红盟响应、部门报到."""
    levels = list(TriageLevel)
    unfinished = (Course.IN_WORK, Course.NOT_ACCEPTED, Course.NOT_CONFIRMED, Course.NOT_TRIAGED)
    for place in range(52):
        alliance, members = founded[place % len(founded)]
        title, category = WHISTLES[place % len(WHISTLES)]
        course = COURSES[place % len(COURSES)] if place < 48 else unfinished[place - 48]
        level = {Course.ON_THE_SPOT: levels[0], Course.ESCALATED: levels[1]}.get(course, levels[place % 3])
        if place >= 48:
            level = TriageLevel.COORDINATED
        on = office_after(date(2022, 4, 6), place * 4) if place < 48 else date(2022, 12, 1)
        blow(
            diary,
            charter,
            Whistle(
                label=f"yangdu ticket {place}",
                alliance=alliance,
                raiser=members[place % len(members)],
                departments=(departments[place % 6], departments[6]),
                title=title,
                category=category,
                level=level,
                course=course,
                on=ENDS if course is Course.NOT_TRIAGED else on,
            ),
        )


TOWN = Town(code="yangdu", name="阳都红盟", division_code="", year=year)
