"""What things were called at a position of the ledger: learned from the entries up to it, in their order."""

import dataclasses
import sqlite3
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


TABLES = """
create table name (key blob primary key, name text) without rowid;
create table home (stream blob primary key, alliance blob) without rowid;
create table code (
    stream blob, kind text, code text, name text,
    primary key (stream, kind, code)
) without rowid;
pragma journal_mode = off;
begin;
"""
"""Nothing is rolled back, and nothing of it stays: one transaction without an end spares each its own."""
NAME = "insert or replace into name values (?, ?)"
HOME = "insert or replace into home values (?, ?)"
CODE = "insert or replace into code values (?, ?, ?, ?)"


class Names:
    """Names of objects and of the codes that their rules define, as of the last entry learned.

    They are kept in a temporary file of SQLite's, without a name and gone with this: a ledger may have more
    objects than the memory has room for.
    """

    def __init__(self) -> None:
        # The empty name is that of a temporary database; facts are told in threads, one at a time.
        self._kept = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._kept.executescript(TABLES)

    def of(self, key: UUID) -> str | None:
        """What the object is called, if it was ever given a name."""
        return self._found("select name from name where key = ?", key.bytes)

    def of_stream(self, stream: UUID) -> str | None:
        """What an entry's stream is called; if it was never given a name, what its alliance is called."""
        return self.of(stream) or self._found(
            "select name from home join name on key = alliance where stream = ?", stream.bytes
        )

    def of_code(self, stream: UUID, member: str, code: str) -> str | None:
        """What a code of the stream's own rules stands for (`tier` by `tiers` of its charter), or of those
        of the alliance that the stream belongs to."""
        kind = member.rpartition("_")[2]
        return self._found(
            "select name from code where stream = ? and kind = ? and code = ?", stream.bytes, kind, code
        ) or self._found(
            "select name from home join code on code.stream = alliance and kind = ? and code = ?"
            " where home.stream = ?",
            *(kind, code, stream.bytes),
        )

    def learn(self, entry: Entry, event: Any) -> None:
        """Takes in what an entry calls things. `event` is the entry's domain event."""
        stream, data = entry.stream, entry.data
        if entry.version == 1 and isinstance(home := getattr(event, "alliance", None), UUID):
            self._kept.execute(HOME, (stream.bytes, home.bytes))
        called = next((data[member] for member in CALLED if isinstance(data.get(member), str)), None)
        if called is not None:
            named = _named(entry, event, self.of(stream) is not None)
            if named is not None:
                self._kept.execute(NAME, (named.bytes, called))
        elif data.get("field") in ("NAME", "TITLE") and data.get("text"):  # a correction of what it is called
            self._kept.execute(NAME, (stream.bytes, data["text"]))
        self._learn_codes(stream, event)

    def _learn_codes(self, stream: UUID, value: Any) -> None:
        for member, inner in own_members(value):
            if isinstance(inner, msgspec.Struct):
                self._learn_codes(stream, inner)
            elif isinstance(inner, tuple):
                for one in inner:
                    if isinstance(one, msgspec.Struct) and hasattr(one, "code") and hasattr(one, "name"):
                        kind = member.removesuffix("s")
                        self._kept.execute(CODE, (stream.bytes, kind, one.code, one.name))

    def _found(self, statement: str, *values: bytes | str) -> str | None:
        row = self._kept.execute(statement, values).fetchone()
        return None if row is None else row[0]


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
