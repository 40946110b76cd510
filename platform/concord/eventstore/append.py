"""What is handed to the store: events with what they rely on, as one all-or-nothing append."""

from datetime import datetime
from functools import cached_property
from uuid import UUID

import msgspec

from concord.eventstore.errors import VersionConflict


class NewEvent(msgspec.Struct, frozen=True):
    """One event, its canonical text cut where the ledger splices in `position` and `recorded_at`."""

    stream: UUID
    version: int
    type: str
    before: bytes
    """From `{` up to and including `"position":`."""
    after: bytes
    """From the quote that ends `recorded_at` to `}`."""


class Guard(msgspec.Struct, frozen=True):
    """What the decision relied on: this stream at this version (0: does not exist)."""

    stream: UUID
    version: int


class Silence(msgspec.Struct, frozen=True):
    """What the decision relied on: that no entry of these types stands after a position."""

    since: int
    types: tuple[str, ...]


class Disclosure(msgspec.Struct, frozen=True):
    """An encrypted disclosure, stored beside the ledger under the digest that an entry holds."""

    digest: str
    key: UUID
    """Id of the key in the key store: the subject's, or the stream's for narrative text."""
    ciphertext: bytes


class Append(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Stored whole, or not at all. `command` makes sending it twice harmless."""

    tenant: UUID
    command: UUID
    digest: bytes
    """Of the command's content: the same id with another digest is refused."""
    events: tuple[NewEvent, ...]
    guards: tuple[Guard, ...] = ()
    silence: Silence | None = None
    disclosures: tuple[Disclosure, ...] = ()
    result: bytes = b"{}"
    """JSON that a repeated command gets back; ids only, never a personal value."""
    recorded_at: datetime | None = None
    """A simulated tenant's own time."""
    tracking: tuple[str, int] | None = None
    """(upstream, position) consumed by this append: refused unless beyond the last one."""

    @cached_property
    def must_be(self) -> dict[UUID, int]:
        """Each stream that is written or relied on, with the version it must have now.

        Raises `VersionConflict` where the append contradicts itself.
        """
        must_be: dict[UUID, int] = {}
        for guard in self.guards:
            if must_be.setdefault(guard.stream, guard.version) != guard.version:
                raise VersionConflict(guard.stream, guard.version, must_be[guard.stream])
        reached: dict[UUID, int] = {}
        for event in self.events:
            first, before = event.version - 1, reached.get(event.stream)
            if before is None and must_be.setdefault(event.stream, first) != first:
                raise VersionConflict(event.stream, first, must_be[event.stream])
            if before is not None and first != before:
                raise VersionConflict(event.stream, first, before)
            reached[event.stream] = event.version
        return must_be


class Appended(msgspec.Struct, frozen=True):
    """The store's answer."""

    position: int
    """Of the last event."""
    recorded_at: datetime
    result: bytes
    replayed: bool = False
    """The command had been taken before; nothing was stored now."""
