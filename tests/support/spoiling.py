"""Commands with one text in them that nobody should send: a megabyte, or what is no text in any alphabet."""

from collections.abc import Iterator
from random import Random
from typing import Any
from uuid import UUID

import msgspec

from concord.charters import Charter
from concord.commanding import Command
from concord.privacy import Narrative, Personal

BAD = ("字" * 350_000, "\ud800", "甲\x00")
"""A megabyte of UTF-8, half of a pair of surrogates, and a character that no column of text takes."""


def spoilt(wanted: Command, chance: Random) -> Command | None:
    """With one of its texts replaced by a bad one; None: it has no text."""
    copies = list(_spoilt(wanted, chance.choice(BAD)))
    return chance.choice(copies) if copies else None


def _spoilt(value: Any, bad: str) -> Iterator[Any]:
    """Copies of a value, each with another of its texts replaced."""
    match value:
        case UUID() | Charter() | None:
            return
        case str() if type(value) is str:
            yield bad
        case Narrative():
            yield Narrative(bad)
        case Personal():
            yield Personal(value.subject, {"name": bad})
        case tuple():
            for place, one in enumerate(value):
                for other in _spoilt(one, bad):
                    yield (*value[:place], other, *value[place + 1 :])
        case msgspec.Struct():
            for name in value.__struct_fields__:
                for other in _spoilt(getattr(value, name), bad):
                    yield msgspec.structs.replace(value, **{name: other})
