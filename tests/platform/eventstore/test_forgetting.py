"""Commands are remembered for 90 days; their events for ever."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest
from appending import append_of
from waiting import until

from concord.eventstore.errors import VersionConflict
from concord.eventstore.forgetting import KEPT, forget_commands, run_forgetting


async def test_an_old_command_is_forgotten_and_a_young_one_is_not(store, tenant, database):
    old, young = append_of(tenant), append_of(tenant)
    await store.append(old)
    between = datetime.now(UTC)
    await store.append(young)

    assert await forget_commands(database.projector, between) >= 1

    assert (await store.append(young)).replayed
    with pytest.raises(VersionConflict):  # its events are there, so it is not stored twice all the same
        await store.append(old)
    assert await store.head(tenant.id) == 2


async def test_what_a_simulated_tenant_did_in_its_own_past_is_young(store, simulated_tenant, database):
    append = append_of(simulated_tenant, recorded_at=datetime(2021, 1, 1, tzinfo=UTC))
    await store.append(append)
    await forget_commands(database.projector, datetime.now(UTC) - timedelta(hours=1))
    assert (await store.append(append)).replayed


async def test_the_worker_forgets_what_is_older_than_ninety_days(store, tenant, database):
    append = append_of(tenant)
    await store.append(append)
    superuser = await asyncpg.connect(database.superuser)
    await superuser.execute(
        "update concord.command set at = $2 where tenant_id = $1", tenant.id, datetime.now(UTC) - KEPT
    )
    await superuser.close()
    stop = asyncio.Event()
    running = asyncio.create_task(run_forgetting(database.projector, stop))

    async def forgotten() -> bool:
        return await store.taken(tenant.id, append.command, append.digest) is None

    await until(forgotten)
    stop.set()
    await running


async def test_the_api_s_role_forgets_nothing(database):
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await forget_commands(database.app, datetime.now(UTC))
