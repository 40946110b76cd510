"""A NATS with accounts of the test's own, which it may kill, and a worker beside it."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest
from following import working

from concord.accounts import Access, Operator, configuration
from concord.embedded import nats as embedded
from concord.projecting.working import SESSION
from concord.subscribers import Change, Registration, Subscribers

EVENTS = ("tests.Opened", "tests.Added", "tickets.TicketRaised", "tickets.TicketClosed")


@pytest.fixture
def operator(tmp_path) -> Operator:
    return Operator.obtained(tmp_path / "keys")


@pytest.fixture
def start_broker(tmp_path, operator):
    """Starts it, in the same folder and on the same port each time."""
    accounts = configuration(operator, str(tmp_path / "accounts"))
    return lambda: embedded.running(tmp_path / "nats", accounts=accounts)


@pytest.fixture
async def broker(start_broker) -> AsyncIterator[embedded.Nats]:
    async with start_broker() as server:
        yield server


@pytest.fixture(scope="module")
async def pool(database) -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(database.app, min_size=0, max_size=6) as opened:
        yield opened


@pytest.fixture(scope="module")
async def worker_pool(database) -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(
        database.projector, min_size=0, max_size=6, server_settings=SESSION
    ) as opened:
        yield opened


@pytest.fixture
def subscribers(pool) -> Subscribers:
    return Subscribers(pool, EVENTS)


@pytest.fixture
def change(tenant):
    """A new command of somebody's."""
    return lambda **more: Change(
        tenant=more.pop("tenant", tenant).id, actor="service:clerk", command=uuid4(), **more
    )


@pytest.fixture
async def worker(database, broker, operator) -> AsyncIterator[None]:
    async with working(database.projector, broker.url, operator):
        yield


@pytest.fixture
def ready(subscribers, tenant):
    """Whether the worker has carried out the last change."""

    async def asked(name: str) -> bool:
        found = await subscribers.find(tenant.id, name)
        return found is None or found.ready

    return asked


@pytest.fixture
def registered(subscribers, change, operator, tenant):
    """Registers a subscriber and gives it credentials; returns those."""

    async def register(name: str, **more: object) -> str:
        await subscribers.register(change(), Registration(name=name, **more))
        public, creds = operator.subscriber_credentials(Access(tenant.code, name))
        await subscribers.issue(change(), name, public, keep=False)
        return creds

    return register
