"""The rotation of an alliance's lead: whose turns have been used."""

from uuid import UUID, uuid5

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.activities import events


class Held(msgspec.Struct, frozen=True):
    """A turn that lasts for a period."""

    turn: int
    organization: UUID


def rotation_id(tenant: UUID, alliance: UUID) -> UUID:
    """One rotation for each alliance."""
    return uuid5(tenant, f"lead:{alliance}")


class LeadRotation(Aggregate):
    """牵头轮值: turns and rounds of leading an alliance's activities."""

    LeadRotationStarted = events.LeadRotationStarted
    LeadTurnTaken = events.LeadTurnTaken

    alliance: UUID
    turn: int
    round: int
    served: tuple[UUID, ...]
    """Whose turn of this round is used."""
    periods: dict[str, Held]

    @event(events.LeadRotationStarted)
    def __init__(self, alliance: UUID) -> None:
        self.alliance = alliance
        self.turn = 0
        self.round = 1
        self.served = ()
        self.periods = {}

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
