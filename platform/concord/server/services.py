"""What a process of Concord holds open, made once and handed to whatever it mounts."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import asyncpg

from concord.commanding import Commander
from concord.eventstore import EventStore
from concord.evidence.files import Files
from concord.evidence.stores import open_store
from concord.privacy.keystore import KeyStore
from concord.privacy.opening import opened_keys
from concord.projecting.asof import History, history
from concord.settings import Settings
from concord.tenancy import Tenants


@dataclass(frozen=True, kw_only=True)
class Services:
    """Handed to the entry points of the group `concord.api`."""

    settings: Settings
    pool: asyncpg.Pool
    """As `concord_app`: reads under row-level security."""
    store: EventStore
    commander: Commander
    tenants: Tenants
    keys: KeyStore
    history: History
    """Read models as they were."""
    files: Files
    """Evidence."""
    read_only: bool = False
    """Nothing may be changed: what is served was read back from an export."""
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the process is to stop: what would go on for ever ends now."""


@asynccontextmanager
async def opened(settings: Settings, *, read_only: bool = False) -> AsyncIterator[Services]:
    """Connect, and close in the reverse order."""
    async with AsyncExitStack() as stack:
        pool = await stack.enter_async_context(
            asyncpg.create_pool(settings.dsn("concord_app"), min_size=2, max_size=16, command_timeout=15)
        )
        keys = await stack.enter_async_context(opened_keys(settings))
        store = await EventStore.open(settings.dsn("concord_app"))
        stack.push_async_callback(store.close)
        past = await stack.enter_async_context(history.opened(settings.dsn(history.ROLE)))
        yield Services(
            settings=settings,
            pool=pool,
            store=store,
            commander=Commander(store, keys),
            tenants=Tenants(pool),
            keys=keys,
            history=past,
            files=Files(pool, keys, open_store(settings)),
            read_only=read_only,
        )
