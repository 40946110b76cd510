"""Tiles and entries as they are served: full tiles from their table, partial ones made of what is below."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

import asyncpg

from concord.ledger.merkle import leaf_hash, peaks
from concord.ledger.statement import sql
from concord.ledger.subtrees import Subtree
from concord.ledger.tiles import HEIGHT, WIDTH, split


class Incomplete(Exception):
    """The database does not hold what was sealed: entries or tiles are missing."""


class TileRef(NamedTuple):
    """Which tile, and how many of its hashes."""

    level: int
    number: int
    """The index, counted within the level."""
    width: int


def reference(level: int, number: int, size: int) -> TileRef:
    """A tile as it is in a tree of that size."""
    return TileRef(level, number, min(WIDTH, (size >> HEIGHT * level) - number * WIDTH))


async def read_tiles(
    connection: asyncpg.Connection,
    tenant: UUID,
    epoch: int,
    wanted: Sequence[TileRef],
    upto: int | None = None,
) -> dict[TileRef, list[bytes]]:
    """The hashes of tiles, in at most three queries. `upto`: entries beyond are not the epoch's.
    Raises `Incomplete`."""
    rows = await connection.fetch(
        sql("tiles"), tenant, epoch, [ref.level for ref in wanted], [ref.number for ref in wanted]
    )
    stored = {(row["level"], row["index"]): row["hashes"] for row in rows}
    found = {
        ref: split(stored[ref.level, ref.number])[: ref.width]
        for ref in wanted
        if (ref.level, ref.number) in stored
    }
    missing = [ref for ref in wanted if ref not in found]
    low = [ref for ref in missing if ref.level == 0]
    if upto is not None and any(ref.number * WIDTH + ref.width > upto for ref in low):
        raise Incomplete(f"entries after {upto} were given up")
    found |= await _from_entries(connection, tenant, low)
    found |= await _from_roots(connection, tenant, epoch, [ref for ref in missing if ref.level])
    for ref in wanted:
        if len(found[ref]) != ref.width:
            raise Incomplete(f"tile {ref.level}/{ref.number} has {len(found[ref])} of {ref.width} hashes")
    return found


async def _from_entries(
    connection: asyncpg.Connection, tenant: UUID, wanted: Iterable[TileRef]
) -> dict[TileRef, list[bytes]]:
    return {
        ref: [leaf_hash(entry) for entry in await read_entries(connection, tenant, ref.number, ref.width)]
        for ref in wanted
    }


async def _from_roots(
    connection: asyncpg.Connection, tenant: UUID, epoch: int, wanted: Sequence[TileRef]
) -> dict[TileRef, list[bytes]]:
    if not wanted:
        return {}
    found: dict[TileRef, list[bytes]] = {ref: [] for ref in wanted}
    by_level = {ref.level: ref for ref in wanted}
    rows = await connection.fetch(
        sql("edge"),
        tenant,
        epoch,
        [ref.level - 1 for ref in by_level.values()],
        [ref.number * WIDTH for ref in by_level.values()],
        [ref.width for ref in by_level.values()],
    )
    for row in rows:
        found[by_level[row["level"]]].append(row["root"])
    return found


async def read_entries(connection: asyncpg.Connection, tenant: UUID, number: int, width: int) -> list[bytes]:
    """The stored bytes of the entries of a tile at level 0."""
    first = number * WIDTH
    rows = await connection.fetch(sql("entries"), tenant, first, first + width, WIDTH)
    return [row["entry"] for row in rows]


async def read_nodes(
    connection: asyncpg.Connection, tenant: UUID, epoch: int, size: int, wanted: Iterable[Subtree]
) -> dict[Subtree, bytes]:
    """The hashes of complete subtrees of a tree of that size. Raises `Incomplete`."""
    places = {subtree: reference(*subtree.tile, size) for subtree in wanted}
    tiles = await read_tiles(connection, tenant, epoch, sorted(set(places.values())))
    return {subtree: _node(tiles[ref], subtree) for subtree, ref in places.items()}


def _node(hashes: Sequence[bytes], subtree: Subtree) -> bytes:
    width = 1 << subtree.height % HEIGHT
    first = subtree.n * width % WIDTH
    (root,) = peaks(hashes[first : first + width])
    return root
