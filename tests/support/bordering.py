"""Two tenants that each have something of every kind: one asks, the other's things are to stay its own."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx
from asking import Asker, Door, served
from founding import register
from litestar import Litestar
from populating import Settler, ids_of

from concord.server.app import create_app
from concord.server.services import Services, opened
from concord.settings import load
from concord.tenancy import Tenant, Tenants

SECRET = "甲界机密"
"""The name of something of theirs."""
STEPS = 60
"""Random commands in each."""

Ids = dict[str, list[str]]


@dataclass(frozen=True)
class Side:
    """One of the two."""

    tenant: Tenant
    asker: Asker
    ids: Ids


@dataclass(frozen=True)
class Border:
    """`mine` asks; nothing of `theirs` may be shown or changed."""

    services: Services
    app: Litestar
    door: Door
    mine: Side
    theirs: Side


@asynccontextmanager
async def border(database: Any, owner_pool: asyncpg.Pool, folder: Path) -> AsyncIterator[Border]:
    """Served without rate limits. The projector must run beside it."""
    environment = {
        "CONCORD_DATABASE_URL": database.dsn("{role}"),
        "CONCORD_DATA_DIR": str(folder),
        "CONCORD_DEMO": "yes",
        "CONCORD_USER_RATE": "0",
        "CONCORD_TENANT_RATE": "0",
    }
    async with opened(load(environment)) as services:
        app = create_app(services)
        async with served(app) as url, httpx.AsyncClient(base_url=url, timeout=30) as http:
            door = Door(http, url, folder)
            sides = [await _side(services, door, owner_pool, seed) for seed in (1, 2)]
            yield Border(services, app, door, *sides)


async def _side(services: Services, door: Door, owner_pool: asyncpg.Pool, seed: int) -> Side:
    code = f"b{secrets.token_hex(6)}"
    tenant = await Tenants(owner_pool).create(code=code, name=code, division_code="", simulated=True)
    await Settler(services.commander, tenant, seed).settle(STEPS)
    asker = door.enter(tenant)
    if seed == 2:
        await register(asker, name=SECRET)
    return Side(tenant, asker, await ids_of(asker))
