"""A tree that grows: it holds the partial tiles at its right edge, a few kilobytes whatever its size."""

from collections.abc import Iterable

from concord.ledger.merkle import fold, peaks
from concord.ledger.tiles import HEIGHT, WIDTH, Tile


class Tree:
    """The right edge of a tree, and how it moves."""

    def __init__(self, size: int = 0, edge: dict[int, list[bytes]] | None = None) -> None:
        """`edge`: hashes of the partial tile of each level, as `tiles.open_spans` counts them."""
        self.size = size
        self._edge = edge or {}

    def copy(self) -> "Tree":
        """One that can grow while this one stays."""
        return Tree(self.size, {level: list(hashes) for level, hashes in self._edge.items()})

    def leaves(self) -> list[bytes]:
        """Leaf hashes of the partial tile at level 0, those of the last `size % 256` entries."""
        return self.edge(0)

    def edge(self, level: int) -> list[bytes]:
        """Hashes of the partial tile of a level."""
        return list(self._edge.get(level, ()))

    def grow(self, leaf_hashes: Iterable[bytes]) -> list[Tile]:
        """Takes in the next leaves. Returns the tiles that they completed, of all levels."""
        full: list[Tile] = []
        for leaf in leaf_hashes:
            self.size += 1
            self._push(0, leaf, full)
        return full

    def root(self) -> bytes:
        """The Merkle tree hash of everything taken in."""
        return fold(peak for level in sorted(self._edge, reverse=True) for peak in peaks(self._edge[level]))

    def _push(self, level: int, one: bytes, full: list[Tile]) -> None:
        edge = self._edge.setdefault(level, [])
        edge.append(one)
        if len(edge) == WIDTH:
            (root,) = peaks(edge)
            index = (self.size >> HEIGHT * (level + 1)) - 1
            full.append(Tile(level, index, b"".join(edge), root))
            self._edge[level] = []
            self._push(level + 1, root, full)
