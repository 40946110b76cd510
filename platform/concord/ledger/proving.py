"""Proofs for whoever holds a checkpoint: an entry is in it, a later one continues an earlier one.

Every proof is checked here before it is given away: where stored tiles or entries contradict what was signed,
nobody gets a proof that fails for a reason that he cannot see.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import asyncpg

from concord.ledger.checkpoints import Checkpoint, TreeHead, exactly, latest
from concord.ledger.merkle import fold, leaf_hash
from concord.ledger.notes import encoded
from concord.ledger.reading import Incomplete, read_nodes
from concord.ledger.statement import sql
from concord.ledger.subtrees import (
    Range,
    Subtree,
    complete,
    consistency,
    inclusion,
    root_by_inclusion,
    roots_by_consistency,
)

RECEIPT = "c2sp.org/tlog-proof@v1"


class NotSealed(Exception):
    """No checkpoint covers so many entries yet."""

    def __init__(self, sealed: int) -> None:
        super().__init__(str(sealed))
        self.sealed = sealed


class Contradiction(Exception):
    """What the database holds is not what was signed: an alarm, not a mistake of who asks."""


class InclusionProof(NamedTuple):
    """An entry is in the tree of a size."""

    position: int
    entry: bytes
    size: int
    root: bytes
    path: Sequence[bytes]
    """From the leaf's sibling up (RFC 6962, 2.1.1)."""
    checkpoint: Checkpoint | None
    """Of just this size, where one was signed."""
    successions: Sequence[str]
    """Notes in which keys vouch for their successors."""

    @property
    def receipt(self) -> str | None:
        """One text that proves it offline (C2SP tlog-proof), also to who knows a key from before: the notes
        are its extra data."""
        if self.checkpoint is None:
            return None
        notes = "\n".join(self.successions)
        extra = [f"extra {encoded(notes.encode())}"] if notes else []
        proof = [f"index {self.position - 1}", *map(encoded, self.path)]
        return "\n".join([RECEIPT, *extra, *proof, "", self.checkpoint.note])


class ConsistencyProof(NamedTuple):
    """The tree of one size is continued by that of another."""

    old: int
    old_root: bytes
    new: int
    new_root: bytes
    path: Sequence[bytes]
    """RFC 6962, 2.1.2."""


async def prove_inclusion(
    connection: asyncpg.Connection, tenant: UUID, position: int, size: int | None, until: int | None = None
) -> InclusionProof:
    """In the newest checkpoint, or in a tree of another size that is sealed. `connection`: a transaction of
    the tenant's. Raises `NotSealed`, `Contradiction`."""
    newest = await _newest(connection, tenant, size or position, until)
    size = size or newest.head.size
    siblings = inclusion(position - 1, size)
    nodes = await _nodes(connection, tenant, newest.head, size, [*siblings, Range(0, size)])
    path = [_over(nodes, sibling) for sibling in siblings]
    root, checkpoint = await _root(connection, tenant, newest, size, nodes)
    entry = await connection.fetchval(sql("entry"), tenant, position)
    if entry is None or root_by_inclusion(position - 1, size, leaf_hash(entry), path) != root:
        raise Contradiction(f"the entry at position {position} is not the one that was sealed")
    notes = [row["note"] for row in await connection.fetch(sql("key_successions"))]
    return InclusionProof(position, entry, size, root, path, checkpoint, notes)


async def prove_consistency(
    connection: asyncpg.Connection, tenant: UUID, old: int, new: int, until: int | None = None
) -> ConsistencyProof:
    """That the first `old` entries of a tree of `new` are those of the earlier one. `connection`: a
    transaction of the tenant's. Raises `NotSealed`, `Contradiction`."""
    newest = await _newest(connection, tenant, new, until)
    ranges = consistency(old, new)
    nodes = await _nodes(connection, tenant, newest.head, new, [*ranges, Range(0, old), Range(0, new)])
    path = [_over(nodes, one) for one in ranges]
    old_root, _ = await _root(connection, tenant, newest, old, nodes)
    new_root, _ = await _root(connection, tenant, newest, new, nodes)
    if old and roots_by_consistency(old, old_root, new, path) != (old_root, new_root):
        raise Contradiction(f"the tree of {new} entries does not continue that of {old}")
    return ConsistencyProof(old, old_root, new, new_root, path)


async def _newest(connection: asyncpg.Connection, tenant: UUID, size: int, until: int | None) -> Checkpoint:
    """The newest checkpoint, if it covers so many entries."""
    newest = await latest(connection, tenant, until)
    if newest is None or newest.head.size < size:
        raise NotSealed(newest.head.size if newest else 0)
    return newest


async def _nodes(
    connection: asyncpg.Connection, tenant: UUID, head: TreeHead, size: int, ranges: Sequence[Range]
) -> dict[Subtree, bytes]:
    wanted = {subtree for one in ranges for subtree in complete(one)}
    try:
        return await read_nodes(connection, tenant, head.epoch, size, wanted)
    except Incomplete as error:
        raise Contradiction(str(error)) from error


def _over(nodes: dict[Subtree, bytes], one: Range) -> bytes:
    return fold(nodes[subtree] for subtree in complete(one))


async def _root(
    connection: asyncpg.Connection,
    tenant: UUID,
    newest: Checkpoint,
    size: int,
    nodes: dict[Subtree, bytes],
) -> tuple[bytes, Checkpoint | None]:
    """The root of a tree of that size, and its checkpoint if one was signed."""
    root = _over(nodes, Range(0, size))
    known = newest if newest.head.size == size else await exactly(connection, tenant, newest.head.epoch, size)
    if known is not None and known.head.root != root:
        raise Contradiction(f"the hashes under the first {size} entries are not those that were signed")
    return root, known
