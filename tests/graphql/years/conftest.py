"""Simulated tenants whose years are lived through the API."""

import secrets
from collections.abc import Awaitable, Callable

import asyncpg
import pytest
from asking import Door
from living import Clock
from year import Year

from concord.server.services import Services
from concord.tenancy import Tenants

NewYear = Callable[[str], Awaitable[Year]]


@pytest.fixture(scope="module")
def new_year(
    api: Door, projector: None, services: Services, known_policies: None, owner_pool: asyncpg.Pool
) -> NewYear:
    """A tenant of its own, on the day that is given."""

    async def begin(day: str) -> Year:
        code = f"y{secrets.token_hex(6)}"
        tenant = await Tenants(owner_pool).create(code=code, name=code, division_code="", simulated=True)
        year = Year(api, Clock(services.commander, tenant))
        await year.on(day)
        return year

    return begin
