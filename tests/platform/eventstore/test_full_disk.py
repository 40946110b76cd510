"""A full disk: appends are refused with a sentence, nothing is lost, and it goes on afterwards."""

import asyncio
import contextlib
import os
import subprocess

import asyncpg
import pytest
from appending import append_of

from concord.embedded import postgres
from concord.eventstore.errors import StoreUnavailable
from concord.eventstore.group import GroupCommit
from concord.eventstore.migrating import migrate
from concord.eventstore.store import EventStore
from concord.tenancy import Tenants

SIZE = "160m"


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own that can be filled."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", tmp_path],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no file system may be mounted here: {mounted.stderr.decode().strip()}")
    yield tmp_path
    subprocess.run(["umount", "-l", tmp_path], check=True)


def _fill(folder) -> None:
    with contextlib.suppress(OSError), (folder / "ballast").open("wb", buffering=0) as file:
        while file.write(b"\0" * 65536):
            pass


async def test_a_full_disk_refuses_appends_and_loses_nothing(small_disk):
    server = await postgres.start(small_disk / "pg")
    try:
        await migrate(server.dsn("concord_owner"))
        async with asyncpg.create_pool(server.dsn("concord_owner"), min_size=0) as pool:
            tenant = await Tenants(pool).create(code="full", name="满")
        pool = await asyncpg.create_pool(server.dsn("concord_app"), min_size=0)
        store = EventStore(pool, GroupCommit(server.dsn("concord_app"), patience=2))
        acknowledged = [(await store.append(append_of(tenant, text="x" * 1000))).position for _ in range(50)]

        _fill(small_disk)
        refused = None
        for _ in range(200):
            results = await asyncio.gather(
                *(store.append(append_of(tenant, text="x" * 60_000)) for _ in range(20)),
                return_exceptions=True,
            )
            acknowledged += [r.position for r in results if not isinstance(r, BaseException)]
            refused = next((r for r in results if isinstance(r, BaseException)), None)
            if refused:
                break
        assert isinstance(refused, StoreUnavailable), refused

        os.unlink(small_disk / "ballast")
        if server.process.poll() is not None:  # it could not even write its log, and stopped itself
            server.lock.close()
            server = await postgres.start(small_disk / "pg")
        after = await _eventually(store, tenant)
        entries = [entry for at in range(0, after, 100) for entry in await store.read(tenant.id, at, 100)]
        await store.close()
    finally:
        server.stop()

    assert [e.position for e in entries] == list(range(1, after + 1))
    assert set(acknowledged) <= {e.position for e in entries}


async def _eventually(store, tenant) -> int:
    for _ in range(20):
        with contextlib.suppress(StoreUnavailable):
            return (await store.append(append_of(tenant, text="又有地方了"))).position
    pytest.fail("the store did not take appends again")
