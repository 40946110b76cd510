"""Migrations: several nodes may begin at once."""

import asyncio
import secrets

import pytest

from concord.embedded import postgres
from concord.eventstore.migrating import collect, migrate


@pytest.fixture
async def empty(servers):
    name = f"empty_{secrets.token_hex(6)}"
    await postgres.ensure_database(servers.postgres, name)
    yield servers.postgres.dsn("concord_owner", name)
    async with postgres.connection(servers.postgres.dsn(postgres.SUPERUSER, "postgres")) as connection:
        await connection.execute(f'drop database "{name}" with (force)')


async def test_of_several_nodes_that_begin_at_once_one_applies_everything(empty):
    applied = await asyncio.gather(*(migrate(empty) for _ in range(4)))
    assert sorted(len(names) for names in applied) == [0, 0, 0, len(collect())]
