"""Types made by convention instead of written out: payloads, errors, connections."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

import strawberry

E = TypeVar("E", bound=type[Enum])


def made_type(name: str, description: str, members: Mapping[str, tuple[Any, Any]]) -> type:
    """An object type of members `name: (annotation, field)`."""
    namespace = {member: declared for member, (_, declared) in members.items()}
    annotations = {member: annotation for member, (annotation, _) in members.items()}
    made = type(name, (), {**namespace, "__annotations__": annotations, "__module__": __name__})
    return strawberry.type(made, description=description)


def made_enum(name: str, description: str, values: Mapping[str, str]) -> Any:
    """An enum of codes, each with its description."""
    members = {code: strawberry.enum_value(code, description=told) for code, told in values.items()}
    made: Any = Enum(name, members)  # type: ignore[misc]
    return strawberry.enum(made, description=description)


def told(enum: E, description: str, **values: str) -> E:
    """Offers an enum of the domain under its own name and codes; every member gets its Chinese term.

    Raises KeyError at import if the domain has gained a member that is not described here, ValueError if
    Strawberry has met the enum before: types already made of it would lack the terms.
    """
    if hasattr(enum, "__strawberry_definition__"):
        raise ValueError(f"{enum.__name__} was used before it was told")
    strawberry.enum(enum, description=description)
    for value in enum.__strawberry_definition__.values:  # type: ignore[attr-defined]
        value.description = values[value.name]
    return enum
