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

from concord.alliances.commands import JoinAlliance
from concord.charters import (
    AllianceKind,
    Charter,
    Decision,
    MotionKind,
    OrganizationKind,
    PartyForm,
    Period,
    ResourceKind,
    TriageLevel,
    shipped,
)
from concord.demo.activities import Plan, guests, ideas, take_place
from concord.demo.alliances import adopt, chair_terms, found
from concord.demo.assessments import Assessing, assess, bonus, counted, deduction, scored, settled_on
from concord.demo.bodies import body, float_by, sign
from concord.demo.calendar import arrange, month_day, office_after
from concord.demo.chance import number, pick
from concord.demo.diary import Diary
from concord.demo.exchange import crowdfund, lend, reward
from concord.demo.exchange import share as share_resources
from concord.demo.honours import Praise, honour, promote
from concord.demo.meetings import Proposal, Sitting, sit
from concord.demo.projects import Work, benefit, deliver, propose
from concord.demo.reports import report
from concord.demo.tenants.naming import coined
from concord.demo.tenants.town import Town
from concord.demo.tickets import Course, Whistle, blow, whistles
from concord.demo.units import Register, Unit, share
from concord.figures import Measure
from concord.identity import Role
from concord.projects.events import BenefitKind, ProjectKind

REGISTERED = date(2022, 1, 4)
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
            _life(diary, charter, f"yangdu {number_}", red, alliance, joined)
    _exchange(diary, founded)
    _tickets(diary, charter, founded, departments)


LISTS = (
    ("PARTNER", "伙伴资源", ResourceKind.INFORMATION, 126),
    ("STEWARD", "管家服务", ResourceKind.SERVICE, 98),
    ("SWIFT_HORSE", "人才资源", ResourceKind.TALENT, 87),
    ("BLUE_OCEAN", "项目资源", ResourceKind.PROJECT, 66),
)
"""三（二）: 4类资源清单，整合有效资源377条; how many are on each list is invented."""


def _exchange(diary: Diary, founded: Sequence[tuple[UUID, list[UUID]]]) -> None:
    """三（二）新型建材: 377 resources; 二（三）1 君悦超市商圈: 党建经费众筹; 二（三）2: a shared venue."""
    materials, makers = founded[0]
    share_resources(diary, "yangdu resources", materials, makers, LISTS, date(2022, 5, 10))
    mall, shops = founded[10]
    crowdfund(diary, "yangdu crowdfunding", mall, shops, 2022, date(2022, 6, 6))
    reward(diary, "yangdu award", mall, shops[0], 2023, "stars", "2022", date(2023, 1, 16))
    park, firms = founded[11]
    lend(diary, "yangdu park", park, firms[0], firms[1:], "双创科技园党群服务中心", date(2022, 6, 8))


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
    if red.name.startswith("君悦"):
        for place, member in enumerate(members[1:5]):
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
    return found(
        diary,
        red.name,
        kind,
        charter,
        {"LEAD": members[:1], "MEMBER": members[1:]},
        day,
        document="关于加强党建红色联盟建设引领“两新”组织高质量发展的指导意见",
        purpose="阳都红盟、同心业兴",
        programme=programme,
    )


def _partners(diary: Diary, register: Register, red: Red, alliance: UUID) -> None:
    """三（一）: 吸纳6家暂未成立党组织的小微企业入盟共建."""
    for place in range(red.partners):
        unit = Unit(
            name=f"{coined(250 + place)}{red.trade}经营部", party_form=PartyForm.NONE, industry=red.trade
        )
        organization = register.add(unit, date(2022, 5, 9))
        join = JoinAlliance(alliance=alliance, organization=organization, tier="PARTNER")
        diary.write(f"partner {place}", date(2022, 5, 16), join, role=Role.OFFICER, organization=organization)


def _life(
    diary: Diary, charter: Charter, label: str, red: Red, alliance: UUID, members: Sequence[UUID]
) -> None:
    logs: list[str] = []
    for place, idea in enumerate(IDEAS):
        month = 4 + place + number(f"{label} month {place}", 0, 2)
        plan = Plan(
            label=f"{label} activity {place}",
            alliance=alliance,
            idea=msgspec.structs.replace(idea, title=f"{idea.title}（{red.trade}）"),
            on=month_day(2022, month, 4 + number(f"{label} day {place}", 0, 20)),
            place=pick(
                f"{label} place {place}", ("双创科技园党群服务中心", "食品产业园党群服务中心", "商圈党建驿站")
            ),
            guests=guests(f"{label} {place}", members),
            signing=1,
            late=place == 3 and number(label, 0, 2) == 0,
        )
        logs.append(take_place(diary, plan))
    _meetings(diary, label, red, alliance, members)
    for kind, measure, note in BENEFITS.get(red.name, ()):
        benefit(diary, label, alliance, kind, measure, date(2022, 12, 22), logs, note)
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
    if red.lead or red.partners:
        promote(diary, praise, f"{red.name}的做法", members[0], "全县")
    late = ["2022-H1"] if number(f"{label} late", 0, 4) == 0 else []
    report(diary, label, alliance, charter, ["2022-H1", "2022-H2"], late=late)


def _meetings(diary: Diary, label: str, red: Red, alliance: UUID, members: Sequence[UUID]) -> None:
    """二（三）1: 党建联席会议; each alliance claims a project of the year."""
    work = Work(
        title=f"{red.trade}党建服务项目",
        kind=ProjectKind.LIVELIHOOD,
        year=2022,
        proposer=members[1],
        claimants=(members[0],),
        milestones=("梳理需求", "落地服务"),
    )
    idea = propose(diary, f"{label} project", alliance, work, date(2022, 3, 7))
    proposals = ((idea,), (Proposal(title="共享资源清单"),), (), (Proposal(title="签订下年度党建协议"),))
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
    assert idea.subject is not None, "a project is the subject of the proposal to select it"
    deliver(diary, f"{label} project", work, idea.subject, passed[idea.title], date(2022, 3, 28))
    decisions = [Decision(passed[one.title].meeting, passed[one.title].resolution) for one in chosen]
    chair_terms(diary, red.name, alliance, holders, date(2022, 4, 1), Period.QUARTER, decisions=decisions)


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
