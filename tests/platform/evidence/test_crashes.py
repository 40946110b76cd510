"""A process is killed while it takes a file in: what the ledger attached is there, whole; what it did not, is
gone a day later, with its key."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import pytest
from specimens import photograph

from concord.evidence.files import Files
from concord.evidence.stores.folder import Folder
from concord.evidence.sweeping import KEPT, sweep
from concord.privacy.keystore import KeyStore
from concord.tenancy import Tenant, reading

PROCESS = Path(__file__).parents[2] / "support" / "keeping_process.py"
TOMORROW = KEPT + timedelta(minutes=1)


@pytest.fixture
async def pools(database) -> AsyncIterator[tuple[asyncpg.Pool, asyncpg.Pool]]:
    async with (
        asyncpg.create_pool(database.app, min_size=0, max_size=2) as app,
        asyncpg.create_pool(database.projector, min_size=0, max_size=2) as worker,
    ):
        yield app, worker


@pytest.mark.parametrize("where", ["put", "stored", "event"])
async def test_a_process_that_is_killed_loses_no_evidence_and_leaves_none_behind(
    database, pools, tenant: Tenant, tmp_path: Path, where: str
):
    app, worker = pools
    folders, stream = (tmp_path / "keys", tmp_path / "evidence"), uuid4()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *(str(PROCESS), database.app, *map(str, folders), tenant.code, str(stream), where),
        stdout=asyncio.subprocess.PIPE,
        env={"PYTHONPATH": str(PROCESS.parent)},
    )
    printed, _ = await process.communicate()
    assert process.returncode == -signal.SIGKILL

    keys, store = KeyStore(folders[0]), Folder(folders[1])
    files = Files(app, keys, store)
    if where != "put":  # durable: whoever comes next can attach and read it
        file = await files.claim(tenant.id, UUID(printed.decode().strip()), stream)
        assert file is not None
        assert await _content(files, tenant, file) == photograph()
    await sweep(worker, keys, store, datetime.now(UTC) + TOMORROW)

    async with reading(app, tenant.id) as connection:
        rows = await connection.fetch("select id, state from evidence_file where tenant_id = $1", tenant.id)
    if where == "event":
        assert [row["state"] for row in rows] == ["ATTACHED"]
        assert await _content(files, tenant, file) == photograph()
    else:
        assert rows == []
        assert [path for path in folders[1].rglob("*") if path.is_file()] == []
        assert keys._file.execute("select count(*) from wrapped_key").fetchone() == (0,)


async def _content(files: Files, tenant: Tenant, file) -> bytes:
    return b"".join([part async for part in files.read(tenant.id, file, 0, file.size)])
