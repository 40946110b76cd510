"""协作区 (source 004): 党建专家库、文艺人才库、红色教育基地 (三); 领导小组指导督导 (二（一）)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from concord.alliances.events import Obligation
from concord.charters import ResourceKind
from concord.demo.calendar import office_after
from concord.demo.diary import Diary
from concord.demo.exchange import Offer, lend, share, venue
from concord.demo.guiding import direct, guide
from concord.demo.inspections import Visit, faults, hazards, inspect

POOLS = (
    Offer("EXPERTS", "党建专家", ResourceKind.TALENT, 21),
    Offer("ARTISTS", "文艺人才", ResourceKind.TALENT, 28),
    Offer("MATERIALS", "党课教案", ResourceKind.COURSE, 21),
    Offer("FACILITIES", "设施设备", ResourceKind.EQUIPMENT, 14),
)
"""汇总成员单位各类党建资源、党建专业人才情况 (二（二）1②); how many is invented."""
GAPS = hazards("""
    SHORTCOMING 简报报送不及时
    SHORTCOMING 轮值方案未提前征求意见
    SHORTCOMING 专家库未更新
    SHORTCOMING 月座谈记录不完整
    SHORTCOMING 慰问演出保障不到位
""")


def open_pools(diary: Diary, alliance: UUID, members: Sequence[UUID]) -> None:
    """Everybody shares; experts, bases and equipment go round."""
    first = date(2023, 2, 14)
    shared = share(diary, "yili pool", alliance, members, POOLS, first)
    bases = [
        venue(diary, f"yili base {place}", alliance, owner, "BASES", f"红色教育基地{place + 1}", first)
        for place, owner in enumerate(members[:4])
    ]
    lend(diary, "yili bases", bases, members, date(2023, 2, 20), 44, every=7)
    lend(diary, "yili experts", shared, members, date(2023, 2, 23), 44, every=7)


def oversee(diary: Diary, alliance: UUID, members: Sequence[UUID]) -> None:
    """指导督导工作落实, by quarters; 某项重大党建工作任务 (二（二）2③)."""
    quarters = (date(2023, 3, 28), date(2023, 6, 20), date(2023, 9, 19), date(2023, 12, 12))
    guide(diary, "yili", alliance, quarters)
    for quarter, day in enumerate(quarters):
        for place, subject in enumerate(members):
            what = f"yili supervision {quarter} {place}"
            visit = Visit(
                label=what,
                alliance=alliance,
                subject=subject,
                title="协作区工作落实督导",
                on=office_after(day, place % 3),
                faults=faults(what, GAPS),
            )
            inspect(diary, visit)
    for obliges, title, day, due in (
        (Obligation.MEETING, "主题教育动员部署", date(2023, 4, 11), date(2023, 4, 28)),
        (Obligation.ACTIVITY, "重大党建工作任务部署", date(2023, 5, 15), date(2023, 6, 30)),
        (Obligation.REPORT, "报送上半年协作情况", date(2023, 6, 5), date(2023, 7, 20)),
    ):
        direct(diary, "yili", alliance, title, "市委组织部", obliges, day, due)
