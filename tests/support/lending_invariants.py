"""What must hold of what members lend each other, from raw entries alone."""

from collections import defaultdict
from typing import Any

from concord.eventstore.entry import Entry

EXCLUSIVE = {"VENUE", "EQUIPMENT", "TALENT"}


def check_bookings(entries: list[Entry]) -> None:
    """What only one can have at a time is lent to one at a time."""
    kinds, asked = dict[str, str](), dict[str, Any]()
    lent: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        stream, data = entry.members["stream"], entry.data
        match entry.type:
            case "resources.ResourceShared":
                kinds[stream] = data["kind"]
            case "resources.BookingRequested":
                asked[stream] = data["slot"]
            case "resources.BookingCancelled":
                lent[data["resource"]].discard(stream)
            case "resources.BookingConfirmed":
                taken = lent[data["resource"]]
                if kinds[data["resource"]] in EXCLUSIVE:
                    assert not any(_overlap(asked[one], asked[stream]) for one in taken), asked[stream]
                taken.add(stream)


def _overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether there is a moment that lies in both."""
    return _begins(one) < _ends(other) and _begins(other) < _ends(one)


def _begins(slot: dict[str, str]) -> tuple[str, str]:
    return slot["starts_on"], slot["starts_at"]


def _ends(slot: dict[str, str]) -> tuple[str, str]:
    return slot["ends_on"], slot["ends_at"]
