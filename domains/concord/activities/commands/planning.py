"""From the idea to the day: propose, schedule, sign up, cancel."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate

from concord.activities.aggregate import Activity
from concord.activities.commands.base import RULED, STEP, ActivityCommand
from concord.activities.errors import SOURCE_NAMES, ActivityRefusal
from concord.activities.events import ActivityForm, ActivityScale
from concord.activities.facts import AllianceFacts
from concord.activities.limits import (
    MOST_DAYS,
    MOST_DEPARTMENT,
    MOST_PLACE,
    MOST_TITLE,
    check_narrative,
    check_persons,
    check_text,
    check_time,
)
from concord.charters import (
    TEXT,
    ActivitySource,
    Charter,
    ConfiguredRefusal,
    StandingRefusal,
    choices,
    listed,
    require_own,
    require_theme,
)
from concord.commanding import Circumstances, Command, Facts, Read, Refusal
from concord.privacy import Narrative


class ProposeActivity(Command, frozen=True, kw_only=True):
    """提出活动: chosen by members, offered by a department, or decided by the alliance (三向互动)."""

    aggregate: ClassVar[type[Aggregate]] = Activity
    refuses = (
        *TEXT,
        *RULED,
        StandingRefusal.MEMBER_HAS_LEFT,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        ActivityRefusal.THEME_NOT_IN_CHARTER,
        ConfiguredRefusal.THEME_NOT_CONFIGURED,
        ActivityRefusal.SOURCE_NOT_IN_CHARTER,
        ActivityRefusal.PROPOSER_REQUIRED,
        ActivityRefusal.DEPARTMENT_REQUIRED,
    )

    alliance: UUID
    title: str
    theme: str
    source: ActivitySource
    scale: ActivityScale
    form: ActivityForm = ActivityForm.PRACTICE
    proposer: UUID | None = None
    department: str | None = None
    planned_on: date | None = None
    description: Narrative | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return uuid5(command, "activities.Activity")

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"alliance": Read("alliances.Alliance", self.alliance, AllianceFacts)}

    def decide(self, aggregate: None, facts: Facts, at: Circumstances) -> Activity:
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_not_departed(at.organization, at.today)
        alliance.require_active(at.today)
        self._check_input()
        self._check_charter(alliance.charter(at.today), at)
        if self.proposer is not None:
            require_own(self.proposer, at, "proposer")
            alliance.require_member(self.proposer, at.today, "proposer")
        return Activity._create(
            Activity.ActivityProposed,
            id=self.stream(at.tenant, at.command),
            alliance=self.alliance,
            title=self.title,
            theme=self.theme,
            form=self.form,
            scale=self.scale,
            source=self.source,
            proposer=self.proposer,
            department=self.department,
            planned_on=self.planned_on,
            description=self.description,
        )

    def _check_input(self) -> None:
        check_text("title", self.title, MOST_TITLE)
        check_narrative("description", self.description)
        if self.department is not None:
            check_text("department", self.department, MOST_DEPARTMENT)
        if self.source is ActivitySource.MEMBERS and self.proposer is None:
            raise Refusal(ActivityRefusal.PROPOSER_REQUIRED, "proposer")
        if self.source is ActivitySource.DEPARTMENT and self.department is None:
            raise Refusal(ActivityRefusal.DEPARTMENT_REQUIRED, "department")

    def _check_charter(self, charter: Charter, at: Circumstances) -> None:
        theme = charter.theme(self.theme)
        if theme is None:
            known = choices(charter.themes)
            raise Refusal(ActivityRefusal.THEME_NOT_IN_CHARTER, "theme", theme=self.theme, known=known)
        require_theme(theme, at)
        if self.source not in charter.sources:
            source, known = SOURCE_NAMES[self.source], listed(SOURCE_NAMES[one] for one in charter.sources)
            raise Refusal(ActivityRefusal.SOURCE_NOT_IN_CHARTER, "source", source=source, known=known)


class ScheduleActivity(ActivityCommand, frozen=True, kw_only=True):
    """活动排期: sets day and place, or sets them anew."""

    refuses = (
        *STEP,
        StandingRefusal.ALLIANCE_NOT_ACTIVE,
        ActivityRefusal.DATES_INVALID,
        ActivityRefusal.TIME_INVALID,
        ActivityRefusal.COUNT_INVALID,
        ActivityRefusal.CAPACITY_EXCEEDED,
    )

    starts_on: date
    place: str
    ends_on: date | None = None
    """None: it lasts one day."""
    start_time: str | None = None
    capacity: int | None = None

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        alliance.require_active(at.today)
        check_text("place", self.place, MOST_PLACE)
        check_time("start_time", self.start_time)
        if self.capacity is not None:
            check_persons("capacity", self.capacity)
        ends_on = self.ends_on or self.starts_on
        if not 0 <= (ends_on - self.starts_on).days < MOST_DAYS:
            raise Refusal(ActivityRefusal.DATES_INVALID, "ends_on", most=MOST_DAYS)
        activity.schedule(self.starts_on, ends_on, self.start_time, self.place, self.capacity)


class SignUp(ActivityCommand, frozen=True, kw_only=True):
    """报名: a member announces how many of its people will come."""

    refuses = (
        *STEP,
        StandingRefusal.ALLIANCE_NOT_ACTIVE,
        StandingRefusal.NOT_A_MEMBER,
        StandingRefusal.NOT_YOUR_ORGANIZATION,
        ActivityRefusal.ALREADY_SIGNED_UP,
        ActivityRefusal.SIGN_UP_CLOSED,
        ActivityRefusal.COUNT_INVALID,
        ActivityRefusal.CAPACITY_EXCEEDED,
    )

    organization: UUID
    persons: int

    def require_involved(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        """Every member may sign up, for itself."""

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        alliance.require_active(at.today)
        check_persons("persons", self.persons)
        require_own(self.organization, at, "organization")
        alliance.require_member(self.organization, at.today, "organization")
        activity.sign_up(self.organization, self.persons, at.occurred_on)


class CancelActivity(ActivityCommand, frozen=True, kw_only=True):
    """取消活动: it will not take place; possible also where the alliance has been dissolved."""

    refuses = STEP

    reason: Narrative

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        activity.cancel(self.reason)
