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
    require_start,
    require_turn,
    term_end,
    term_to_vacate,
    turns,
)
from concord.alliances.commands.existing import ACTING, Existing, acting, require_reference, unit_read
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import VacancyCause
from concord.charters import RotationBasis
from concord.commanding import Circumstances, Facts, Read, Refusal, RefusalCode
from concord.privacy import Narrative


class RotateChair(Existing, frozen=True, kw_only=True):
    """轮值执行会长: an organization takes the chair for a term, right after the one before it."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
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

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"unit": unit_read(self.organization)}

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        last = alliance.last_term
        follows = last is not None and not alliance.vacant
        starts_on = self.starts_on or (last.ends_on + DAY if last and follows else at.occurred_on)
        acting(alliance, self.alliance, starts_on)
        charter = alliance.charter_on(starts_on)
        rotation = require_chair(charter)
        resolution = None if self.resolution is None else require_reference(self.resolution)
        require_unit(facts["unit"], self.organization)
        require_eligible(alliance, charter, self.organization, starts_on)
        order = turns(alliance, charter, at.tenant)
        passed_over = require_turn(rotation, order, last, self.organization, resolution)
        require_start(alliance, starts_on, at.today, resolution)
        by_order = rotation.basis is RotationBasis.FIXED_ORDER and not passed_over
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
        )
        return alliance


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
