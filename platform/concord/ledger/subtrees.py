"""Which nodes a proof consists of: ranges of leaves, and the complete subtrees that a range falls into."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from concord.ledger.merkle import node_hash
from concord.ledger.tiles import HEIGHT


class Range(NamedTuple):
    """Leaves from `first` to before `end`: a node of the tree, complete or at its right edge."""

    first: int
    end: int


class Subtree(NamedTuple):
    """A complete subtree: the n-th node of a height."""

    height: int
    n: int

    @property
    def tile(self) -> tuple[int, int]:
        """Level and index of the tile that has the hashes under it."""
        level, within = divmod(self.height, HEIGHT)
        return level, self.n << within >> HEIGHT


def complete(whole: Range) -> Iterator[Subtree]:
    """The complete subtrees of a range, the largest (leftmost) first."""
    at = whole.first
    while at < whole.end:
        height = (whole.end - at).bit_length() - 1
        if at:
            height = min(height, (at & -at).bit_length() - 1)
        yield Subtree(height, at >> height)
        at += 1 << height


def inclusion(index: int, size: int) -> list[Range]:
    """Siblings on the way from a leaf to the root (RFC 6962, 2.1.1), the leaf's own first."""
    siblings: list[Range] = []
    here = Range(0, size)
    while here.end - here.first > 1:
        middle = here.first + _split(here)
        left, right = Range(here.first, middle), Range(middle, here.end)
        here, sibling = (left, right) if index < middle else (right, left)
        siblings.append(sibling)
    return siblings[::-1]


def root_by_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes]) -> bytes:
    """The root that a proof leads to."""
    root = leaf
    for sibling, one in zip(inclusion(index, size), path, strict=True):
        root = node_hash(root, one) if sibling.first > index else node_hash(one, root)
    return root


def consistency(old: int, new: int) -> list[Range]:
    """Nodes that prove a tree to be continued by a larger one (RFC 6962, 2.1.2); none from an empty one."""
    return _subproof(old, Range(0, new), whole=True) if old else []


def _subproof(old: int, here: Range, *, whole: bool) -> list[Range]:
    if old == here.end - here.first:
        return [] if whole else [here]
    split = _split(here)
    left, right = Range(here.first, here.first + split), Range(here.first + split, here.end)
    if old <= split:
        return [*_subproof(old, left, whole=whole), right]
    return [*_subproof(old - split, right, whole=False), left]


def roots_by_consistency(old: int, old_root: bytes, new: int, proof: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The two roots that a proof leads to, from the old one."""
    rest = iter(proof)
    return _roots(old, Range(0, new), lambda: old_root, lambda: next(rest)) if old else (old_root, b"")


def _roots(
    old: int, here: Range, own: Callable[[], bytes], given: Callable[[], bytes]
) -> tuple[bytes, bytes]:
    if old == here.end - here.first:
        node = own()
        return node, node
    split = _split(here)
    middle = here.first + split
    if old <= split:
        was, now = _roots(old, Range(here.first, middle), own, given)
        return was, node_hash(now, given())
    was, now = _roots(old - split, Range(middle, here.end), given, given)
    left = given()
    return node_hash(left, was), node_hash(left, now)


def _split(here: Range) -> int:
    """The largest power of two below the number of leaves: so many are in the left half."""
    return 1 << (here.end - here.first - 1).bit_length() - 1
