"""From the day to the ledger: hold, record attendance, attach evidence, log, correct."""

from datetime import date
from uuid import UUID

from concord.activities.aggregate import Activity
from concord.activities.commands.base import RULED, STEP, ActivityCommand
from concord.activities.errors import FIELD_NAMES, ActivityRefusal
from concord.activities.events import ActivityField, Attendance
from concord.activities.facts import AllianceFacts
from concord.activities.limits import (
    MOST_PLACE,
    MOST_TITLE,
    RECORDS,
    check_attendance,
    check_digest,
    check_file,
    check_narrative,
    check_text,
)
from concord.charters import TEXT, ConfiguredRefusal, StandingRefusal, choices, require_theme
from concord.commanding import Circumstances, Refusal
from concord.evidence.holding import ATTACHING, MOST_NAME, REMOVING
from concord.privacy import Narrative

RECORD = (*STEP, ActivityRefusal.ALREADY_LOGGED)


class HoldActivity(ActivityCommand, frozen=True, kw_only=True):
    """举办活动: it took place, on the day that the command says it happened (`occurred_on`)."""

    refuses = (*STEP, *RULED, ActivityRefusal.LEAD_NOT_ASSIGNED)

    place: str | None = None
    """None: where it was to be."""

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        alliance.require_active(at.occurred_on)
        if self.place is not None:
            check_text("place", self.place, MOST_PLACE)
        activity.hold(at.occurred_on, self.place, alliance.charter(at.occurred_on))


class RecordAttendance(ActivityCommand, frozen=True, kw_only=True):
    """登记考勤: how many of each organization came; once for each that was a member on the day."""

    refuses = (
        *RECORD,
        *RECORDS,
        ActivityRefusal.NOTHING_TO_RECORD,
        StandingRefusal.NOT_A_MEMBER,
        ActivityRefusal.ATTENDANCE_RECORDED_ALREADY,
    )

    records: tuple[Attendance, ...]

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        if not self.records:
            raise Refusal(ActivityRefusal.NOTHING_TO_RECORD, "records")
        check_attendance("records", self.records)
        held_on = activity.require_held()
        for one in self.records:
            alliance.require_member(one.organization, held_on, "records")
        activity.record_attendance(self.records)


class AttachEvidence(ActivityCommand, frozen=True, kw_only=True):
    """上传佐证: binds a stored file to the record by its digests."""

    refuses = (
        *RECORD,
        ActivityRefusal.DIGEST_INVALID,
        ActivityRefusal.FILE_SIZE_INVALID,
        ActivityRefusal.MEDIA_TYPE_INVALID,
        *ATTACHING,
    )

    original_sha256: str
    stored_sha256: str
    size: int
    media_type: str
    caption: Narrative | None = None
    file: UUID | None = None
    """Where it was uploaded here."""
    name: Narrative | None = None

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        check_digest("original_sha256", self.original_sha256)
        check_digest("stored_sha256", self.stored_sha256)
        check_file(self.size, self.media_type)
        check_narrative("caption", self.caption)
        if self.name is not None:
            check_text("name", self.name.text, MOST_NAME)
        activity.attach(
            self.original_sha256,
            self.stored_sha256,
            self.size,
            self.media_type,
            self.caption,
            self.file,
            self.name,
        )


class RemoveEvidence(ActivityCommand, frozen=True, kw_only=True):
    """移除佐证: its content is destroyed, its digests and the reason stay; also after the log."""

    refuses = (StandingRefusal.MEMBER_HAS_LEFT, ActivityRefusal.NOT_INVOLVED, *TEXT, *REMOVING)

    file: UUID
    reason: Narrative

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        activity.remove(self.file, self.reason)


class LogActivity(ActivityCommand, frozen=True, kw_only=True):
    """入台账: the record is complete. Later than the charter's late entry days it is taken as well, but
    judged by the day on which it is logged."""

    refuses = (
        *RECORD,
        StandingRefusal.NO_CHARTER,
        ActivityRefusal.ATTENDANCE_MISSING,
        ActivityRefusal.EVIDENCE_MISSING,
    )

    summary: Narrative

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("summary", self.summary)
        activity.log(self.summary, alliance.charter(activity.require_held()), at.today)


class CorrectActivity(ActivityCommand, frozen=True, kw_only=True):
    """更正台账: gives one field its right value; the wrong one stays, named by the correction."""

    refuses = (
        *STEP,
        *RECORDS,
        StandingRefusal.NO_CHARTER,
        ActivityRefusal.THEME_NOT_IN_CHARTER,
        ConfiguredRefusal.THEME_NOT_CONFIGURED,
        ActivityRefusal.CORRECTION_INCOMPLETE,
        ActivityRefusal.NOTHING_TO_CORRECT,
        ActivityRefusal.CORRECTION_CHANGES_NOTHING,
        ActivityRefusal.DAY_IN_FUTURE,
    )

    field: ActivityField
    reason: Narrative
    text: str | None = None
    """New TITLE, THEME or PLACE."""
    day: date | None = None
    """New HELD_ON."""
    attendance: Attendance | None = None
    """New ATTENDANCE of that organization."""
    summary: Narrative | None = None
    """New SUMMARY."""

    def act(self, activity: Activity, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        check_narrative("summary", self.summary)
        self._check_complete()
        if self.attendance is not None:
            check_attendance("attendance", (self.attendance,))
        if self.text is not None:
            check_text("text", self.text, MOST_PLACE if self.field is ActivityField.PLACE else MOST_TITLE)
        if self.day is not None and self.day > at.today:
            raise Refusal(ActivityRefusal.DAY_IN_FUTURE, "day", day=self.day)
        if self.field is ActivityField.THEME:
            self._check_theme(alliance, activity.held_on or at.today, at)
        activity.correct(
            self.field,
            self.reason,
            text=self.text,
            day=self.day,
            attendance=self.attendance,
            summary=self.summary,
        )

    def _check_theme(self, alliance: AllianceFacts, on: date, at: Circumstances) -> None:
        charter = alliance.charter(on)
        theme = charter.theme(self.text or "")
        if theme is None:
            known = choices(charter.themes)
            raise Refusal(ActivityRefusal.THEME_NOT_IN_CHARTER, "text", theme=self.text, known=known)
        require_theme(theme, at, "text")

    def _check_complete(self) -> None:
        given = {name for name in ("text", "day", "attendance", "summary") if getattr(self, name) is not None}
        if given != {_VALUE_OF[self.field]}:
            what = FIELD_NAMES[self.field]
            raise Refusal(ActivityRefusal.CORRECTION_INCOMPLETE, _VALUE_OF[self.field], what=what)


_VALUE_OF = {
    ActivityField.TITLE: "text",
    ActivityField.THEME: "text",
    ActivityField.PLACE: "text",
    ActivityField.HELD_ON: "day",
    ActivityField.ATTENDANCE: "attendance",
    ActivityField.SUMMARY: "summary",
}
