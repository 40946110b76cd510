"""Between domain events and the plain JSON of an entry. The library's transcoder writes wrappers
(`{"_type_": ...}`) that are unfit for a contract, so this one is ours (docs/decisions/0005)."""

import copy
import dataclasses
import typing
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate, CanInitAggregate, CanMutateAggregate
from eventsourcing.utils import get_topic, register_topic

from concord.commanding.command import Context
from concord.eventstore.canonical import canonical_text
from concord.eventstore.entry import Entry
from concord.privacy.disclosable import Narrative, Personal
from concord.privacy.disclosures import Undisclosed

_BASE = {"originator_id", "originator_version", "timestamp", "originator_topic"}


class EventType(msgspec.Struct, frozen=True):
    """A registered event class under its public name."""

    name: str
    schema: int
    event_class: type[CanMutateAggregate[UUID]]
    payload: type[msgspec.Struct]
    """The event's own fields, in order."""
    creates: str | None
    """Topic of the aggregate, where the event begins its stream."""


class UnknownEvent(LookupError):
    """No context registers this name (or this newer schema): the code is older than the ledger."""


class Mapper:
    """All event classes of the given contexts, by public name."""

    def __init__(self, contexts: Iterable[Context]) -> None:
        self.types: dict[str, EventType] = {}
        self._names: dict[type, EventType] = {}
        for context in contexts:
            for aggregate in context.aggregates:
                self._register(context.name, aggregate)

    def _register(self, context: str, aggregate: type[Aggregate]) -> None:
        register_topic(f"{context}.{aggregate.__name__}", aggregate)
        for event_class in event_classes(aggregate):
            name = f"{context}.{event_class.__name__}"
            register_topic(name, event_class)
            creates = get_topic(aggregate) if issubclass(event_class, CanInitAggregate) else None
            schema = int(getattr(event_class, "class_version", 1))
            event_type = EventType(name, schema, event_class, _payload(event_class), creates)
            self.types[name] = self._names[event_class] = event_type

    def type_of(self, event: CanMutateAggregate[UUID]) -> EventType:
        """The registration of an event's class."""
        return self._names[type(event)]

    def data(self, event: CanMutateAggregate[UUID], stream: UUID) -> tuple[dict[str, Any], list[Undisclosed]]:
        """The event's data as plain JSON, with digests for what is disclosed, and what is kept beside."""
        beside: list[Undisclosed] = []

        def digest(value: Any) -> Any:
            if isinstance(value, Narrative):
                made = [] if value.text is None else [Undisclosed.text_of(stream, canonical_text(value.text))]
                return _commit({}, made, value.digest and (value.digest,), beside)
            if isinstance(value, Personal):
                of = value.subject
                told = (value.values or {}).items()
                made = [Undisclosed.of(name, canonical_text(one), of) for name, one in told]
                return _commit({"subject": str(of)}, made, value.digests, beside)
            raise NotImplementedError(f"{type(value)} has no place in an event")

        fields = self._names[type(event)].payload.__struct_fields__
        return {f: msgspec.to_builtins(getattr(event, f), enc_hook=digest) for f in fields}, beside

    def event(self, entry: Entry) -> CanMutateAggregate[UUID]:
        """The domain event of a stored entry, brought up to today's shape. Raises `UnknownEvent`."""
        event_type = self.types.get(entry.type)
        if event_type is None or entry.schema > event_type.schema:
            raise UnknownEvent(f"{entry.type} schema {entry.schema} at position {entry.position}")
        # An upcaster changes what it is given, and an entry says what is stored.
        data = entry.data if entry.schema == event_type.schema else copy.deepcopy(entry.data)
        for version in range(entry.schema, event_type.schema):
            upcast: Callable[[dict[str, Any]], None]
            upcast = getattr(event_type.event_class, f"upcast_v{version}_v{version + 1}")
            upcast(data)
        payload = msgspec.convert(data, event_type.payload, dec_hook=_undigest)
        values = {field: getattr(payload, field) for field in event_type.payload.__struct_fields__}
        if event_type.creates:
            values["originator_topic"] = event_type.creates
        make: Callable[..., CanMutateAggregate[UUID]] = event_type.event_class
        return make(
            originator_id=entry.stream,
            originator_version=entry.version,
            timestamp=entry.recorded_at,
            **values,
        )


def event_classes(aggregate: type[Aggregate]) -> list[type[CanMutateAggregate[UUID]]]:
    """The aggregate's own event classes, without the library's base ones."""
    return [
        value
        for name, value in vars(aggregate).items()
        if isinstance(value, type)
        and issubclass(value, CanMutateAggregate)
        and name not in ("Event", "Created", "Snapshot")
    ]


def _payload(event_class: type) -> type[msgspec.Struct]:
    hints = typing.get_type_hints(event_class)
    fields = [
        (f.name, hints[f.name]) if f.default is dataclasses.MISSING else (f.name, hints[f.name], f.default)
        for f in dataclasses.fields(event_class)
        if f.name not in _BASE
    ]
    return msgspec.defstruct(event_class.__name__, fields, frozen=True, kw_only=True)


def _commit(
    member: dict[str, Any], made: list[Undisclosed], digests: Any, beside: list[Undisclosed]
) -> dict[str, Any]:
    """`{"_sd": [digests]}` as RFC 9901 writes an object whose members are all disclosed. `made`: new ones;
    `digests`: where there are none, those of a value that was read back."""
    if not made:
        return {**member, "_sd": sorted(digests)}
    beside.extend(made)
    return {**member, "_sd": sorted(one.digest for one in made)}


def _undigest(kind: type, value: Any) -> Any:
    if kind is Narrative:
        return Narrative(digest=value["_sd"][0])
    if kind is Personal:
        return Personal(UUID(value["subject"]), digests=tuple(value["_sd"]))
    raise NotImplementedError(f"{kind} has no place in an event")
