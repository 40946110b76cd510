"""The event store: ledgers with gap-free positions in commit order, append-only, one per tenant."""

from concord.eventstore.append import Append, Appended, Disclosure, Guard, NewEvent
from concord.eventstore.entry import Entry
from concord.eventstore.store import EventStore

__all__ = ["Append", "Appended", "Disclosure", "Entry", "EventStore", "Guard", "NewEvent"]
