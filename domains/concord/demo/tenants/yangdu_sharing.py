"""阳都红盟 (source 002): 4类资源清单, 整合有效资源377条; 开放式党群服务中心; 党建经费众筹; 奖惩激励."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from concord.charters import ResourceKind
from concord.demo.calendar import office_after
from concord.demo.diary import Diary
from concord.demo.exchange import Offer, lend, share, venue
from concord.demo.inspections import Visit, faults, hazards, inspect
from concord.demo.meetings import Decided
from concord.demo.money import (
    assessed,
    budget,
    close,
    crowdfund,
    open_fund,
    pay,
    pay_back,
    resolved,
)

LISTS = (
    Offer("PARTNER", "伙伴资源", ResourceKind.INFORMATION, 126),
    Offer("STEWARD", "管家服务", ResourceKind.SERVICE, 98),
    Offer("SWIFT_HORSE", "人才资源", ResourceKind.TALENT, 87),
    Offer("BLUE_OCEAN", "项目资源", ResourceKind.PROJECT, 66),
)
"""三（二）: 4类资源清单，整合有效资源377条; how many are on each list is invented."""
OTHERS = tuple(Offer(one.code, one.name, one.kind, 2) for one in LISTS)
"""Of the other thirteen alliances: invented."""
SPENDING = "众筹经费使用方案"
ROOMS = {
    "双创科技园党建红色联盟": ("双创科技园党群服务中心",),
    "食品产业园党建红色联盟": ("党员活动室", "会议礼堂", "“网红”直播间", "创客空间"),
}
"""二（三）2: what the report names."""
GAPS = hazards("""
    SHORTCOMING 共建协议未细化
    SHORTCOMING 资源清单未更新
    SHORTCOMING 流动党员台账不全
    SHORTCOMING 行业标准化手册未上墙
    HAZARD 活动场所消防器材过期
""")


def exchange(
    diary: Diary, label: str, name: str, alliance: UUID, members: Sequence[UUID], all_: bool
) -> None:
    """资源联用: lists, rooms, bookings."""
    first = office_after(date(2022, 5, 10), int(label.split()[-1]))
    shared = share(diary, f"{label} resources", alliance, members, LISTS if all_ else OTHERS, first)
    names = ROOMS.get(name, ("联盟党群服务站",))
    rooms = [
        venue(diary, f"{label} room {place}", alliance, members[place % len(members)], "VENUES", title, first)
        for place, title in enumerate(names)
    ]
    count = 16 * len(rooms) if name in ROOMS else 6
    lend(diary, f"{label} lent", rooms, members, office_after(first, 2), count, every=max(3, 200 // count))
    lend(diary, f"{label} borrowed", shared[:6], members, office_after(first, 4), 4, every=40)


def supervise(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID]) -> None:
    """二（二）2: 督促指导, every member once, one half of them in summer and one in autumn."""
    for place, subject in enumerate(members):
        what = f"{label} supervision {place}"
        day = date(2022, 11, 8) if place % 2 else date(2022, 7, 5)
        visit = Visit(
            label=what,
            alliance=alliance,
            subject=subject,
            title="行业党建标准落实督导",
            on=office_after(day, place),
            faults=faults(what, GAPS),
        )
        inspect(diary, visit)


def collect(
    diary: Diary, label: str, alliance: UUID, members: Sequence[UUID], passed: Mapping[str, Decided]
) -> None:
    """二（三）1: 党建经费众筹, spent on what the meeting resolved; the rest goes on to the next year."""
    name = "党建经费众筹"
    purse = open_fund(diary, f"{label} crowdfunding", alliance, 2022, "ACTIVITY", name, date(2022, 6, 6))
    total = crowdfund(diary, purse, members, date(2022, 6, 6))
    basis = resolved(passed[SPENDING], SPENDING)
    pay(diary, purse, "market", members[0], "ACTIVITY", total // 2, basis, date(2022, 8, 2))
    wrong = pay(diary, purse, "wrong", members[1], "ACTIVITY", 300, basis, date(2022, 9, 6))
    pay_back(diary, purse, "wrong", wrong, date(2022, 9, 8))
    successor = open_fund(diary, f"{label} fund 2023", alliance, 2023, "ACTIVITY", name, date(2023, 1, 5))
    close(diary, purse, date(2023, 1, 6), successor)


def reward(diary: Diary, label: str, alliance: UUID, winner: UUID, on: date) -> None:
    """二（二）2: 奖惩激励: an award out of a budget, resting on the final results of an assessment."""
    award = open_fund(diary, f"{label} award", alliance, 2023, "AWARD", "达标创星奖励经费", on)
    budget(diary, award, 20_000, "2023 年党建经费预算", on)
    basis = assessed(diary, alliance, "stars", "2022", "2022 年达标创星结果")
    pay(diary, award, "winner", winner, "AWARD", 5_000, basis, office_after(on, 2))
