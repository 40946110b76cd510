"""机关党建联盟 (source 001): bases and talents that are shared, supervision, 以奖代补, a fourth alliance."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from concord.activities.commands import CallForLead
from concord.activities.rotation import rotation_id
from concord.alliances.commands import (
    ApproveAlliance,
    DissolveAlliance,
    ProposeAlliance,
    RefuseAlliance,
)
from concord.alliances.commands.establishing import FoundingMember
from concord.charters import AllianceKind, Decision, MotionKind, ResourceKind, alliance_id
from concord.demo.calendar import month_day, office_after
from concord.demo.diary import Diary
from concord.demo.exchange import Offer, lend, share, venue
from concord.demo.inspections import Visit, faults, hazards, inspect
from concord.demo.meetings import Proposal, Sitting, sit
from concord.demo.money import (
    Purse,
    approve_reward,
    assessed,
    budget,
    close,
    decline_reward,
    grant,
    open_fund,
    pay,
    pay_back,
    propose_rewards,
)
from concord.funds.aggregate import fund_id
from concord.identity import Role
from concord.privacy import Narrative

GAPS = hazards("""
    SHORTCOMING 活动计划未细化到月
    SHORTCOMING 轮值方案报送不及时
    SHORTCOMING 党课签到缺少学习笔记
    SHORTCOMING 活动基地开放时间未公示
    SHORTCOMING 宣传信息未及时报送
""")
POOLS = (
    Offer("TALENTS", "党务干部", ResourceKind.TALENT, 10),
    Offer("TALENTS", "党课人才", ResourceKind.TALENT, 8),
    Offer("EXPERIENCE", "经验做法", ResourceKind.INFORMATION, 10),
)
"""四（二）: 阵地、人才和经验等优势资源; how many is invented."""


def share_strengths(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID], where: str) -> None:
    """四（二）: 设立党建活动基地, booked by one office after another."""
    bases = [
        venue(
            diary,
            f"{label} base {place}",
            alliance,
            owner,
            "BASES",
            f"{where}活动基地{place + 1}",
            date(2021, 4, 20),
        )
        for place, owner in enumerate(members[:3])
    ]
    talents = share(diary, f"{label} pool", alliance, members, POOLS, date(2021, 4, 21))
    lend(diary, f"{label} lent", bases, members, date(2021, 5, 6), 36, every=6)
    lend(diary, f"{label} lecture", talents[:18], members, date(2021, 5, 12), 24, every=8)


def supervise(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID]) -> None:
    """六（三）: 经常性的指导、协调、督促和检查, every other month."""
    for month in range(4):
        for place, subject in enumerate(members):
            what = f"{label} supervision {month} {place}"
            visit = Visit(
                label=what,
                alliance=alliance,
                subject=subject,
                title="联盟活动开展情况督促检查",
                on=month_day(2021, 5 + 2 * month, 14),
                faults=faults(what, GAPS),
            )
            inspect(diary, visit)


def subsidize(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID]) -> None:
    """六（一）: 采取以奖代补的方式给予经费补助; what is left of 2021 goes on to 2022."""
    purpose = "以奖代补"
    first = open_fund(diary, f"{label} fund 2021", alliance, 2021, "SUBSIDY", purpose, date(2021, 4, 26))
    budget(diary, first, 30_000, "2021 年机关党建经费预算", date(2021, 4, 26))
    second = open_fund(diary, f"{label} fund 2022", alliance, 2022, "SUBSIDY", purpose, date(2022, 1, 7))
    budget(diary, second, 10_000, "2022 年机关党建经费预算", date(2022, 1, 7))
    close(diary, first, date(2022, 1, 10), second)
    basis = assessed(diary, alliance, "annual", "2021", "2021 年度评先评优结果")
    for place, member in enumerate(members):
        amount = 6_000 if place == 0 else 3_000
        day = date(2022, 1, 19)
        granted = grant(diary, second, f"{place}", member, "SUBSIDY", amount, basis, day)
        paid = pay(diary, second, f"{place}", member, "SUBSIDY", amount, granted, office_after(day, 1))
        if place == 1:
            pay_back(diary, second, f"{place}", paid, office_after(day, 4))
            pay(diary, second, f"{place} again", member, "SUBSIDY", amount, granted, office_after(day, 5))


def distinguish(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID]) -> None:
    """What the charter promises the first three: one is paid, one declined, one waits for its decision."""
    purse = Purse(label=label, fund=fund_id(diary.tenant.id, alliance, 2022, "SUBSIDY"), alliance=alliance)
    basis = assessed(diary, alliance, "annual", "2021", "2021 年度评先评优结果")
    day = date(2022, 1, 20)
    reward = propose_rewards(diary, purse, 2022, "SUBSIDY", "SUBSIDY", basis.record, day)
    approve_reward(diary, purse, reward(members[0]), office_after(day, 1))
    decline_reward(diary, purse, reward(members[1]), office_after(day, 1))


def call_for_lead(diary: Diary, label: str, alliance: UUID, day: date) -> None:
    """四（三）: 一季时间一轮值: the new quarter's turn is nobody's yet."""
    command = CallForLead(rotation=rotation_id(diary.tenant.id, alliance))
    diary.write(f"{label} lead called", day, command)


def fourth(diary: Diary, programme: UUID, units: Sequence[UUID]) -> UUID:
    """二: 各机关党组织有组建新的联盟的意愿，可联合提出申请，经批准后组建. Refused once, then approved, and
    dissolved when its offices move in January. All of it is invented but the way."""
    name = "第四联盟"
    alliance = alliance_id(diary.tenant.id, name)

    def propose(what: str, day: date, proposers: Sequence[UUID]) -> None:
        command = ProposeAlliance(
            name=name,
            kind=AllianceKind.ORGAN,
            proposers=tuple(proposers),
            programme=programme,
            purpose=Narrative("办公地点相邻，愿意组团共建。"),
        )
        diary.write(f"jiguan fourth {what}", day, command, role=Role.OFFICER, organization=proposers[0])

    propose("proposed", date(2021, 6, 10), units[:2])
    refuse = RefuseAlliance(
        alliance=alliance,
        authority="区委直属机关工委",
        reason=Narrative("单位数偏少，请再征求相邻单位意见。"),
    )
    diary.write("jiguan fourth refused", date(2021, 6, 24), refuse, role=Role.COMMITTEE)
    propose("proposed again", date(2021, 7, 8), units)
    lead = FoundingMember(organization=units[0], tier="LEAD")
    approve = ApproveAlliance(
        alliance=alliance,
        members=(lead,),
        authority="区委直属机关工委",
        document="关于同意组建第四联盟的批复",
    )
    diary.write("jiguan fourth approved", date(2021, 7, 20), approve, role=Role.COMMITTEE)
    end = Proposal(title="办公地点集中后并入就近联盟", kind=MotionKind.DISSOLUTION, subject=alliance)
    sittings = [
        Sitting(
            on=month_day(2021, month, 24),
            title="机关党建联盟会议",
            code="ALLIANCE",
            members=units,
            proposals=(end,) if month == 12 else (),
        )
        for month in (9, 12)
    ]
    passed = sit(diary, "jiguan fourth", alliance, sittings)[end.title]
    dissolve = DissolveAlliance(
        alliance=alliance,
        resolution="2021 年第四季度联盟会议决议",
        reason=Narrative("办公地点集中，并入就近联盟。"),
        decision=Decision(passed.meeting, passed.resolution),
    )
    diary.write("jiguan fourth dissolved", date(2022, 1, 5), dissolve, role=Role.COMMITTEE)
    return alliance
