"""Bounds of everything a client sends, checked at the root fields before any resolver runs.

The checks are compiled once from the schema: text is brought to Unicode NFC (UAX #15), control characters
and lone surrogates are refused, lengths and list sizes are bounded. The ledger is for ever, and two
spellings of one name would be two names.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
)

from concord.api.errors import bad_input, limit_exceeded
from concord.api.fields import TEXT
from concord.commanding import Message

MAX_LIST = 100
MAX_COUNT = 1_000_000
"""Of whatever is counted: sums of many must still be a GraphQL Int, 32 bits."""
MAX_CURSOR = 2_000
"""Characters of an id or cursor."""

TOO_LONG = Message(
    "{field} 过长：最多 {limit} 个字，这里有 {size} 个",
    "{field} is too long: at most {limit} characters, it has {size}",
)
TOO_MANY = Message(
    "{field} 过多：一次最多 {limit} 项，这里有 {size} 项",
    "{field} has too many items: at most {limit}, it has {size}",
)
TOO_LARGE = Message("{field} 最大为 {limit}", "{field} is at most {limit}")
NOT_TEXT = Message(
    "{field} 含有不允许的字符（控制字符或残缺的编码）", "{field} has characters that are not allowed"
)

_NEVER = "\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
"""What turns the direction of writing is among them: it would show another text than the ledger holds."""
_CONTROL = re.compile(f"[\x00-\x1f{_NEVER}]")
_CONTROL_BUT_LINES = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f{_NEVER}]")

Check = Callable[[Any, str], Any]


def checks_of(field: GraphQLField) -> dict[str, Check]:
    """For each argument (by the name that resolvers get), what its value must pass."""
    return {name: _check(argument.type, {"longest": MAX_CURSOR}) for name, argument in field.args.items()}


def _check(type_: GraphQLInputType, bounds: dict[str, Any]) -> Check:
    inner = _nullable(type_, bounds)
    return lambda value, path: None if value is None else inner(value, path)


def _nullable(type_: GraphQLInputType, bounds: dict[str, Any]) -> Check:
    if isinstance(type_, GraphQLNonNull):
        return _nullable(type_.of_type, bounds)
    if isinstance(type_, GraphQLList):
        return _list(_check(type_.of_type, bounds))
    if isinstance(type_, GraphQLInputObjectType):
        return _object(type_)
    if isinstance(type_, GraphQLScalarType) and type_.name in ("String", "ID"):
        return _text(bounds.get("longest", TEXT), bounds.get("lines", False))
    if isinstance(type_, GraphQLScalarType) and type_.name == "Int":
        return _count
    return lambda value, _path: value


def _list(item: Check) -> Check:
    def check(values: list[Any], path: str) -> list[Any]:
        if len(values) > MAX_LIST:
            raise limit_exceeded(TOO_MANY, field=path, limit=MAX_LIST, size=len(values))
        return [item(value, f"{path}[{index}]") for index, value in enumerate(values)]

    return check


def _object(type_: GraphQLInputObjectType) -> Check:
    members: dict[str, Check] = {}

    def compiled() -> dict[str, Check]:
        if not members:  # at first use: input types may contain themselves
            for name, member in type_.fields.items():
                members[name] = _check(member.type, member.extensions["strawberry-definition"].metadata)
        return members

    def check(value: dict[str, Any], path: str) -> dict[str, Any]:
        of = compiled()
        return {name: of[name](inner, f"{path}.{name}") for name, inner in value.items()}

    return check


def _count(value: int, path: str) -> int:
    if abs(value) > MAX_COUNT:
        raise limit_exceeded(TOO_LARGE, field=path, limit=MAX_COUNT)
    return value


def _text(longest: int, lines: bool) -> Check:
    forbidden = _CONTROL_BUT_LINES if lines else _CONTROL

    def check(value: str, path: str) -> str:
        if len(value) > longest:
            raise limit_exceeded(TOO_LONG, field=path, limit=longest, size=len(value))
        text = unicodedata.normalize("NFC", value.replace("\r\n", "\n") if lines else value)
        if forbidden.search(text) or "\r" in text:
            raise bad_input(NOT_TEXT, field=path)
        return text.strip()

    return check
