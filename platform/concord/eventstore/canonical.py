"""RFC 8785 canonical JSON, as far as an entry uses it: no floats, ASCII member names, NFC text."""

import re
import unicodedata
from typing import Any

import orjson

from concord.eventstore.entry import MAX_ENTRY_BYTES
from concord.eventstore.errors import EntryTooLarge

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
_PLAIN = frozenset({str, int, bool, type(None)})


class NotCanonical(ValueError):
    """The value has no canonical text: a lone surrogate, NUL, a float, an integer beyond ±(2^53-1), a
    member name that is not ASCII."""


def canonical(value: Any) -> bytes:
    """The one UTF-8 text of a plain JSON value.

    With sorted ASCII keys and no floats, orjson writes what RFC 8785 asks for (tests compare it with
    the `rfc8785` package). Text is brought to NFC, so that two ways to type a name make one leaf.
    """
    _refuse_ambiguous(value)
    text = _dumps(value)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text.decode()):
        # Value by value, never the text as a whole: a mark that begins a line would compose with
        # the n of its escape.
        text = _dumps(_normalized(value))
    return _without_nul(text)


def canonical_text(text: str) -> str:
    """The one form of a text that is kept beside an entry, as it would be within: NFC, without NUL, and no
    longer than an entry.

    Raises `NotCanonical`, `EntryTooLarge`, and `UnicodeEncodeError` for half of a pair of surrogates.
    """
    if "\0" in text:
        raise NotCanonical("text has a NUL character, which neither a column nor a spreadsheet takes")
    one = unicodedata.normalize("NFC", text)
    if (size := len(one.encode())) > MAX_ENTRY_BYTES:
        raise EntryTooLarge(size, MAX_ENTRY_BYTES)
    return one


def _dumps(value: Any) -> bytes:
    try:
        return orjson.dumps(value, option=_OPTIONS)
    except TypeError as error:
        raise NotCanonical(str(error)) from None


def _refuse_ambiguous(value: Any) -> None:
    """orjson writes floats in a way of its own, and orders names by UTF-8 where RFC 8785 says UTF-16."""
    if isinstance(value, dict):
        for name, member in value.items():
            if isinstance(name, str) and not name.isascii():
                raise NotCanonical("a member name that is not ASCII")
            if type(member) not in _PLAIN:  # most are, and every event passes here
                _refuse_ambiguous(member)
    elif isinstance(value, (list, tuple)):
        for member in value:
            _refuse_ambiguous(member)
    elif isinstance(value, float):
        raise NotCanonical("a float has no place in an entry")


def _normalized(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case dict():
            return {name: _normalized(member) for name, member in value.items()}
        case list() | tuple():
            return [_normalized(member) for member in value]
    return value


def _without_nul(text: bytes) -> bytes:
    if b"\\u0000" in text and _NUL.search(text):
        raise NotCanonical("text has a NUL character, which PostgreSQL's jsonb refuses")
    return text
