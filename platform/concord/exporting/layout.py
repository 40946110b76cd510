"""Where everything is in a bundle: names as C2SP tlog-tiles gives them, so that an unpacked bundle is what a
log's server serves. `human/` is for the human ledger."""

import struct
from collections.abc import Iterable, Iterator

from concord.ledger.tiles import HEIGHT, WIDTH

FORMAT = "concord-ledger-bundle/1"
MANIFEST = "manifest.json"
CHECKPOINT = "checkpoint"
KEYS = "keys"
SUCCESSIONS = "successions"
"""Notes in which keys vouch for their successors, each followed by an empty line."""
STAMPS = "timestamps.json"
HUMAN = "human"
"""Folder of the ledger as people read it."""


def checkpoints(index: int) -> str:
    """Every checkpoint whose last entry is in one tile: JSON lines, by size."""
    return f"checkpoints/{index:012}.jsonl"


def tile(level: int | str, index: int, width: int = WIDTH) -> str:
    """`tile/<level>/x001/x234/067`, and `.p/<width>` for a partial one."""
    groups = [f"{index % 1000:03}"]
    while index >= 1000:
        index //= 1000
        groups.append(f"x{index % 1000:03}")
    return f"tile/{level}/" + "/".join(reversed(groups)) + ("" if width == WIDTH else f".p/{width}")


def entries(first: int, last: int) -> str:
    """The entries of one tile, or of the part of it that a period takes."""
    index, inside = divmod(first - 1, WIDTH)
    return f"entries/{first}-{last}" if inside else tile("entries", index, last - first + 1)


def disclosures(index: int) -> str:
    """What the entries of one tile commit to, as far as it is still there: JSON lines, encrypted."""
    return f"disclosures/{index:012}.jsonl"


def receipt(position: int) -> str:
    """Proves one entry in the bundle's checkpoint."""
    return f"proofs/{position}.tlog-proof"


def framed(raw: Iterable[bytes]) -> bytes:
    """An entry bundle: each entry behind its length in two bytes, big-endian."""
    return b"".join(struct.pack(">H", len(entry)) + entry for entry in raw)


def upper_tiles(size: int) -> Iterator[tuple[int, int, int]]:
    """(level, index, width) of every tile above level 0, the partial ones at the right edge too."""
    level = 1
    while count := size >> HEIGHT * level:
        for index in range(-(-count // WIDTH)):
            yield level, index, min(WIDTH, count - index * WIDTH)
        level += 1
