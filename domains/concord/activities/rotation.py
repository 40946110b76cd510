"""The rotation of an alliance's lead: whose turns have been used."""

from datetime import date
from uuid import UUID, uuid5

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.activities import events
from concord.activities.errors import ActivityRefusal
from concord.commanding import Refusal


class Held(msgspec.Struct, frozen=True):
    """A turn that lasts for a period."""

    turn: int
    organization: UUID


def rotation_id(tenant: UUID, alliance: UUID) -> UUID:
    """One rotation for each alliance."""
    return uuid5(tenant, f"lead:{alliance}")


class RotationFacts(msgspec.Struct, frozen=True):
    """Of the rotation itself: which alliance must be read, and whose turn of which period is settled."""

    alliance: UUID
    settled: tuple[str, ...]
    """Periods of which the turn was taken or called for."""


class LeadRotation(Aggregate):
    """牵头轮值: turns and rounds of leading an alliance's activities."""

    LeadRotationStarted = events.LeadRotationStarted
    LeadTurnTaken = events.LeadTurnTaken
    LeadCalled = events.LeadCalled

    alliance: UUID
    turn: int
    round: int
    served: tuple[UUID, ...]
    """Whose turn of this round is used."""
    periods: dict[str, Held]
    called: str | None
    """The period for which was called last."""

    @event(events.LeadRotationStarted)
    def __init__(self, alliance: UUID) -> None:
        self.alliance = alliance
        self.turn = 0
        self.round = 1
        self.served = ()
        self.periods = {}
        self.called = None

    def facts(self) -> RotationFacts:
        """What others may rely on."""
        called = () if self.called is None else (self.called,)
        return RotationFacts(self.alliance, (*self.periods, *called))

    def call(self, period: str, ends_on: date, organization: UUID | None) -> None:
        """Says whose turn a period is that nobody has taken."""
        if period in self.periods or period == self.called:
            raise Refusal(ActivityRefusal.LEAD_SETTLED, period=period)
        self.trigger_event(self.LeadCalled, period=period, ends_on=ends_on, organization=organization)

    def take(
        self,
        organization: UUID,
        *,
        activity: UUID,
        period: str | None,
        passed_over: tuple[UUID, ...],
        new_round: bool,
    ) -> int:
        """Uses a turn, and those passed over with it. Returns its number."""
        self.trigger_event(
            self.LeadTurnTaken,
            turn=self.turn + 1,
            round=self.round + new_round,
            organization=organization,
            activity=activity,
            period=period,
            passed_over=passed_over,
        )
        return self.turn

    @event(events.LeadTurnTaken)
    def _taken(
        self, turn: int, round: int, organization: UUID, period: str | None, passed_over: tuple[UUID, ...]
    ) -> None:
        served = self.served if round == self.round else ()
        self.turn, self.round = turn, round
        self.served = tuple(dict.fromkeys((*served, *passed_over, organization)))
        if period is not None:
            self.periods = {**self.periods, period: Held(turn, organization)}

    @event(events.LeadCalled)
    def _called(self, period: str) -> None:
        self.called = period
