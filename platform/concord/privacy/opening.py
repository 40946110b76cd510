"""The key store as a process opens it: its master key as configured, and nothing in it that was erased."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg

from concord.privacy import keyfile
from concord.privacy.erasing import carry_out
from concord.privacy.keystore import KeyStore
from concord.privacy.master import LocalMasterKeys
from concord.settings import Settings


@asynccontextmanager
async def opened_keys(settings: Settings, pool: asyncpg.Pool) -> AsyncIterator[KeyStore]:
    """The only way to a key store in the product: it may be an older one, put back from its backup, so what
    any ledger says was erased is destroyed before the first key is given out.

    `pool`: of `concord_app` or `concord_projector`. Raises `MasterKeyLost`, what a database that is away
    raises.
    """
    settings.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    used = (settings.keys / keyfile.FILE).exists()
    keys = KeyStore(settings.keys, LocalMasterKeys.of(settings.keys, settings.master_key, used=used))
    try:
        await carry_out(pool, keys)
        yield keys
    finally:
        keys.close()
