"""东方红街道 (source 003): 经费保障 (二（四）), and 日常党务督导检查 (二（二）) that money depends on."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from concord.charters import FindingKind
from concord.demo.calendar import office_after
from concord.demo.chance import number, some
from concord.demo.diary import Diary
from concord.demo.exchange import Shared
from concord.demo.inspections import Course, Fault, Visit, faults, hazards, inspect
from concord.demo.meetings import Decided
from concord.demo.money import (
    Purse,
    assessed,
    budget,
    close,
    grant,
    open_fund,
    pay,
    pay_back,
    receive,
    resolved,
)
from concord.funds.events import Source

SPENDING = {
    "2023 年联组启动经费使用方案": (2023, "WORK"),
    "2024 年联组经费使用方案": (2024, "WORK"),
    "2024 年党费返还方案": (2024, "DUES"),
    "2024 年下半年联组经费使用方案": (2024, "WORK"),
}
"""What each meeting of the year decides, and on which fund."""
SHORTCOMINGS = hazards("""
    SHORTCOMING “三会一课”记录不完整
    SHORTCOMING 党员信息未及时更新
    SHORTCOMING 组织生活会未按时召开
    SHORTCOMING 党费收缴台账不清
    SHORTCOMING 阵地标识标牌破损
    HAZARD 活动室插座老化
    HAZARD 疏散通道堆物
""")


def fund(
    diary: Diary,
    label: str,
    alliance: UUID,
    members: Sequence[UUID],
    rooms: Sequence[Shared],
    passed: Mapping[str, Decided],
) -> None:
    """每个联组一定工作经费、工作补贴、启动经费、阵地建设补助、岗位补贴; 党费全额返还."""
    decisions = [(title, passed[title]) for title in SPENDING]
    first = open_fund(diary, f"{label} fund 2023", alliance, 2023, "WORK", "联组工作经费", date(2023, 11, 6))
    budget(diary, first, 20_000, "2023 年两新党建经费预算", date(2023, 11, 6))
    title, decided = decisions[0]
    pay(diary, first, "kick-off", members[0], "WORK", 6_000, resolved(decided, title), date(2023, 12, 25))
    work = open_fund(diary, f"{label} fund 2024", alliance, 2024, "WORK", "联组工作经费", date(2024, 1, 8))
    budget(diary, work, 120_000, "2024 年两新党建经费预算", date(2024, 1, 8))
    receive(diary, work, "above", Source.APPROPRIATION, 40_000, date(2024, 1, 22))
    close(diary, first, date(2024, 1, 10), work)
    for title, decided, day in (
        (*decisions[1], date(2024, 3, 26)),
        (*decisions[3], date(2024, 9, 26)),
    ):
        pay(diary, work, f"stage {day}", members[0], "WORK", 4_000, resolved(decided, title), day)
    _allowances(diary, work, members, decisions[1])
    _subsidies(diary, work, members, rooms, decisions[1])
    _dues(diary, label, alliance, members, decisions[2])


def _allowances(diary: Diary, work: Purse, members: Sequence[UUID], decision: tuple[str, Decided]) -> None:
    """正、副联组长工作补贴, half of it each half-year; 党组织书记岗位补贴."""
    basis = resolved(decision[1], decision[0])
    for place, member in enumerate(members[:3]):
        amount = 3_600 if place == 0 else 2_400
        granted = grant(diary, work, f"leader {place}", member, "LEADER", amount, basis, date(2024, 3, 22))
        for half, day in enumerate((date(2024, 6, 25), date(2024, 9, 25))):
            what = f"leader {place} {half}"
            pay(diary, work, what, member, "LEADER", amount // 2, granted, day, to_a_person=True)
    for place, member in enumerate(some(f"{work.label} secretaries", members, 24)):
        day = office_after(date(2024, 4, 8), place // 6)
        pay(diary, work, f"secretary {place}", member, "SECRETARY", 600, basis, day, to_a_person=True)


def _subsidies(
    diary: Diary, work: Purse, members: Sequence[UUID], rooms: Sequence[Shared], decision: tuple[str, Decided]
) -> None:
    """新建企业党组织启动经费; 阵地建设补助 after acceptance, one of them sent to a wrong account first."""
    basis = resolved(decision[1], decision[0])
    for place, member in enumerate(members[-5:]):
        pay(diary, work, f"start {place}", member, "START_UP", 2_000, basis, date(2024, 4, 22))
    for place, room in enumerate(rooms):
        pay(diary, work, f"venue {place}", room.owner, "VENUE", 5_000, basis, date(2024, 5, 13))
    wrong = pay(diary, work, "venue wrong", rooms[3].owner, "VENUE", 1_500, basis, date(2024, 6, 24))
    pay_back(diary, work, "venue wrong", wrong, date(2024, 6, 27))
    pay(diary, work, "venue right", rooms[3].owner, "VENUE", 1_500, basis, date(2024, 7, 1))


def _dues(
    diary: Diary, label: str, alliance: UUID, members: Sequence[UUID], decision: tuple[str, Decided]
) -> None:
    """全额返还两新组织党费."""
    dues = open_fund(diary, f"{label} dues", alliance, 2024, "DUES", "两新组织党费", date(2024, 6, 26))
    basis = resolved(decision[1], decision[0])
    for place, member in enumerate(members):
        amount = 120 * number(f"{label} dues {place}", 3, 15)
        day = office_after(date(2024, 6, 27), place // 16)
        receive(diary, dues, f"{place}", Source.DUES, amount, day, member)
        pay(diary, dues, f"{place}", member, "DUES", amount, basis, office_after(day, 20))


def reward(diary: Diary, label: str, alliance: UUID, leader: UUID) -> None:
    """年底给予优秀联组奖励工作经费, on the results of the assessment."""
    award = open_fund(diary, f"{label} award", alliance, 2024, "AWARD", "优秀联组奖励", date(2024, 9, 2))
    budget(diary, award, 30_000, "2024 年两新党建专项奖励经费", date(2024, 9, 2))
    basis = assessed(diary, alliance, "quantified", "2024-H1", "2024 年上半年绩效量化结果")
    pay(diary, award, "best", leader, "AWARD", 20_000, basis, date(2024, 9, 10))


def look_after(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID]) -> None:
    """日常党务督导检查: every organization once."""
    for place, subject in enumerate(members):
        what = f"{label} inspection {place}"
        visit = Visit(
            label=what,
            alliance=alliance,
            subject=subject,
            title="日常党务督导检查",
            on=office_after(date(2023, 11, 27), place * 4),
            faults=faults(what, SHORTCOMINGS, most=1),
        )
        inspect(diary, visit)
    last = Visit(
        label=f"{label} inspection last",
        alliance=alliance,
        subject=members[4],
        title="主题教育专项督导",
        on=date(2024, 10, 11),
        faults=(Fault("学习计划未上墙", FindingKind.SHORTCOMING, Course.OPEN),),
    )
    inspect(diary, last)
