"""Who follows in a fixed order, and which intervals terms may take. Pure functions."""

from collections.abc import Callable, Sequence
from uuid import UUID


def turn_order(named: Sequence[UUID], joined: Sequence[UUID]) -> list[UUID]:
    """The fixed order: those whom the charter names first, then the others in the order of joining."""
    return [*named, *(one for one in joined if one not in set(named))]


def successors(order: Sequence[UUID], last: UUID | None, eligible: Callable[[UUID], bool]) -> list[UUID]:
    """Everybody eligible, beginning with whose turn it is after `last`.

    `last` comes at the end, and only if eligible; one who has left keeps its place in `order`, so that
    the turn passes on from there. Without a last one, or with one unknown to the order, it begins anew.
    """
    start = order.index(last) + 1 if last in order else 0
    return [one for one in (*order[start:], *order[:start]) if eligible(one)]


def passed_over(turns: Sequence[UUID], chosen: UUID) -> tuple[UUID, ...]:
    """Those whose turn came before that of the one chosen."""
    return tuple(turns[: turns.index(chosen)]) if chosen in turns else ()
