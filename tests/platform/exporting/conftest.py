"""A sealed ledger, and a pool as the auditor connects."""

import asyncpg
import pytest
from sealing import fill, sealed

from concord.exporting.ledger import Ledger


@pytest.fixture(scope="module")
async def auditor(database):
    async with asyncpg.create_pool(database.auditor, min_size=0, max_size=2) as pool:
        yield pool


@pytest.fixture(scope="module")
def sealer_folder(tmp_path_factory):
    """Of the one sealer of the module's database."""
    return tmp_path_factory.mktemp("sealer")


@pytest.fixture
def seal(database, sealer_folder):
    async def run():
        assert await sealed(database.dsn("concord_sealer"), sealer_folder) == {}

    return run


@pytest.fixture
def ledger_of(auditor, store, tenant, seal):
    """A sealed ledger of so many entries; more of them are sealed in several steps."""

    async def make(*counts: int) -> Ledger:
        for count in counts:
            await fill(store, tenant, count)
            await seal()
        return Ledger(auditor, tenant)

    return make
