"""Operations made from the schema itself: every field that takes arguments, every member of every argument.

What a context adds later is probed without a line here. A probe's document is the same for all values (they
travel as variables), so that thousands of operations cost no parsing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
    is_required_input_field,
)

from concord.api.schema import build_schema
from concord.organizations.credit_code import check_character

Path = tuple[str | int, ...]
"""Where a value stands among the variables: names of members, and 0 for the item of a list."""

SCHEMA = build_schema(production=False)._schema
NODES = {type_.name for type_ in SCHEMA.get_possible_types(SCHEMA.type_map["Node"])} - {"WorkingCalendar"}
"""Types whose ids are random; a calendar's is its year."""
KINDS = {"meeting": "JointMeeting", "plan": "AnnualPlan", "project": "KeyProject"}
PLAIN: dict[str, Any] = {
    "Boolean": True,
    "Date": "2026-01-05",
    "DateTime": "2026-01-05T00:00:00Z",
    "Decimal": "1.00",
    "Position": 1,
    "UUID": "7d0c2f0a-3f0e-4a51-9f6d-0d8f0a6f3c11",
}
INTEGERS = {"first": 3, "last": 3, "year": 2026, "quota": 2}
TEXTS = {
    "creditCode": "91320681MA7777777" + check_character("91320681MA7777777"),
    "period": "2026-Q1",
    "theme": "STUDY",
    "tier": "Y",
    "startTime": "09:00",
    "mediaType": "image/jpeg",
    "originalSha256": "0" * 64,
    "storedSha256": "1" * 64,
}
ABSENT = object()


@dataclass(frozen=True)
class Probe:
    """One field that takes arguments, with the way from the root to it."""

    kind: str
    steps: tuple[tuple[str, GraphQLField], ...]

    @property
    def name(self) -> str:
        return ".".join(name for name, _ in self.steps)

    @cached_property
    def arguments(self) -> dict[str, tuple[str, GraphQLArgument]]:
        """By variable: the last field's arguments under their own names, and those that others need."""
        found: dict[str, tuple[str, GraphQLArgument]] = {}
        for depth, (_, field) in enumerate(self.steps):
            is_last = depth == len(self.steps) - 1
            for name, argument in field.args.items():
                if is_last or is_required_argument(argument) or name == "first":
                    found[name if is_last else f"{name}{depth}"] = (name, argument)
        return found

    @cached_property
    def document(self) -> str:
        declared = ", ".join(f"${variable}: {one.type}" for variable, (_, one) in self.arguments.items())
        return f"{self.kind} {f'({declared})' if declared else ''} {{ {self._from(0)} }}"

    def _from(self, depth: int) -> str:
        name, field = self.steps[depth]
        is_last = depth == len(self.steps) - 1
        given = ", ".join(
            f"{argument}: ${variable}"
            for variable, (argument, one) in self.arguments.items()
            if field.args.get(argument) is one
        )
        below = selection(field.type, 1) if is_last else f"{{ {self._from(depth + 1)} }}"
        return f"{name}{f'({given})' if given else ''} {below}"


def probes() -> list[Probe]:
    """Every field of the schema that takes arguments, reached by the shortest way; and every mutation."""
    found = [Probe("mutation", ((name, field),)) for name, field in _fields(SCHEMA.mutation_type)]
    seen: set[str] = set()
    ways: list[tuple[GraphQLObjectType, tuple[tuple[str, GraphQLField], ...]]] = [(_query(), ())]
    while ways:
        type_, way = ways.pop(0)
        for name, field in type_.fields.items():
            steps = (*way, (name, field))
            if field.args:
                found.append(Probe("query", steps))
            inner = get_named_type(field.type)
            if isinstance(inner, GraphQLObjectType) and inner.name not in seen:
                seen.add(inner.name)
                ways.append((inner, steps))
    return found


def selection(type_: Any, deep: int) -> str:
    """Leaves of an object type and, `deep` levels down, of what it leads to; nothing that takes arguments."""
    named = get_named_type(type_)
    if is_leaf_type(named):
        return ""
    if isinstance(named, GraphQLInterfaceType):
        return "{ __typename id }"
    parts = ["__typename"]
    for name, field in named.fields.items():
        inner = get_named_type(field.type)
        if field.args or name == "edges":
            continue
        if is_leaf_type(inner):
            parts.append(name)
        elif deep or name == "errors":
            parts.append(f"{name} {selection(inner, max(deep - 1, 0))}")
    return f"{{ {' '.join(parts)} }}"


def paths(probe: Probe) -> Iterator[Path]:
    """Every value among the probe's variables: arguments, members of inputs, items of lists."""
    for variable, (_, argument) in probe.arguments.items():
        yield from _paths(argument.type, (variable,), ())


def id_paths(probe: Probe) -> Iterator[Path]:
    """Those that take a global id."""
    return (path for path in paths(probe) if _named_at(probe, path) == "ID")


class Plausible:
    """Variables that a clerk might have sent, but for the value at one path."""

    def __init__(self, ids: dict[str, list[str]]) -> None:
        """`ids`: global ids by type, of a tenant that has something of nearly everything."""
        self._ids = ids

    def variables(self, probe: Probe, path: Path = (), leaf: Any = ABSENT) -> dict[str, Any]:
        """What is required and what leads to `path`, with `leaf` there; plausible where it is left out."""
        made: dict[str, Any] = {}
        for variable, (name, argument) in probe.arguments.items():
            on_path = path[:1] == (variable,)
            if on_path or is_required_argument(argument) or name == "first":
                rest = path[1:] if on_path else None
                made[variable] = self._value(probe, argument.type, name, rest, leaf)
        return made

    def id_for(self, probe: Probe, path: Path) -> str:
        """An id of the kind that is asked for at this path."""
        return self._id(probe, next(str(step) for step in reversed(path) if isinstance(step, str)))

    def _value(self, probe: Probe, type_: Any, name: str, rest: Path | None, leaf: Any) -> Any:
        if rest == () and leaf is not ABSENT:
            return leaf
        if isinstance(type_, GraphQLNonNull):
            return self._value(probe, type_.of_type, name, rest, leaf)
        if isinstance(type_, GraphQLList):
            return [self._value(probe, type_.of_type, name, rest[1:] if rest else None, leaf)]
        if isinstance(type_, GraphQLInputObjectType):
            return self._members(probe, type_, rest, leaf)
        if isinstance(type_, GraphQLEnumType):
            return next(iter(type_.values))
        return self._leaf(probe, type_.name, name)

    def _members(self, probe: Probe, type_: GraphQLInputObjectType, rest: Path | None, leaf: Any) -> Any:
        made: dict[str, Any] = {}
        for name, member in type_.fields.items():
            on_path = bool(rest) and rest is not None and rest[0] == name
            if on_path or is_required_input_field(member):
                made[name] = self._value(
                    probe, member.type, name, rest[1:] if on_path and rest else None, leaf
                )
        return made

    def _leaf(self, probe: Probe, kind: str, name: str) -> Any:
        if kind == "ID":
            return self._id(probe, name)
        if kind == "Int":
            return INTEGERS.get(name, 1)
        return TEXTS.get(name, "甲") if kind == "String" else PLAIN[kind]

    def _id(self, probe: Probe, name: str) -> str:
        found = self._ids.get(kind_of(probe, name)) or next(iter(self._ids.values()))
        return found[0]


def kind_of(probe: Probe, name: str) -> str:
    """The type whose ids an argument of that name takes."""
    if name == "id":
        return get_named_type(probe.steps[-1][1].type).name
    if probe.name == "fundClose" and name == "successorId":
        return "Fund"
    stem = name.removesuffix("Ids").removesuffix("Id")
    kind = KINDS.get(stem, stem[:1].upper() + stem[1:])
    return kind if kind in NODES else "Organization"


def _named_at(probe: Probe, path: Path) -> str:
    type_: Any = probe.arguments[str(path[0])][1].type
    for step in path[1:]:
        type_ = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
        type_ = type_.of_type if isinstance(type_, GraphQLList) else type_.fields[step].type
        type_ = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    type_ = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    return "" if isinstance(type_, GraphQLList) else str(type_.name)


def _paths(type_: Any, path: Path, inside: tuple[str, ...]) -> Iterator[Path]:
    if isinstance(type_, GraphQLNonNull):
        yield from _paths(type_.of_type, path, inside)
        return
    yield path
    if isinstance(type_, GraphQLList):
        yield from _paths(type_.of_type, (*path, 0), inside)
    elif isinstance(type_, GraphQLInputObjectType) and type_.name not in inside:
        for name, member in type_.fields.items():
            yield from _paths(member.type, (*path, name), (*inside, type_.name))


def _fields(root: GraphQLObjectType | None) -> list[tuple[str, GraphQLField]]:
    return [] if root is None else list(root.fields.items())


def _query() -> GraphQLObjectType:
    assert SCHEMA.query_type is not None
    return SCHEMA.query_type
