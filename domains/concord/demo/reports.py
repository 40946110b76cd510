"""台账反馈、信息简报: what the charter asks for, period by period and activity by activity."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid5

from concord.charters import Charter, interval
from concord.demo.activities import Plan
from concord.demo.calendar import office_after
from concord.demo.diary import Diary
from concord.identity import Role
from concord.privacy import Narrative
from concord.reports.aggregate import report_id
from concord.reports.commands import (
    AcceptReport,
    DraftReport,
    FileBriefing,
    ReturnReport,
    SubmitReport,
)


def report(
    diary: Diary,
    label: str,
    alliance: UUID,
    charter: Charter,
    periods: Sequence[str],
    *,
    returned: Sequence[str] = (),
    late: Sequence[str] = (),
) -> None:
    """Writes each report: a week after its period, those `late` a month after; some come back once."""
    for period in periods:
        found = interval(period, charter.phases)
        if found is None:
            raise ValueError(period)
        day = office_after(found[2], 38 if period in late else 7)
        one = report_id(diary.tenant.id, alliance, period)
        diary.write(f"{label} report {period}", day, DraftReport(alliance=alliance, period=period))
        _submit(diary, f"{label} submit {period}", one, day, "本期台账见各项数字。")
        if period in returned:
            remarks = Narrative("请补充未办结诉求的原因。")
            back = ReturnReport(report=one, remarks=remarks)
            diary.write(f"{label} return {period}", office_after(day, 2), back, role=Role.COMMITTEE)
            day = office_after(day, 4)
            _submit(diary, f"{label} submit again {period}", one, day, "未办结的均在办理期限内。")
        diary.write(
            f"{label} accept {period}", office_after(day, 3), AcceptReport(report=one), role=Role.COMMITTEE
        )


def brief(diary: Diary, plan: Plan, organization: UUID, *, late: bool = False) -> None:
    """Writes the briefing of an activity that took place, by the unit in rotation."""
    command = FileBriefing(
        activity=uuid5(diary.id(f"{plan.label} propose"), "activities.Activity"),
        organization=organization,
        title=f"{plan.idea.title}情况简报",
        content=Narrative(f"{plan.idea.title}在{plan.place}举行，{len(plan.guests)} 家单位参加。"),
    )
    day = office_after(plan.on, 20 if late else 5)
    diary.write(f"{plan.label} briefing", day, command, role=Role.OFFICER, organization=organization)


def _submit(diary: Diary, label: str, one: UUID, day: date, summary: str) -> None:
    diary.write(label, day, SubmitReport(report=one, summary=Narrative(summary)))
