"""The `eventsourcing` library's own recorder test cases, unmodified, against our event store."""

import asyncio
import secrets
from collections.abc import Iterator

import asyncpg
import pytest
from eventsourcing.tests.persistence import (
    AggregateRecorderTestCase,
    ApplicationRecorderTestCase,
    NonInterleavingNotificationIDsBaseCase,
    ProcessRecorderTestCase,
    TrackingRecorderTestCase,
)
from recording import Aggregates, Facade, Processes

from concord.tenancy import Tenant, Tenants


class OnOurStore:
    """Given a fresh tenant for each recorder."""

    @pytest.fixture(autouse=True)
    def given(self, database) -> Iterator[None]:
        self.database = database
        self.facades: list[Facade] = []
        yield
        for facade in self.facades:
            facade.close()

    def facade(self) -> Facade:
        made = Facade(self.database.app, asyncio.run(_tenant(self.database.owner)))
        self.facades.append(made)
        return made


async def _tenant(owner: str) -> Tenant:
    async with asyncpg.create_pool(owner, min_size=1, max_size=1) as pool:
        return await Tenants(pool).create(code=f"r{secrets.token_hex(6)}", name="记录器")


class TestAggregateRecorder(OnOurStore, AggregateRecorderTestCase):
    def create_recorder(self) -> Aggregates:
        return Aggregates(self.facade())


class TestApplicationRecorder(OnOurStore, ApplicationRecorderTestCase[Processes]):
    def create_recorder(self) -> Processes:
        return Processes(self.facade())

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestTrackingRecorder(OnOurStore, TrackingRecorderTestCase):
    def create_recorder(self) -> Processes:
        return Processes(self.facade())


class TestProcessRecorder(OnOurStore, ProcessRecorderTestCase):
    def create_recorder(self) -> Processes:
        return Processes(self.facade())


class TestNonInterleaving(OnOurStore, NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self) -> Processes:
        return Processes(self.facade())


del AggregateRecorderTestCase, ApplicationRecorderTestCase, NonInterleavingNotificationIDsBaseCase
del ProcessRecorderTestCase, TrackingRecorderTestCase
