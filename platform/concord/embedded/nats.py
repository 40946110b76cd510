"""NATS with JetStream from a wheel, run as our child, from `infra/nats/nats-server.conf`."""

import asyncio
import json
import shutil
import signal
import subprocess
import sysconfig
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from concord.embedded import child
from concord.embedded.errors import EmbeddedError
from concord.embedded.folder import claim, no_space
from concord.embedded.infra import infra
from concord.embedded.ports import LOOPBACK as HOST
from concord.embedded.ports import any_free, is_free
from concord.telemetry.greeting import greets

PROCESS = "nats-server"


@dataclass(frozen=True)
class Nats:
    """A running server. Stop it with `stop`."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    lock: IO[bytes]

    @property
    def url(self) -> str:
        """For any NATS client on this machine."""
        return f"nats://{HOST}:{self.port}"

    def stop(self) -> None:
        """Clients are told, the store is flushed."""
        child.stop(self.process, signal.SIGTERM)
        self.lock.close()


async def start(folder: Path, *, port: int = 0, accounts: str = "", patience: float = 30.0) -> Nats:
    """Start the server whose streams are in `folder`. `port` 0: the last one used here, or any free one,
    so that subscribers find it again after a restart. `accounts`: whom it trusts, as configuration; without,
    it asks nobody who he is.

    What a killed run left behind is stopped first. Call from the main thread.
    Raises EmbeddedError, and leaves nothing running then.
    """
    server = _launch(folder, port, accounts)
    try:
        await _until_ready(server, patience)
    except BaseException:
        server.stop()
        raise
    return server


def _launch(folder: Path, port: int, accounts: str) -> Nats:
    folder = folder.absolute()
    lock = claim(folder)
    try:
        child.stop_orphans(child.named(PROCESS), folder, signal.SIGTERM)
        chosen = _port(folder, port)
        (folder / "port").write_text(str(chosen))
        return Nats(folder, chosen, _spawn(folder, chosen, _configuration(folder, accounts)), lock)
    except BaseException:
        lock.close()
        raise


def program() -> Path:
    """The wheel puts the binary beside this Python's own scripts."""
    beside = Path(sysconfig.get_path("scripts")) / PROCESS
    found = beside if beside.exists() else shutil.which(PROCESS)
    if not found:
        raise EmbeddedError(
            "nats-server is not installed: install concord-alliance with its extra `embedded`."
        )
    return Path(found)


def _port(folder: Path, wanted: int) -> int:
    remembered = folder / "port"
    last = int(remembered.read_text()) if remembered.exists() else 0
    if wanted == 0:
        return last if last and is_free(last) else any_free()
    if not is_free(wanted):
        raise EmbeddedError(f"Port {wanted} for NATS is taken: stop what uses it, or set CONCORD_NATS_PORT.")
    return wanted


def _configuration(folder: Path, accounts: str) -> Path:
    """The file of `infra/`, or that with accounts after it."""
    shared = infra("nats/nats-server.conf")
    if not accounts:
        return shared
    own = folder / "nats-server.conf"
    own.write_text(f"{shared.read_text()}\n{accounts}")
    return own


def _spawn(folder: Path, port: int, configuration: Path) -> subprocess.Popen[bytes]:
    return child.spawn(
        [program(), "-c", configuration],
        folder=folder,
        log=folder / "nats.log",
        on_parent_death=signal.SIGTERM,
        environment={
            "CONCORD_NATS_HOST": HOST,
            "CONCORD_NATS_PORT": str(port),
            "CONCORD_NATS_NAME": "concord",
            # Quoted: the configuration parser reads a variable's value as configuration.
            "CONCORD_NATS_PID_FILE": json.dumps(str(folder / "nats.pid"), ensure_ascii=False),
            "CONCORD_NATS_STORE_DIR": json.dumps(str(folder), ensure_ascii=False),
        },
    )


async def _until_ready(server: Nats, patience: float) -> None:
    deadline = asyncio.get_running_loop().time() + patience
    while asyncio.get_running_loop().time() < deadline:
        if server.process.poll() is not None:
            raise EmbeddedError(_complaint(server))
        if await greets(HOST, server.port):
            return
        await asyncio.sleep(0.02)
    raise EmbeddedError(f"NATS was not ready within {patience:.0f} s: see {server.folder / 'nats.log'}.")


def _complaint(server: Nats) -> str:
    log = server.folder / "nats.log"
    lines = log.read_text(errors="replace").splitlines()[-1:]
    if lines and "address already in use" in lines[0]:
        return f"Port {server.port} for NATS is taken: stop what uses it, or set CONCORD_NATS_PORT."
    if lines and "no space left on device" in lines[0]:
        return no_space(server.folder)
    return f"NATS did not start in {server.folder} ({lines[0] if lines else 'no reason given'}): see {log}."


@asynccontextmanager
async def running(folder: Path, *, port: int = 0, accounts: str = "") -> AsyncIterator[Nats]:
    """`start`, and `stop` at the end."""
    server = await start(folder, port=port, accounts=accounts)
    try:
        yield server
    finally:
        server.stop()
