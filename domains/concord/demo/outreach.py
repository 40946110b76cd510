"""What an activity gives beyond itself: volunteers' hours, and what was published of it."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from concord.activities.commands import LogVolunteerHours, RecordPublicity
from concord.activities.events import ActivityForm, Medium
from concord.demo.calendar import office_after
from concord.demo.chance import number
from concord.demo.diary import Diary
from concord.identity import Role
from concord.privacy import Narrative

if TYPE_CHECKING:
    from concord.demo.activities import Guest, Plan

OUTLETS = (
    (Medium.WECHAT, "党建微信公众号"),
    (Medium.WEBSITE, "门户网站"),
    (Medium.PRESS, "日报"),
    (Medium.TELEVISION, "电视台"),
)
"""Source 001, 六（二）: 微信公众号、网络、电视、报刊杂志."""
PUBLISHED = 4
"""Of so many activities one is told of."""


def give(diary: Diary, plan: "Plan", activity: UUID, day: date) -> None:
    """Hours of those who came to serve, by their own organization; the first at times put right."""
    if plan.idea.form is not ActivityForm.SERVICE and "志愿服务" not in plan.idea.title:
        return
    came = [one for one in plan.guests if one.present]
    for place, guest in enumerate(came):
        halves = number(f"halves {plan.label} {place}", 4, 8)
        _log(diary, f"{plan.label} hours {place}", activity, day, guest, halves)
        if place == 0 and number(f"hours {plan.label}", 0, 9) == 0:
            reason = Narrative("漏记返程前的清场时间")
            later = office_after(day, 2)
            _log(diary, f"{plan.label} hours again", activity, later, guest, halves + 1, reason)


def publish(diary: Diary, plan: "Plan", activity: UUID, day: date) -> None:
    """Some activities are told of, the day after."""
    if number(f"published {plan.label}", 1, PUBLISHED) > 1:
        return
    medium, outlet = OUTLETS[number(f"outlet {plan.label}", 0, len(OUTLETS) - 1)]
    told = RecordPublicity(
        activity=activity, medium=medium, outlet=outlet, title=f"{plan.idea.title}纪实", published_on=day
    )
    diary.write(f"{plan.label} published", day, told)


def _log(
    diary: Diary,
    label: str,
    activity: UUID,
    day: date,
    guest: "Guest",
    halves: int,
    reason: Narrative | None = None,
) -> None:
    hours = Decimal(guest.present * halves) / 2
    command = LogVolunteerHours(
        activity=activity, organization=guest.organization, persons=guest.present, hours=hours, reason=reason
    )
    diary.write(label, day, command, role=Role.OFFICER, organization=guest.organization)
