"""How members leave, move between tiers, and how what they broke is cured."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

import msgspec

from concord.alliances.admission import require_tier
from concord.alliances.aggregate import Alliance
from concord.alliances.chair import vacate_for
from concord.alliances.commands.existing import ACTING, Existing, acting, require_reference
from concord.alliances.deciding import BY_MEETING, decides, decision_reads, require_decided
from concord.alliances.departure import (
    hold_limits,
    require_cured,
    require_member,
    require_moves,
    require_no_term_since,
)
from concord.alliances.errors import A_MEMBER, AllianceRefusal
from concord.alliances.events import VacancyCause
from concord.charters import Charter, Decision, MotionKind
from concord.commanding import Circumstances, Facts, Read, Refusal, RefusalCode
from concord.privacy import Narrative

_DEPARTING: tuple[RefusalCode, ...] = (
    *ACTING,
    AllianceRefusal.NOT_A_MEMBER,
    AllianceRefusal.BEFORE_JOINING,
    AllianceRefusal.HELD_CHAIR_SINCE,
    AllianceRefusal.TIER_MINIMUM,
    AllianceRefusal.TIER_FULL,
)


class LeaveAlliance(Existing, frozen=True, kw_only=True):
    """退出联盟: of its own will, from the day on which it happened."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = _DEPARTING

    organization: UUID
    reason: Narrative | None = None

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        stay = require_member(alliance, self.organization, at.occurred_on)
        require_no_term_since(alliance, self.organization, at.occurred_on, at.today)
        alliance.leave(
            organization=self.organization, tier=stay.tier, left_on=at.occurred_on, reason=self.reason
        )
        _settle(alliance, self.organization, VacancyCause.LEFT, at)
        return alliance


class RemoveMember(Existing, frozen=True, kw_only=True):
    """除名: by resolution, from the day on which it happened."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *_DEPARTING,
        *BY_MEETING,
        AllianceRefusal.RESOLUTION_REQUIRED,
        AllianceRefusal.RESOLUTION_BEFORE_JOINING,
    )

    organization: UUID
    resolution: str
    reason: Narrative
    decision: Decision | None = None
    """Of the meeting, where the charter leaves it to the meeting."""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return decision_reads(self.decision)

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        stay = require_member(alliance, self.organization, at.occurred_on)
        require_no_term_since(alliance, self.organization, at.occurred_on, at.today)
        kind = MotionKind.MEMBERSHIP
        needed = decides(alliance.charter_on(at.occurred_on), kind)
        passed = require_decided(alliance, self.decision, kind, self.organization, facts, at, needed=needed)
        if passed is not None and passed.passed_on < stay.joined_on:
            raise Refusal(
                AllianceRefusal.RESOLUTION_BEFORE_JOINING,
                "decision",
                passed_on=passed.passed_on,
                joined_on=stay.joined_on,
            )
        alliance.remove(
            organization=self.organization,
            tier=stay.tier,
            removed_on=at.occurred_on,
            resolution=require_reference(self.resolution),
            reason=self.reason,
            decision=self.decision,
        )
        _settle(alliance, self.organization, VacancyCause.REMOVED, at)
        return alliance


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One member's new tier."""

    organization: UUID
    tier: str
    decision: Decision | None = None
    """Of the meeting about this organization, where the charter leaves it to the meeting."""


class ChangeTier(Existing, frozen=True, kw_only=True):
    """调整成员层级: several members at once where one takes another's place (牵头单位)."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        *BY_MEETING,
        AllianceRefusal.NOT_A_MEMBER,
        AllianceRefusal.BEFORE_JOINING,
        AllianceRefusal.TIER_UNKNOWN,
        AllianceRefusal.NOBODY_MOVES,
        AllianceRefusal.TIER_UNCHANGED,
        AllianceRefusal.TIER_FULL,
        AllianceRefusal.TIER_MINIMUM,
        AllianceRefusal.CHAIR_KEEPS_TIER,
    )

    moves: tuple[Move, ...]
    resolution: str = ""

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads: dict[str, Read] = {}
        for one in self.moves:
            reads |= decision_reads(one.decision, f"meeting of {one.organization}")
        return reads

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        if not self.moves:
            raise Refusal(AllianceRefusal.NOBODY_MOVES, "moves")
        charter = alliance.charter_on(at.occurred_on)
        moves = {
            one.organization: require_tier(charter, one.tier, A_MEMBER, "moves").code for one in self.moves
        }
        for organization, tier in moves.items():
            if require_member(alliance, organization, at.occurred_on).tier == tier:
                raise Refusal(AllianceRefusal.TIER_UNCHANGED, "moves")
        require_moves(alliance, charter, moves, at.today)
        decisions = self._decided(alliance, charter, facts, at)
        for organization, tier in moves.items():
            alliance.change_tier(
                organization=organization,
                from_tier=alliance.members[organization].tier,
                to_tier=tier,
                changed_on=at.occurred_on,
                resolution=self.resolution,
                decision=decisions[organization],
            )
        return alliance

    def _decided(
        self, alliance: Alliance, charter: Charter, facts: Facts, at: Circumstances
    ) -> dict[UUID, Decision | None]:
        kind = MotionKind.TIER
        for one in self.moves:
            require_decided(
                alliance,
                one.decision,
                kind,
                one.organization,
                facts,
                at,
                needed=decides(charter, kind),
                field="moves",
                name=f"meeting of {one.organization}",
            )
        return {one.organization: one.decision for one in self.moves}


class CureBreach(Existing, frozen=True, kw_only=True):
    """纠正名额不符: the limit holds again."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        AllianceRefusal.BREACH_UNKNOWN,
        AllianceRefusal.BREACH_STANDS,
    )

    breach: UUID

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        count = require_cured(alliance, alliance.charter_on(at.occurred_on), self.breach)
        alliance.cure(breach=self.breach, count=count, cured_on=at.occurred_on)
        return alliance


def _settle(alliance: Alliance, organization: UUID, cause: VacancyCause, at: Circumstances) -> None:
    """What a departure brings about: an empty chair, a limit that no longer holds."""
    vacate_for(alliance, organization, at.occurred_on, cause, None)
    hold_limits(alliance, alliance.charter_on(at.occurred_on), at.occurred_on, at.command)
