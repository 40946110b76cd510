"""What holds for every installed context: events are contracts, commands say what they refuse."""

import dataclasses
import re
import types
import typing
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import orjson
import pytest
from eventsourcing.domain import CanInitAggregate

from concord.commanding import Command, Context, RefusalCode
from concord.commanding.commander import contexts
from concord.commanding.loading import shape_of
from concord.eventstore.entry import Entry
from concord.eventstore.mapper import Mapper, event_classes
from concord.privacy import Narrative, Personal

CONTEXTS = contexts()
MAPPER = Mapper(CONTEXTS)
EVENTS = sorted(MAPPER.types.values(), key=lambda one: one.name)
COMMANDS = [(context, command) for context in CONTEXTS for command in context.commands]
AGGREGATES = [(context, aggregate) for context in CONTEXTS for aggregate in context.aggregates]
REFUSALS = sorted(
    {type(code) for _, command in COMMANDS for code in command.refuses}, key=lambda one: one.__name__
)

ENTRY = dict[str, Any]
"""A whole entry of another ledger: the bytes that its receipt proves, so it has no shape of ours."""
PLAIN = (str, int, bool, UUID, date, Decimal, Narrative, Personal)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PARTICIPLES = {"Held", "Cast", "Left", "Set", "Taken", "Met", "Given", "Sent", "Made", "Heard", "Withdrawn"}


def fields(kind: type) -> dict[str, Any]:
    """An event's own fields by name, or a structure's."""
    if issubclass(kind, msgspec.Struct):
        return typing.get_type_hints(kind)
    base = {"originator_id", "originator_version", "timestamp", "originator_topic"}
    hints = typing.get_type_hints(kind)
    return {one.name: hints[one.name] for one in dataclasses.fields(kind) if one.name not in base}


def leaves(hint: Any) -> Iterator[Any]:
    """Every type that a value may be made of."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union, tuple):
        for argument in typing.get_args(hint):
            if argument not in (type(None), Ellipsis):
                yield from leaves(argument)
    elif isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
        for one in fields(hint).values():
            yield from leaves(one)
    else:
        yield hint


def sample(hint: Any, full: bool) -> Any:
    """A value of that type: as much as it may hold, or as little."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint == ENTRY:
        return {"tenant": "town", "data": {"figures": []}} if full else {}
    if origin in (types.UnionType, typing.Union):
        return sample(next(a for a in arguments if a is not type(None)), full) if full else None
    if origin is tuple:
        return (sample(arguments[0], full),) if full else ()
    if issubclass(hint, msgspec.Struct):
        return hint(**{name: sample(one, full) for name, one in fields(hint).items()})
    if issubclass(hint, Enum):
        return list(hint)[-1 if full else 0]
    return _plain(hint, full)


def _plain(hint: type, full: bool) -> Any:
    values: dict[type, Any] = {
        str: "党建联盟" if full else "",
        int: 2**53 - 1 if full else 0,
        bool: full,
        UUID: uuid4(),
        date: date(2024, 2, 29),
        Decimal: Decimal("86.50") if full else Decimal(0),
        Narrative: Narrative("某同志说"),
        Personal: Personal(uuid4(), {"name": "王", "phone": "123"} if full else {}),
    }
    return values[hint]


def entry_of(event: Any, data: dict[str, Any]) -> Entry:
    known = MAPPER.type_of(event)
    members = {
        "type": known.name,
        "schema": known.schema,
        "stream": str(event.originator_id),
        "version": event.originator_version,
        "recorded_at": "2024-03-01T01:00:00.000000Z",
        "data": data,
    }
    return Entry(1, orjson.dumps(members, option=orjson.OPT_SORT_KEYS))


def test_the_five_contexts_of_the_first_issue_are_found() -> None:
    names = {context.name for context in CONTEXTS}
    assert {"organizations", "alliances", "activities", "tickets", "assessments"} <= names
    assert all(CHINESE.search(context.chinese) for context in CONTEXTS)


@pytest.mark.parametrize("known", EVENTS, ids=lambda known: known.name)
@pytest.mark.parametrize("full", [True, False], ids=["full", "empty"])
def test_an_event_survives_the_ledger(known: Any, full: bool) -> None:
    values = {name: sample(hint, full) for name, hint in fields(known.event_class).items()}
    if issubclass(known.event_class, CanInitAggregate):
        values["originator_topic"] = known.creates
    event = known.event_class(
        originator_id=uuid4(),
        originator_version=1,
        timestamp=datetime.fromisoformat("2024-03-01T01:00Z"),
        **values,
    )
    data, _ = MAPPER.data(event, event.originator_id)
    entry = entry_of(event, data)
    read: Any = MAPPER.event(entry)
    again, undisclosed = MAPPER.data(read, read.originator_id)
    assert orjson.loads(orjson.dumps(again)) == entry.data
    assert undisclosed == [], "read back, nothing personal is left to disclose"
    for name, hint in fields(known.event_class).items():
        if not {Narrative, Personal} & set(leaves(hint)):
            assert getattr(read, name) == values[name]


@pytest.mark.parametrize("known", EVENTS, ids=lambda known: known.name)
def test_an_event_is_made_of_what_an_entry_can_hold(known: Any) -> None:
    for name, hint in fields(known.event_class).items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
        for leaf in leaves(hint):
            if leaf == ENTRY:
                continue
            assert isinstance(leaf, type), f"{name}: {leaf}"
            if issubclass(leaf, msgspec.Struct):
                assert leaf.__struct_config__.frozen
            elif issubclass(leaf, Enum):
                assert issubclass(leaf, str)
                assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*", str(one.value)) for one in leaf)
            else:
                assert leaf in PLAIN, f"{name}: {leaf} has no place in an event"


@pytest.mark.parametrize("known", EVENTS, ids=lambda known: known.name)
def test_an_event_is_named_for_what_happened(known: Any) -> None:
    words = re.findall(r"[A-Z][a-z]+", known.event_class.__name__)
    assert "".join(words) == known.event_class.__name__
    assert any(word.endswith("ed") or word in PARTICIPLES for word in words[-2:])


@pytest.mark.parametrize("known", EVENTS, ids=lambda known: known.name)
def test_an_event_s_docstring_begins_with_its_chinese_term(known: Any) -> None:
    described = next(one for one in known.event_class.__mro__ if one.__module__.endswith(".events"))
    assert described.__doc__ is not None
    assert CHINESE.match(described.__doc__)


def test_names_of_events_are_unique_and_their_classes_are_those_of_events_py() -> None:
    names = [one.event_class.__name__ for one in EVENTS]
    assert len(set(names)) == len(names)
    for context, aggregate in AGGREGATES:
        for event_class in event_classes(aggregate):
            modules = {one.__module__ for one in event_class.__mro__}
            assert f"{_package(context)}.events" in modules


def _package(context: Context) -> str:
    """Erasures are events of `privacy`: a public name may differ from the folder's."""
    return context.aggregates[0].__module__.rpartition(".")[0]


def test_every_event_in_events_py_belongs_to_an_aggregate() -> None:
    for context in CONTEXTS:
        module = import_module(f"{_package(context)}.events")
        written = {
            name
            for name, one in vars(module).items()
            if isinstance(one, type) and dataclasses.is_dataclass(one) and one.__module__ == module.__name__
        }
        registered = {e.__name__ for a in context.aggregates for e in event_classes(a)}
        assert written == registered


@pytest.mark.parametrize(("context", "aggregate"), AGGREGATES, ids=lambda one: getattr(one, "__name__", ""))
def test_an_aggregate_can_be_put_away_as_a_snapshot(context: Context, aggregate: Any) -> None:
    assert shape_of(context.name, aggregate).name.startswith(f"{context.name}.{aggregate.__name__}.v1.")


@pytest.mark.parametrize(("context", "command"), COMMANDS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_command_says_what_it_refuses(context: Context, command: type[Command]) -> None:
    assert command.refuses, "every command can be refused for something"
    assert all(isinstance(code, RefusalCode) for code in command.refuses)
    assert command.aggregate in context.aggregates
    assert command.__doc__ is not None
    assert CHINESE.match(command.__doc__)
    assert command.__struct_config__.frozen


@pytest.mark.parametrize(("context", "command"), COMMANDS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_command_holds_no_floats(context: Context, command: type[Command]) -> None:
    for name, hint in typing.get_type_hints(command).items():
        if typing.get_origin(hint) is not typing.ClassVar:
            assert float not in set(leaves(hint)), name


def test_names_of_commands_are_unique() -> None:
    names = [command.__name__ for _, command in COMMANDS]
    assert len(set(names)) == len(names)


@cache
def _text_of(part: str) -> str:
    tests = Path(__file__).parents[1] / part
    return "".join(path.read_text("utf-8") for path in sorted(tests.rglob("test_*.py")))


@pytest.mark.parametrize("codes", REFUSALS, ids=lambda one: one.__name__)
def test_a_refusal_is_a_whole_sentence_in_both_languages(codes: type[RefusalCode]) -> None:
    for code in codes:
        assert CHINESE.search(code.message.zh)
        assert not CHINESE.search(code.message.en)
        placeholders = [set(re.findall(r"{(\w+)}", text)) for text in code.message]
        told = [{re.sub(r"_?(zh|en)$", "", name) for name in names} for names in placeholders]
        assert told[0] == told[1], f"{code} tells more in one language"


@pytest.mark.parametrize("codes", REFUSALS, ids=lambda one: one.__name__)
def test_every_refusal_is_offered_by_a_command_and_has_its_test(codes: type[RefusalCode]) -> None:
    offered = {code for _, command in COMMANDS for code in command.refuses}
    assert [code.name for code in codes if code not in offered] == []
    named = set(re.findall(rf"\b{codes.__name__}\.(\w+)", _text_of("domains")))
    named |= set(re.findall(r'== "([A-Z_]+)"', _text_of("graphql")))  # of what only the API can see
    assert [code.name for code in codes if code.name not in named] == []
