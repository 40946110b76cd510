"""Whose turn it is to lead, and in which period: pure functions over orders of organizations."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from concord.charters import Period, Phase, label_of


def in_waiting(order: Sequence[UUID], served: Sequence[UUID]) -> tuple[tuple[UUID, ...], bool]:
    """Those who still wait for their turn, in order, and whether a new round begins with them.

    `order` is everybody who may lead now, `served` those whose turn of this round is used. Who joins
    during a round comes at its place in `order`; who leaves is passed without a word.
    """
    waiting = tuple(one for one in order if one not in served)
    return (waiting, False) if waiting else (tuple(order), True)


def passed_over(waiting: Sequence[UUID], chosen: UUID) -> tuple[UUID, ...]:
    """Whose turn is used up when `chosen` leads out of turn: all before it, or, where it has led
    already in this round, the one whose turn it was."""
    return tuple(waiting[: waiting.index(chosen)]) if chosen in waiting else tuple(waiting[:1])


def period_of(period: Period, day: date, phases: Sequence[Phase]) -> str | None:
    """Label of the period that a day lies in; None where each activity is a turn of its own.

    A day outside all phases of the charter falls to its month.
    """
    if period is Period.PER_ACTIVITY:
        return None
    if period is not Period.PHASE:
        return label_of(period, day)
    code = next((p.code for p in phases if p.first_month <= day.month <= p.last_month), None)
    return f"{day.year}-{code}" if code else label_of(Period.MONTH, day)
