"""A joint meeting: called, held by a quorum, deciding by votes, and answerable for what it decided.

CALLED -> HELD, or CALLED -> CANCELLED. Motions, votes and resolutions belong to a meeting that was held.
"""

from datetime import date, timedelta
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.charters import HALF, Deliberation, MotionKind, Resolution, Share
from concord.commanding import Refusal
from concord.meetings import events
from concord.meetings.errors import KIND_NAMES, STATUS_IN_CHINESE, MeetingRefusal
from concord.meetings.events import Choice, MeetingStatus
from concord.meetings.facts import MeetingFacts
from concord.privacy import Narrative

MOST_ITEMS = 100


class Motion(msgspec.Struct, frozen=True):
    """议案: as it stands."""

    kind: MotionKind
    subject: UUID | None
    title: str
    votes: dict[UUID, Choice]
    passed: bool | None = None
    """None: not decided yet."""
    reported: bool = False
    """Somebody has said what came of it."""

    def count(self, choice: Choice) -> int:
        return sum(one == choice for one in self.votes.values())


class JointMeeting(Aggregate):
    """联席会议: one meeting of one alliance."""

    MeetingCalled = events.MeetingCalled
    AgendaItemAdded = events.AgendaItemAdded
    MeetingHeld = events.MeetingHeld
    MotionTabled = events.MotionTabled
    VoteCast = events.VoteCast
    ResolutionPassed = events.ResolutionPassed
    ResolutionRejected = events.ResolutionRejected
    ResolutionFollowedUp = events.ResolutionFollowedUp
    DutyReportHeard = events.DutyReportHeard
    MeetingCancelled = events.MeetingCancelled

    alliance: UUID
    code: str
    planned_on: date
    called_on: date
    status: MeetingStatus
    items: int
    held_on: date | None
    attended: tuple[UUID, ...]
    voters: tuple[UUID, ...]
    motions: dict[UUID, Motion]
    duty_reports: tuple[tuple[UUID, int], ...]
    """Organization and year of those that were heard."""

    @event(events.MeetingCalled)
    def __init__(self, alliance: UUID, code: str, planned_on: date, called_on: date) -> None:
        self.alliance = alliance
        self.code = code
        self.planned_on = planned_on
        self.called_on = called_on
        self.status = MeetingStatus.CALLED
        self.items = 0
        self.held_on = None
        self.attended = ()
        self.voters = ()
        self.motions = {}
        self.duty_reports = ()

    def facts(self) -> MeetingFacts:
        """What others may rely on."""
        passed = {id_: one for id_, one in self.motions.items() if one.passed}
        held_on = self.held_on or self.planned_on
        return MeetingFacts(
            self.alliance,
            tuple(Resolution(id_, one.kind, one.subject, held_on) for id_, one in passed.items()),
            tuple(id_ for id_, one in passed.items() if not one.reported),
        )

    def add_item(
        self,
        item: UUID,
        title: str,
        proposer: UUID | None,
        description: Narrative | None,
        on: date,
        days: int,
    ) -> None:
        """Puts a thing on the agenda; a member until so many `days` before the meeting."""
        self._require(MeetingStatus.CALLED)
        self._require_room(self.items)
        until = self.planned_on - timedelta(days=days)
        if proposer is not None and on > until:
            raise Refusal(MeetingRefusal.AGENDA_CLOSED, until=until)
        self.trigger_event(
            self.AgendaItemAdded, item=item, title=title, proposer=proposer, description=description
        )

    def hold(
        self,
        held_on: date,
        attended: tuple[UUID, ...],
        voting: frozenset[UUID],
        rules: Deliberation,
        number: int,
        minutes: Narrative | None,
    ) -> None:
        """It took place. `voting`: the members that may vote on that day."""
        self._require(MeetingStatus.CALLED)
        if held_on < self.called_on:
            raise Refusal(MeetingRefusal.HELD_BEFORE_CALL, held_on=held_on, called_on=self.called_on)
        require_notice(self.called_on, held_on, rules)
        voters = tuple(one for one in attended if one in voting)
        require_quorum(rules.quorum, len(voters), len(voting))
        self.trigger_event(
            self.MeetingHeld,
            held_on=held_on,
            attended=attended,
            voters=voters,
            eligible=len(voting),
            number=number,
            minutes=minutes,
        )

    def table(
        self, motion: UUID, kind: MotionKind, subject: UUID | None, title: str, text: Narrative | None
    ) -> None:
        """Puts a sentence to the vote."""
        self._require(MeetingStatus.HELD)
        self._require_room(len(self.motions))
        if kind is not MotionKind.GENERAL and subject is None:
            raise Refusal(MeetingRefusal.SUBJECT_MISSING, "subject", kind=KIND_NAMES[kind])
        self.trigger_event(
            self.MotionTabled, motion=motion, kind=kind, subject=subject, title=title, text=text
        )

    def vote(self, motion: UUID, organization: UUID, choice: Choice) -> None:
        """Takes one organization's vote."""
        open_ = self._open(motion)
        if organization not in self.attended:
            raise Refusal(MeetingRefusal.NOT_THERE, "organization")
        if organization not in self.voters:
            raise Refusal(MeetingRefusal.MAY_NOT_VOTE, "organization")
        if organization in open_.votes:
            raise Refusal(MeetingRefusal.VOTED_TWICE, "organization")
        self.trigger_event(self.VoteCast, motion=motion, organization=organization, choice=choice)

    def decide(self, motion: UUID, rules: Deliberation) -> None:
        """Counts: passed by the charter's majority of those there that may vote, else rejected."""
        open_ = self._open(motion)
        if not open_.votes:
            raise Refusal(MeetingRefusal.NOBODY_VOTED)
        counted = {
            "kind": open_.kind,
            "subject": open_.subject,
            "title": open_.title,
            "votes_for": open_.count(Choice.FOR),
            "votes_against": open_.count(Choice.AGAINST),
            "abstentions": open_.count(Choice.ABSTAIN),
            "voters": len(self.voters),
        }
        if (rules.majority or HALF).reached(open_.count(Choice.FOR), len(self.voters)):
            self.trigger_event(self.ResolutionPassed, resolution=motion, passed_on=self.held_on, **counted)
        else:
            self.trigger_event(self.ResolutionRejected, motion=motion, **counted)

    def follow_up(self, resolution: UUID, completed: bool, report: Narrative) -> None:
        """Says what came of a resolution."""
        known = self.motions.get(resolution)
        if known is None or not known.passed:
            raise Refusal(MeetingRefusal.NO_SUCH_RESOLUTION, "resolution")
        self.trigger_event(
            self.ResolutionFollowedUp, resolution=resolution, completed=completed, report=report
        )

    def hear(self, organization: UUID, year: int, report: Narrative | None) -> None:
        """A member reports on its duties."""
        self._require(MeetingStatus.HELD)
        assert self.held_on is not None, "a meeting that was held has a day"
        if not self.held_on.year - 1 <= year <= self.held_on.year:
            raise Refusal(MeetingRefusal.YEAR_NOT_PLAUSIBLE, "year", year=year)
        if (organization, year) in self.duty_reports:
            raise Refusal(MeetingRefusal.DUTY_REPORT_TWICE, "organization", year=year)
        self.trigger_event(self.DutyReportHeard, organization=organization, year=year, report=report)

    def cancel(self, reason: Narrative) -> None:
        """It does not take place."""
        self._require(MeetingStatus.CALLED)
        self.trigger_event(self.MeetingCancelled, reason=reason)

    def _require(self, status: MeetingStatus) -> None:
        if self.status is not status:
            raise Refusal(
                MeetingRefusal.WRONG_MEETING_STATUS,
                status=self.status,
                allowed=status,
                status_zh=STATUS_IN_CHINESE[self.status],
                allowed_zh=STATUS_IN_CHINESE[status],
            )

    def _require_room(self, taken: int) -> None:
        if taken >= MOST_ITEMS:
            raise Refusal(MeetingRefusal.TOO_MANY_ITEMS, most=MOST_ITEMS)

    def _open(self, motion: UUID) -> Motion:
        self._require(MeetingStatus.HELD)
        found = self.motions.get(motion)
        if found is None:
            raise Refusal(MeetingRefusal.NO_SUCH_MOTION, "motion")
        if found.passed is not None:
            raise Refusal(MeetingRefusal.MOTION_DECIDED, "motion")
        return found

    @event(events.AgendaItemAdded)
    def _item_added(self) -> None:
        self.items += 1

    @event(events.MeetingHeld)
    def _held(self, held_on: date, attended: tuple[UUID, ...], voters: tuple[UUID, ...]) -> None:
        self.status = MeetingStatus.HELD
        self.held_on, self.attended, self.voters = held_on, attended, voters

    @event(events.MotionTabled)
    def _tabled(self, motion: UUID, kind: MotionKind, subject: UUID | None, title: str) -> None:
        self.motions[motion] = Motion(kind, subject, title, {})

    @event(events.VoteCast)
    def _voted(self, motion: UUID, organization: UUID, choice: Choice) -> None:
        self.motions[motion].votes[organization] = choice

    @event(events.ResolutionPassed)
    def _passed(self, resolution: UUID) -> None:
        self._change(resolution, passed=True)

    @event(events.ResolutionRejected)
    def _rejected(self, motion: UUID) -> None:
        self._change(motion, passed=False)

    @event(events.ResolutionFollowedUp)
    def _followed_up(self, resolution: UUID) -> None:
        self._change(resolution, reported=True)

    @event(events.DutyReportHeard)
    def _heard(self, organization: UUID, year: int) -> None:
        self.duty_reports = (*self.duty_reports, (organization, year))

    @event(events.MeetingCancelled)
    def _cancelled(self) -> None:
        self.status = MeetingStatus.CANCELLED

    def _change(self, motion: UUID, **values: bool) -> None:
        self.motions[motion] = msgspec.structs.replace(self.motions[motion], **values)


def require_notice(called_on: date, day: date, rules: Deliberation) -> None:
    """Refuses a meeting of which the members were told too late."""
    earliest = called_on + timedelta(days=rules.notice_days)
    if day < earliest:
        raise Refusal(
            MeetingRefusal.NOTICE_TOO_SHORT, "planned_on", days=rules.notice_days, earliest=earliest
        )


def require_quorum(quorum: Share | None, there: int, eligible: int) -> None:
    """Refuses a meeting that too few attend to decide anything."""
    if quorum is not None and not quorum.reached(there, eligible):
        share = f"{quorum.numerator}/{quorum.denominator}"
        raise Refusal(
            MeetingRefusal.QUORUM_NOT_REACHED, "attended", there=there, eligible=eligible, quorum=share
        )
