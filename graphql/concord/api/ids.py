"""Global ids: base64("Type:uuid"), opaque to clients and never an authorization by themselves."""

import base64
import binascii
from collections.abc import Sequence
from uuid import UUID

from concord.api.errors import ApiError, bad_input
from concord.commanding import Message

WRONG_ID = Message(
    "{field} 不是 {type} 的 id：请使用查询结果中 id 字段的值",
    "{field} is not an id of type {type}: give what a query answers as `id`",
)


def encode(type_name: str, key: UUID | str | int) -> str:
    """The global id of an object."""
    return base64.b64encode(f"{type_name}:{key}".encode()).decode()


def parse(value: str) -> tuple[str, str]:
    """Type name and key of a global id; `("", "")` if it is none."""
    try:
        type_name, _, key = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return type_name, key


def decode(type_name: str, value: str, field: str) -> UUID:
    """The key of an id that must be of this type. Raises BAD_USER_INPUT naming the field."""
    found, key = parse(value)
    try:
        if found == type_name:
            return UUID(key)
    except ValueError:
        pass
    raise _wrong(type_name, field)


def decode_optional(type_name: str, value: str | None, field: str) -> UUID | None:
    """As `decode`, or None for None."""
    return None if value is None else decode(type_name, value, field)


def decode_all(type_name: str, values: Sequence[str], field: str) -> tuple[UUID, ...]:
    """As `decode`, for a list."""
    return tuple(decode(type_name, value, field) for value in values)


def _wrong(type_name: str, field: str) -> ApiError:
    return bad_input(WRONG_ID, type=type_name, field=field)
