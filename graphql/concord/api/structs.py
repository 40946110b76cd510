"""Object and input types of plain data: made from the domain's structs, so that they cannot drift apart.

Names and shapes are the struct's; the Chinese terms come from a glossary that must cover every field.
"""

import dataclasses
import types
from collections.abc import Mapping
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec
import strawberry

from concord.api.fields import field, given

Glossary = Mapping[str, str]
"""Terms by `field`, or by `Struct.field` where a field means something else in that struct."""


class StructTypes:
    """The types made of a family of structs; each struct gives one object type and one input type."""

    def __init__(self, prefix: str, glossary: Glossary) -> None:
        self._prefix = prefix
        self._glossary = glossary
        self._outputs: dict[type, type] = {}
        self._inputs: dict[type, type] = {}

    def output(self, struct: type[msgspec.Struct]) -> Any:
        """The object type; its source objects are the structs themselves."""
        if struct not in self._outputs:
            hints = get_type_hints(struct)
            members = {name: self._annotation(hint, self.output) for name, hint in hints.items()}
            declared = {name: field(self._told(struct, name)) for name in members}
            made = _class(self._name(struct), members, declared)
            self._outputs[struct] = strawberry.type(made, description=_first_sentence(struct))
        return self._outputs[struct]

    def input(self, struct: type[msgspec.Struct]) -> Any:
        """The input type; `read` gives the struct."""
        if struct not in self._inputs:
            hints = get_type_hints(struct)
            members = {name: self._annotation(hint, self.input) for name, hint in hints.items()}
            declared = {one.name: self._given(struct, one) for one in msgspec.structs.fields(struct)}
            made = _class(f"{self._name(struct)}Input", members, declared)
            made.struct = struct  # type: ignore[attr-defined]
            self._inputs[struct] = strawberry.input(made, description=_first_sentence(struct))
        return self._inputs[struct]

    def _name(self, struct: type) -> str:
        name = struct.__name__
        return name if name == self._prefix else f"{self._prefix}{name}"

    def _told(self, struct: type, name: str) -> str:
        term = self._glossary.get(f"{struct.__name__}.{name}") or self._glossary[name]
        return f"{term}: {name.replace('_', ' ')}"

    def _given(self, struct: type, one: Any) -> Any:
        told = self._told(struct, one.name)
        if one.default is msgspec.NODEFAULT:
            return given(told)
        if isinstance(one.default, tuple):
            return strawberry.field(description=told, default_factory=lambda: list(one.default), metadata={})
        return given(told, default=one.default)

    def _annotation(self, hint: Any, convert: Any) -> Any:
        if get_origin(hint) is tuple:
            return list[self._annotation(get_args(hint)[0], convert)]  # type: ignore[misc]
        if get_origin(hint) in (Union, types.UnionType):
            inner = next(one for one in get_args(hint) if one is not type(None))
            return self._annotation(inner, convert) | None
        return convert(hint) if isinstance(hint, type) and issubclass(hint, msgspec.Struct) else hint


def plain(value: Any) -> Any:
    """An input of `StructTypes.input` as plain dicts and lists, for the domain to check and build."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if dataclasses.is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    return value


def _class(name: str, annotations: dict[str, Any], namespace: dict[str, Any]) -> type:
    return type(name, (), {**namespace, "__annotations__": annotations, "__module__": __name__})


def _first_sentence(struct: type) -> str:
    return (struct.__doc__ or "").splitlines()[0].partition(". ")[0].rstrip(".")
