"""Ids as a person has them at hand."""

import base64
import binascii
from typing import Any
from uuid import UUID

import click


class ObjectId(click.ParamType[UUID]):
    """A UUID, or the opaque id that GraphQL shows for an object of this type."""

    name = "id"

    def __init__(self, type_name: str) -> None:
        self._type_name = type_name

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> UUID:
        """The UUID; fails with a sentence that says what would be right."""
        try:
            return value if isinstance(value, UUID) else UUID(self._opened(value))
        except ValueError:
            self.fail(
                f"{value!r} is not the id of an {self._type_name.lower()}: take the `id` that GraphQL shows, "
                "or its UUID.",
                param,
                ctx,
            )

    def _opened(self, value: str) -> str:
        try:
            text = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            return value
        type_name, _, key = text.partition(":")
        return key if type_name == self._type_name else value
