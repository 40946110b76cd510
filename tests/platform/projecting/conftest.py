"""The tiny read models' tables, and a projector that a test runs by hand or as a worker."""

from collections.abc import AsyncIterator

import asyncpg
import pytest
import tallying

from concord.projecting.asof import history
from concord.projecting.working import SESSION


@pytest.fixture(scope="module")
async def pool(database) -> AsyncIterator[asyncpg.Pool]:
    """As the projector connects."""
    await tallying.create_tables(database.owner)
    async with asyncpg.create_pool(
        database.projector, min_size=0, max_size=6, server_settings=SESSION
    ) as pool:
        yield pool


@pytest.fixture(autouse=True)
def poison():
    """Handlers refuse poison until the test sets `poison.yes`."""
    tallying.Mended.yes = False
    yield tallying.Mended
    tallying.Mended.yes = False


@pytest.fixture
async def past(pool, database):
    """Moments of this module's database; `pool` has made the tiny read models' tables."""
    async with history.opened(database.dsn(history.ROLE), (tallying.TALLIES, tallying.COUNTS)) as opened:
        yield opened
