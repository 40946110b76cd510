"""An activity: proposed, scheduled, led, signed up for, held, attended, evidenced, logged once, corrected.

PROPOSED -> SCHEDULED -> HELD -> LOGGED; CANCELLED before it is held.
"""

from datetime import date
from decimal import Decimal
from uuid import UUID

from eventsourcing.domain import Aggregate, event

from concord.activities import events
from concord.activities.errors import FIELD_NAMES, STATUS_IN_CHINESE, ActivityRefusal
from concord.activities.events import (
    ActivityField,
    ActivityForm,
    ActivityScale,
    ActivityStatus,
    Attendance,
    LeadBasis,
    Medium,
)
from concord.activities.facts import ActivityFacts
from concord.activities.limits import MOST_PUBLICITY
from concord.charters import ActivitySource, Charter, Decision, Hosting, judged_on
from concord.commanding import Message, Refusal
from concord.evidence.errors import EvidenceRefusal
from concord.evidence.holding import Held, check_attach, check_count, digest_to_remove
from concord.privacy import Narrative

PLANNED = (ActivityStatus.PROPOSED, ActivityStatus.SCHEDULED)
HOURS = Message("志愿服务时长", "Volunteers' hours")
ON_RECORD = (ActivityStatus.HELD, ActivityStatus.LOGGED)


class Activity(Aggregate):
    """活动: one activity of one alliance."""

    ActivityProposed = events.ActivityProposed
    ActivityScheduled = events.ActivityScheduled
    LeadAssigned = events.LeadAssigned
    ParticipantSignedUp = events.ParticipantSignedUp
    ActivityHeld = events.ActivityHeld
    AttendanceRecorded = events.AttendanceRecorded
    EvidenceAttached = events.EvidenceAttached
    EvidenceRemoved = events.EvidenceRemoved
    ActivityLogged = events.ActivityLogged
    VolunteerHoursLogged = events.VolunteerHoursLogged
    PublicityRecorded = events.PublicityRecorded
    ActivityCorrected = events.ActivityCorrected
    ActivityCancelled = events.ActivityCancelled

    alliance: UUID
    title: str
    theme: str
    form: ActivityForm
    scale: ActivityScale
    source: ActivitySource
    proposer: UUID | None
    status: ActivityStatus
    starts_on: date | None
    ends_on: date | None
    place: str | None
    capacity: int | None
    lead: UUID | None
    carried_out: tuple[UUID, ...]
    """Resolutions that named a lead."""
    signed_up: dict[UUID, int]
    held_on: date | None
    attendance: dict[UUID, tuple[int, int]]
    """Present and expected of each organization."""
    evidence: tuple[str, ...]
    """SHA-256 of each stored file that is there."""
    files: Held
    """Of those that were uploaded here."""
    volunteering: dict[UUID, tuple[int, Decimal]]
    """Persons and hours of each organization's volunteers."""
    publicity: tuple[tuple[str, str], ...]
    """Outlet and title of each."""
    stated: dict[str, int]
    """Version of the event that states the value of a field; of ATTENDANCE and of volunteers' hours, for each
    organization."""

    @event(events.ActivityProposed)
    def __init__(
        self,
        alliance: UUID,
        title: str,
        theme: str,
        form: ActivityForm,
        scale: ActivityScale,
        source: ActivitySource,
        proposer: UUID | None,
    ) -> None:
        self.alliance = alliance
        self.title, self.theme = title, theme
        self.form, self.scale, self.source, self.proposer = form, scale, source, proposer
        self.status = ActivityStatus.PROPOSED
        self.starts_on = self.ends_on = self.held_on = None
        self.place = self.capacity = self.lead = None
        self.carried_out = ()
        self.signed_up, self.attendance, self.evidence, self.files = {}, {}, (), {}
        self.volunteering, self.publicity = {}, ()
        self.stated = {ActivityField.TITLE: 1, ActivityField.THEME: 1}

    def facts(self) -> ActivityFacts:
        """What others may rely on."""
        return ActivityFacts(self.alliance, self.held_on)

    def schedule(
        self, starts_on: date, ends_on: date, start_time: str | None, place: str, capacity: int | None
    ) -> None:
        """Sets day and place, or sets them anew."""
        self._require(*PLANNED)
        self._require_places(capacity, 0)
        self.trigger_event(
            self.ActivityScheduled,
            starts_on=starts_on,
            ends_on=ends_on,
            start_time=start_time,
            place=place,
            capacity=capacity,
        )

    def require_unled(self) -> None:
        """Refuses to name another lead without a resolution."""
        if self.lead is not None:
            raise Refusal(ActivityRefusal.LEAD_ALREADY_ASSIGNED)

    def assign_lead(
        self,
        organization: UUID,
        basis: LeadBasis,
        *,
        turn: int | None = None,
        passed_over: tuple[UUID, ...] = (),
        resolution: str | None = None,
        reason: Narrative | None = None,
        decision: Decision | None = None,
    ) -> None:
        """Names who leads; whose turn it is, is the rotation's to say."""
        self.require_scheduled()
        self.trigger_event(
            self.LeadAssigned,
            organization=organization,
            basis=basis,
            turn=turn,
            passed_over=passed_over,
            resolution=resolution,
            reason=reason,
            decision=decision,
        )

    def require_not_carried_out(self, decision: Decision) -> None:
        """Refuses a resolution by which a lead was named already."""
        if decision.resolution in self.carried_out:
            raise Refusal(ActivityRefusal.RESOLUTION_USED, "decision")

    def require_scheduled(self) -> date:
        """The first day, or a refusal."""
        self._require(ActivityStatus.SCHEDULED)
        assert self.starts_on is not None, "a scheduled activity has its day"
        return self.starts_on

    def sign_up(self, organization: UUID, persons: int, on: date) -> None:
        """Announces how many come: once for each organization, within the places there are."""
        self.require_scheduled()
        if organization in self.signed_up:
            raise Refusal(ActivityRefusal.ALREADY_SIGNED_UP, "organization")
        if self.ends_on is not None and on > self.ends_on:
            raise Refusal(ActivityRefusal.SIGN_UP_CLOSED, ends_on=self.ends_on)
        self._require_places(self.capacity, persons)
        self.trigger_event(self.ParticipantSignedUp, organization=organization, persons=persons)

    def hold(self, held_on: date, place: str | None, charter: Charter) -> None:
        """It took place; in-turn activities not without their lead."""
        self.require_scheduled()
        if self.lead is None and charter.lead and hosting(charter, self.scale) is Hosting.IN_TURN:
            raise Refusal(ActivityRefusal.LEAD_NOT_ASSIGNED)
        self.trigger_event(self.ActivityHeld, held_on=held_on, place=place or self.place)

    def require_held(self) -> date:
        """The day it was held, or a refusal."""
        if self.status is ActivityStatus.LOGGED:
            raise Refusal(ActivityRefusal.ALREADY_LOGGED)
        self._require(ActivityStatus.HELD)
        assert self.held_on is not None, "an activity that was held has its day"
        return self.held_on

    def record_attendance(self, records: tuple[Attendance, ...]) -> None:
        """Once for each organization."""
        self.require_held()
        named = [one.organization for one in records]
        if len(set(named)) < len(named) or self.attendance.keys() & named:
            raise Refusal(ActivityRefusal.ATTENDANCE_RECORDED_ALREADY, "records")
        self.trigger_event(self.AttendanceRecorded, records=records)

    def attach(
        self,
        original_sha256: str,
        stored_sha256: str,
        size: int,
        media_type: str,
        caption: Narrative | None,
        file: UUID | None = None,
        name: Narrative | None = None,
    ) -> None:
        """Binds a file to the record by its digests."""
        self.require_held()
        if file is not None:
            check_attach(self.files, file, stored_sha256)
        if stored_sha256 in self.evidence:
            raise Refusal(EvidenceRefusal.EVIDENCE_ATTACHED_ALREADY, "stored_sha256")
        check_count(len(self.evidence))
        self.trigger_event(
            self.EvidenceAttached,
            original_sha256=original_sha256,
            stored_sha256=stored_sha256,
            size=size,
            media_type=media_type,
            caption=caption,
            file=file,
            name=name,
        )

    def remove(self, file: UUID, reason: Narrative) -> None:
        """Has a file's content destroyed, also after the log."""
        digest = digest_to_remove(self.files, file)
        self.trigger_event(self.EvidenceRemoved, removed_file=file, stored_sha256=digest, reason=reason)

    def log(self, summary: Narrative, charter: Charter, today: date) -> None:
        """Completes the record: once, with attendance and the evidence that the charter asks for."""
        held_on = self.require_held()
        came = [present for present, _ in self.attendance.values() if present]
        if not came:
            raise Refusal(ActivityRefusal.ATTENDANCE_MISSING)
        if len(self.evidence) < charter.evidence_minimum:
            least, found = charter.evidence_minimum, len(self.evidence)
            raise Refusal(ActivityRefusal.EVIDENCE_MISSING, least=least, found=found)
        self.trigger_event(
            self.ActivityLogged,
            held_on=held_on,
            judged_on=judged_on(charter, held_on, today),
            lead=self.lead,
            organizations=len(came),
            present=sum(came),
            expected=sum(expected for _, expected in self.attendance.values()),
            evidence=self.evidence,
            summary=summary,
        )

    def log_hours(self, organization: UUID, persons: int, hours: Decimal, reason: Narrative | None) -> None:
        """What its volunteers gave; of what was logged already another value, with a reason."""
        self._require(*ON_RECORD)
        days = (self.ends_on - self.starts_on).days + 1 if self.starts_on and self.ends_on else 1
        most = persons * days * 24
        if not 0 < hours <= most or hours * 2 % 1:
            raise Refusal(ActivityRefusal.HOURS_INVALID, "hours", persons=persons, days=days, most=most)
        known = self.volunteering.get(organization)
        if known is None and reason is not None:
            raise Refusal(ActivityRefusal.NOTHING_TO_CORRECT, "organization", what=HOURS)
        if known is not None and reason is None:
            raise Refusal(ActivityRefusal.HOURS_LOGGED_ALREADY, "organization", hours=known[1])
        if known == (persons, hours):
            raise Refusal(ActivityRefusal.CORRECTION_CHANGES_NOTHING, "hours")
        self.trigger_event(
            self.VolunteerHoursLogged,
            organization=organization,
            persons=persons,
            hours=hours,
            corrects=self.stated.get(f"HOURS:{organization}"),
            reason=reason,
        )

    def publicize(self, medium: Medium, outlet: str, title: str, published_on: date, url: str | None) -> None:
        """Something about it was published: the same title in the same outlet once."""
        self._require(*ON_RECORD)
        if (outlet, title) in self.publicity:
            raise Refusal(ActivityRefusal.PUBLICITY_RECORDED_ALREADY, "title", outlet=outlet, title=title)
        if len(self.publicity) >= MOST_PUBLICITY:
            raise Refusal(ActivityRefusal.TOO_MANY, most=MOST_PUBLICITY)
        self.trigger_event(
            self.PublicityRecorded,
            medium=medium,
            outlet=outlet,
            title=title,
            published_on=published_on,
            url=url,
        )

    def correct(
        self,
        field: ActivityField,
        reason: Narrative,
        *,
        text: str | None = None,
        day: date | None = None,
        attendance: Attendance | None = None,
        summary: Narrative | None = None,
    ) -> None:
        """Replaces what was stated; the event names the one that it corrects."""
        self._require(*ON_RECORD)
        corrects = self.stated.get(_stated_as(field, attendance))
        if corrects is None:
            raise Refusal(ActivityRefusal.NOTHING_TO_CORRECT, "field", what=FIELD_NAMES[field])
        if self._stands(field, text, day, attendance):
            raise Refusal(ActivityRefusal.CORRECTION_CHANGES_NOTHING, "field")
        self.trigger_event(
            self.ActivityCorrected,
            field=field,
            corrects=corrects,
            text=text,
            day=day,
            attendance=attendance,
            summary=summary,
            reason=reason,
        )

    def cancel(self, reason: Narrative) -> None:
        """It will not take place."""
        self._require(*PLANNED)
        self.trigger_event(self.ActivityCancelled, reason=reason)

    def _stands(
        self, field: ActivityField, text: str | None, day: date | None, attendance: Attendance | None
    ) -> bool:
        match field:
            case ActivityField.ATTENDANCE:
                assert attendance is not None
                counts = (attendance.present, attendance.expected)
                return not attendance.attendees and self.attendance[attendance.organization] == counts
            case ActivityField.HELD_ON:
                return day == self.held_on
            case ActivityField.SUMMARY:
                return False
        return text == {"TITLE": self.title, "THEME": self.theme, "PLACE": self.place}[field]

    def _require(self, *allowed: ActivityStatus) -> None:
        if self.status not in allowed:
            raise Refusal(
                ActivityRefusal.WRONG_STATUS,
                status=self.status,
                allowed=", ".join(allowed),
                status_zh=STATUS_IN_CHINESE[self.status],
                allowed_zh="、".join(STATUS_IN_CHINESE[one] for one in allowed),
            )

    def _require_places(self, capacity: int | None, persons: int) -> None:
        left = None if capacity is None else capacity - sum(self.signed_up.values())
        if left is not None and persons > left:
            raise Refusal(ActivityRefusal.CAPACITY_EXCEEDED, capacity=capacity, left=left)

    @event(events.ActivityScheduled)
    def _scheduled(self, starts_on: date, ends_on: date, place: str, capacity: int | None) -> None:
        self.status = ActivityStatus.SCHEDULED
        self.starts_on, self.ends_on, self.place, self.capacity = starts_on, ends_on, place, capacity

    @event(events.LeadAssigned)
    def _led(self, organization: UUID, decision: Decision | None) -> None:
        self.lead = organization
        if decision is not None:
            self.carried_out = (*self.carried_out, decision.resolution)

    @event(events.ParticipantSignedUp)
    def _signed_up(self, organization: UUID, persons: int) -> None:
        self.signed_up = {**self.signed_up, organization: persons}

    @event(events.ActivityHeld)
    def _held(self, held_on: date, place: str) -> None:
        self.status, self.held_on, self.place = ActivityStatus.HELD, held_on, place
        self._state(ActivityField.HELD_ON, ActivityField.PLACE)

    @event(events.AttendanceRecorded)
    def _attended(self, records: tuple[Attendance, ...]) -> None:
        self.attendance = {
            **self.attendance,
            **{one.organization: (one.present, one.expected) for one in records},
        }
        self._state(*(_stated_as(ActivityField.ATTENDANCE, one) for one in records))

    @event(events.EvidenceAttached)
    def _attached(self, stored_sha256: str, file: UUID | None) -> None:
        self.evidence = (*self.evidence, stored_sha256)
        if file is not None:
            self.files = {**self.files, file: stored_sha256}

    @event(events.EvidenceRemoved)
    def _removed(self, removed_file: UUID, stored_sha256: str) -> None:
        self.evidence = tuple(one for one in self.evidence if one != stored_sha256)
        self.files = {**self.files, removed_file: None}

    @event(events.ActivityLogged)
    def _logged(self) -> None:
        self.status = ActivityStatus.LOGGED
        self._state(ActivityField.SUMMARY)

    @event(events.VolunteerHoursLogged)
    def _volunteered(self, organization: UUID, persons: int, hours: Decimal) -> None:
        self.volunteering = {**self.volunteering, organization: (persons, hours)}
        self._state(f"HOURS:{organization}")

    @event(events.PublicityRecorded)
    def _publicized(self, outlet: str, title: str) -> None:
        self.publicity = (*self.publicity, (outlet, title))

    @event(events.ActivityCorrected)
    def _corrected(
        self, field: ActivityField, text: str | None, day: date | None, attendance: Attendance | None
    ) -> None:
        self._state(_stated_as(field, attendance))
        if attendance is not None:
            counts = (attendance.present, attendance.expected)
            self.attendance = {**self.attendance, attendance.organization: counts}
        elif day is not None:
            self.held_on = day
        elif text is not None:
            setattr(self, field.lower(), text)

    @event(events.ActivityCancelled)
    def _cancelled(self) -> None:
        self.status = ActivityStatus.CANCELLED

    def _state(self, *fields: str) -> None:
        # While an event is applied, `version` is still that of the event before it.
        self.stated = {**self.stated, **dict.fromkeys(fields, self.version + 1)}


def hosting(charter: Charter, scale: ActivityScale) -> Hosting:
    """Whether activities of that scale are held together or in turn; in turn where the charter is silent."""
    if charter.scale is None:
        return Hosting.IN_TURN
    return charter.scale.large if scale is ActivityScale.LARGE else charter.scale.small


def _stated_as(field: ActivityField, attendance: Attendance | None) -> str:
    return f"{field}:{attendance.organization}" if attendance else field
