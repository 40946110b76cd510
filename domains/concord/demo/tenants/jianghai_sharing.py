"""江海红湾 (source 000), 四（2）: “共享阵地”双向开放、统筹使用; 四（3）: 红色资源库."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from concord.charters import ResourceKind
from concord.demo.diary import Diary
from concord.demo.exchange import Offer, lend, share, venue, withdraw

FIRST = date(2021, 4, 6)
POOL = (Offer("TALENT_POOL", "红色资源库专家", ResourceKind.TALENT, 36),)
"""有专业特长的党员; how many is invented."""


def open_venues(diary: Diary, alliance: UUID, center: UUID, members: Sequence[UUID]) -> None:
    """区镇党群服务中心 and the rooms of members; one after another is booked, one is closed at the end."""
    others = [one for one in members if one != center]
    owners = [center, *others[:14]]
    names = ["区镇党群服务中心", *(f"党员活动室（{place + 1}）" for place in range(14))]
    rooms = [
        venue(diary, f"jianghai room {place}", alliance, owner, "SHARED_VENUES", name, FIRST)
        for place, (owner, name) in enumerate(zip(owners, names, strict=True))
    ]
    lend(diary, "jianghai lent", rooms[:-1], members, date(2021, 4, 26), 72, every=4)
    withdraw(diary, "jianghai room", rooms[-1], date(2022, 3, 8))
    experts = share(diary, "jianghai pool", alliance, members, POOL, FIRST)
    lend(diary, "jianghai lecture", experts, members, date(2021, 5, 10), 36, every=8)
