"""A charter from plain data (a TOML file, JSON from the API): every mistake at once, or a charter.

`msgspec.convert` stops at the first mistake, so the walk over the shapes is ours; what it passes is
converted by msgspec.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import inspect

from concord.charters.charter import Charter
from concord.charters.checking import problems
from concord.charters.problem import CharterInvalid, Problem
from concord.commanding import Message

SHIPPED = ("jianghai", "jiguan", "yangdu", "dongfanghong", "yili")
"""Codes of the five charters that ship with the product."""


def build(data: Mapping[str, Any]) -> Charter:
    """The charter that plain data describe. Raises `CharterInvalid` with every mistake in it."""
    found = tuple(_walk("", data, inspect.type_info(Charter)))
    if found:
        raise CharterInvalid(found)
    charter = msgspec.convert(data, Charter)
    found = problems(charter)
    if found:
        raise CharterInvalid(found)
    return charter


def read_charter(text: str) -> Charter:
    """The charter in a TOML text. Raises `CharterInvalid`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = Message(f"不是有效的 TOML（{error}）", f"this is not TOML ({error})")
        right = Message("应按 TOML 格式书写", "text in the form of TOML 1.0")
        raise CharterInvalid((Problem("", reason, right),)) from None
    return build(data)


def shipped(code: str) -> Charter:
    """One of the charters that ship with the product, by code. Raises `KeyError`."""
    if code not in SHIPPED:
        raise KeyError(code)
    return read_charter(files("concord.charters").joinpath("data", f"{code}.toml").read_text("utf-8"))


def _walk(path: str, value: Any, kind: inspect.Type) -> Iterator[Problem]:
    """Mistakes of shape at and below a path."""
    if isinstance(kind, inspect.UnionType):
        kind = next(one for one in kind.types if not isinstance(one, inspect.NoneType))
        if value is None:
            return
    if isinstance(kind, inspect.StructType):
        yield from _walk_struct(path, value, kind)
    elif isinstance(kind, inspect.VarTupleType):
        yield from _walk_list(path, value, kind)
    elif not _LEAVES[type(kind)](value, kind):
        yield Problem(path, _found(value), _wanted(kind))


def _walk_struct(path: str, value: Any, kind: inspect.StructType) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem(path, _found(value), Message("应为一组键和值", "a table of keys and values"))
        return
    known = {field.encode_name: field for field in kind.fields}
    for name in value:
        if name not in known:
            reason = Message("没有这一项", "there is no such key")
            keys = "、".join(known)
            yield Problem(
                _below(path, str(name)), reason, Message(f"应为其中之一：{keys}", f"one of: {keys}")
            )
    for name, field in known.items():
        if name in value:
            yield from _walk(_below(path, name), value[name], field.type)
        elif field.required:
            yield Problem(
                _below(path, name), Message("缺少这一项", "the key is missing"), _wanted(field.type)
            )


def _walk_list(path: str, value: Any, kind: inspect.VarTupleType) -> Iterator[Problem]:
    if not isinstance(value, (list, tuple)):
        yield Problem(path, _found(value), Message("应为列表", "a list"))
        return
    for index, item in enumerate(value):
        yield from _walk(f"{path}[{index}]", item, kind.item_type)


_LEAVES: Mapping[type[inspect.Type], Callable[[Any, Any], bool]] = {
    inspect.StrType: lambda value, _: isinstance(value, str),
    inspect.IntType: lambda value, _: isinstance(value, int) and not isinstance(value, bool),
    inspect.BoolType: lambda value, _: isinstance(value, bool),
    inspect.EnumType: lambda value, kind: value in [one.value for one in kind.cls],
}


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _found(value: Any) -> Message:
    shown = value.value if isinstance(value, Enum) else value
    text = repr(shown)[:60]
    return Message(f"填写的是 {text}", f"found {text}")


def _wanted(kind: inspect.Type) -> Message:
    if isinstance(kind, inspect.EnumType):
        values = "、".join(one.value for one in kind.cls)
        return Message(f"应为其中之一：{values}", f"one of: {values}")
    words: Mapping[type[inspect.Type], Message] = {
        inspect.StrType: Message("应为文字", "text"),
        inspect.IntType: Message("应为整数", "a whole number"),
        inspect.BoolType: Message("应为 true 或 false", "true or false"),
        inspect.VarTupleType: Message("应为列表", "a list"),
        inspect.StructType: Message("应为一组键和值", "a table of keys and values"),
    }
    return words[type(kind)]


def shipped_names() -> tuple[str, ...]:
    """Names of all that ship with the product."""
    return tuple(SHIPPED)
