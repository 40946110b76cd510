"""How the chair passes on."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

from concord.alliances.admission import require_unit
from concord.alliances.aggregate import Alliance
from concord.alliances.chair import (
    DAY,
    require_chair,
    require_eligible,
    require_ended,
    require_start,
    require_turn,
    term_end,
    term_to_vacate,
    turns,
)
from concord.alliances.commands.existing import ACTING, Existing, acting, require_reference, unit_read
from concord.alliances.deciding import BY_MEETING, decision_reads, require_decided
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import VacancyCause
from concord.alliances.facts import Unit
from concord.charters import Charter, Decision, MotionKind, RotationBasis
from concord.commanding import Circumstances, Facts, Read, Refusal, RefusalCode
from concord.privacy import Narrative


class RotateChair(Existing, frozen=True, kw_only=True):
    """轮值执行会长: an organization takes the chair for a term, right after the one before it."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        *BY_MEETING,
        AllianceRefusal.NO_CHAIR,
        AllianceRefusal.ORGANIZATION_UNKNOWN,
        AllianceRefusal.ORGANIZATION_DEREGISTERED,
        AllianceRefusal.CHAIR_NOT_MEMBER,
        AllianceRefusal.CHAIR_NOT_ELIGIBLE,
        AllianceRefusal.CHAIR_UNCHANGED,
        AllianceRefusal.NOT_NEXT_IN_ORDER,
        AllianceRefusal.RESOLUTION_REQUIRED,
        AllianceRefusal.TERM_OVERLAPS,
        AllianceRefusal.TERM_GAP,
        AllianceRefusal.TERM_ENDS_BEFORE_START,
        AllianceRefusal.TERM_TOO_LONG,
        AllianceRefusal.TERM_TOO_FAR_AHEAD,
        AllianceRefusal.NEXT_TERM_SET,
    )

    organization: UUID
    starts_on: date | None = None
    """None: the day after the term before it; the first, or after a vacancy, the day of happening."""
    ends_on: date | None = None
    """Last day; None: the whole of the charter's period."""
    resolution: str | None = None
    """As people cite it; None: by the day of the meeting."""
    decision: Decision | None = None
    """Where it is not simply the next one's turn: of the meeting, if the alliance has meetings."""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        alliance = Read("alliances.Alliance", self.alliance, Alliance, optional=True)
        reads = {"alliance": alliance, "unit": unit_read(self.organization), **decision_reads(self.decision)}
        return reads | {f"due {one}": unit_read(one) for one in _due(known.get("alliance"), tenant)}

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        last = alliance.last_term
        follows = last is not None and not alliance.vacant
        starts_on = self.starts_on or (last.ends_on + DAY if last and follows else at.occurred_on)
        acting(alliance, self.alliance, starts_on)
        charter = alliance.charter_on(starts_on)
        rotation = require_chair(charter)
        resolution = self._cited(facts)
        require_unit(facts["unit"])
        require_eligible(alliance, charter, self.organization, starts_on)
        order = turns(alliance, charter, at.tenant)
        due: Unit = facts[f"due {order[0]}"]
        passed_over = require_turn(rotation, order, last, self.organization, resolution is not None, due.name)
        require_start(alliance, starts_on, at.today, resolution is not None)
        by_order = rotation.basis is RotationBasis.FIXED_ORDER and not passed_over
        early = last is not None and starts_on <= last.ends_on
        self._require_decided(alliance, charter, facts, at, needed=early or not by_order)
        alliance.rotate(
            organization=self.organization,
            title=rotation.title,
            starts_on=starts_on,
            ends_on=term_end(rotation, starts_on, self.ends_on),
            basis=RotationBasis.FIXED_ORDER if by_order else RotationBasis.RESOLUTION,
            resolution=resolution,
            predecessor=last.organization if last else None,
            predecessor_ends_on=min(last.ends_on, starts_on - DAY) if last else None,
            passed_over=passed_over,
            decision=self.decision,
        )
        return alliance

    def _cited(self, facts: Facts) -> str | None:
        """What is told of the resolution, where there is one."""
        if self.resolution is not None or self.decision is None:
            return None if self.resolution is None else require_reference(self.resolution)
        return self.decision.cite(facts["meeting"])

    def _require_decided(
        self, alliance: Alliance, charter: Charter, facts: Facts, at: Circumstances, *, needed: bool
    ) -> None:
        """An alliance without meetings has other ways to resolve: what its authority writes is cited."""
        kind, organization = MotionKind.CHAIR, self.organization
        needed = needed and bool(charter.meetings)
        require_decided(alliance, self.decision, kind, organization, facts, at, needed=needed)


def _due(alliance: Alliance | None, tenant: UUID) -> set[UUID]:
    """Whose turn it is, by any charter that the new term may fall under."""
    if alliance is None:
        return set()
    orders = [turns(alliance, one.charter, tenant) for one in alliance.charters]
    return {order[0] for order in orders if order}


class VacateChair(Existing, frozen=True, kw_only=True):
    """登记执行会长空缺: nobody holds the chair from a day on, until the next term begins."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        AllianceRefusal.NO_CHAIR,
        AllianceRefusal.CHAIR_VACANT,
        AllianceRefusal.NOT_IN_TERM,
    )

    vacated_on: date | None = None
    """None: the day on which it happened."""
    reason: Narrative | None = None

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        if not alliance.terms:
            require_chair(alliance.charter_on(at.occurred_on))
        vacated_on = self.vacated_on or at.occurred_on
        alliance.vacate(
            organization=term_to_vacate(alliance, vacated_on).organization,
            vacated_on=vacated_on,
            cause=VacancyCause.DECIDED,
            reason=self.reason,
        )
        return alliance


class CallForRotation(Existing, frozen=True, kw_only=True):
    """提请轮值: the last term is over and no other is settled; names whose turn it is."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        AllianceRefusal.NO_CHAIR,
        AllianceRefusal.ROTATION_NOT_DUE,
        AllianceRefusal.ROTATION_CALLED,
    )

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.today)
        charter = alliance.charter_on(at.today)
        rotation = require_chair(charter)
        last = require_ended(alliance, rotation, at.today)
        by_order = rotation.basis is RotationBasis.FIXED_ORDER
        alliance.call_for_rotation(
            title=rotation.title,
            predecessor=last.organization,
            ended_on=last.ends_on,
            basis=rotation.basis,
            successor=next(iter(turns(alliance, charter, at.tenant)), None) if by_order else None,
            called_on=at.today,
        )
        return alliance


class RecordHandover(Existing, frozen=True, kw_only=True):
    """登记轮值交接: what the predecessor handed over to the term settled last; once for each term."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        AllianceRefusal.NO_PREDECESSOR,
        AllianceRefusal.HANDOVER_RECORDED,
    )

    notes: Narrative

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        if len(alliance.terms) < 2:
            raise Refusal(AllianceRefusal.NO_PREDECESSOR)
        predecessor, term = alliance.terms[-2:]
        if term.handed_over:
            raise Refusal(AllianceRefusal.HANDOVER_RECORDED)
        alliance.hand_over(
            predecessor=predecessor.organization,
            successor=term.organization,
            term_starts_on=term.starts_on,
            handed_over_on=at.occurred_on,
            notes=self.notes,
        )
        return alliance
