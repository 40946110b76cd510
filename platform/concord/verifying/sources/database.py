"""A database, read as `concord_auditor`, which can change nothing."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg

from concord.verifying.faults import Fault, Sentence, Wrong, missing_entry
from concord.verifying.sources import Held
from concord.verifying.stamp import Stamped
from concord.verifying.tree import WIDTH

PAGE = 8 * WIDTH
ROLE = "concord_auditor"
CHECKPOINT = """
select k.epoch, k.size, k.note || coalesce(string_agg(c.line, ''), '') as note
  from (select epoch, size, note from concord.checkpoint
         where tenant_id = $1 order by epoch desc, size desc limit 1) as k
  left join concord.cosignature c on c.tenant_id = $1 and c.epoch = k.epoch and c.size = k.size
 group by k.epoch, k.size, k.note
"""
COSIGNED = """
select distinct on (c.witness) k.note || c.line as note
  from unnest($2::integer[], $3::bigint[]) as o (epoch, last)
  join concord.cosignature c on c.tenant_id = $1 and c.epoch = o.epoch and c.size <= o.last
  join concord.checkpoint k on k.tenant_id = $1 and k.epoch = c.epoch and k.size = c.size
 order by c.witness, c.epoch desc, c.size desc
"""
"""The newest that each witness has signed."""
KEYS = "select verifier_key from concord.ledger_key where tenant_id = $1 order by since, verifier_key"
SUCCESSIONS = """
select succession from concord.ledger_key
 where tenant_id = $1 and succession is not null group by succession order by min(since), succession
"""
ENTRIES = """
select position, entry from concord.event
 where tenant_id = $1 and position >= $2 and position <= $3 order by position limit $4
"""
TILE = """
select hashes from concord.tile where tenant_id = $1 and epoch = $2 and level = $3 and index = $4
"""
ORIGINS = """
with ended as (
    select convert_from(entry, 'UTF8')::json #>> '{data,former_origin}' as origin, position - 1 as last
      from concord.event
     where tenant_id = $1 and type = 'ledger.OriginBegun' and $2::integer > 1)
select distinct k.epoch, e.last
  from ended e join concord.checkpoint k on k.tenant_id = $1 and k.origin = e.origin and k.epoch < $2
"""
"""Origins before the one of an epoch, and the last entry that each shares with it."""
CHECKPOINTS = """
select distinct on (k.epoch, (k.size - 1) / 256) k.note
  from unnest($2::integer[], $3::bigint[]) as o (epoch, last)
  join concord.checkpoint k on k.tenant_id = $1 and k.epoch = o.epoch and k.size <= o.last
 order by k.epoch, (k.size - 1) / 256, k.size
"""

STAMPS = """
select k.note, s.reply
  from unnest($2::integer[], $3::bigint[]) as o (epoch, last)
  join concord.time_stamp s on s.tenant_id = $1 and s.epoch = o.epoch and s.size <= o.last
  join concord.checkpoint k on k.tenant_id = s.tenant_id and k.epoch = s.epoch and k.size = s.size
 order by s.size
"""


class Database:
    """One tenant's ledger as one moment's snapshot shows it. Made by `opened`."""

    def __init__(self, connection: asyncpg.Connection, tenant: UUID, code: str) -> None:
        self._connection = connection
        self._tenant = tenant
        self._code = code
        self._epoch = 1
        self._origins: list[tuple[int, int]] = []

    async def held(self) -> Held:
        row = await self._connection.fetchrow(CHECKPOINT, self._tenant)
        if row is None:
            what = Sentence(
                f"{self._code} 的检查点（由 concord seal 签署）",
                f"A checkpoint of {self._code}, which concord seal signs,",
            )
            raise Wrong(Fault.MISSING, what=what)
        self._epoch = row["epoch"]
        former = await self._connection.fetch(ORIGINS, self._tenant, self._epoch)
        self._origins = [(one["epoch"], one["last"]) for one in former] + [(self._epoch, row["size"])]
        keys = [key["verifier_key"] for key in await self._connection.fetch(KEYS, self._tenant)]
        notes = await self._connection.fetch(SUCCESSIONS, self._tenant)
        vouched = [note["succession"].encode() for note in notes]
        return Held(self._code, row["note"].encode(), 1, row["size"], keys, vouched)

    async def entries(self, first: int, last: int) -> AsyncIterator[Sequence[bytes]]:
        while first <= last:
            upto = min(last, first - (first - 1) % WIDTH + PAGE - 1)
            rows = await self._connection.fetch(ENTRIES, self._tenant, first, upto, PAGE)
            for position, row in zip(range(first, upto + 1), rows, strict=False):
                if row["position"] != position:
                    raise missing_entry(position)
            if len(rows) < upto - first + 1:
                raise missing_entry(first + len(rows))
            page = [row["entry"] for row in rows]
            for start in range(0, len(page), WIDTH):
                yield page[start : start + WIDTH]
            first = upto + 1

    async def tile(self, level: int, index: int, width: int) -> bytes | None:
        """Partial tiles are derived from entries and full tiles: the database holds none."""
        if width < WIDTH:
            return None
        hashes: bytes | None = await self._connection.fetchval(TILE, self._tenant, self._epoch, level, index)
        return hashes

    async def stamps(self) -> AsyncIterator[Stamped]:
        for row in await self._connection.fetch(STAMPS, self._tenant, *_columns(self._origins)):
            yield Stamped(row["note"].encode(), row["reply"])

    async def checkpoints(self) -> AsyncIterator[bytes]:
        for statement in (CHECKPOINTS, COSIGNED):
            for row in await self._connection.fetch(statement, self._tenant, *_columns(self._origins)):
                yield row["note"].encode()


def _columns(origins: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [epoch for epoch, _ in origins], [last for _, last in origins]


@asynccontextmanager
async def opened(dsn: str, code: str) -> AsyncIterator[Database]:
    """The tenant of that code. Raises `Wrong` where there is none."""
    connection = await asyncpg.connect(dsn)
    try:
        found = await connection.fetchrow("select id from concord.find_tenant($1)", code)
        if found is None:
            raise Wrong(Fault.MISSING, what=Sentence(f"租户 {code}", f"The tenant {code}"))
        tenant = UUID(str(found["id"]))
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            await connection.execute(f"set local app.tenant = '{tenant}'")
            yield Database(connection, tenant, code)
    finally:
        await connection.close()
