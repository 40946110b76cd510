"""RFC 8785 canonical JSON, as far as an entry uses it: no floats, ASCII member names, NFC text."""

import re
import unicodedata
from typing import Any

import orjson

_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class NotCanonical(ValueError):
    """The value has no canonical text: a lone surrogate, NUL, a float, an integer beyond ±(2^53-1)."""


def canonical(value: Any) -> bytes:
    """The one UTF-8 text of a plain JSON value.

    With sorted ASCII keys and no floats, orjson writes what RFC 8785 asks for (tests compare it with
    the `rfc8785` package). Text is brought to NFC, so that two ways to type a name make one leaf.
    """
    try:
        text = orjson.dumps(value, option=_OPTIONS)
    except TypeError as error:
        raise NotCanonical(str(error)) from None
    if text.isascii():
        return _without_nul(text)
    decoded = text.decode()
    if unicodedata.is_normalized("NFC", decoded):
        return _without_nul(text)
    # Normalizing the whole text is safe: no JSON punctuation composes with a following mark
    # but < = >, which stand only inside strings.
    return _without_nul(unicodedata.normalize("NFC", decoded).encode())


def _without_nul(text: bytes) -> bytes:
    if b"\\u0000" in text and _NUL.search(text):
        raise NotCanonical("text has a NUL character, which PostgreSQL's jsonb refuses")
    return text
