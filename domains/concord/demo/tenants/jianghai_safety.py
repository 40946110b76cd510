"""江海红湾 (source 000): 红色分队“互查、互学、互助” (四（4）), 区镇党（工）委经常性的指导和检查 (六（3）)."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from concord.charters import FindingKind
from concord.demo.calendar import month_day, office_after
from concord.demo.chance import some
from concord.demo.diary import Diary
from concord.demo.inspections import Course, Fault, Visit, call_off, faults, hazards, inspect

TOPICS = (
    "动火作业", "起重吊装", "有限空间", "危化品仓储", "临时用电", "高处作业", "消防设施", "码头作业",
    "防汛防台", "冬季安全",
)  # fmt: skip
HAZARDS = hazards("""
    HAZARD 动火作业票证不全
    HAZARD 灭火器过期未换
    HAZARD 临时用电未接漏电保护
    HAZARD 吊索具磨损超标
    HAZARD 有限空间作业无监护人
    HAZARD 安全通道堆放物料
    HAZARD 危化品未分类存放
    SHORTCOMING 班前安全教育记录缺失
    SHORTCOMING 应急预案未演练
""")
GAPS = hazards("""
    SHORTCOMING 活动台账照片未归档
    SHORTCOMING 主题党日签到不全
    SHORTCOMING 轮值交接未及时登记
    SHORTCOMING 共享阵地开放时间未公示
""")


def make_safe(diary: Diary, alliance: UUID, squad: Sequence[UUID]) -> None:
    """Every month each company of the squad inspects another one."""
    size = len(squad)
    for month, topic in enumerate(TOPICS):
        for place, inspector in enumerate(squad):
            label = f"jianghai squad {month} {place}"
            visit = Visit(
                label=label,
                alliance=alliance,
                subject=squad[(place + 1 + month % (size - 1)) % size],
                inspector=inspector,
                title=f"红色分队安全互查：{topic}",
                on=office_after(month_day(2021, 5 + month, 12), place % 3),
                faults=faults(label, HAZARDS),
                photographed=month == 0 and place < 3,
                unfit=month == 0 and place == 0,
            )
            inspect(diary, visit)
    stormy = Visit(
        label="jianghai squad storm",
        alliance=alliance,
        subject=squad[1],
        inspector=squad[0],
        title="红色分队安全互查：台风前码头",
        on=month_day(2021, 7, 26),
    )
    call_off(diary, stormy, "台风登陆，人员撤离，互查取消。")


def supervise(diary: Diary, alliance: UUID, members: Sequence[UUID]) -> None:
    """Each quarter the committee looks at eight members' ledgers; what was found last is still open."""
    quarters = (date(2021, 6, 22), date(2021, 9, 23), date(2021, 12, 21), date(2022, 3, 1))
    for quarter, day in enumerate(quarters):
        for place, subject in enumerate(some(f"jianghai supervised {quarter}", members, 8)):
            label = f"jianghai supervision {quarter} {place}"
            visit = Visit(
                label=label,
                alliance=alliance,
                subject=subject,
                title="联盟活动开展情况督导检查",
                on=office_after(day, place // 3),
                faults=faults(label, GAPS, most=1),
            )
            inspect(diary, visit)
    last = Visit(
        label="jianghai supervision last",
        alliance=alliance,
        subject=members[2],
        title="联盟活动开展情况督导检查",
        on=date(2022, 4, 8),
        faults=(Fault("共享阵地双休日未开放", FindingKind.SHORTCOMING, Course.OPEN),),
    )
    inspect(diary, last)
