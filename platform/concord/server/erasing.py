"""Erasures that a crash has left half done."""

import asyncio
from contextlib import suppress
from uuid import UUID

import asyncpg
import structlog

from concord.eventstore.errors import AWAY
from concord.privacy.erasing import carry_out
from concord.privacy.keystore import KeyStore

PAUSE = 30.0
"""Seconds between looks at what ledgers say."""
COUNTED = "select tenant_id, count(*) from concord.erasures() group by tenant_id"

log = structlog.get_logger()


async def run_erasing(pool: asyncpg.Pool, keys: KeyStore, stop: asyncio.Event, pause: float = PAUSE) -> None:
    """Carries out, until `stop`, what ledgers say was erased and a crash has left undone. `pool`: of
    `concord_projector`, which may ask of all tenants.

    Each is carried out a second time a turn later: a command that was under way may meanwhile have appended a
    disclosure, under a key that is gone.
    """
    turns: dict[UUID, tuple[int, int]] = {}
    while not stop.is_set():
        try:
            said = await pool.fetch(COUNTED)
        except (*AWAY, asyncpg.PostgresError) as error:
            log.warning("erasures not looked at", error=repr(error))
            said = []
        for tenant, count in said:
            known, done = turns.get(tenant, (0, 0))
            done = done if known == count else 0
            if done < 2 and not stop.is_set() and await _carried_out(pool, keys, tenant):
                turns[tenant] = (count, done + 1)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), pause)


async def _carried_out(pool: asyncpg.Pool, keys: KeyStore, tenant: UUID) -> bool:
    """One that fails is tried again at the next look, and keeps no other waiting."""
    try:
        await carry_out(pool, keys, tenant)
    except (*AWAY, asyncpg.PostgresError) as error:
        log.warning("erasures not carried out", tenant_id=str(tenant), error=repr(error))
        return False
    return True
