"""The one typeface of printed documents: Noto Sans SC (SIL Open Font License 1.1), part of this package, so
that a document looks the same on every machine. Widths are in thousandths of the font size."""

import io
from collections.abc import Callable
from functools import cached_property
from importlib.resources import as_file, files
from typing import Any, Generic, TypeVar

from fontTools import subset
from fontTools.ttLib import TTFont

FILE = "NotoSansSC-Regular.ttf"
MISSING = "〓"
"""Printed where the typeface lacks a character (the geta mark, as in metal type)."""


V = TypeVar("V")


class _Kept(dict[str, V], Generic[V]):
    """Found out once a character: a text is then measured and encoded without a call of Python's for each."""

    def __init__(self, find: Callable[[str], V]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, character: str) -> V:
        found = self[character] = self._find(character)
        return found


class Typeface:
    """Measures text, and remembers which glyphs a document uses."""

    def __init__(self) -> None:
        with as_file(files("concord.book") / "font" / FILE) as path:
            self._font = TTFont(io.BytesIO(path.read_bytes()), lazy=True)
        self._glyphs: dict[int, str] = self._font.getBestCmap()
        self._scale = 1000 / self._font["head"].unitsPerEm
        self._advances: dict[str, tuple[int, int]] = self._font["hmtx"].metrics
        self._known = _Kept(self._glyph)
        self._widths = _Kept(lambda character: self._known[character][1])
        self._codes = _Kept(lambda character: f"{self._known[character][0]:04X}")

    def width(self, text: str) -> float:
        """Of the text set in one line."""
        return sum(map(self._widths.__getitem__, text))

    def encoded(self, text: str) -> str:
        """The glyphs of the text, four hexadecimal digits each, as a PDF with Identity-H shows them."""
        return "".join(map(self._codes.__getitem__, text))

    @property
    def used(self) -> dict[int, tuple[str, float]]:
        """Character and width of every glyph used so far, by its number."""
        return {number: (character, width) for character, (number, width) in self._known.items()}

    @cached_property
    def metrics(self) -> dict[str, Any]:
        """What a PDF's font descriptor states (ISO 32000-1, 9.8)."""
        head, hhea, os2 = self._font["head"], self._font["hhea"], self._font["OS/2"]
        box = [round(value * self._scale) for value in (head.xMin, head.yMin, head.xMax, head.yMax)]
        return {
            "box": box,
            "ascent": round(hhea.ascent * self._scale),
            "descent": round(hhea.descent * self._scale),
            "cap": round(os2.sCapHeight * self._scale),
        }

    def subset(self) -> bytes:
        """A font file of the glyphs used, each under its own number. Ends the use of this typeface."""
        options = subset.Options(
            retain_gids=True,
            notdef_outline=True,
            hinting=False,
            layout_features=[],
            drop_tables=["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "STAT", "gasp", "meta"],
        )
        cutter = subset.Subsetter(options)
        cutter.populate(gids=list(self.used))
        cutter.subset(self._font)
        made = io.BytesIO()
        self._font.save(made)
        return made.getvalue()

    def _glyph(self, character: str) -> tuple[int, float]:
        """Number and width."""
        name = self._glyphs.get(ord(character)) or self._glyphs[ord(MISSING)]
        return self._font.getGlyphID(name), self._advances[name][0] * self._scale
