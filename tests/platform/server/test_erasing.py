"""Erasures that a crash has left undone are carried out, one tenant whatever becomes of another."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest
from appending import append_of
from waiting import until

from concord.privacy.erasing import SUBJECT_ERASED
from concord.server import erasing
from concord.server.erasing import run_erasing


@pytest.mark.parametrize("failing", [0, 1])
async def test_a_tenant_whose_erasures_fail_keeps_no_other_waiting(
    database, store, keys, tenant, simulated_tenant, monkeypatch, failing
):
    erased = {one.id: uuid4() for one in (tenant, simulated_tenant)}
    for one in (tenant, simulated_tenant):
        await keys.obtain(one.id, [erased[one.id]])
        data = {"subject": str(erased[one.id])}
        await store.append(append_of(one, stream=erased[one.id], name=SUBJECT_ERASED, data=data))
    hindered, other = sorted(erased)[failing], sorted(erased)[1 - failing]
    carry_out = erasing.carry_out

    async def hindering(pool, keys, tenant):
        if tenant == hindered:
            raise asyncpg.QueryCanceledError("canceling statement due to statement timeout")
        await carry_out(pool, keys, tenant)

    monkeypatch.setattr(erasing, "carry_out", hindering)

    async def is_gone() -> bool:
        return not await keys.find(other, [erased[other]])

    stop = asyncio.Event()
    async with asyncpg.create_pool(database.projector, min_size=0, max_size=1) as pool:
        running = asyncio.create_task(run_erasing(pool, keys, stop, pause=0.01))
        await until(is_gone)
        stop.set()
        await running
    assert await keys.find(hindered, [erased[hindered]])
