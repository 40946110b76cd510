"""The entry: one event as the ledger holds it for ever (RFC 8785 JSON), and how it is read."""

from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec
import orjson

MAX_ENTRY_BYTES = 65_535
"""The length prefix of a tlog-tiles entry bundle is 16 bits (C2SP tlog-tiles)."""


class Entry(msgspec.Struct, frozen=True, dict=True):
    """One stored event. `raw` is the evidence; every other value is read out of it."""

    position: int
    raw: bytes

    @cached_property
    def members(self) -> dict[str, Any]:
        """The entry's JSON object, parsed once."""
        members: dict[str, Any] = orjson.loads(self.raw)
        return members

    @cached_property
    def type(self) -> str:
        """Public name, `<context>.<PastTense>`. Whoever counts asks for it again and again."""
        return str(self.members["type"])

    @property
    def schema(self) -> int:
        """Version of the shape of `data`."""
        return int(self.members["schema"])

    @property
    def stream(self) -> UUID:
        """The aggregate's stream."""
        return UUID(self.members["stream"])

    @property
    def version(self) -> int:
        """Of the stream after this event, from 1."""
        return int(self.members["version"])

    @property
    def data(self) -> dict[str, Any]:
        """The event's own members as plain JSON."""
        data: dict[str, Any] = self.members["data"]
        return data

    @property
    def occurred_on(self) -> date:
        """Business date, as claimed."""
        return date.fromisoformat(self.members["occurred_on"])

    @property
    def recorded_at(self) -> datetime:
        """When the ledger took it; UTC, microseconds, never decreasing."""
        return datetime.fromisoformat(self.members["recorded_at"])
