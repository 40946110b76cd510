"""Going round: what was sealed long ago is read again, tile after tile, as long as a sealer runs.

The entries of a tile must still hash to it, and it must still hang in the tree that the sealer remembers: up
through the full tiles over it to the right edge in memory, whose root is in the journal. Changed hashes that
agree with each other do not agree with that.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import ceil
from time import monotonic
from typing import NamedTuple
from uuid import UUID

import asyncpg

from concord.ledger.alarms import Alarm, Reason
from concord.ledger.checkpoints import TreeHead
from concord.ledger.merkle import leaf_hash, peaks
from concord.ledger.statement import sql
from concord.ledger.tiles import HEIGHT, WIDTH, split
from concord.ledger.tree import Tree
from concord.telemetry.metrics import LEDGER_ROUND_SECONDS, REREAD_TILES
from concord.tenancy import reading

LAP = 24 * 3600.0
"""Seconds in which every entry and every tile of every ledger is read again."""
MOST = 64
"""Tiles at a time, some 0.1 s of work. At one look a second they suffice for 1,400 million entries a lap;
with more it takes longer (`concord_ledger_round_seconds`)."""


class Place(NamedTuple):
    """A tile at level 0."""

    tenant: UUID
    number: int


class Patrol:
    """Which tiles are due, over all tenants; one at least each time, so small ledgers are gone round soon."""

    def __init__(self) -> None:
        self._rest: Iterator[Place] = iter(())
        self._began: float | None = None

    def due(self, heads: Mapping[UUID, TreeHead], seconds: float) -> list[Place]:
        """Those to look at now. `seconds`: since this was asked last."""
        total = sum(_tiles(head.size) for head in heads.values())
        count = min(total, MOST, max(1, ceil(total * seconds / LAP)))
        found = list(islice(self._rest, count))
        if len(found) < count:
            if self._began is not None:
                LEDGER_ROUND_SECONDS.set(monotonic() - self._began)
            self._began, self._rest = monotonic(), _round(heads)
            found += islice(self._rest, count - len(found))
        return found


def _round(heads: Mapping[UUID, TreeHead]) -> Iterator[Place]:
    for tenant in sorted(heads):
        index = 0
        while index < _tiles(heads[tenant].size):  # it grows meanwhile
            yield Place(tenant, index)
            index += 1


def _tiles(size: int) -> int:
    """The last one may be partial."""
    return -(-size // WIDTH)


async def look(pool: asyncpg.Pool, tenant: UUID, head: TreeHead, tree: Tree, index: int) -> None:
    """Reads one tile again, its entries and the full tiles over it, and compares all with the tree in memory.
    Raises `Alarm`."""
    first, last = index * WIDTH + 1, min(head.size, (index + 1) * WIDTH)
    async with reading(pool, tenant) as connection:
        rows = await connection.fetch(sql("entries"), tenant, first - 1, last, WIDTH)
        levels = range(_full_levels(index, head.size))
        over = [index >> HEIGHT * level for level in levels]
        tiles = await connection.fetch(sql("tiles_of"), tenant, head.epoch, list(levels), over)
    REREAD_TILES.inc()
    positions = [row["position"] for row in rows]
    if positions != list(range(first, last + 1)):
        missing = next((n for n, found in enumerate(positions, first) if n != found), first + len(positions))
        raise Alarm(Reason.GAP, missing, f"there is no entry at position {missing}, which was sealed")
    leaves = [leaf_hash(row["entry"]) for row in rows]
    if levels:
        root = _hung(tiles, levels, tree, index)
        _compare(leaves, tiles[0], root, first)
    elif leaves != tree.leaves():
        raise _changed(first + _first_difference(leaves, tree.leaves()))


def _full_levels(index: int, size: int) -> int:
    """How many full tiles stand over each other on the way from a tile at level 0, itself included."""
    level = 0
    while index >> HEIGHT * level < size >> HEIGHT * (level + 1):
        level += 1
    return level


def _hung(tiles: Sequence[asyncpg.Record], levels: range, tree: Tree, index: int) -> bytes:
    """The root that the tile at level 0 must have: from the right edge down through the full tiles over it.
    Raises `Alarm` for one that is not what the one over it says."""
    if [row["level"] for row in tiles] != list(levels):
        raise _tile(index, levels, "is incomplete")
    root = tree.edge(len(levels))[index >> HEIGHT * levels[-1] & WIDTH - 1]
    for level in reversed(levels[1:]):
        hashes = split(tiles[level]["hashes"])
        if not peaks(hashes) == [root] == [tiles[level]["root"]]:
            raise _tile(index, range(level + 1), "is not the one that was sealed")
        root = hashes[index >> HEIGHT * (level - 1) & WIDTH - 1]
    return root


def _compare(leaves: Sequence[bytes], tile: asyncpg.Record, root: bytes, first: int) -> None:
    stored = split(tile["hashes"])
    if peaks(leaves) == [root]:
        if stored != leaves or tile["root"] != root:
            raise _tile((first - 1) // WIDTH, range(1), "is not the one that was sealed")
    elif peaks(stored) == [root]:
        raise _changed(first + _first_difference(leaves, stored))
    else:
        raise Alarm(
            Reason.CHANGED,
            first,
            f"the entries from position {first} to {first + WIDTH - 1} are not those that were sealed",
        )


def _first_difference(found: Sequence[bytes], sealed: Sequence[bytes]) -> int:
    return next(n for n, (one, other) in enumerate(zip(found, sealed, strict=True)) if one != other)


def _changed(position: int) -> Alarm:
    return Alarm(
        Reason.CHANGED, position, f"the entry at position {position} was changed after it was sealed"
    )


def _tile(index: int, levels: range, what: str) -> Alarm:
    height = HEIGHT * len(levels)
    first = (index << HEIGHT >> height << height) + 1
    return Alarm(
        Reason.TILE,
        index * WIDTH + 1,
        f"the hash tree over the entries from position {first} to {first + (1 << height) - 1} {what}",
    )
