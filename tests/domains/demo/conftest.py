"""The demo's five tenants, loaded once for this folder's tests, which only read them."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from five_years import Demo, lived

from concord.eventstore import EventStore


@pytest.fixture(scope="module")
async def lived_demo(database: Any, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Loaded by a load that broke off first."""
    return await lived(database, tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
async def lived_store(lived_demo: Demo) -> AsyncIterator[EventStore]:
    """Their ledgers."""
    opened = await EventStore.open(lived_demo.database.app)
    yield opened
    await opened.close()
