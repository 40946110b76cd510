"""A clerk with notebooks, and workers of the tiny policies."""

import asyncio
from contextlib import asynccontextmanager

import annotating
import asyncpg
import orjson
import pytest
from notebook import NOTEBOOKS

from concord.commanding import Commander
from concord.identity import Role, Viewer
from concord.privacy.keystore import KeyStore
from concord.projecting import run_projector
from concord.reacting.reactor import run_policies
from concord.reacting.statement import sql


@pytest.fixture
def notebooks(store, keys) -> Commander:
    return Commander(store, keys, [NOTEBOOKS])


@pytest.fixture
def clerk(tenant) -> Viewer:
    return Viewer(tenant=tenant, subject="clerk", role=Role.SECRETARY)


@pytest.fixture(scope="module")
async def pool(database):
    async with asyncpg.create_pool(database.projector, min_size=0, max_size=6) as pool:
        yield pool


@pytest.fixture(autouse=True)
def poison():
    annotating.Mended.yes = False
    yield annotating.Mended
    annotating.Mended.yes = False


@pytest.fixture(scope="module", autouse=True)
async def known(pool):
    """The policies ran before: the tenant of each test is a later one."""
    told = [{"name": policy.name, "events": policy.events} for policy in annotating.POLICIES]
    await pool.execute(sql("register"), orjson.dumps(told).decode())


@pytest.fixture(scope="module")
def keys_folder(tmp_path_factory):
    """Of its own: what is encrypted there is read by workers of this module alone."""
    return tmp_path_factory.mktemp("worker-keys")


@pytest.fixture
def reacting(database, keys_folder):
    """Workers, and the projector of their deadlines, while it lasts."""

    @asynccontextmanager
    async def run(processes=1, policies=annotating.POLICIES):
        stop = asyncio.Event()
        workers = [
            run_policies(
                database.projector,
                database.app,
                KeyStore(keys_folder),
                stop,
                policies=policies,
                installed=(NOTEBOOKS,),
                fire_every=0.2,
            )
            for _ in range(processes)
        ]
        workers.append(run_projector(database.projector, stop, models=(annotating.DEADLINES,)))
        tasks = [asyncio.create_task(worker) for worker in workers]
        try:
            yield
        finally:
            stop.set()
            await asyncio.gather(*tasks)

    return run
