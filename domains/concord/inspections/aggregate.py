"""An inspection and what it finds: every hazard is followed to its end.

PLANNED -> CARRIED_OUT, or CANCELLED. A finding: OPEN -> RECTIFIED -> VERIFIED, back to OPEN when rejected.
"""

from datetime import date
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.charters import FindingKind, InspectionKind
from concord.commanding import Circumstances, Refusal
from concord.evidence.holding import Held, check_attach, digest_to_remove
from concord.inspections import events
from concord.inspections.errors import FINDING_IN_CHINESE, STATUS_IN_CHINESE, InspectionRefusal
from concord.inspections.status import FindingStatus, InspectionStatus
from concord.privacy import Narrative

MOST_FINDINGS = 200


class InspectionFacts(msgspec.Struct, frozen=True):
    """Of the inspection itself: which alliance must be read."""

    alliance: UUID


class Finding(msgspec.Struct, frozen=True):
    """问题: one hazard or shortcoming."""

    kind: FindingKind
    status: FindingStatus
    due_on: date
    rectified_by: str | None = None


class Inspection(Aggregate):
    """检查: of one organization, by another or by the committee."""

    InspectionPlanned = events.InspectionPlanned
    InspectionCarriedOut = events.InspectionCarriedOut
    InspectionCancelled = events.InspectionCancelled
    FindingRecorded = events.FindingRecorded
    FindingRectified = events.FindingRectified
    RectificationVerified = events.RectificationVerified
    RectificationRejected = events.RectificationRejected
    InspectionEvidenceAttached = events.InspectionEvidenceAttached
    InspectionEvidenceRemoved = events.InspectionEvidenceRemoved

    alliance: UUID
    kind: InspectionKind
    inspector: UUID | None
    subject: UUID
    planned_on: date
    status: InspectionStatus
    findings: dict[UUID, Finding]
    files: Held

    @event(events.InspectionPlanned)
    def __init__(
        self, alliance: UUID, kind: InspectionKind, inspector: UUID | None, subject: UUID, planned_on: date
    ) -> None:
        self.alliance = alliance
        self.kind = kind
        self.inspector = inspector
        self.subject = subject
        self.planned_on = planned_on
        self.status = InspectionStatus.PLANNED
        self.findings = {}
        self.files = {}

    def facts(self) -> InspectionFacts:
        """What others may rely on."""
        return InspectionFacts(self.alliance)

    def carry_out(self, on: date, summary: Narrative, at: Circumstances) -> None:
        """It was done, on a day not before the planned one."""
        self._require(InspectionStatus.PLANNED)
        self._require_inspector(at)
        if at.occurred_on < self.planned_on:
            raise Refusal(InspectionRefusal.TOO_EARLY, planned_on=self.planned_on, on=at.occurred_on)
        self.trigger_event(self.InspectionCarriedOut, carried_out_on=on, summary=summary)

    def cancel(self, reason: Narrative, at: Circumstances) -> None:
        """It does not take place."""
        self._require(InspectionStatus.PLANNED)
        self._require_inspector(at)
        self.trigger_event(self.InspectionCancelled, reason=reason)

    def find(
        self,
        finding: UUID,
        kind: FindingKind,
        title: str,
        description: Narrative | None,
        rectify_by: date,
        at: Circumstances,
    ) -> None:
        """A hazard or a shortcoming."""
        self._require(InspectionStatus.CARRIED_OUT)
        self._require_inspector(at)
        if len(self.findings) >= MOST_FINDINGS:
            raise Refusal(InspectionRefusal.TOO_MANY_FINDINGS, most=MOST_FINDINGS)
        self.trigger_event(
            self.FindingRecorded,
            finding=finding,
            number=len(self.findings) + 1,
            kind=kind,
            title=title,
            description=description,
            next_due_on=rectify_by,
        )

    def rectify(self, finding: UUID, measures: Narrative, verify_by: date, at: Circumstances) -> None:
        """The inspected organization has put it right."""
        known = self._require_finding(finding, FindingStatus.OPEN)
        if at.organization != self.subject:
            raise Refusal(InspectionRefusal.NOT_THE_INSPECTED)
        self.trigger_event(
            self.FindingRectified,
            finding=finding,
            measures=measures,
            rectified_by=at.actor,
            due_on=known.due_on,
            next_due_on=verify_by,
        )

    def verify(self, finding: UUID, note: Narrative | None, at: Circumstances) -> None:
        """Somebody else has looked: it is put right."""
        known = self._require_verifier(finding, at)
        self.trigger_event(self.RectificationVerified, finding=finding, note=note, due_on=known.due_on)

    def reject(self, finding: UUID, reason: Narrative, rectify_by: date, at: Circumstances) -> None:
        """Somebody else has looked: it is not put right."""
        known = self._require_verifier(finding, at)
        self.trigger_event(
            self.RectificationRejected,
            finding=finding,
            reason=reason,
            due_on=known.due_on,
            next_due_on=rectify_by,
        )

    def attach(
        self, file: UUID, stored_sha256: str, finding: UUID | None, at: Circumstances, **described: object
    ) -> None:
        """Binds a file to the inspection, or to one of its findings."""
        if self.status is InspectionStatus.CANCELLED:
            self._require(InspectionStatus.CARRIED_OUT)
        if at.role == "officer" and at.organization not in (self.inspector, self.subject):
            raise Refusal(InspectionRefusal.NOT_INVOLVED)
        if finding is not None:
            self._known(finding)
        check_attach(self.files, file, stored_sha256)
        self.trigger_event(
            self.InspectionEvidenceAttached,
            file=file,
            stored_sha256=stored_sha256,
            finding=finding,
            **described,
        )

    def remove(self, file: UUID, reason: Narrative) -> None:
        """Has a file's content destroyed."""
        digest = digest_to_remove(self.files, file)
        self.trigger_event(
            self.InspectionEvidenceRemoved, removed_file=file, stored_sha256=digest, reason=reason
        )

    def kind_of(self, finding: UUID) -> FindingKind:
        """What sort of finding it is. Raises `Refusal` for an unknown one."""
        return self._known(finding).kind

    def _require_verifier(self, finding: UUID, at: Circumstances) -> Finding:
        known = self._require_finding(finding, FindingStatus.RECTIFIED)
        if at.organization == self.subject or at.actor == known.rectified_by:
            raise Refusal(InspectionRefusal.VERIFIER_IS_RECTIFIER)
        self._require_inspector(at)
        return known

    def _require_inspector(self, at: Circumstances) -> None:
        """An officer acts for the organization that inspects; others by their role."""
        if at.role == "officer" and at.organization != self.inspector:
            raise Refusal(InspectionRefusal.NOT_THE_INSPECTOR)

    def _known(self, finding: UUID) -> Finding:
        known = self.findings.get(finding)
        if known is None:
            raise Refusal(InspectionRefusal.FINDING_UNKNOWN, "finding")
        return known

    def _require_finding(self, finding: UUID, allowed: FindingStatus) -> Finding:
        known = self._known(finding)
        if known.status is not allowed:
            raise Refusal(
                InspectionRefusal.FINDING_WRONG_STATUS,
                "finding",
                status=known.status,
                allowed=allowed,
                status_zh=FINDING_IN_CHINESE[known.status],
                allowed_zh=FINDING_IN_CHINESE[allowed],
            )
        return known

    def _require(self, allowed: InspectionStatus) -> None:
        if self.status is not allowed:
            raise Refusal(
                InspectionRefusal.WRONG_STATUS,
                status=self.status,
                allowed=allowed,
                status_zh=STATUS_IN_CHINESE[self.status],
                allowed_zh=STATUS_IN_CHINESE[allowed],
            )

    @event(events.InspectionCarriedOut)
    def _carried_out(self) -> None:
        self.status = InspectionStatus.CARRIED_OUT

    @event(events.InspectionCancelled)
    def _cancelled(self) -> None:
        self.status = InspectionStatus.CANCELLED

    @event(events.FindingRecorded)
    def _found(self, finding: UUID, kind: FindingKind, next_due_on: date) -> None:
        self.findings[finding] = Finding(kind, FindingStatus.OPEN, next_due_on)

    @event(events.FindingRectified)
    def _rectified(self, finding: UUID, rectified_by: str, next_due_on: date) -> None:
        kind = self.findings[finding].kind
        self.findings[finding] = Finding(kind, FindingStatus.RECTIFIED, next_due_on, rectified_by)

    @event(events.RectificationVerified)
    def _verified(self, finding: UUID) -> None:
        known = self.findings[finding]
        self.findings[finding] = msgspec.structs.replace(known, status=FindingStatus.VERIFIED)

    @event(events.RectificationRejected)
    def _rejected(self, finding: UUID, next_due_on: date) -> None:
        kind = self.findings[finding].kind
        self.findings[finding] = Finding(kind, FindingStatus.OPEN, next_due_on)

    @event(events.InspectionEvidenceAttached)
    def _attached(self, file: UUID, stored_sha256: str) -> None:
        self.files[file] = stored_sha256

    @event(events.InspectionEvidenceRemoved)
    def _removed(self, removed_file: UUID) -> None:
        self.files[removed_file] = None
