"""What an activity gave beyond itself: the hours of volunteers, and what was published of it."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from concord.activities.aggregate import Activity
from concord.activities.commands.base import STEP, ActivityCommand
from concord.activities.errors import ActivityRefusal
from concord.activities.events import Medium
from concord.activities.facts import AllianceFacts
from concord.activities.limits import (
    MOST_OUTLET,
    MOST_TITLE,
    check_narrative,
    check_persons,
    check_text,
    check_url,
)
from concord.charters import StandingRefusal, require_own
from concord.commanding import Circumstances, Refusal
from concord.privacy import Narrative


class LogVolunteerHours(ActivityCommand, frozen=True, kw_only=True):
    """登记志愿服务时长: of one organization; again, with a reason, to put it right."""

    refuses = (
        *STEP,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        ActivityRefusal.COUNT_INVALID,
        ActivityRefusal.HOURS_INVALID,
        ActivityRefusal.HOURS_LOGGED_ALREADY,
        ActivityRefusal.NOTHING_TO_CORRECT,
        ActivityRefusal.CORRECTION_CHANGES_NOTHING,
    )

    organization: UUID
    persons: int
    hours: Decimal
    """Of all of them together."""
    reason: Narrative | None = None

    def require_involved(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        """Any member logs its own, whoever leads."""

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        check_persons("persons", self.persons)
        check_narrative("reason", self.reason)
        require_own(self.organization, at, "organization")
        alliance.require_member(self.organization, activity.held_on or at.today, "organization")
        activity.log_hours(self.organization, self.persons, self.hours, self.reason)


class RecordPublicity(ActivityCommand, frozen=True, kw_only=True):
    """登记宣传报道: what was published of an activity, where, when."""

    refuses = (
        *STEP,
        ActivityRefusal.TOO_MANY,
        ActivityRefusal.URL_INVALID,
        ActivityRefusal.PUBLISHED_IN_FUTURE,
        ActivityRefusal.PUBLICITY_RECORDED_ALREADY,
    )

    medium: Medium
    outlet: str
    title: str
    published_on: date
    url: str | None = None

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        check_text("outlet", self.outlet, MOST_OUTLET)
        check_text("title", self.title, MOST_TITLE)
        check_url("url", self.url)
        if self.published_on > at.today:
            raise Refusal(ActivityRefusal.PUBLISHED_IN_FUTURE, "published_on", day=self.published_on)
        activity.publicize(self.medium, self.outlet, self.title, self.published_on, self.url)
