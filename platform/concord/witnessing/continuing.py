"""Whether a ledger continues an earlier one: the RFC 6962 consistency proof, made of its tiles."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from concord.verifying.faults import Fault, Wrong
from concord.verifying.merkle import HASH_BYTES, continues, node_hash
from concord.verifying.tree import WIDTH, split, tile_root

HEIGHT = 8
"""Levels of hashes in a tile."""


class Tiles(Protocol):
    """Where tiles come from: a server, an export bundle."""

    async def tile(self, level: int, index: int, width: int) -> bytes | None: ...


class Node(NamedTuple):
    """The hash over 2^level leaves that begin at `number` * 2^level."""

    level: int
    number: int


async def prove(tiles: Tiles, size: int, later: int) -> list[bytes]:
    """The consistency proof between two sizes of one tree (RFC 6962, 2.1.2). Raises `Wrong`.

    Every hash comes from the tiles, none of which is believed: the proof holds only for the true roots.
    """
    return [await _root(tiles, first, last, later) for first, last in _subtrees(size, 0, later, whole=True)]


async def root_at(tiles: Tiles, size: int, later: int) -> bytes:
    """The root that the tiles of a tree of `later` leaves give for its first `size` of them, 1 or more.
    Raises `Wrong`."""
    return await _root(tiles, 0, size, later)


async def is_continued(tiles: Tiles, size: int, root: bytes, later: int, later_root: bytes) -> bool:
    """Whether the later tree has all of the earlier one, unchanged and in its place. Raises `Wrong`."""
    if size == 0:
        return True
    proof = await prove(tiles, size, later) if size < later else []
    return continues(size, root, later, later_root, proof)


async def _root(tiles: Tiles, first: int, last: int, later: int) -> bytes:
    """Over a range of leaves that is a subtree of the tree, as RFC 6962 cuts it."""
    nodes = [await _hash(tiles, node, later) for node in _perfect(first, last)]
    root = nodes.pop()
    while nodes:
        root = node_hash(nodes.pop(), root)
    return root


def _subtrees(size: int, first: int, last: int, *, whole: bool) -> Iterator[tuple[int, int]]:
    """SUBPROOF of RFC 6962 for the `size` leaves from `first` on, as ranges of leaves, in its order."""
    length = last - first
    if size == length:
        if not whole:
            yield first, last
        return
    half = 1 << (length - 1).bit_length() - 1
    if size <= half:
        yield from _subtrees(size, first, first + half, whole=whole)
        yield first + half, last
    else:
        yield from _subtrees(size - half, first + half, last, whole=False)
        yield first, first + half


def _perfect(first: int, last: int) -> Iterator[Node]:
    """The range cut into perfect subtrees, from left to right. `first` is a multiple of the widest."""
    while first < last:
        level = (last - first).bit_length() - 1
        yield Node(level, first >> level)
        first += 1 << level


async def _hash(tiles: Tiles, node: Node, size: int) -> bytes:
    """A node's hash, from the tile that has it or what it is over."""
    level, inside = divmod(node.level, HEIGHT)
    first, count = node.number << inside, 1 << inside
    index = first // WIDTH
    width = min(WIDTH, (size >> level * HEIGHT) - index * WIDTH)
    found = await tiles.tile(level, index, width)
    if found is None or len(found) != width * HASH_BYTES:
        raise Wrong(Fault.MISSING, what=f"tile/{level}/{index}")
    start = first - index * WIDTH
    return tile_root(split(found)[start : start + count])
