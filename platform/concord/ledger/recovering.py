"""Putting sealed entries back that a restored database has lost, or beginning anew where nobody has them.

The sealer remembers what it signed (journal.py), and halts a ledger that ends before it. Entries come back
byte for byte from whoever still has them; before the first one is stored, all of them have been hashed and
lead to the root that was signed, for an append-only table forgives no mistake.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Protocol
from uuid import UUID

import asyncpg
import msgspec

from concord.eventstore import Entry
from concord.eventstore.composing import SYSTEM_ROLE, Metadata, compose
from concord.ledger.addresses import following, origin_stream
from concord.ledger.checkpoints import TreeHead, latest
from concord.ledger.merkle import EMPTY_ROOT, leaf_hash
from concord.ledger.sealing import grown, tree_at
from concord.ledger.statement import sql
from concord.tenancy import Tenant, reading

ORIGIN_BEGUN = "ledger.OriginBegun"
BATCH = 500

Report = Callable[[int, int], None]
"""(entries put back, of how many)."""


class RecoveryRefused(Exception):
    """Nothing was changed. One sentence."""


class Source(Protocol):
    """Whoever still has entries."""

    def entries(self, after: int) -> AsyncIterator[bytes]:
        """Stored bytes from a position on, in order, as far as it has them. Asked twice, the same."""
        ...


class Loss(msgspec.Struct, frozen=True):
    """What a ledger has lost."""

    sealed: TreeHead
    """The last tree head that was signed."""
    present: int
    """Position of the last entry that is there."""


async def find_loss(pool: asyncpg.Pool, tenant: Tenant, heads: Mapping[UUID, TreeHead]) -> Loss:
    """Raises `RecoveryRefused` where nothing is lost. `heads`: of the sealer's journal."""
    sealed = heads.get(tenant.id)
    if sealed is None:
        raise RecoveryRefused(f"the sealer's state folder knows nothing of {tenant.code}")
    async with reading(pool, tenant.id) as connection:
        position = await connection.fetchval(sql("position"), tenant.id)
    if position >= sealed.size:
        raise RecoveryRefused(f"{tenant.code} has all {sealed.size} entries that were sealed")
    return Loss(sealed, position)


async def restore(pool: asyncpg.Pool, tenant: Tenant, loss: Loss, source: Source, report: Report) -> int:
    """Puts entries back from a source. Returns the position reached, at least the one sealed.

    `pool`: as concord_owner. Raises `RecoveryRefused`; interrupted, it goes on when it is asked again.
    """
    await _verify(pool, tenant, loss, source)
    position = loss.present
    batch: list[Entry] = []
    async for raw in source.entries(loss.present):
        batch.append(Entry(position + len(batch) + 1, raw))
        if len(batch) == BATCH:
            position = await _store(pool, tenant, position, batch)
            report(position, loss.sealed.size)
            batch = []
    return await _store(pool, tenant, position, batch) if batch else position


async def _verify(pool: asyncpg.Pool, tenant: Tenant, loss: Loss, source: Source) -> None:
    """What is present and what the source has lead to the root that was signed."""
    async with reading(pool, tenant.id) as connection:
        published = await latest(connection, tenant.id)
        base = published.head if published else None
        if base is None or base.epoch != loss.sealed.epoch or base.size > loss.present:
            base = loss.sealed._replace(size=0)  # what is published may be lost as well
        tree = await tree_at(connection, tenant.id, base)
        await grown(connection, tenant.id, tree, loss.present)
    async for raw in source.entries(loss.present):
        _check_place(tenant, tree.size + 1, raw)
        tree.grow([leaf_hash(raw)])
        if tree.size == loss.sealed.size:
            break
    if tree.size < loss.sealed.size:
        raise RecoveryRefused(
            f"it has entries up to {tree.size} only, and {loss.sealed.size} were sealed: try another source"
        )
    if tree.root() != loss.sealed.root:
        raise RecoveryRefused(
            f"its entries, with those in the database, are not the {loss.sealed.size} that were sealed"
        )


def _check_place(tenant: Tenant, position: int, raw: bytes) -> None:
    members = Entry(position, raw).members
    if (members["tenant"], members["position"]) != (tenant.code, position):
        raise RecoveryRefused(f"it has another entry at position {position}")


async def _store(pool: asyncpg.Pool, tenant: Tenant, after: int, entries: Sequence[Entry]) -> int:
    for entry in entries:
        _check_place(tenant, entry.position, entry.raw)
    try:
        position: int = await pool.fetchval(
            sql("restore_entries"),
            tenant.id,
            after,
            [entry.stream for entry in entries],
            [entry.version for entry in entries],
            [entry.type for entry in entries],
            [entry.raw for entry in entries],
            entries[-1].recorded_at,
        )
    except asyncpg.PostgresError as error:
        if error.sqlstate != "CN010":
            raise
        raise RecoveryRefused(f"{error}: wait until `concord seal` has halted it") from error
    return position


async def begin_origin(pool: asyncpg.Pool, tenant: Tenant, loss: Loss) -> TreeHead:
    """Gives up what is lost: the first entry from here on names the checkpoint that was signed before.

    Returns the head of the new, still empty tree, which the sealer's journal has to take. Safe to repeat.
    """
    epoch = loss.sealed.epoch + 1
    origin = following(loss.sealed.origin, loss.sealed.epoch)
    async with reading(pool, tenant.id) as connection:
        last = await connection.fetchrow(sql("last_entry"), tenant.id)
    if last is None or not _begins(Entry(last["position"], last["entry"]), origin):
        recorded_at = Entry(last["position"], last["entry"]).recorded_at if last else None
        own_time = recorded_at if tenant.simulated and recorded_at else datetime.now(UTC)
        entry = _origin_begun(tenant, loss, origin, max(own_time, recorded_at or own_time))
        await _store(pool, tenant, loss.present, [entry])
    return TreeHead(epoch, origin, 0, EMPTY_ROOT)


def _begins(entry: Entry, origin: str) -> bool:
    return entry.type == ORIGIN_BEGUN and entry.data["origin"] == origin


def _origin_begun(tenant: Tenant, loss: Loss, origin: str, recorded_at: datetime) -> Entry:
    position = loss.present + 1
    stream = origin_stream(tenant.id, origin)
    metadata = Metadata(
        tenant=tenant.code,
        actor="system:operator",
        organization=None,
        role=SYSTEM_ROLE,
        command=stream,
        correlation=stream,
        causation=None,
        occurred_on=recorded_at.date(),
    )
    data = {
        "former_origin": loss.sealed.origin,
        "former_root": loss.sealed.root.hex(),
        "former_size": loss.sealed.size,
        "origin": origin,
        "present": loss.present,
    }
    made = compose(metadata, stream=stream, version=1, name=ORIGIN_BEGUN, schema=1, data=data)
    at = recorded_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return Entry(position, made.before + f'{position},"recorded_at":"{at}'.encode() + made.after)
