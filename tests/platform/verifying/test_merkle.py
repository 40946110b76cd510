"""RFC 6962 proofs: the public vectors of transparency-dev/merkle, and the RFC's own definitions."""

import base64
import json
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from noting import consistency_path, inclusion_path, tree_hash

from concord.verifying.merkle import Roots, continues, includes, leaf_hash, node_hash, root_of

VECTORS = Path(__file__).parents[4] / "shared" / "vectors" / "rfc6962.json"
sizes = st.integers(1, 300)


def entries_of(size: int) -> list[bytes]:
    return [b"entry %d" % n for n in range(size)]


def vectors(kind: str) -> list[dict]:
    if not VECTORS.exists():
        pytest.skip(f"the public vectors are not at {VECTORS}")
    found: list[dict] = json.loads(VECTORS.read_text())[kind]
    return found


def plain(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def path(case: dict) -> list[bytes]:
    return [plain(node) for node in case["proof"] or []]


def test_every_public_vector_of_inclusion_is_judged_as_it_says():
    judged = [
        includes(c["leafIdx"], c["treeSize"], plain(c["leafHash"]), path(c), plain(c["root"]))
        for c in vectors("inclusion")
    ]
    assert judged == [not case["wantErr"] for case in vectors("inclusion")]
    assert (judged.count(True), judged.count(False)) == (6, 92)


def test_every_public_vector_of_consistency_is_judged_as_it_says():
    judged = [
        continues(c["size1"], plain(c["root1"]), c["size2"], plain(c["root2"]), path(c))
        for c in vectors("consistency")
    ]
    assert judged == [not case["wantErr"] for case in vectors("consistency")]
    assert (judged.count(True), judged.count(False)) == (6, 92)


@given(sizes)
def test_the_root_of_leaves_that_pass_by_is_that_of_the_definition(size):
    entries = entries_of(size)
    assert root_of(map(leaf_hash, entries)) == tree_hash(entries)


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert Roots().root == sha256(b"").digest()


@given(sizes, st.data())
def test_a_proof_of_inclusion_proves_its_own_leaf_at_its_own_place_only(size, data):
    entries = entries_of(size)
    index = data.draw(st.integers(0, size - 1))
    elsewhere = data.draw(st.integers(0, size + 3).filter(lambda other: other != index))
    proof, root = inclusion_path(index, entries), tree_hash(entries)

    assert includes(index, size, leaf_hash(entries[index]), proof, root)
    assert not includes(index, size, leaf_hash(b"another"), proof, root)
    assert not includes(index, size, leaf_hash(entries[index]), [*proof, root], root)
    if size > 1:
        assert not includes(elsewhere, size, leaf_hash(entries[index]), proof, root)
        assert not includes(index, size, leaf_hash(entries[index]), proof[:-1], root)


@given(sizes, st.data())
def test_a_proof_of_consistency_refuses_another_history(size, data):
    earlier = data.draw(st.integers(1, size))
    entries = entries_of(size)
    changed = data.draw(st.integers(0, earlier - 1))
    forged = [*entries[:changed], b"forged", *entries[changed + 1 :]]
    proof = consistency_path(earlier, entries)

    assert continues(earlier, tree_hash(entries[:earlier]), size, tree_hash(entries), proof)
    assert not continues(earlier, tree_hash(forged[:earlier]), size, tree_hash(entries), proof)
    assert not continues(earlier, tree_hash(entries[:earlier]), size, tree_hash(forged), proof)
    assert not continues(earlier, tree_hash(entries[:earlier]), size, tree_hash(entries), [*proof, b"x" * 32])


def test_a_node_given_as_an_entry_is_not_the_leaf_it_pretends_to_be():
    """Second preimage: without the prefixes a tree of two would equal a tree of one."""
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


def test_a_last_leaf_that_is_doubled_makes_another_root():
    assert tree_hash(entries_of(3)) != root_of([*map(leaf_hash, entries_of(3)), leaf_hash(b"entry 2")])
