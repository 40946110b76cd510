"""An honour: nominated on the ledger's evidence, granted by somebody else."""

from datetime import date
from uuid import UUID, uuid5

from eventsourcing.domain import Aggregate, event

from concord.assessments import events
from concord.assessments.errors import AssessmentRefusal
from concord.assessments.events import HonourKind
from concord.commanding import Refusal


def honour_id(tenant: UUID, alliance: UUID, title: str, period: str, nominee: str) -> UUID:
    """One nominee is nominated once for a distinction of a period."""
    return uuid5(tenant, f"honour:{alliance}:{title}:{period}:{nominee}")


class Honour(Aggregate):
    """荣誉: a distinction for an organization, a person or a case."""

    HonourNominated = events.HonourNominated
    HonourGranted = events.HonourGranted
    CasePromoted = events.CasePromoted

    alliance: UUID
    kind: HonourKind
    nominated_by: str
    granted: bool

    @event(events.HonourNominated)
    def __init__(self, alliance: UUID, kind: HonourKind, nominated_by: str) -> None:
        self.alliance = alliance
        self.kind = kind
        self.nominated_by = nominated_by
        self.granted = False

    def grant(self, on: date, authority: str, document: str, actor: str) -> None:
        """To an organization or a person."""
        self._require_open(actor)
        if self.kind is HonourKind.CASE:
            raise Refusal(AssessmentRefusal.HONOUR_IS_CASE)
        self.trigger_event(self.HonourGranted, granted_on=on, authority=authority, document=document)

    def promote(self, on: date, authority: str, document: str, scope: str, actor: str) -> None:
        """Spreads a case as an example."""
        self._require_open(actor)
        if self.kind is not HonourKind.CASE:
            raise Refusal(AssessmentRefusal.HONOUR_IS_NOT_CASE)
        self.trigger_event(
            self.CasePromoted, promoted_on=on, authority=authority, document=document, scope=scope
        )

    def _require_open(self, actor: str) -> None:
        if self.granted:
            raise Refusal(AssessmentRefusal.ALREADY_GRANTED)
        if actor == self.nominated_by:
            raise Refusal(AssessmentRefusal.GRANTED_BY_NOMINATOR)

    @event(events.HonourGranted)
    def _granted(self) -> None:
        self.granted = True

    @event(events.CasePromoted)
    def _promoted(self) -> None:
        self.granted = True
