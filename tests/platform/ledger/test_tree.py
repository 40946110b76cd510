"""The growing tree gives what RFC 6962 defines, tile by tile."""

from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from concord.ledger.merkle import EMPTY_ROOT, leaf_hash, node_hash
from concord.ledger.tiles import WIDTH, open_spans
from concord.ledger.tree import Tree


def defined(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, as it is written there."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + defined(leaves[:split]) + defined(leaves[split:])).digest()


def leaves_of(count: int) -> list[bytes]:
    return [leaf_hash(b"%d" % n) for n in range(count)]


@given(st.lists(st.integers(0, 600), max_size=4))
@settings(max_examples=40, deadline=None)
def test_the_root_is_that_of_the_definition_however_it_grew(steps):
    leaves = leaves_of(sum(steps))
    tree, taken = Tree(), 0
    for step in steps:
        tree.grow(leaves[taken : taken + step])
        taken += step
        assert tree.root() == defined(leaves[:taken])
    assert tree.size == len(leaves)


def test_an_empty_tree_has_the_hash_of_nothing():
    assert Tree().root() == EMPTY_ROOT == sha256(b"").digest()


def test_a_leaf_is_never_taken_for_a_node():
    left, right = leaves_of(2)

    assert leaf_hash(left + right) != node_hash(left, right)


def test_tiles_of_70_000_entries_are_as_the_standard_says():
    """The example of C2SP tlog-tiles, section Partial Tiles."""
    leaves = leaves_of(70_000)
    tree = Tree()

    tiles = tree.grow(leaves)

    assert [tile.index for tile in tiles if tile.level == 0] == list(range(273))
    assert [tile.index for tile in tiles if tile.level == 1] == [0]
    assert [(span.level, span.width) for span in open_spans(70_000)] == [(0, 112), (1, 17), (2, 1)]
    for tile in tiles:
        over = WIDTH ** (tile.level + 1)
        assert tile.root == defined(leaves[tile.index * over : (tile.index + 1) * over])
        assert len(tile.hashes) == 8192
    assert tiles[0].hashes == b"".join(leaves[:WIDTH])
    assert tree.root() == defined(leaves)


def test_a_copy_grows_alone():
    tree = Tree()
    tree.grow(leaves_of(300))
    before = tree.root()

    tree.copy().grow(leaves_of(700))

    assert (tree.size, tree.root()) == (300, before)
