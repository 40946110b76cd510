"""Sealing one tenant's ledger: its new entries are hashed, its tree grows, its head is said once.

    prepare   entries from the sealed size on are read and hashed; the sealed part must still be what it was
    record    (journal.py) the new tree head is on the disk
    publish   signed, then tiles and checkpoint in one transaction, under the lease

Killed between any two of them, the next sealer finds the head in the journal and repeats just that one.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import asyncpg
from msgspec.structs import astuple

from concord.ledger.addresses import origin_of
from concord.ledger.alarms import Alarm, Reason
from concord.ledger.checkpoints import Checkpoint, TreeHead, latest, signed
from concord.ledger.keys import KeyRing
from concord.ledger.merkle import leaf_hash
from concord.ledger.notes import NotANote, is_signed, verifier_key
from concord.ledger.statement import sql
from concord.ledger.tiles import WIDTH, Tile, open_spans
from concord.ledger.tree import Tree
from concord.tenancy import reading, writing

PAGE = 500
"""Entries in memory at a time: at most 32 MB."""
MOST = 32 * WIDTH
"""Entries sealed in one step; a longer backlog takes several, with a checkpoint each."""


class Prepared(NamedTuple):
    """A tree head that may be recorded, and what goes with it."""

    tenant: UUID
    head: TreeHead
    tree: Tree
    tiles: Sequence[Tile]
    oldest: bytes | None = None
    """First entry that was not sealed before."""
    added: int = 0
    """Entries that were not sealed before."""


class LeaseLost(Exception):
    """Another sealer signs now: this one publishes nothing."""


async def resumed(
    pool: asyncpg.Pool,
    tenant: UUID,
    own: TreeHead | None,
    name: str,
    keys: KeyRing,
    *,
    adopt: bool,
) -> tuple[Prepared, bool]:
    """Where a tenant's sealing stands, from what the journal says (`own`) and what is published; and whether
    that is published already.

    The tree is rebuilt from the database and must give every root that was said. `adopt`: a ledger that this
    folder knows nothing of, but the database does, is taken over. Raises `Alarm`.
    """
    async with reading(pool, tenant) as connection:
        published = await latest(connection, tenant)
        if own is None:
            own = await _first(connection, tenant, published, name, adopt=adopt)
        if published is not None and published.head.epoch < own.epoch:
            published = None  # of the origin before
        said = {own.size: own}
        if published is not None:
            _check_published(published, own, keys)
            said[published.head.size] = published.head
        seen = published.head.size if published else 0
        tree = await tree_at(connection, tenant, own._replace(size=min(own.size, seen)))
        _check(tree, said.get(tree.size))
        tiles: list[Tile] = []
        for size in sorted(said):
            tiles += await grown(connection, tenant, tree, size)
            _check(tree, said[size])
        return Prepared(tenant, said[tree.size], tree, tiles), tree.size == seen


def _check_published(published: Checkpoint, own: TreeHead, keys: KeyRing) -> None:
    head = published.head
    try:
        genuine = any(is_signed(published.note, head.origin, key) for key in keys.known)
    except NotANote:
        genuine = False
    theirs, ours = (head.epoch, head.origin), (own.epoch, own.origin)
    if not genuine or theirs != ours or (head.size == own.size and head.root != own.root):
        raise Alarm(
            Reason.FORGED,
            head.size,
            f"the database holds a checkpoint of size {head.size} that was not signed here",
        )


async def _first(
    connection: asyncpg.Connection, tenant: UUID, published: Checkpoint | None, name: str, *, adopt: bool
) -> TreeHead:
    if published is None:
        code, simulated = await connection.fetchrow(sql("tenant"), tenant)
        return TreeHead(1, origin_of(name, code, simulated=simulated), 0, Tree().root())
    if not adopt:
        raise Alarm(
            Reason.STATE_LOST,
            published.head.size,
            f"the state folder knows nothing of this ledger, which was sealed up to {published.head.size}",
        )
    return published.head


async def tree_at(connection: asyncpg.Connection, tenant: UUID, head: TreeHead) -> Tree:
    """The right edge of the tree at a size that is published: from entries, and from roots of tiles."""
    spans = [span for span in open_spans(head.size) if span.level]
    rows = await connection.fetch(
        sql("edge"),
        tenant,
        head.epoch,
        [span.level - 1 for span in spans],
        [span.first for span in spans],
        [span.width for span in spans],
    )
    edge: dict[int, list[bytes]] = {}
    for row in rows:
        edge.setdefault(row["level"], []).append(row["root"])
    tree = Tree(head.size - head.size % WIDTH, edge)
    await grown(connection, tenant, tree, head.size)
    return tree


async def grown(connection: asyncpg.Connection, tenant: UUID, tree: Tree, size: int) -> list[Tile]:
    """Takes in the entries up to a size. Raises `Alarm` where one is missing."""
    tiles: list[Tile] = []
    while tree.size < size:
        rows = await connection.fetch(sql("entries"), tenant, tree.size, size, PAGE)
        positions = [row["position"] for row in rows]
        if positions != list(range(tree.size + 1, tree.size + 1 + min(PAGE, size - tree.size))):
            raise _gap(tree.size, positions)
        tiles += tree.grow(leaf_hash(row["entry"]) for row in rows)
    return tiles


def _gap(after: int, positions: Sequence[int]) -> Alarm:
    missing = next(
        (n for n, found in enumerate(positions, after + 1) if n != found), after + len(positions) + 1
    )
    return Alarm(
        Reason.GAP, missing, f"there is no entry at position {missing}, below the head of the ledger"
    )


def _check(tree: Tree, said: TreeHead | None) -> None:
    if said is not None and tree.root() != said.root:
        raise Alarm(
            Reason.CHANGED,
            said.size,
            f"what the database holds up to position {said.size} is not what was sealed: "
            "`concord ledger verify` finds the entry",
        )


async def prepare(pool: asyncpg.Pool, tenant: UUID, head: TreeHead, tree: Tree, upto: int) -> Prepared:
    """The next tree head: up to a position, or as far as one step goes. Raises `Alarm`.

    Before a tile is completed its entries are read once more: they must still be what they were hashed as.
    """
    size = min(upto, head.size + MOST)
    larger = tree.copy()
    async with reading(pool, tenant) as connection:
        if size // WIDTH > head.size // WIDTH:
            await _recheck(connection, tenant, larger)
        oldest = await connection.fetchrow(sql("entries"), tenant, head.size, size, 1)
        tiles = await grown(connection, tenant, larger, size)
    made = head._replace(size=size, root=larger.root())
    return Prepared(tenant, made, larger, tiles, oldest["entry"] if oldest else None, size - head.size)


async def _recheck(connection: asyncpg.Connection, tenant: UUID, tree: Tree) -> None:
    leaves = tree.leaves()
    again = Tree(tree.size - len(leaves))
    await grown(connection, tenant, again, tree.size)
    for position, (was, now) in enumerate(
        zip(leaves, again.leaves(), strict=True), again.size - len(leaves) + 1
    ):
        if was != now:
            raise Alarm(
                Reason.CHANGED, position, f"the entry at position {position} was changed after it was sealed"
            )


async def publish(pool: asyncpg.Pool, holder: UUID, prepared: Prepared, ring: KeyRing) -> None:
    """Signs a recorded head and makes it visible, with its tiles.

    Safe to repeat. Raises `LeaseLost`, and `Alarm` where the database holds something else in its place.
    """
    tenant, head = prepared.tenant, prepared.head
    keys = ring.in_use
    note = signed(head, [key.private for key in keys])
    names = [verifier_key(head.origin, key.public) for key in keys]
    async with writing(pool, tenant) as connection:
        if not await connection.fetchval("select concord.has_lease($1)", holder):
            raise LeaseLost
        await _write_tiles(connection, tenant, head.epoch, prepared.tiles)
        await connection.execute(sql("write_keys"), tenant, names, [key.succession for key in keys])
        await connection.execute(
            sql("write_checkpoint"), tenant, head.epoch, head.size, head.origin, head.root, note
        )
        stored = await latest(connection, tenant)
        if stored is None or stored.head != head:
            raise Alarm(
                Reason.FORGED, head.size, f"the database holds a checkpoint beside that of size {head.size}"
            )


async def _write_tiles(
    connection: asyncpg.Connection, tenant: UUID, epoch: int, tiles: Sequence[Tile]
) -> None:
    if not tiles:
        return
    columns = (tenant, epoch, *map(list, zip(*map(astuple, tiles), strict=True)))
    await connection.execute(sql("write_tiles"), *columns)
    if await connection.fetchval(sql("count_tiles"), *columns) != len(tiles):
        first = min(tile.index for tile in tiles if tile.level == 0) * WIDTH + 1
        raise Alarm(
            Reason.TILE, first, f"the database holds other hashes for the entries from position {first} on"
        )
