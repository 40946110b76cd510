"""Processes to kill."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

HOLDER = """
import asyncio, sys
from pathlib import Path
from concord.embedded import {server} as server
async def main():
    print((await server.start(Path(sys.argv[1]))).process.pid, flush=True)
    await asyncio.sleep(60)
asyncio.run(main())
"""


@dataclass(frozen=True)
class Holder:
    """Another process that started a server and holds it."""

    process: subprocess.Popen[str]
    server: int
    """Process id of the server."""

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def hold() -> Iterator[Callable[[str, Path], Holder]]:
    """Starts `postgres` or `nats` in another process, which then only waits."""
    started: list[Holder] = []

    def start(server: str, folder: Path) -> Holder:
        script = HOLDER.format(server=server)
        process = subprocess.Popen([sys.executable, "-c", script, folder], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        started.append(Holder(process, int(process.stdout.readline())))
        return started[-1]

    yield start
    for holder in started:
        holder.kill()


@pytest.fixture
def bystander(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is not ours."""
    process = subprocess.Popen(["sleep", "60"], cwd=tmp_path)
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def runs() -> Callable[[int], bool]:
    """Whether a process still does anything (a zombie does not)."""

    def check(number: int) -> bool:
        try:
            return bool(psutil.Process(number).status() != psutil.STATUS_ZOMBIE)
        except psutil.NoSuchProcess:
            return False

    return check
