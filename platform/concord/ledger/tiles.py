"""Tiles of 256 hashes, as C2SP tlog-tiles cuts a tree."""

from typing import NamedTuple

from msgspec import Struct

from concord.ledger.merkle import HASH

HEIGHT = 8
WIDTH = 1 << HEIGHT


class Tile(Struct, frozen=True):
    """A full tile: 256 consecutive hashes of a level, each over 256 of the level below."""

    level: int
    index: int
    hashes: bytes
    """8,192 bytes."""
    root: bytes
    """The hash over all of them: one of the hashes of the tile above."""


def split(hashes: bytes) -> list[bytes]:
    """Single hashes out of a tile's bytes."""
    return [hashes[n : n + HASH] for n in range(0, len(hashes), HASH)]


class Span(NamedTuple):
    """The hashes of a level's last, partial tile."""

    level: int
    first: int
    """Index of its first hash within the level."""
    width: int


def open_spans(size: int) -> list[Span]:
    """The partial tiles of a tree, by level, those without a hash left out.

    At level *l* it has `floor(size / 256**l) mod 256` hashes.
    """
    spans, level = [], 0
    while count := size >> HEIGHT * level:
        if width := count % WIDTH:
            spans.append(Span(level, count - width, width))
        level += 1
    return spans
