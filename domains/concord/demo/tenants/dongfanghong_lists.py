"""东方红街道 (source 003), 二（三）: “双向认领”的“三张清单”; 二（四）: 一、二、三类阵地验收."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from concord.charters import ResourceKind, VenueClass
from concord.demo.calendar import office_after
from concord.demo.diary import Diary
from concord.demo.exchange import Fate, Offer, Shared, accept, lend, move, share, venue
from concord.demo.needs import Course, Need, follow
from concord.demo.tickets import whistles

FIRST = date(2023, 11, 15)
NEEDS = whistles("""
    惠企政策 研发费用加计扣除辅导
    企业孵化 中试场地
    节本增收 集中采购办公用品
    人才培育 校招宣讲会场
    人才培育 党务骨干培训师资
    通勤出行 园区班车时刻
    宣传推介 企业宣传片拍摄
    惠企政策 高新技术企业申报辅导
    人才培育 子女暑期托管
    节本增收 会议设备共享
    企业孵化 法律咨询
    宣传推介 行业展会摊位
""")
COURSES = (
    Course.CLAIMED, Course.TAKEN_UP, Course.CLAIMED, Course.RELEASED, Course.TAKEN_UP, Course.LATE,
    Course.CLAIMED, Course.UNHAPPY, Course.TAKEN_UP, Course.WITHDRAWN,
)  # fmt: skip
OFFERS = (
    Offer("RESOURCES", "共享会议室", ResourceKind.VENUE, 12),
    Offer("RESOURCES", "培训讲师", ResourceKind.TALENT, 16),
    Offer("RESOURCES", "检测设备", ResourceKind.EQUIPMENT, 12),
    Offer("RESOURCES", "法律财税咨询", ResourceKind.SERVICE, 14),
    Offer("RESOURCES", "政策信息", ResourceKind.INFORMATION, 10),
)
CLASSES = (VenueClass.CLASS_1, VenueClass.CLASS_2, VenueClass.CLASS_3, VenueClass.CLASS_3)
TOLD = 45
LAST = (Course.LISTED, Course.IN_WORK, Course.LISTED)


def list_resources(diary: Diary, label: str, alliance: UUID, members: Sequence[UUID]) -> list[Shared]:
    """Nearly every member shares something; four venues are accepted in a class. Returns the venues."""
    shared = share(diary, f"{label} shared", alliance, members, OFFERS, FIRST)
    rooms = [
        venue(diary, f"{label} venue {place}", alliance, owner, "VENUES", f"党员活动阵地{place + 1}", FIRST)
        for place, owner in enumerate(members[:4])
    ]
    for place, (room, venue_class) in enumerate(zip(rooms, CLASSES, strict=True)):
        accept(diary, f"{label} venue {place}", room, venue_class, date(2024, 1, 16))
    accept(diary, f"{label} venue 3", rooms[3], VenueClass.CLASS_2, date(2024, 6, 18))
    move(diary, f"{label} moved", shared[0], "RESOURCES", "VENUES", date(2024, 3, 12))
    lend(diary, f"{label} lent", [*rooms, *shared[:8]], members, date(2023, 12, 11), 28, every=10)
    asked = (Fate.GIVEN_UP, Fate.ASKED)
    lend(diary, f"{label} asked", rooms[:1], members[6:], date(2024, 10, 8), 2, every=2, fates=asked)
    _needs(diary, label, alliance, members, shared)
    return rooms


def _needs(
    diary: Diary, label: str, alliance: UUID, members: Sequence[UUID], shared: Sequence[Shared]
) -> None:
    for place in range(TOLD + len(LAST)):
        title, category = NEEDS[place % len(NEEDS)]
        organization = members[3 + place * 7 % (len(members) - 3)]
        others = [one for one in members if one != organization]
        offered = [one for one in shared if one.owner != organization]
        picked = offered[place * 5 % len(offered)]
        told = place < TOLD
        need = Need(
            label=f"{label} need {place}",
            alliance=alliance,
            organization=organization,
            claimants=(others[place * 3 % len(others)], others[(place * 3 + 1) % len(others)]),
            resource=picked.resource,
            owner=picked.owner,
            title=title,
            category=category,
            course=COURSES[place % len(COURSES)] if told else LAST[place - TOLD],
            on=office_after(date(2023, 11, 27), place * 5) if told else date(2024, 10, 9),
        )
        follow(diary, need)
