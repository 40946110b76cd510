"""`concord ...` as a process, against this module's database."""

import asyncio
import subprocess
from collections.abc import Awaitable, Callable

import pytest
from demonstrating import CONCORD, clean_environment


@pytest.fixture
def concord(database, tmp_path) -> Callable[..., Awaitable[subprocess.CompletedProcess[str]]]:
    """`await concord("ledger", "prove", ...)`; folders are below `tmp_path`."""
    settings = {
        "CONCORD_DATABASE_URL": database.dsn("{role}"),
        "CONCORD_DATA_DIR": str(tmp_path),
        "CONCORD_SEALER_KEYS_DIR": str(tmp_path / "keys"),
        "CONCORD_SEALER_STATE_DIR": str(tmp_path / "state"),
        "CONCORD_LEDGER_NAME": "ledger.example.org",
    }

    async def run(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
        environment = clean_environment() | settings | {name: str(value) for name, value in more.items()}
        command = [str(part) for part in (CONCORD, *arguments)]
        return await asyncio.to_thread(
            subprocess.run, command, env=environment, capture_output=True, text=True, timeout=180
        )

    return run
