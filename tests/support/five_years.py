"""The demo's five tenants as every test sees them: loaded once in a run, by a load that broke off first."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import asyncpg

from concord.commanding import Commander
from concord.demo import load
from concord.demo.tenants import TOWNS
from concord.eventstore import EventStore
from concord.evidence.files import Files
from concord.evidence.stores.folder import Folder
from concord.privacy.keystore import KeyStore
from concord.tenancy import Tenant, Tenants

if TYPE_CHECKING:
    from conftest import Database

CRASHES_AFTER = 900


class Crash(Exception):
    """The process ends."""


class Crashing:
    """A store whose process ends after so many appends."""

    def __init__(self, store: EventStore) -> None:
        self._store, self._left = store, CRASHES_AFTER

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def append(self, append: Any) -> Any:
        self._left -= 1
        if self._left < 0:
            raise Crash
        return await self._store.append(append)


@dataclass
class Demo:
    """Where they are, and how they came there."""

    database: "Database"
    keys: Path
    folder: Path
    """Of evidence files."""
    tenants: dict[str, Tenant]
    broken_off: dict[str, int]
    """Heads after the crash."""
    crash: BaseException
    loaded: dict[str, int]
    """Heads at the end."""
    shown: dict[str, tuple[int, int]]
    """(done, total) by name as it was reported last."""


async def lived(database: "Database", keys: Path) -> Demo:
    """Loads until it crashes, and then the rest."""
    store = await EventStore.open(database.app)
    shown: dict[str, tuple[int, int]] = {}
    try:
        async with (
            asyncpg.create_pool(database.owner, min_size=0, max_size=2) as pool,
            asyncpg.create_pool(database.app, min_size=0, max_size=2) as app,
        ):
            tenants, folder = Tenants(pool), keys.with_name("files")
            files = Files(app, KeyStore(keys), Folder(folder))
            try:
                await load(Commander(Crashing(store), KeyStore(keys)), tenants, files, lambda *_: None)  # type: ignore[arg-type]
            except ExceptionGroup as group:
                crash = group
            broken_off = await heads(tenants)
            commander = Commander(store, KeyStore(keys))
            await load(
                commander, tenants, files, lambda what, done, total: shown.update({what: (done, total)})
            )
            found = {town.code: await tenants.by_code(town.code) for town in TOWNS}
            made = {code: tenant for code, tenant in found.items() if tenant is not None}
            return Demo(database, keys, folder, made, broken_off, crash, await heads(tenants), shown)
    finally:
        await store.close()


async def heads(tenants: Tenants) -> dict[str, int]:
    """Last position of each demo tenant's ledger."""
    codes = {town.code for town in TOWNS}
    return {tenant.code: position async for tenant, position in tenants.list() if tenant.code in codes}
