"""The consumer kit verifies receipts of what it received, and refuses what was not signed."""

import asyncio
import base64
import json
import shutil
import sys
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Any

import pytest
from asking import Door
from consumer_kit import program
from sealing import fill, sealed

from concord.identity import Role
from concord.publishing import envelope
from concord.tenancy import Tenant

RUNNERS = {"py": sys.executable, "mjs": "node", "sh": "bash"}
VERIFIERS = pytest.mark.parametrize("name", ["verify.py", "verify.mjs", "verify.sh"])
COUNT = 300
"""More than a tile of 256: proofs of several shapes."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("kit")


@pytest.fixture
async def events(database, store, tenant: Tenant, folder: Path, api: Door) -> list[dict[str, Any]]:
    """Of a sealed ledger, as a subscriber receives them; its keys are in the folder."""
    await fill(store, tenant, COUNT)
    assert await sealed(database.dsn("concord_sealer"), folder / "sealer") == {}
    (folder / "keys").write_bytes((await api.http.get("/.well-known/concord-ledger-keys")).content)
    return [json.loads(envelope(entry).payload) for entry in await store.read(tenant.id, 0, COUNT)]


@pytest.fixture
def verify(api: Door, tenant: Tenant, folder: Path):
    """What one of the programs says of an event; nothing if it refuses it."""

    async def run(name: str, event: dict[str, Any], keys: str = "keys") -> str:
        runner = RUNNERS[name.rpartition(".")[2]]
        if shutil.which(runner) is None:
            pytest.skip(f"{runner} is not installed")
        (folder / name).write_text(program(name), "utf-8")
        given = json.dumps(event) + "\n"
        if name.endswith(".sh"):  # it takes the entry's own text
            given = json.dumps(event["data"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        process = await asyncio.create_subprocess_exec(
            *(runner, name, api.url, keys),
            cwd=folder,
            env={"PATH": "/usr/local/bin:/usr/bin:/bin", "TOKEN": api.token(tenant, Role.SUBSCRIBER)},
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
        )
        said, complaint = await process.communicate(given.encode())
        assert (process.returncode == 0) == bool(said), complaint.decode()
        return said.decode()

    return run


@VERIFIERS
async def test_what_was_received_is_in_the_ledger_that_was_signed(name: str, events, verify):
    for event in (events[0], events[255], events[-1]):
        assert f"in the ledger of {COUNT} entries" in await verify(name, event)


@VERIFIERS
async def test_what_was_not_signed_is_refused(name: str, events, verify, folder: Path):
    changed = json.loads(json.dumps(events[7]))
    changed["data"]["actor"] = "somebody-else"
    assert not await verify(name, changed)
    moved = json.loads(json.dumps(events[7]))
    moved["data"]["position"] = 9
    assert not await verify(name, moved)
    owner, number, _ = (folder / "keys").read_text().splitlines()[0].split("+", 2)
    nobody = base64.b64encode(b"\x01" + bytes(range(32))).decode()
    (folder / "others").write_text(f"{owner}+{number}+{nobody}\n")
    assert not await verify(name, events[7], "others")


@pytest.mark.parametrize(
    "name", ["follow.py", "follow.mjs", "follow.sh", "verify.py", "verify.mjs", "verify.sh"]
)
def test_each_program_of_the_kit_has_less_than_sixty_lines(name: str):
    assert len(program(name).splitlines()) < 60
