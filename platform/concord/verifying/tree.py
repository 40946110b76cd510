"""The tree of a ledger, cut into tiles of 256 hashes (C2SP tlog-tiles), as its leaves pass by."""

from collections.abc import Callable, Sequence
from hashlib import sha256

from concord.verifying.merkle import EMPTY_ROOT, HASH_BYTES, node_hash

WIDTH = 256


def tile_root(hashes: Sequence[bytes]) -> bytes:
    """The root over a full tile's hashes."""
    row = hashes
    while len(row) > 1:
        each = iter(row)
        row = [sha256(b"\x01" + left + right).digest() for left, right in zip(each, each, strict=True)]
    return row[0]


def peaks(hashes: Sequence[bytes]) -> list[bytes]:
    """Roots of the perfect subtrees over a row of fewer than 256 hashes, the widest first."""
    found, first = [], 0
    for bit in range(8, -1, -1):
        if len(hashes) >> bit & 1:
            found.append(tile_root(hashes[first : first + (1 << bit)]))
            first += 1 << bit
    return found


def split(tile: bytes) -> list[bytes]:
    """A tile's hashes."""
    return [tile[n : n + HASH_BYTES] for n in range(0, len(tile), HASH_BYTES)]


class TileTree:
    """Grows by whole tiles of leaves; holds one open tile of each level."""

    def __init__(self, full: Callable[[int, int, Sequence[bytes]], None]) -> None:
        """`full(level, index, hashes)` is called with each tile above level 0 that has become full."""
        self._full = full
        self._open: list[list[bytes]] = []
        self._counts: list[int] = []

    def add(self, node: bytes, level: int = 1) -> None:
        """The root of the next full tile of the level below."""
        if level > len(self._open):
            self._open.append([])
            self._counts.append(0)
        row = self._open[level - 1]
        row.append(node)
        if len(row) == WIDTH:
            self._full(level, self._counts[level - 1], row)
            self._counts[level - 1] += 1
            self._open[level - 1] = []
            self.add(tile_root(row), level + 1)

    def open_tiles(self) -> list[tuple[int, int, Sequence[bytes]]]:
        """(level, index, hashes) of the tiles above level 0 that are not full, without the empty ones."""
        levels = enumerate(zip(self._counts, self._open, strict=True), 1)
        return [(level, index, row) for level, (index, row) in levels if row]

    def root(self, leaves: Sequence[bytes] = ()) -> bytes:
        """Of everything added, and of fewer than 256 leaves after it."""
        found = [peak for row in reversed(self._open) for peak in peaks(row)] + peaks(leaves)
        if not found:
            return EMPTY_ROOT
        root = found[-1]
        for left in reversed(found[:-1]):
            root = node_hash(left, root)
        return root
