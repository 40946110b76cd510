"""A NATS of the test's own, which it may kill, and a pool as the publisher connects."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from concord.embedded import nats as embedded
from concord.projecting.working import SESSION


@pytest.fixture
async def broker(tmp_path) -> AsyncIterator[embedded.Nats]:
    """With an empty stream."""
    async with embedded.running(tmp_path / "nats") as server:
        yield server


@pytest.fixture(scope="module")
async def pool(database) -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(
        database.projector, min_size=0, max_size=6, server_settings=SESSION
    ) as opened:
        yield opened


@pytest.fixture
async def tenants(owner_pool, tenant, simulated_tenant):
    return [tenant, simulated_tenant]
