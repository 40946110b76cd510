"""Programmes: adopted, amended for all who follow, followed, overridden; reference lists."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.alliances.aggregate import Alliance
from concord.alliances.commands.existing import (
    ACTING,
    Existing,
    acting,
    programme_read,
    require_name,
    require_reference,
)
from concord.alliances.deciding import BY_MEETING, decision_reads, require_own_decided
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import ReferenceItem
from concord.alliances.governing import (
    CHARTER_RULES,
    INHERITING,
    amend,
    amend_with,
    combined,
    inherited,
    require_charter,
    take_over_what_is_to_come,
)
from concord.alliances.programme import Programme
from concord.charters import (
    Charter,
    ConfiguredRefusal,
    Decision,
    MotionKind,
    Overrides,
    programme_id,
    require_offered,
)
from concord.commanding import Circumstances, Command, Facts, Read, Refusal, RefusalCode

MOST_ITEMS = 100
MOST_TITLE = 100
_AMENDING: tuple[RefusalCode, ...] = (
    *ACTING,
    *CHARTER_RULES,
    AllianceRefusal.CHARTER_BACKDATED,
    AllianceRefusal.EXCLUSIVENESS_FIXED,
    AllianceRefusal.RESOLUTION_REQUIRED,
)


class AdoptProgramme(Command, frozen=True, kw_only=True):
    """通过实施意见: its charter is there to be inherited."""

    aggregate: ClassVar[type[Aggregate]] = Programme
    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        AllianceRefusal.PROGRAMME_EXISTS,
        AllianceRefusal.NAME_INVALID,
        AllianceRefusal.CHARTER_INVALID,
        AllianceRefusal.RESOLUTION_REQUIRED,
        ConfiguredRefusal.CHARTER_NOT_OFFERED,
    )

    name: str
    charter: Charter
    document: str
    effective_on: date | None = None
    """None: the day on which it happened."""

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return programme_id(tenant, self.name)

    def decide(self, aggregate: Programme | None, facts: Facts, at: Circumstances) -> Programme:
        if aggregate is not None:
            raise Refusal(AllianceRefusal.PROGRAMME_EXISTS, "name", name=self.name)
        require_name(self.name)
        _require_for_any(self.charter, at)
        return Programme._create(
            Programme.ProgrammeAdopted,
            id=programme_id(at.tenant, self.name),
            name=self.name,
            charter=self.charter,
            effective_on=self.effective_on or at.occurred_on,
            document=require_reference(self.document, "document"),
        )


class _OfProgramme(Command, frozen=True, kw_only=True):
    """A command to a programme that was adopted."""

    aggregate: ClassVar[type[Aggregate]] = Programme

    programme: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.programme


class AmendProgramme(_OfProgramme, frozen=True, kw_only=True):
    """修订实施意见: the charter of every alliance that follows it is amended with it, or none is."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        AllianceRefusal.PROGRAMME_UNKNOWN,
        AllianceRefusal.AMENDMENT_INVALID,
        ConfiguredRefusal.CHARTER_NOT_OFFERED,
        *_AMENDING,
    )

    charter: Charter
    document: str
    effective_on: date | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {"programme": programme_read(self.programme)}
        programme: Programme | None = known.get("programme")
        for one in programme.alliances if programme else ():
            reads[f"alliance {one}"] = Read("alliances.Alliance", one, Alliance)
        return reads

    def decide(self, aggregate: Programme | None, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        programme = _adopted(aggregate)
        _require_for_any(self.charter, at)
        effective_on = self.effective_on or at.occurred_on
        latest = programme.charters[-1].effective_on
        if effective_on < latest:
            raise Refusal(AllianceRefusal.CHARTER_BACKDATED, "effective_on", effective_on=latest)
        document = require_reference(self.document, "document")
        programme.amend(charter=self.charter, effective_on=effective_on, document=document)
        followers: list[Alliance] = [facts[f"alliance {one}"] for one in programme.alliances]
        standing = [one for one in followers if one.dissolved_on is None]
        for alliance in standing:
            amend_with(alliance, self.charter, programme, effective_on, document, at.command)
        return (programme, *standing)


class FollowProgramme(Existing, frozen=True, kw_only=True):
    """适用实施意见: an alliance that had a charter of its own inherits from now on."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_AMENDING,
        *INHERITING,
        AllianceRefusal.FOLLOWS_PROGRAMME,
        *BY_MEETING,
    )

    programme: UUID
    overrides: Overrides = Overrides()
    resolution: str
    decision: Decision | None = None
    """Of the meeting, where the charter so far leaves it to the meeting."""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"programme": programme_read(self.programme), **decision_reads(self.decision)}

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        if alliance.programme is not None:
            raise Refusal(AllianceRefusal.FOLLOWS_PROGRAMME, "programme")
        programme, charter = inherited(facts["programme"], self.overrides, alliance.kind, at.occurred_on)
        require_own_decided(alliance, self.decision, MotionKind.CHARTER, facts, at)
        alliance.follow(programme=programme.id, overrides=self.overrides)
        amend(
            alliance,
            charter,
            overrides=self.overrides,
            programme=programme.id,
            by_programme=False,
            effective_on=at.occurred_on,
            resolution=require_reference(self.resolution),
            command=at.command,
            decision=self.decision,
        )
        take_over_what_is_to_come(alliance, programme, at.occurred_on, self.resolution)
        programme.enrol(alliance=alliance.id)
        return (alliance, programme)


class OverrideCharter(Existing, frozen=True, kw_only=True):
    """补充规定: what an alliance has otherwise than its programme, all of it, from a day on."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_AMENDING,
        *INHERITING,
        AllianceRefusal.FOLLOWS_NO_PROGRAMME,
        *BY_MEETING,
    )

    overrides: Overrides
    resolution: str
    effective_on: date | None = None
    decision: Decision | None = None
    """Of the meeting, where the charter leaves it to the meeting."""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = {
            "alliance": Read("alliances.Alliance", self.alliance, Alliance, optional=True),
            **decision_reads(self.decision),
        }
        alliance: Alliance | None = known.get("alliance")
        if alliance is not None and alliance.programme is not None:
            reads["programme"] = programme_read(alliance.programme)
        return reads

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        effective_on = self.effective_on or at.occurred_on
        alliance = acting(aggregate, self.alliance, effective_on)
        if alliance.programme is None:
            raise Refusal(AllianceRefusal.FOLLOWS_NO_PROGRAMME, "alliance")
        require_own_decided(alliance, self.decision, MotionKind.CHARTER, facts, at)
        amend(
            alliance,
            combined(facts["programme"], self.overrides, alliance.kind, effective_on),
            overrides=self.overrides,
            programme=alliance.programme,
            by_programme=False,
            effective_on=effective_on,
            resolution=require_reference(self.resolution),
            command=at.command,
            decision=self.decision,
        )
        return alliance


class IssueReferenceList(_OfProgramme, frozen=True, kw_only=True):
    """下发参考清单: activities that the alliances may choose from in a year."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        AllianceRefusal.PROGRAMME_UNKNOWN,
        AllianceRefusal.PROGRAMME_NOT_YET,
        AllianceRefusal.REFERENCE_LIST_INVALID,
        AllianceRefusal.NAME_INVALID,
    )

    title: str
    year: int
    items: tuple[ReferenceItem, ...]
    document: str = ""

    def decide(self, aggregate: Programme | None, facts: Facts, at: Circumstances) -> Programme:
        programme = _adopted(aggregate)
        require_name(self.title, "title")
        charter = programme.charter_on(at.occurred_on)
        themes = {one.code: one.name for one in charter.themes}
        named = all(0 < len(one.title.strip()) <= MOST_TITLE for one in self.items)
        known = all(one.theme in themes for one in self.items)
        if not 0 < len(self.items) <= MOST_ITEMS or not named or not known:
            raise Refusal(
                AllianceRefusal.REFERENCE_LIST_INVALID, "items", limit=MOST_ITEMS, themes="、".join(themes)
            )
        programme.issue(
            reference_list=at.command,
            title=self.title,
            year=self.year,
            items=self.items,
            document=self.document,
        )
        return programme


def _adopted(aggregate: Programme | None) -> Programme:
    if aggregate is None:
        raise Refusal(AllianceRefusal.PROGRAMME_UNKNOWN, "programme")
    return aggregate


def _require_for_any(charter: Charter, at: Circumstances) -> None:
    """A charter that is offered and without mistakes, for alliances of every kind that it names."""
    require_offered(charter, at)
    require_charter(charter, charter.kinds[0])
