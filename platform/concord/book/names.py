"""What things were called at a position of the ledger: learned from the entries up to it, in their order."""

import dataclasses
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.eventstore.entry import Entry

CALLED = ("name", "title")
"""Members by which an object is called, where the event that begins its stream has one."""
RENAMED = "Renamed"
"""Ending of events that give their stream another name."""
_LIBRARY = frozenset(field.name for field in dataclasses.fields(Aggregate.Created))
"""Members that the library gives every event."""


class Names:
    """Names of objects and of the codes that their rules define, as of the last entry learned.

    Memory grows with the objects of a ledger, not with its entries.
    """

    def __init__(self) -> None:
        self._names: dict[UUID, str] = {}
        self._homes: dict[UUID, UUID] = {}
        self._codes: dict[tuple[UUID, str, str], str] = {}

    def of(self, key: UUID) -> str | None:
        """What the object is called, if it was ever given a name."""
        return self._names.get(key)

    def of_stream(self, stream: UUID) -> str | None:
        """What an entry's stream is called; if it was never given a name, what its alliance is called."""
        return self.of(stream) or self.of(self._homes.get(stream, stream))

    def of_code(self, stream: UUID, member: str, code: str) -> str | None:
        """What a code of the stream's own rules stands for (`tier` by `tiers` of its charter), or of those
        of the alliance that the stream belongs to."""
        kind = member.rpartition("_")[2]
        own = self._codes.get((stream, kind, code))
        return own or self._codes.get((self._homes.get(stream, stream), kind, code))

    def learn(self, entry: Entry, event: Any) -> None:
        """Takes in what an entry calls things. `event` is the entry's domain event."""
        stream, data = entry.stream, entry.data
        if entry.version == 1 and isinstance(home := getattr(event, "alliance", None), UUID):
            self._homes[stream] = home
        called = next((data[member] for member in CALLED if isinstance(data.get(member), str)), None)
        if called is not None:
            named = _named(entry, event, stream in self._names)
            if named is not None:
                self._names[named] = called
        elif data.get("field") in ("NAME", "TITLE") and data.get("text"):  # a correction of what it is called
            self._names[stream] = data["text"]
        self._learn_codes(stream, event)

    def _learn_codes(self, stream: UUID, value: Any) -> None:
        for member, inner in own_members(value):
            if isinstance(inner, msgspec.Struct):
                self._learn_codes(stream, inner)
            elif isinstance(inner, tuple):
                for one in inner:
                    if isinstance(one, msgspec.Struct) and hasattr(one, "code") and hasattr(one, "name"):
                        self._codes[stream, member.removesuffix("s"), one.code] = one.name


def _named(entry: Entry, event: Any, known: bool) -> UUID | None:
    """Whose name an event states: its stream's, or that of a part of it (`GroupFormed` names its `group`)."""
    kind = type(event).__name__
    for member, value in own_members(event):
        if isinstance(value, UUID) and kind.lower().startswith(member.replace("_", "")):
            return value
    return entry.stream if entry.version == 1 or kind.endswith(RENAMED) or not known else None


def own_members(value: Any) -> list[tuple[str, Any]]:
    """The members of an event or of a structure in it, in their order, without the library's own."""
    if isinstance(value, msgspec.Struct):
        return [(member, getattr(value, member)) for member in value.__struct_fields__]
    return [(member, inner) for member, inner in vars(value).items() if member not in _LIBRARY]
