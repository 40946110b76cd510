"""Money: where it came from, where it went."""

from collections.abc import Callable

from concord.eventstore.entry import Entry
from concord.projecting import Rows
from concord.readmodels.figures.tables import FUND, MOVEMENT


def opened(rows: Rows, entry: Entry) -> None:
    row = {"fund": entry.members["stream"], "position": entry.position}
    rows.put(FUND, row | {"alliance": entry.data["alliance"], "purpose": entry.data["code"]})


def received(rows: Rows, entry: Entry) -> None:
    carried = entry.data["source"] == "CARRIED_OVER"
    _move(rows, entry, "CARRIED_OVER" if carried else "CONTRIBUTION", entry.data["amount"])


def closed(rows: Rows, entry: Entry) -> None:
    _move(rows, entry, "CLOSING", entry.data["balance"])


def moved(kind: str) -> Callable[[Rows, Entry], None]:
    """A handler of a movement of that kind."""

    def apply(rows: Rows, entry: Entry) -> None:
        _move(rows, entry, kind, entry.data["amount"])

    return apply


def _move(rows: Rows, entry: Entry, kind: str, amount: str) -> None:
    rows.put(
        MOVEMENT,
        {
            "fund": entry.members["stream"],
            "version": entry.version,
            "kind": kind,
            "item": entry.data.get("item"),
            "amount": amount,
            "day": entry.members["occurred_on"],
            "position": entry.position,
        },
    )
