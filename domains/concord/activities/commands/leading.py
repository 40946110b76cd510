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
from concord.charters import Charter, Hosting, Rotation, RotationBasis
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
    )

    organization: UUID | None = None
    """None: whose turn it is; without a rotation, who proposed it."""
    resolution: str | None = None
    """Reference of the resolution that passes the turn on."""
    reason: Narrative | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        reads = dict(super().reads(tenant, known))
        if "activity" in known:
            stream = rotation_id(tenant, known["activity"].alliance)
            reads["rotation"] = Read("activities.LeadRotation", stream, LeadRotation, optional=True)
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
        if aggregate.lead in leaders and self.resolution is None:
            aggregate.require_unled()
        if charter.lead is None or hosting(charter, aggregate.scale) is Hosting.JOINT:
            self._without_turns(aggregate, charter, leaders)
            return (aggregate,)
        period = period_of(charter.lead.period, starts_on, charter.phases)
        rotation = _rotation(facts["rotation"], aggregate.alliance, at.tenant)
        self._by_turns(Scene(aggregate, rotation, leaders, period), charter.lead)
        return (aggregate, rotation)

    def _without_turns(self, activity: Activity, charter: Charter, leaders: tuple[UUID, ...]) -> None:
        joint = charter.lead is not None
        chosen = self.organization or (None if joint else activity.proposer)
        if chosen is None:
            raise Refusal(ActivityRefusal.LEAD_REQUIRED, "organization")
        if chosen not in leaders:
            raise Refusal(ActivityRefusal.LEAD_NOT_ELIGIBLE, "organization", on=activity.starts_on)
        if joint:
            self._assign(activity, chosen, LeadBasis.JOINT)
        elif chosen == activity.proposer:
            self._assign(activity, chosen, LeadBasis.PROPOSER)
        else:
            self._require_resolution()
            self._assign(activity, chosen, LeadBasis.RESOLUTION)

    def _by_turns(self, scene: Scene, rule: Rotation) -> None:
        if scene.held and self.organization in (None, scene.held.organization):
            self._assign(scene.activity, scene.held.organization, LeadBasis.ROTATION, scene.held.turn)
        elif not scene.leaders:
            raise Refusal(ActivityRefusal.NOBODY_ELIGIBLE)
        elif rule.basis is RotationBasis.RESOLUTION:
            self._require_resolution()
            self._take_turn(scene, self._require_named(), LeadBasis.RESOLUTION, ())
        elif scene.replaced is None and self.organization in (None, scene.next):
            self._take_turn(scene, scene.next, LeadBasis.ROTATION, ())
        else:
            self._pass_on(scene, self._require_named())

    def _pass_on(self, scene: Scene, chosen: UUID) -> None:
        if self.resolution is None or self.reason is None:
            raise Refusal(ActivityRefusal.NOT_ITS_TURN, "organization")
        waiting, _ = scene.waiting
        over = (scene.replaced,) if scene.replaced else passed_over(waiting, chosen)
        self._take_turn(scene, chosen, LeadBasis.RESOLUTION, over)

    def _take_turn(self, scene: Scene, chosen: UUID, basis: LeadBasis, over: tuple[UUID, ...]) -> None:
        activity, (_, new_round) = scene.activity, scene.waiting
        turn = scene.rotation.take(
            chosen, activity=activity.id, period=scene.period, passed_over=over, new_round=new_round
        )
        self._assign(activity, chosen, basis, turn, over)

    def _assign(
        self,
        activity: Activity,
        chosen: UUID,
        basis: LeadBasis,
        turn: int | None = None,
        over: tuple[UUID, ...] = (),
    ) -> None:
        activity.assign_lead(
            chosen, basis, turn=turn, passed_over=over, resolution=self.resolution, reason=self.reason
        )

    def _require_named(self) -> UUID:
        if self.organization is None:
            raise Refusal(ActivityRefusal.LEAD_REQUIRED, "organization")
        return self.organization

    def _require_resolution(self) -> None:
        if self.resolution is None:
            raise Refusal(ActivityRefusal.RESOLUTION_REQUIRED, "resolution")

    def _check_input(self) -> None:
        check_narrative("reason", self.reason)
        if self.resolution is not None:
            check_text("resolution", self.resolution, MOST_RESOLUTION)


def _rotation(rotation: LeadRotation | None, alliance: UUID, tenant: UUID) -> LeadRotation:
    if rotation is not None:
        return rotation
    stream = rotation_id(tenant, alliance)
    return LeadRotation._create(LeadRotation.LeadRotationStarted, id=stream, alliance=alliance)
