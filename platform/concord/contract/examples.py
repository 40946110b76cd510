"""Real messages as examples: entries of simulated tenants' ledgers, as they are published."""

import json
from pathlib import Path

import asyncpg

from concord.contract.folder import FOLDER, load, text
from concord.eventstore import EventStore
from concord.publishing.envelope import envelope
from concord.tenancy import Tenants

PAGE = 500


async def collect(owner_dsn: str, app_dsn: str, folder: Path = FOLDER, *, every: bool = False) -> list[str]:
    """The first message of each event and version that has no example yet; returns the names written."""
    wanted = set(load("schemas", folder)) - (set() if every else set(load("examples", folder)))
    store = await EventStore.open(app_dsn)
    try:
        async with asyncpg.create_pool(owner_dsn, min_size=0, max_size=1) as pool:
            tenants = [tenant async for tenant, _ in Tenants(pool).list() if tenant.simulated]
        found: dict[str, str] = {}
        for tenant in tenants:
            after = 0
            while entries := await store.read(tenant.id, after, PAGE):
                for entry in entries:
                    name = f"{entry.type}.v{entry.schema}"
                    if name in wanted and name not in found:
                        found[name] = text(json.loads(envelope(entry).payload))
                after = entries[-1].position
    finally:
        await store.close()
    (folder / "examples").mkdir(exist_ok=True)
    for name, content in found.items():
        (folder / "examples" / f"{name}.json").write_text(content, "utf-8")
    return sorted(found)
