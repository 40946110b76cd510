"""Real servers for every test: one PostgreSQL and one NATS per run, a migrated template cloned per module,
a fresh tenant per test."""

import asyncio
import os
import secrets
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest
import uvloop
from overhearing import Overhearing

from concord.embedded import nats, postgres
from concord.tenancy import Tenant

if TYPE_CHECKING:
    from concord.commanding import Commander
    from concord.eventstore import EventStore
    from concord.privacy.keystore import KeyStore

TEMPLATE = "concord_template"
OVERHEARD = Overhearing()


def pytest_configure() -> None:
    """A temporary folder of this run alone. Runs share pytest's own, and each closes it to other users
    at its start: PostgreSQL, which is another user where we are root, would lose its way in.

    And the loop that `concord serve`, `work` and `seal` run on."""
    os.environ["PYTEST_DEBUG_TEMPROOT"] = tempfile.mkdtemp(prefix="concord-")
    OVERHEARD.begin()
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """What was logged while a test ran."""
    for name, text in report.sections:
        if name.startswith("Captured log"):  # pytest's own, of lines before we take out what is secret
            continue
        OVERHEARD.hear(f"{name} of {report.nodeid}", text)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """A run whose logs hold a personal value or a token has failed. Logs are kept where something failed."""
    OVERHEARD.files(Path(os.environ["PYTEST_DEBUG_TEMPROOT"]))
    told = list(OVERHEARD.told())
    if told:
        session.exitstatus = exitstatus = pytest.ExitCode.TESTS_FAILED
        print("", "Logs hold what no log may hold:", *told, sep="\n")
    if exitstatus == 0:
        shutil.rmtree(os.environ["PYTEST_DEBUG_TEMPROOT"], ignore_errors=True)


@dataclass(frozen=True)
class Servers:
    postgres: postgres.Postgres
    nats: nats.Nats


@dataclass(frozen=True)
class Database:
    """One database on the test server, by the role that asks."""

    server: postgres.Postgres
    name: str

    def dsn(self, role: str) -> str:
        return self.server.dsn(role, self.name)

    @property
    def owner(self) -> str:
        return self.dsn("concord_owner")

    @property
    def app(self) -> str:
        return self.dsn("concord_app")

    @property
    def projector(self) -> str:
        return self.dsn("concord_projector")

    @property
    def auditor(self) -> str:
        return self.dsn("concord_auditor")

    @property
    def superuser(self) -> str:
        return self.dsn(postgres.SUPERUSER)


@pytest.fixture(scope="session")
async def servers(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Servers]:
    """PostgreSQL without fsync, and NATS with JetStream. For the whole run."""
    folder = tmp_path_factory.mktemp("servers")
    async with (
        postgres.running(folder / "postgres", durable=False) as database,
        nats.running(folder / "nats") as events,
    ):
        yield Servers(database, events)


@pytest.fixture(scope="session")
async def template(servers: Servers) -> str:
    """A database with every migration applied, once."""
    from concord.eventstore.migrating import migrate

    await postgres.ensure_database(servers.postgres, TEMPLATE)
    await migrate(Database(servers.postgres, TEMPLATE).owner)
    return TEMPLATE


@pytest.fixture(scope="module")
async def database(servers: Servers, template: str) -> AsyncIterator[Database]:
    """A clone of the template for this module alone."""
    made = Database(servers.postgres, f"test_{secrets.token_hex(6)}")
    async with postgres.connection(servers.postgres.dsn(postgres.SUPERUSER, "postgres")) as connection:
        await connection.execute(f'create database "{made.name}" owner concord_owner template "{template}"')
    await postgres.ensure_database(servers.postgres, made.name)  # a clone does not take the template's grants
    yield made
    async with postgres.connection(servers.postgres.dsn(postgres.SUPERUSER, "postgres")) as connection:
        await connection.execute(f'drop database if exists "{made.name}" with (force)')


@pytest.fixture
async def durable_postgres(tmp_path: Path) -> AsyncIterator[postgres.Postgres]:
    """A PostgreSQL of its own with default durability, for tests that kill it."""
    async with postgres.running(tmp_path / "postgres") as server:
        yield server


@pytest.fixture(scope="module")
async def owner_pool(database: Database) -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(database.owner, min_size=0, max_size=4) as pool:
        yield pool


@pytest.fixture
async def tenant(owner_pool: asyncpg.Pool) -> Tenant:
    """A tenant that no other test knows."""
    from concord.tenancy import Tenants

    code = f"t{secrets.token_hex(6)}"
    return await Tenants(owner_pool).create(code=code, name=f"测试 {code}", division_code="", simulated=False)


@pytest.fixture
async def simulated_tenant(owner_pool: asyncpg.Pool) -> Tenant:
    """A fresh tenant that may bring its own time."""
    from concord.tenancy import Tenants

    code = f"s{secrets.token_hex(6)}"
    return await Tenants(owner_pool).create(code=code, name=f"演示 {code}", division_code="", simulated=True)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> "KeyStore":
    from concord.privacy.keystore import KeyStore

    return KeyStore(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
async def store(database: Database) -> "AsyncIterator[EventStore]":
    from concord.eventstore import EventStore

    opened = await EventStore.open(database.app)
    yield opened
    await opened.close()


@pytest.fixture
def commander(store: "EventStore", keys: "KeyStore") -> "Commander":
    from concord.commanding import Commander

    return Commander(store, keys)


@pytest.fixture
def nats_url(servers: Servers) -> str:
    return servers.nats.url
