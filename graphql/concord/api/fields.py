"""How fields are declared: always with a description that begins with the Chinese term."""

from collections.abc import Callable
from dataclasses import MISSING
from typing import Any, TypeVar

import strawberry

from concord.api.context import Load, OperationContext

TEXT = 200
"""Characters of a name, title or code."""
NARRATIVE = 10_000
"""Characters of text that somebody writes at length."""

T = TypeVar("T")


def field(description: str, *, source: str | None = None) -> Any:
    """A field read from an attribute of the source object: that of the same name, or `source`."""
    return strawberry.field(description=description, metadata={"attribute": source} if source else {})


def derived(description: str, resolve: Callable[[Any, OperationContext], Any]) -> Any:
    """A field computed from the source object, at once or awaited.

    Leaner than a Strawberry resolver, which builds an Info and binds arguments for every object.
    """
    return strawberry.field(description=description, metadata={"resolve": resolve})


def resolved(resolve: Callable[..., Any], description: str, type_: Any, *, name: str | None = None) -> Any:
    """A field with a Strawberry resolver: for those that take arguments."""
    made: Any = strawberry.field(resolver=resolve, name=name, description=description, graphql_type=type_)
    if name is not None:
        made.python_name = name  # else the resolver's, which is the same for all that a factory makes
    return made


def followed(source: Callable[..., Any], description: str, type_: Any, *, name: str) -> Any:
    """A subscription: an asynchronous generator of source objects."""
    made: Any = strawberry.subscription(
        resolver=source, name=name, description=description, graphql_type=type_
    )
    made.python_name = name
    return made


def reference(description: str, load: Load[Any, Any], attribute: str) -> Any:
    """A field that follows an id: the object it names, loaded together with its neighbours'."""

    def resolve(source: Any, context: OperationContext) -> Any:
        key = getattr(source, attribute)
        return None if key is None else context.load(load, key)

    return derived(description, resolve)


def given(description: str, *, default: Any = MISSING, longest: int = TEXT, lines: bool = False) -> Any:
    """A member of an input. Text is at most `longest` characters; line breaks only where `lines`."""
    return strawberry.field(
        description=description, default=default, metadata={"longest": longest, "lines": lines}
    )


def narrative(description: str, *, default: Any = MISSING) -> Any:
    """A member of an input that takes text written at length."""
    return given(description, default=default, longest=NARRATIVE, lines=True)


def row_type(row: type, description: str) -> Callable[[type[T]], type[T]]:
    """An object type whose source objects are rows of a read model, as they are: no copy, no mapping."""

    def decorate(cls: type[T]) -> type[T]:
        def is_type_of(source: object, _info: object) -> bool:
            return isinstance(source, row)

        cls.is_type_of = staticmethod(is_type_of)  # type: ignore[attr-defined]
        return strawberry.type(cls, description=description)

    return decorate
