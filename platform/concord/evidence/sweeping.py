"""Housekeeping: uploads that nobody attached go after a day, removals that were cut off are completed.

The ledger decides, file by file: what its object's stream attached is attached, though the process that
appended the event died before it could say so.
"""

import asyncio
import contextlib
import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import orjson
import structlog

from concord.eventstore.errors import AWAY
from concord.evidence.file import File
from concord.evidence.files import destroy
from concord.evidence.statement import sql
from concord.evidence.stores import FileStore, StoreAway
from concord.privacy.keystore import KeyStore
from concord.tenancy import writing

KEPT = timedelta(hours=24)
"""How long an upload waits to be attached."""
REMOVAL = timedelta(minutes=5)
"""How long whoever removes a file may take."""
PAUSE = timedelta(minutes=10)
BATCH = 500
ATTACHES, REMOVES = "file", "removed_file"
"""Members of the data of events that attach a file and that remove one."""

log = structlog.get_logger()


async def sweep(
    pool: asyncpg.Pool, keys: KeyStore, store: FileStore, now: datetime, stop: asyncio.Event | None = None
) -> int:
    """Settles what is due, as role concord_projector. Returns how many files it destroyed.

    Ends where the store is away: it would be waited for once for each file.
    """
    limits = now - KEPT, now - REMOVAL
    due = await pool.fetch("select * from concord.evidence_unsettled($1, $2, $3)", *limits, BATCH)
    random.shuffle(due)  # one that never goes keeps no other waiting
    destroyed = 0
    for row in due:
        if stop is not None and stop.is_set():
            break
        tenant = UUID(str(row["tenant_id"]))
        try:
            destroyed += await _settle(pool, keys, store, tenant, row["id"], limits)
        except StoreAway as error:
            log.warning("evidence not destroyed", tenant_id=str(tenant), error=str(error))
            break
    return destroyed


async def run_sweeping(dsn: str, keys: KeyStore, store: FileStore, stop: asyncio.Event) -> None:
    """Every ten minutes until `stop`; a database that is away is asked again then."""
    async with asyncpg.create_pool(dsn, min_size=0, max_size=1, command_timeout=30) as pool:
        while not stop.is_set():
            try:
                if count := await sweep(pool, keys, store, datetime.now(UTC), stop):
                    log.info("evidence destroyed", count=count)
            except (*AWAY, asyncpg.PostgresError) as error:
                log.warning("evidence not swept", error=repr(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), PAUSE.total_seconds())


async def _settle(
    pool: asyncpg.Pool,
    keys: KeyStore,
    store: FileStore,
    tenant: UUID,
    id: UUID,
    limits: tuple[datetime, datetime],
) -> bool:
    """Decides under the file's lock, so that whoever attaches it now comes before or after, never between."""
    async with writing(pool, tenant) as connection:
        row = await connection.fetchrow(sql("lock"), tenant, id, *limits)
        if row is None:
            return False
        state, file = row["state"], File(**{k: v for k, v in row.items() if k != "state"})
        said = await _said(connection, tenant, file)
        ends = REMOVES in said or (not said and state != "REMOVING")
        # What was never attached is from here on as if it had never arrived: nobody can claim it any more.
        settled = ("REMOVING" if said else "STORING") if ends else ("ATTACHED" if said else "STORED")
        await connection.execute(sql("settle"), tenant, id, settled)
    if not ends:
        return False
    await destroy(keys, store, tenant, file)
    async with writing(pool, tenant) as connection:
        if said:
            await connection.execute(sql("settle"), tenant, id, "REMOVED")
        else:
            await connection.execute(sql("forget"), tenant, id)
    return True


async def _said(connection: asyncpg.Connection, tenant: UUID, file: File) -> set[str]:
    """What the ledger says of a file: nothing, that it was attached, that it was removed or went with whom
    it showed."""
    if await connection.fetchval(sql("is_erased"), tenant, file.id):
        return {ATTACHES, REMOVES}
    rows = await connection.fetch(sql("entries"), tenant, file.stream_id)
    data = [orjson.loads(row["entry"])["data"] for row in rows]
    return {member for member in (ATTACHES, REMOVES) for one in data if one.get(member) == str(file.id)}
