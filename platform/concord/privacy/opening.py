"""The key store as a process opens it: its master key as configured, and nothing in it that was erased."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import asyncpg

from concord.privacy import keyfile
from concord.privacy.erasing import delete_erased, destroy_erased
from concord.privacy.keystore import KeyStore
from concord.privacy.master import LocalMasterKeys
from concord.settings import Settings


@asynccontextmanager
async def opened_keys(settings: Settings) -> AsyncIterator[KeyStore]:
    """The only way to a key store in the product: it may be an older one, put back from its backup, so what
    a tenant's ledger says was erased is destroyed before the first key of that tenant is given out.

    Raises `MasterKeyLost`; later, for each tenant, whatever a database that is away raises.
    """
    folder = settings.keys
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    used = (folder / keyfile.FILE).exists()
    # Connections of its own: who asks for a key may hold one of a pool already, and all of them may be held.
    async with asyncpg.create_pool(settings.dsn("concord_app"), min_size=0, max_size=2) as pool:

        async def level(tenant: UUID) -> None:
            if await destroy_erased(pool, keys, tenant):
                await delete_erased(pool, tenant)

        master = LocalMasterKeys.of(folder, settings.master_key, used=used)
        keys = KeyStore(folder, master, before_use=level)
        try:
            yield keys
        finally:
            keys.close()
