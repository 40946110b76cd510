"""The key store of a worker, and the erasures that a crash has left half done."""

import asyncio
from contextlib import AsyncExitStack, suppress

import asyncpg
import structlog

from concord.eventstore.errors import AWAY
from concord.privacy.erasing import carry_out, delete_erased
from concord.privacy.keystore import KeyStore
from concord.privacy.opening import opened_keys
from concord.settings import Settings

PAUSE = 30.0
"""Seconds between looks at what ledgers say."""
RETRY = 1.0

log = structlog.get_logger()


async def keys_when_there(
    stack: AsyncExitStack, settings: Settings, pool: asyncpg.Pool, stop: asyncio.Event
) -> KeyStore | None:
    """The key store, closed with the stack. A database that is away is waited for: without it nobody knows
    what was erased. None where `stop` came first."""
    while not stop.is_set():
        try:
            return await stack.enter_async_context(opened_keys(settings, pool))
        except AWAY as error:
            log.warning("waiting for a server", worker="keys", reason=repr(error))
            await _stopped_within(stop, RETRY)
    return None


async def run_erasing(pool: asyncpg.Pool, keys: KeyStore, stop: asyncio.Event, pause: float = PAUSE) -> None:
    """Carries out, until `stop`, what ledgers say was erased and a crash has left undone.

    Disclosures are deleted again a turn later: a command that was under way may have appended one meanwhile,
    under a key that is gone.
    """
    swept: dict[object, int] = {}
    while not stop.is_set():
        try:
            await carry_out(pool, keys)
            rows = await pool.fetch("select tenant_id, count(*) from concord.erasures() group by tenant_id")
            for tenant, count in rows:
                if swept.get(tenant) != -count:
                    await delete_erased(pool, tenant)
                    swept[tenant] = -count if swept.get(tenant) == count else count
        except (*AWAY, asyncpg.PostgresError) as error:
            log.warning("erasures not looked at", error=repr(error))
        await _stopped_within(stop, pause)


async def _stopped_within(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
