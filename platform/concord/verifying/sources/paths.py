"""Names of tiles, as C2SP tlog-tiles spells them: in a bundle and on a server alike."""

import struct
from collections.abc import Iterator

from concord.verifying.faults import Fault, Wrong
from concord.verifying.tree import WIDTH


def tile_path(level: int | str, index: int, width: int = WIDTH) -> str:
    """`tile/<level>/x001/x234/067`, with `.p/<width>` where it is not full."""
    parts = [f"{index % 1000:03}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03}")
    return f"tile/{level}/{'/'.join(parts)}" + (f".p/{width}" if width < WIDTH else "")


def split_entries(bundle: bytes, first: int) -> list[bytes]:
    """The entries of a bundle: each has its length in two bytes before it. `first`: position of its first.

    Raises `Wrong`.
    """
    return list(_entries(bundle, first))


def _entries(bundle: bytes, position: int) -> Iterator[bytes]:
    at = 0
    while at < len(bundle):
        if at + 2 > len(bundle):
            raise Wrong(Fault.ENTRY_MALFORMED, position=position, why="length")
        (length,) = struct.unpack_from(">H", bundle, at)
        at += 2 + length
        if at > len(bundle):
            raise Wrong(Fault.ENTRY_MALFORMED, position=position, why="length")
        yield bundle[at - length : at]
        position += 1
