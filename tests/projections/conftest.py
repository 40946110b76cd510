"""A tenant's read models on a real database, fed with told entries and asked as the API asks."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import pytest
from telling import Story
from towns import Town

from concord.eventstore.entry import Entry
from concord.projecting import ReadModel
from concord.projecting.folding import fold
from concord.projecting.working import SESSION
from concord.tenancy import Tenant, Tenants, reading, writing

ADD = """insert into read_model (tenant_id, name, generation, version) values ($1, $2, $3, 1)
on conflict (tenant_id, name) do update set generation = excluded.generation"""


@dataclass
class World:
    """One tenant: its story, and what its read models make of it."""

    tenant: Tenant
    projector: asyncpg.Pool
    app: asyncpg.Pool
    story: Story = field(default_factory=Story)
    projected: dict[str, int] = field(default_factory=dict)

    async def project(self, *models: ReadModel) -> None:
        """All that was told since the last time, in one batch."""
        for model in models:
            new = self.story.entries[self.projected.get(model.name, 0) :]
            await self.fold(model, [new])
            self.projected[model.name] = len(self.story.entries)

    async def fold(
        self, model: ReadModel, batches: Sequence[Sequence[Entry]], *, generation: int = 1, live: bool = True
    ) -> None:
        """These batches, in a transaction each, into one generation, which then answers queries if `live`."""
        for batch in batches:
            async with writing(self.projector, self.tenant.id) as connection:
                await fold(connection, model, self.tenant.id, generation, batch)
        if live:
            async with writing(self.projector, self.tenant.id) as connection:
                await connection.execute(ADD, self.tenant.id, model.name, generation)

    async def follow(self, entries: Sequence[Entry], *models: ReadModel) -> None:
        """A real ledger from its first entry on, instead of a story."""
        for model in models:
            await self.fold(model, [entries])

    async def ask(self, query: Callable[..., Awaitable[Any]], *arguments: Any, **options: Any) -> Any:
        """A query as the API runs it: role concord_app, one tenant's transaction."""
        async with reading(self.app, self.tenant.id) as connection:
            return await query(connection, self.tenant.id, *arguments, **options)

    async def rows(self, model: ReadModel, generation: int = 1) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that the read model holds in one generation."""
        found = {}
        async with reading(self.app, self.tenant.id) as connection:
            for table in model.tables:
                columns = ", ".join([*table.key, *table.columns])
                records = await connection.fetch(
                    f"select {columns} from {table.name} where tenant_id = $1 and generation = $2"
                    f" order by {', '.join(table.key)}",
                    self.tenant.id,
                    generation,
                )
                found[table.name] = [tuple(record) for record in records]
        return found


@pytest.fixture(scope="module")
async def pools(database) -> AsyncIterator[tuple[asyncpg.Pool, asyncpg.Pool]]:
    """As the projector and as the API connect."""
    async with (
        asyncpg.create_pool(database.projector, min_size=0, max_size=2, server_settings=SESSION) as projector,
        asyncpg.create_pool(database.app, min_size=0, max_size=2) as app,
    ):
        yield projector, app


@pytest.fixture
def world(tenant, pools) -> World:
    """A tenant to which nothing has happened."""
    return World(tenant, *pools)


@pytest.fixture(scope="module")
def new_world(owner_pool, pools) -> Callable[[], Awaitable[World]]:
    """Makes worlds, for tests that need more than one."""

    async def make(*, simulated: bool = False) -> World:
        code = f"w{secrets.token_hex(6)}"
        tenants = Tenants(owner_pool)
        tenant = await tenants.create(code=code, name=code, division_code="", simulated=simulated)
        return World(tenant, *pools)

    return make


@pytest.fixture(scope="module")
def new_town(new_world, store, keys) -> Callable[[], Awaitable[tuple[World, Town]]]:
    """Makes towns, with what their read models make of them."""

    async def make() -> tuple[World, Town]:
        world = await new_world(simulated=True)
        return world, await Town(world.tenant, store, keys).found()

    return make
