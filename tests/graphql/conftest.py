"""The API as it is served: real sockets, a real database, and the projector beside it."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import asyncpg
import httpx
import orjson
import pytest
from asking import Asker, Door, served
from living import Clock

from concord.embedded import postgres
from concord.eventstore.migrating import migrate
from concord.projecting.projector import run_projector
from concord.reacting.finding import find_policies
from concord.reacting.reactor import run_policies
from concord.reacting.statement import sql
from concord.server.app import create_app
from concord.server.services import Services, opened
from concord.settings import load
from concord.tenancy import Tenant


@pytest.fixture(scope="module")
async def services(database, tmp_path_factory) -> AsyncIterator[Services]:
    environment = {
        "CONCORD_DATABASE_URL": database.dsn("{role}"),
        "CONCORD_DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "CONCORD_DEMO": "yes",
        "CONCORD_USER_RATE": "0",  # a test may ask faster than any person
        "CONCORD_TENANT_RATE": "0",
    }
    async with opened(load(environment)) as services:
        yield services


@pytest.fixture(scope="module")
async def api(services: Services) -> AsyncIterator[Door]:
    async with served(create_app(services)) as url, httpx.AsyncClient(base_url=url, timeout=60) as http:
        yield Door(http, url, services.settings.data_dir)


@pytest.fixture(scope="module")
async def projector(database) -> AsyncIterator[None]:
    """Moves read models along, as `concord work` does."""
    stop = asyncio.Event()
    running = asyncio.create_task(run_projector(database.projector, stop))
    yield
    stop.set()
    await running


@pytest.fixture(scope="module")
async def other_database(servers) -> AsyncIterator[str]:
    """An empty one, which knows nothing of the module's."""
    name = f"replay_{secrets.token_hex(6)}"
    await postgres.ensure_database(servers.postgres, name)
    await migrate(servers.postgres.dsn("concord_owner", name))
    yield servers.postgres.dsn("{role}", name)
    async with postgres.connection(servers.postgres.dsn(postgres.SUPERUSER, "postgres")) as connection:
        await connection.execute(f'drop database if exists "{name}" with (force)')


@pytest.fixture(scope="module")
async def known_policies(database) -> None:
    """Before the tenant of each test: a policy knows what happened after it was first registered."""
    known = [{"name": policy.name, "events": policy.events} for policy in find_policies()]
    connection = await asyncpg.connect(database.projector)
    await connection.execute(sql("register"), orjson.dumps(known).decode())
    await connection.close()


@pytest.fixture
def reacting(database, services: Services) -> Callable[[], AbstractAsyncContextManager[None]]:
    """Policies at work while it lasts, as `concord work` runs them."""

    @asynccontextmanager
    async def run() -> AsyncIterator[None]:
        stop = asyncio.Event()
        working = run_policies(database.projector, database.app, services.keys, stop, fire_every=0.2)
        running = asyncio.create_task(working)
        try:
            yield
        finally:
            stop.set()
            await running

    return run


@pytest.fixture
async def clock(services: Services, known_policies: None, simulated_tenant: Tenant) -> Clock:
    """Of the simulated tenant, on 2024-01-02."""
    made = Clock(services.commander, simulated_tenant)
    await made.on("2024-01-02")
    return made


@pytest.fixture
def administrator(api: Door, projector: None, tenant: Tenant) -> Asker:
    return api.enter(tenant)
