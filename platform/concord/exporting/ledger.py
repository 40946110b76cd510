"""Reading what a bundle holds, as role concord_auditor. The tables only grow: no long transaction is held."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

import asyncpg

from concord.exporting.errors import ExportError
from concord.exporting.statement import sql
from concord.ledger.merkle import leaf_hash
from concord.ledger.proving import Contradiction, prove_inclusion
from concord.ledger.tiles import WIDTH
from concord.tenancy import Tenant, reading

ROLE = "concord_auditor"


Origins = Sequence[tuple[int, int]]
"""(epoch, last entry that it shares with the ledger as it is)."""


class Sealed(NamedTuple):
    """A ledger as it was signed: what a bundle is made of."""

    epoch: int
    origin: str
    size: int
    note: str


class Ledger:
    """One tenant's."""

    def __init__(self, pool: asyncpg.Pool, tenant: Tenant) -> None:
        self.tenant = tenant
        self._pool = pool

    async def newest(self) -> Sealed:
        """Its newest checkpoint. Raises `ExportError` before the first."""
        async with reading(self._pool, self.tenant.id) as connection:
            row = await connection.fetchrow(sql("checkpoint"), self.tenant.id)
        if row is None:
            raise ExportError(
                f"Nothing of {self.tenant.code} has been sealed yet: start `concord seal`, and try again."
            )
        return Sealed(*row)

    async def period(self, since: datetime | None, until: datetime | None, size: int) -> tuple[int, int]:
        """First and last position recorded from `since` and before `until`. Raises `ExportError`."""
        begin = since or datetime.fromisoformat("0001-01-02T00:00:00+00:00")
        end = until or datetime.fromisoformat("9999-12-30T00:00:00+00:00")
        async with reading(self._pool, self.tenant.id) as connection:
            before, last = await connection.fetchrow(sql("positions"), self.tenant.id, begin, end)
        first, last = before + 1, min(last, size)
        if first > last:
            raise ExportError(
                f"Nothing that is sealed was recorded in the ledger of {self.tenant.code} in this period."
            )
        return first, last

    async def epoch(self, size: int, note: str) -> int:
        """Of a checkpoint that an unfinished bundle began with. Raises `ExportError`."""
        async with reading(self._pool, self.tenant.id) as connection:
            found: int | None = await connection.fetchval(sql("checkpoint_of"), self.tenant.id, size, note)
        if found is None:
            raise ExportError("The unfinished bundle is of another ledger: remove it, or name another file.")
        return found

    async def origins(self, epoch: int, size: int) -> list[tuple[int, int]]:
        """Epochs that the ledger left when sealed entries were lost, each with the last entry that it shares
        with the ledger as it is; then its own."""
        async with reading(self._pool, self.tenant.id) as connection:
            rows = await connection.fetch(sql("origins"), self.tenant.id, epoch) if epoch > 1 else []
        return [(row["epoch"], min(row["last"], size)) for row in rows] + [(epoch, size)]

    async def keys(self, origin: str) -> list[str]:
        """Verifier keys, those of an origin first, the newest before the older."""
        async with reading(self._pool, self.tenant.id) as connection:
            rows = await connection.fetch(sql("keys"), self.tenant.id, origin)
        return [row["verifier_key"] for row in rows]

    async def successions(self) -> list[str]:
        """Notes in which keys vouch for their successors, the oldest first."""
        async with reading(self._pool, self.tenant.id) as connection:
            rows = await connection.fetch(sql("successions"), self.tenant.id)
        return [row["succession"] for row in rows]

    async def checkpoints(self, origins: Origins, after: int, upto: int) -> list[asyncpg.Record]:
        """(size, note, signed_at) of those of more than `after` and at most `upto` entries."""
        return await self._of_origins("checkpoints", origins, after, upto)

    async def stamps(self, origins: Origins, after: int, upto: int) -> list[asyncpg.Record]:
        """(checkpoint, authority, reply, stamped_at) of the time stamps of such checkpoints."""
        return await self._of_origins("stamps", origins, after, upto)

    async def _of_origins(
        self, statement: str, origins: Origins, after: int, upto: int
    ) -> list[asyncpg.Record]:
        epochs, lasts = [list(column) for column in zip(*origins, strict=True)]
        async with reading(self._pool, self.tenant.id) as connection:
            rows = await connection.fetch(sql(statement), self.tenant.id, epochs, lasts, after, upto)
            return list(rows)

    async def receipt(self, position: int, size: int) -> bytes:
        """Proves an entry in the checkpoint of that size (C2SP tlog-proof). Raises `ExportError`."""
        try:
            async with reading(self._pool, self.tenant.id) as connection:
                proof = await prove_inclusion(connection, self.tenant.id, position, size)
        except Contradiction as error:
            raise ExportError(f"The ledger of {self.tenant.code} is not what was signed: {error}.") from error
        return (proof.receipt or "").encode()

    async def entries(self, first: int, last: int) -> list[bytes]:
        """Stored bytes of these positions. Raises `ExportError` where one is missing."""
        async with reading(self._pool, self.tenant.id) as connection:
            rows = await connection.fetch(sql("entries"), self.tenant.id, first, last)
        if [row["position"] for row in rows] != list(range(first, last + 1)):
            raise ExportError(
                f"Entries between {first} and {last} are missing: `concord ledger verify --tenant "
                f"{self.tenant.code}` names the first."
            )
        return [row["entry"] for row in rows]

    async def tile(self, epoch: int, level: int, index: int, width: int) -> bytes:
        """A tile's hashes; a partial one is derived. Raises `ExportError`."""
        if width == WIDTH:
            hashes = await self._stored(epoch, level, index)
        elif level == 0:
            first = index * WIDTH + 1
            hashes = b"".join(map(leaf_hash, await self.entries(first, first + width - 1)))
        else:
            hashes = await self._roots(epoch, level - 1, index * WIDTH, width)
        if len(hashes) != width * 32:
            raise ExportError(f"The hash tree of {self.tenant.code} has no tile {index} of level {level}.")
        return hashes

    async def disclosures(self, digests: Collection[str]) -> list[asyncpg.Record]:
        """(digest, key_id, ciphertext) of those that are still there."""
        async with reading(self._pool, self.tenant.id) as connection:
            return list(await connection.fetch(sql("disclosures"), self.tenant.id, list(digests)))

    async def _stored(self, epoch: int, level: int, index: int) -> bytes:
        async with reading(self._pool, self.tenant.id) as connection:
            return await connection.fetchval(sql("tile"), self.tenant.id, epoch, level, index) or b""

    async def _roots(self, epoch: int, level: int, first: int, width: int) -> bytes:
        async with reading(self._pool, self.tenant.id) as connection:
            rows = await connection.fetch(
                sql("tile_roots"), self.tenant.id, epoch, level, first, first + width - 1
            )
        return b"".join(row["root"] for row in rows)
