"""Hashes and shapes of a Merkle tree, as RFC 6962 section 2.1 defines them."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

HASH = 32
"""Bytes."""
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Of an entry's stored bytes. The prefix keeps a leaf from being taken for a node."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Of two neighbours."""
    return sha256(b"\x01" + left + right).digest()


def levels(hashes: Sequence[bytes]) -> list[list[bytes]]:
    """All complete nodes above a row of hashes: the row itself, then pairs of it, and so on. A last one
    without a neighbour has no node above it."""
    rows = [list(hashes)]
    while len(row := rows[-1]) > 1:
        rows.append([node_hash(row[n], row[n + 1]) for n in range(0, len(row) - 1, 2)])
    return rows


def peaks(hashes: Sequence[bytes]) -> list[bytes]:
    """Roots of the complete subtrees that a row of hashes falls into, the largest (leftmost) first."""
    return [row[-1] for row in reversed(levels(hashes)) if len(row) % 2]


def fold(found: Iterable[bytes]) -> bytes:
    """The root over the complete subtrees of a tree, the largest first: each is the left neighbour of
    everything after it."""
    root: bytes | None = None
    for peak in reversed(list(found)):
        root = peak if root is None else node_hash(peak, root)
    return EMPTY_ROOT if root is None else root
