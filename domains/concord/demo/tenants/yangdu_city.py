"""阳都红盟 (source 002), 三（四）: 界湖街道“爱城乐业”党建红色联盟 “解决城市治理难题286条”."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from concord.charters import Charter, TriageLevel
from concord.demo.calendar import office_after
from concord.demo.diary import Diary
from concord.demo.tickets import Course, Whistle, blow, whistles

SOLVED = 286
FIRST = date(2022, 3, 7)
DAYS = 245
"""Over which they are raised, so that all are solved in the year."""

PROBLEMS = whistles("""
    老旧小区 楼道照明损坏
    老旧小区 加装电梯意见不一
    老旧小区 下水管道堵塞
    老旧小区 外墙保温层脱落
    停车管理 小区外道路乱停车
    停车管理 电动车充电桩不足
    市容环境 沿街商铺占道经营
    市容环境 垃圾分类投放点异味
    市容环境 绿化带缺株
    物业服务 物业费收缴纠纷
    物业服务 门禁系统故障
    新业态 快递柜设置不足
    新业态 外卖骑手进小区难
    新业态 快递小哥歇脚点不足
    平安建设 高空抛物隐患
    平安建设 独居老人安全走访
    平安建设 消防通道被占
    公共设施 健身器材损坏
    公共设施 路面井盖松动
    公共设施 公交站牌遮挡
""")
COURSES = (
    Course.ON_THE_SPOT, Course.SMOOTH, Course.ON_THE_SPOT, Course.URGED, Course.SMOOTH, Course.ON_THE_SPOT,
    Course.SILENT, Course.SMOOTH, Course.RETURNED, Course.ON_THE_SPOT, Course.SMOOTH,
)  # fmt: skip


def solve(
    diary: Diary, charter: Charter, alliance: UUID, raisers: Sequence[UUID], departments: Sequence[UUID]
) -> list[str]:
    """Writes them all, to their end. Returns the labels of their closing."""
    return [
        blow(
            diary,
            charter,
            Whistle(
                label=f"yangdu city {place}",
                alliance=alliance,
                raiser=raisers[place % len(raisers)],
                departments=(departments[place % 6], departments[6]),
                title=f"{PROBLEMS[place % len(PROBLEMS)][0]}（第 {place + 1} 号）",
                category=PROBLEMS[place % len(PROBLEMS)][1],
                level=_level(place),
                course=COURSES[place % len(COURSES)],
                on=office_after(FIRST, place * DAYS // SOLVED),
            ),
        )
        for place in range(SOLVED)
    ]


def _level(place: int) -> TriageLevel:
    on_the_spot = COURSES[place % len(COURSES)] is Course.ON_THE_SPOT
    return TriageLevel.ON_SITE if on_the_spot or place % 4 == 0 else TriageLevel.COORDINATED
