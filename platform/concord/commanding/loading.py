"""Aggregates from their streams: snapshot and tail, replayed by their own code."""

import hashlib
import typing
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.commanding.naming import named
from concord.eventstore.mapper import Mapper, event_classes
from concord.eventstore.store import Stored
from concord.refusals import CommandRefusal, Refusal

SNAPSHOT_EVERY = 50
"""Events between two snapshots of a stream."""


class Shape(msgspec.Struct, frozen=True):
    """What an aggregate class looks like when it is put away: a snapshot of another shape is not read."""

    name: str
    state: type[msgspec.Struct]


def shape_of(context: str, aggregate: type[Aggregate]) -> Shape:
    """From the class-level annotations of the aggregate; its name changes whenever they do."""
    hints = {
        name: hint for name, hint in typing.get_type_hints(aggregate).items() if name != "INITIAL_VERSION"
    }
    state = msgspec.defstruct(aggregate.__name__, [*hints.items(), ("modified_on", datetime)], kw_only=True)
    described = repr(msgspec.json.schema(state)).encode()
    version = getattr(aggregate, "class_version", 1)
    return Shape(
        f"{context}.{aggregate.__name__}.v{version}.{hashlib.sha256(described).hexdigest()[:12]}", state
    )


def restore(
    mapper: Mapper, aggregate: type[Aggregate], shape: Shape, stream: UUID, stored: Stored
) -> Aggregate | None:
    """The aggregate as it stands after the stored entries; None where the stream does not exist.

    Raises `Refusal` (NOT_FOUND) where the stream is another kind of aggregate's: somebody named it as what
    it is not.
    """
    found: Any = None
    if stored.snapshot is not None:
        version, payload = stored.snapshot
        found = _thaw(aggregate, stream, version, msgspec.json.decode(payload, type=shape.state))
    for entry in stored:
        event: Any = mapper.event(entry)
        if found is None and type(event) not in _events_of(aggregate):
            raise Refusal(CommandRefusal.NOT_FOUND, what=named(aggregate))
        found = event.mutate(found)
    return typing.cast("Aggregate | None", found)


@cache
def _events_of(aggregate: type[Aggregate]) -> frozenset[type]:
    return frozenset(event_classes(aggregate))


def freeze(aggregate: Aggregate, shape: Shape) -> bytes:
    """The aggregate's state as a snapshot keeps it: plain JSON of its annotated attributes."""
    fields = [name for name in shape.state.__struct_fields__ if name != "modified_on"]
    state = {name: getattr(aggregate, name) for name in fields}
    return msgspec.json.encode({**state, "modified_on": aggregate.modified_on})


def _thaw(aggregate: type[Aggregate], stream: UUID, version: int, state: msgspec.Struct) -> Aggregate:
    found = object.__new__(aggregate)
    values = {name: getattr(state, name) for name in state.__struct_fields__}
    modified_on = values.pop("modified_on").astimezone(UTC)
    found.__base_init__(stream, version, modified_on)
    found.__dict__.update(values)
    return found
