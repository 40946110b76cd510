"""RFC 6962 hash trees: hashing, inclusion, consistency, and the root of leaves that pass by."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
HASH_BYTES = 32


def leaf_hash(entry: bytes) -> bytes:
    """RFC 6962, 2.1: prefixed, so that a leaf can never be taken for a node."""
    return sha256(b"\x00" + entry).digest()


def leaf_hashes(entries: Iterable[bytes]) -> list[bytes]:
    """Of many, in one go: a call for each costs as much as a third of the hash."""
    return [sha256(b"\x00" + entry).digest() for entry in entries]


def node_hash(left: bytes, right: bytes) -> bytes:
    """RFC 6962, 2.1."""
    return sha256(b"\x01" + left + right).digest()


class Roots:
    """The root over hashes that are added one by one, in memory that grows with the tree's height only."""

    def __init__(self) -> None:
        self.size = 0
        self._perfect: list[bytes] = []
        """Roots of the perfect subtrees from left to right: one for each bit of the size."""

    def add(self, node: bytes) -> None:
        """The next leaf's hash (or the next node of any level, for the root of a tree of those)."""
        node_of, perfect, size = sha256, self._perfect, self.size
        while size & 1:
            node = node_of(b"\x01" + perfect.pop() + node).digest()
            size >>= 1
        perfect.append(node)
        self.size += 1

    @property
    def root(self) -> bytes:
        """Of everything added so far."""
        if not self._perfect:
            return EMPTY_ROOT
        root = self._perfect[-1]
        for left in reversed(self._perfect[:-1]):
            root = node_hash(left, root)
        return root


def root_of(hashes: Iterable[bytes]) -> bytes:
    """The root over these hashes."""
    roots = Roots()
    for node in hashes:
        roots.add(node)
    return roots.root


def includes(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that `leaf` (a hash) stands at `index` (from 0) of the tree.

    RFC 9162, 2.1.3.2, which is RFC 6962's proof with its checking written out.
    """
    if not 0 <= index < size or len(leaf) != HASH_BYTES:
        return False
    node, at, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and node == root


def continues(size: int, root: bytes, later_size: int, later_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the later tree has all of the earlier one, unchanged and in its place.

    RFC 9162, 2.1.4.2. An empty tree is continued by any other: that proves nothing, and is refused.
    """
    if not 0 < size <= later_size:
        return False
    if size == later_size:
        return not proof and root == later_root
    # A perfect earlier tree is a node of the later one, and its root is not repeated in the proof.
    hashes = [root, *proof] if size & (size - 1) == 0 else list(proof)
    if not hashes:
        return False
    at, last = size - 1, later_size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    earlier = later = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            earlier, later = node_hash(sibling, earlier), node_hash(sibling, later)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            later = node_hash(later, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and earlier == root and later == later_root
