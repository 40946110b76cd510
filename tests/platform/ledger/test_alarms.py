"""An alarm stands until it is written, and for every sealer that comes after."""

import asyncpg
import pytest

from concord.ledger.alarms import Alarm, Alarms, Reason

FOUND = Alarm(Reason.CHANGED, 7, "the entry at position 7 is not what was sealed")


@pytest.fixture(scope="module")
async def pool(database):
    async with asyncpg.create_pool(database.dsn("concord_sealer"), min_size=0, max_size=2) as opened:
        yield opened


async def written(pool) -> dict:
    alarms = Alarms()
    await alarms.load(pool)
    return {tenant: str(alarm) for tenant, alarm in alarms.found.items()}


async def test_an_alarm_that_could_not_be_written_is_written_when_it_is_found_again(pool, tenant, tmp_path):
    alarms = Alarms()
    async with asyncpg.create_pool(host=str(tmp_path), min_size=0, max_size=1) as away:
        with pytest.raises(FileNotFoundError):
            await alarms.set(away, tenant.id, FOUND)
    await alarms.set(pool, tenant.id, FOUND)
    assert (await written(pool))[tenant.id] == str(FOUND)


async def test_an_alarm_that_could_not_be_taken_back_is_taken_back_later(pool, tenant, tmp_path):
    alarms = Alarms()
    await alarms.set(pool, tenant.id, FOUND)
    async with asyncpg.create_pool(host=str(tmp_path), min_size=0, max_size=1) as away:
        with pytest.raises(FileNotFoundError):
            await alarms.clear(away, tenant.id)
    await alarms.clear(pool, tenant.id)
    assert tenant.id not in await written(pool)


async def test_what_another_sealer_took_back_is_forgotten_at_the_next_start(pool, tenant):
    alarms, other = Alarms(), Alarms()
    await alarms.set(pool, tenant.id, FOUND)
    await other.load(pool)
    await other.clear(pool, tenant.id)
    await alarms.load(pool)
    assert tenant.id not in alarms
