"""Given commands, when a command, then events or a refusal: how every aggregate is tested, with no database.

    decider.on(date(2024, 1, 1)).given(register, found)
    decider.when(Join(...)).then((MemberJoined, {"tier": "Y"}))
    decider.when(Join(...)).refused(AllianceRefusal.ALREADY_MEMBER, field="organization")

What was decided is written to the entry's JSON and read back before it is given to the next decision,
so a shape that does not survive the ledger fails here.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import msgspec
import orjson
import pytest
from eventsourcing.domain import Aggregate

from concord.commanding import (
    Circumstances,
    Command,
    CommandRefusal,
    Context,
    Read,
    Refusal,
    RefusalCode,
    Survey,
    Surveyed,
)
from concord.commanding.loading import Shape, _thaw, freeze, shape_of
from concord.eventstore.entry import Entry
from concord.eventstore.mapper import Mapper

Expected = tuple[type, Mapping[str, Any]]


class Decided:
    """What a command led to."""

    def __init__(self, command: Command, events: list[Any], refusal: Refusal | None) -> None:
        self.command, self.events, self.refusal = command, events, refusal

    def then(self, *expected: Expected) -> "Decided":
        """Exactly these events in this order, each with at least these values."""
        assert self.refusal is None, f"refused: {self.refusal.code}"
        assert [type(e).__name__ for e in self.events] == [kind.__name__ for kind, _ in expected]
        for event, (kind, values) in zip(self.events, expected, strict=True):
            assert isinstance(event, kind)
            assert {name: getattr(event, name) for name in values} == dict(values)
        return self

    def refused(self, code: RefusalCode, field: str | None = None) -> "Decided":
        """Nothing happened, for this reason, in whole sentences of both languages."""
        assert self.refusal is not None, f"not refused but {self.events}"
        assert self.refusal.code is code
        assert self.refusal.field == field
        listed = code in type(self.command).refuses or isinstance(code, CommandRefusal)
        assert listed, f"{code} is missing in {type(self.command).__name__}.refuses"
        assert "{" not in self.refusal.sentence("zh") + self.refusal.sentence("en")
        for name, detail in self.refusal.details.items():
            shown = f"{{{name}}}" in code.message.zh
            assert not (shown and isinstance(detail, Enum | UUID)), f"nobody can read {name}={detail!r}"
        return self


class Decider:
    """One tenant's streams in memory, and the circumstances of the next decision."""

    def __init__(self) -> None:
        self.tenant = uuid4()
        self.today = date(2024, 3, 1)
        self.occurred_on: date | None = None
        self.organization: UUID | None = None
        self.role = "secretary"
        self.actor = "somebody"
        self._ledger: dict[UUID, tuple[type[Aggregate], list[Entry]]] = {}
        self._loaded: dict[UUID, bytes] = {}
        self._facts: dict[UUID, Any] = {}
        self._told: list[Entry] = []
        self.head = 1_000
        self.chosen: dict[str, tuple[str, ...]] = {}

    def on(self, today: date, *, occurred_on: date | None = None) -> "Decider":
        """Time passes; what happens, happens on that day unless `occurred_on` is given."""
        self.today, self.occurred_on = today, occurred_on
        return self

    def speaking(self, organization: UUID | None, role: str = "officer") -> "Decider":
        """Who asks from now on."""
        self.organization, self.role = organization, role
        return self

    def choosing(self, **chosen: tuple[str, ...]) -> "Decider":
        """What the tenant has configured (charters, themes, resource_lists)."""
        self.chosen = chosen
        return self

    def given_facts(self, stream: UUID, facts: Any) -> "Decider":
        """Facts of another context's aggregate (a Struct, or a mapping), without that context."""
        self._facts[stream] = facts
        return self

    def given_ledger(self, entries: list[Entry]) -> "Decider":
        """What the tenant's ledger holds up to its head, for decisions that rest on all of it."""
        self._told, self.head = entries, len(entries)
        return self

    def given(self, *commands: Command) -> "Decider":
        """These were accepted."""
        for command in commands:
            decided = self.when(command)
            assert decided.refusal is None, f"{command}: {decided.refusal!r}"
        return self

    def when(self, command: Command, command_id: UUID | None = None) -> Decided:
        """Decides as `concord.commanding` does: own aggregate, staged facts, decision, events."""
        at = self._circumstances(command_id or uuid4())
        own = self.aggregate(command.stream(self.tenant, at.command))
        try:
            made = command.decide(own, self._gather(command), at)
        except Refusal as refusal:
            return Decided(command, [], refusal)
        events: list[Any] = []
        for aggregate in made if isinstance(made, tuple) else (made,):
            pending = list(aggregate.collect_events())
            self._append(aggregate, pending)
            events += pending
        return Decided(command, events, None)

    def aggregate(self, stream: UUID) -> Any:
        """The aggregate as the ledger gives it, through a snapshot; None before its first event."""
        if stream not in self._ledger:
            return None
        kind, entries = self._ledger[stream]
        if stream in self._loaded:
            state = msgspec.json.decode(self._loaded[stream], type=_shape(kind).state)
            return _thaw(kind, stream, len(entries), state)
        found: Any = None
        for entry in entries:
            event: Any = _mapper(kind).event(entry)
            found = event.mutate(found)
        self._loaded[stream] = freeze(found, _shape(kind))
        return found

    def _circumstances(self, command: UUID) -> Circumstances:
        return Circumstances(
            tenant=self.tenant,
            now=datetime.combine(self.today, time(1), UTC),
            today=self.today,
            occurred_on=self.occurred_on or self.today,
            actor=self.actor,
            organization=self.organization,
            role=self.role,
            command=command,
            **self.chosen,
        )

    def _gather(self, command: Command) -> dict[str, Any]:
        known: dict[str, Any] = {}
        while new := {k: v for k, v in command.reads(self.tenant, known).items() if k not in known}:
            known |= {name: self._fact(name, read) for name, read in new.items()}
        return known

    def _fact(self, name: str, read: Read | Survey) -> Any:
        if isinstance(read, Survey):
            return self._survey(read)
        if read.stream in self._facts:
            return msgspec.convert(self._facts[read.stream], read.shape, from_attributes=True)
        aggregate = self.aggregate(read.stream)
        if aggregate is not None and issubclass(read.shape, Aggregate):
            return aggregate
        if aggregate is not None:
            return msgspec.convert(aggregate.facts(), read.shape, from_attributes=True)
        if read.optional:
            return None
        raise Refusal(CommandRefusal.NOT_FOUND, name, what=name)

    def _survey(self, survey: Survey) -> Surveyed:
        if survey.begin is None:
            return Surveyed(self.head)
        tally = survey.begin()
        for entry in self._told:
            if entry.type in survey.types:
                tally.take(entry)
        return Surveyed(self.head, tally)

    def _append(self, aggregate: Aggregate, events: list[Any]) -> None:
        mapper = _mapper(type(aggregate))
        _, entries = self._ledger.setdefault(aggregate.id, (type(aggregate), []))
        self._loaded.pop(aggregate.id, None)
        for event in events:
            known = mapper.type_of(event)
            data, _ = mapper.data(event, aggregate.id)
            members = {
                "type": known.name,
                "schema": known.schema,
                "stream": str(aggregate.id),
                "version": event.originator_version,
                "recorded_at": datetime.combine(self.today, time(1), UTC).isoformat(),
                "data": data,
            }
            entries.append(Entry(len(entries) + 1, orjson.dumps(members)))


@cache
def _mapper(kind: type[Aggregate]) -> Mapper:
    return Mapper([Context(name=_context(kind), aggregates=(kind,), commands=())])


@cache
def _shape(kind: type[Aggregate]) -> Shape:
    return shape_of(_context(kind), kind)


def _context(kind: type[Aggregate]) -> str:
    return kind.__module__.split(".")[1]


@pytest.fixture
def decider() -> Decider:
    """A tenant with nothing in it, on 2024-03-01."""
    return Decider()
