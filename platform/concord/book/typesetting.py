"""Setting Chinese text into lines: none begins with closing punctuation or ends with opening (GB/T 15834)."""

import re
from collections.abc import Iterator

from concord.book.typeface import Typeface

_WORDS = re.compile(r"[0-9A-Za-z@#./:_+\-%]+|.", re.DOTALL)
_CLOSING = frozenset("，。、；：？！）》」』】〕”’…%％·,.;:?!)]}")
_OPENING = frozenset("（《「『【〔“‘([{")


def lines(typeface: Typeface, text: str, size: float, width: float) -> Iterator[str]:
    """The text in lines of at most `width` points at that size, in points. Words and numbers stay whole
    where a line has room for them."""
    room = width * 1000 / size
    text = " ".join(text.split())
    if typeface.width(text) <= room:
        yield text
        return
    line, used = "", 0.0
    for unit in _units(text):
        for part in (unit,) if typeface.width(unit) <= room else _pieces(typeface, unit, room):
            needed = typeface.width(part)
            if line and used + needed > room:
                yield line.rstrip()
                line, used = "", 0.0
                part = part.lstrip()
            line, used = line + part, used + needed
    yield line.rstrip()


def _units(text: str) -> Iterator[str]:
    """What may not be torn apart: a word, or a character with the punctuation that belongs to it."""
    unit = ""
    for word in _WORDS.findall(text):
        if unit and (word in _CLOSING or unit[-1] in _OPENING):
            unit += word
            continue
        if unit:
            yield unit
        unit = word
    if unit:
        yield unit


def _pieces(typeface: Typeface, unit: str, room: float) -> Iterator[str]:
    """A unit that is longer than a line."""
    piece, used = "", 0.0
    for character in unit:
        needed = typeface.width(character)
        if piece and used + needed > room:
            yield piece
            piece, used = "", 0.0
        piece, used = piece + character, used + needed
    yield piece
