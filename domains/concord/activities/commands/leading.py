"""Who leads: by turn, by resolution, together, or whoever proposed it."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from eventsourcing.domain import Aggregate

from concord.activities.aggregate import Activity, hosting
from concord.activities.commands.base import RULED, STEP, ActivityCommand
from concord.activities.errors import ActivityRefusal
from concord.activities.events import LeadBasis
from concord.activities.facts import AllianceFacts
from concord.activities.limits import MOST_RESOLUTION, check_narrative, check_text
from concord.activities.rotation import Held, LeadRotation, rotation_id
from concord.activities.turns import in_waiting, passed_over, period_of
from concord.charters import (
    DECIDED,
    Charter,
    Decision,
    Hosting,
    MotionKind,
    Rotation,
    RotationBasis,
    judged_on,
)
from concord.commanding import Circumstances, Facts, Read, Refusal
from concord.privacy import Narrative


class Scene(NamedTuple):
    """What a decision by turns is made from."""

    activity: Activity
    rotation: LeadRotation
    leaders: tuple[UUID, ...]
    """Everybody who may lead, in order."""
    period: str | None

    @property
    def held(self) -> Held | None:
        """Who has the turn of the period already, unless it may no longer lead."""
        held = self.rotation.periods.get(self.period or "")
        return held if held and held.organization in self.leaders else None

    @property
    def replaced(self) -> UUID | None:
        """Whose turn, taken already, another would take over."""
        if self.held:
            return self.held.organization
        return self.activity.lead if self.activity.lead in self.leaders else None

    @property
    def waiting(self) -> tuple[tuple[UUID, ...], bool]:
        """Whose turns are left in this round, and whether that is a new round."""
        return in_waiting(self.leaders, self.rotation.served)

    @property
    def next(self) -> UUID:
        """Whose turn it is."""
        return self.waiting[0][0]


class Choice(NamedTuple):
    """Who leads, and why."""

    organization: UUID
    basis: LeadBasis
    turn: int | None = None
    passed_over: tuple[UUID, ...] = ()


class AssignLead(ActivityCommand, frozen=True, kw_only=True):
    """确定牵头单位: whose turn it is, or, by resolution and with a reason, another."""

    refuses = (
        *STEP,
        *RULED,
        ActivityRefusal.LEAD_REQUIRED,
        ActivityRefusal.LEAD_NOT_ELIGIBLE,
        ActivityRefusal.NOBODY_ELIGIBLE,
        ActivityRefusal.LEAD_ALREADY_ASSIGNED,
        ActivityRefusal.NOT_ITS_TURN,
        ActivityRefusal.RESOLUTION_REQUIRED,
        *DECIDED,
        ActivityRefusal.MEETING_DECIDES,
        ActivityRefusal.RESOLUTION_USED,
    )

    organization: UUID | None = None
    """None: whose turn it is; without a rotation, who proposed it."""
    resolution: str | None = None
    """Of the resolution that passes the turn on, as people cite it; None: by the day of the meeting."""
    decision: Decision | None = None
    """That resolution itself, about the activity: of the meeting, if the alliance has meetings."""
    reason: Narrative | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = dict(super().reads(tenant, known))
        if "activity" in known:
            stream = rotation_id(tenant, known["activity"].alliance)
            reads["rotation"] = Read("activities.LeadRotation", stream, LeadRotation, optional=True)
        if self.decision is not None:
            reads["meeting"] = self.decision.read()
        return reads

    def decide(self, aggregate: Activity, facts: Facts, at: Circumstances) -> tuple[Aggregate, ...]:
        alliance: AllianceFacts = facts["alliance"]
        alliance.require_not_departed(at.organization, at.today)
        alliance.require_active(at.today)
        self._check_input()
        starts_on = aggregate.require_scheduled()
        charter = alliance.charter(at.today)
        leaders = alliance.leaders(at.tenant, charter, starts_on)
        if self.organization is not None and self.organization not in leaders:
            raise Refusal(ActivityRefusal.LEAD_NOT_ELIGIBLE, "organization", on=starts_on)
        replaces = aggregate.lead in leaders
        if replaces and not self._resolved:
            aggregate.require_unled()
        if charter.lead is None or hosting(charter, aggregate.scale) is Hosting.JOINT:
            rotation = None
            choice = self._without_turns(aggregate, charter, leaders)
        else:
            period = period_of(charter.lead.period, starts_on, charter.phases)
            rotation = _rotation(facts["rotation"], aggregate.alliance, at.tenant)
            choice = self._by_turns(Scene(aggregate, rotation, leaders, period), charter.lead)
        needed = bool(charter.meetings) and (replaces or choice.basis is LeadBasis.RESOLUTION)
        in_time = judged_on(charter, starts_on, at.today) == starts_on
        self._require_decided(aggregate, facts, at, needed=needed and in_time)
        self._assign(aggregate, choice, facts)
        return (aggregate,) if rotation is None else (aggregate, rotation)

    @property
    def _resolved(self) -> bool:
        return self.resolution is not None or self.decision is not None

    def _without_turns(self, activity: Activity, charter: Charter, leaders: tuple[UUID, ...]) -> Choice:
        joint = charter.lead is not None
        chosen = self.organization or (None if joint else activity.proposer)
        if chosen is None:
            raise Refusal(ActivityRefusal.LEAD_REQUIRED, "organization")
        if chosen not in leaders:
            raise Refusal(ActivityRefusal.LEAD_NOT_ELIGIBLE, "organization", on=activity.starts_on)
        if joint:
            return Choice(chosen, LeadBasis.JOINT)
        if chosen == activity.proposer:
            return Choice(chosen, LeadBasis.PROPOSER)
        self._require_resolution()
        return Choice(chosen, LeadBasis.RESOLUTION)

    def _by_turns(self, scene: Scene, rule: Rotation) -> Choice:
        if scene.held and self.organization in (None, scene.held.organization):
            return Choice(scene.held.organization, LeadBasis.ROTATION, scene.held.turn)
        if not scene.leaders:
            raise Refusal(ActivityRefusal.NOBODY_ELIGIBLE)
        if rule.basis is RotationBasis.RESOLUTION:
            self._require_resolution()
            return _take_turn(scene, self._require_named(), LeadBasis.RESOLUTION, ())
        if scene.replaced is None and self.organization in (None, scene.next):
            return _take_turn(scene, scene.next, LeadBasis.ROTATION, ())
        return self._pass_on(scene, self._require_named())

    def _pass_on(self, scene: Scene, chosen: UUID) -> Choice:
        if not self._resolved or self.reason is None:
            raise Refusal(ActivityRefusal.NOT_ITS_TURN, "organization")
        waiting, _ = scene.waiting
        over = (scene.replaced,) if scene.replaced else passed_over(waiting, chosen)
        return _take_turn(scene, chosen, LeadBasis.RESOLUTION, over)

    def _require_decided(self, activity: Activity, facts: Facts, at: Circumstances, *, needed: bool) -> None:
        """An alliance without meetings cites what its authority writes; what is entered too late to count
        for its day cites what was decided then."""
        if self.decision is not None:
            of = (activity.alliance, MotionKind.ACTIVITY, activity.id)
            self.decision.require(facts["meeting"], *of, at.occurred_on)
            activity.require_not_carried_out(self.decision)
        elif needed:
            raise Refusal(ActivityRefusal.MEETING_DECIDES, "decision")

    def _assign(self, activity: Activity, choice: Choice, facts: Facts) -> None:
        resolution = self.resolution
        if resolution is None and self.decision is not None:
            resolution = self.decision.cite(facts["meeting"])
        activity.assign_lead(
            choice.organization,
            choice.basis,
            turn=choice.turn,
            passed_over=choice.passed_over,
            resolution=resolution,
            reason=self.reason,
            decision=self.decision,
        )

    def _require_named(self) -> UUID:
        if self.organization is None:
            raise Refusal(ActivityRefusal.LEAD_REQUIRED, "organization")
        return self.organization

    def _require_resolution(self) -> None:
        if not self._resolved:
            raise Refusal(ActivityRefusal.RESOLUTION_REQUIRED, "resolution")

    def _check_input(self) -> None:
        check_narrative("reason", self.reason)
        if self.resolution is not None:
            check_text("resolution", self.resolution, MOST_RESOLUTION)


def _take_turn(scene: Scene, chosen: UUID, basis: LeadBasis, over: tuple[UUID, ...]) -> Choice:
    activity, (_, new_round) = scene.activity, scene.waiting
    turn = scene.rotation.take(
        chosen, activity=activity.id, period=scene.period, passed_over=over, new_round=new_round
    )
    return Choice(chosen, basis, turn, over)


def _rotation(rotation: LeadRotation | None, alliance: UUID, tenant: UUID) -> LeadRotation:
    if rotation is not None:
        return rotation
    stream = rotation_id(tenant, alliance)
    return LeadRotation._create(LeadRotation.LeadRotationStarted, id=stream, alliance=alliance)
