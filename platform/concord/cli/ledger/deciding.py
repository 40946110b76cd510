"""What `concord ledger open` and `concord ledger close` do."""

import asyncio
from datetime import datetime

import asyncpg
import click

from concord.cli.failures import unknown_tenant
from concord.commanding import ZONE
from concord.eventstore import EventStore
from concord.ledger.opening import decide
from concord.settings import load
from concord.tenancy import Tenants


def decided(code: str, *, opened: bool) -> None:
    """Records the decision and says where."""
    position = asyncio.run(_decide(code, opened=opened))
    state = "open to everybody 已公开" if opened else "closed 未公开"
    where = "" if position is None else f", by position {position} of its ledger"
    click.echo(f"Checkpoints and hashes of {code} are {state}{where}.")


async def _decide(code: str, *, opened: bool) -> int | None:
    dsn = load().dsn("concord_app")
    store = await EventStore.open(dsn)
    try:
        async with asyncpg.create_pool(dsn, min_size=0, max_size=1) as pool:
            tenant = await Tenants(pool).by_code(code)
            if tenant is None:
                raise unknown_tenant(code)
            return await decide(pool, store, tenant, datetime.now(ZONE).date(), opened=opened)
    finally:
        await store.close()
