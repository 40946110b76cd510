"""`concord` and `concord demo` as processes of their own."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from demonstrating import CONCORD, Demo, clean_environment, ended, started


@pytest.fixture
def concord() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command to its end: `concord("token", "--tenant", "x", CONCORD_DATA_DIR=...)`."""

    def run(*arguments: object, **settings: object) -> subprocess.CompletedProcess[str]:
        command = [str(part) for part in (CONCORD, *arguments)]
        environment = clean_environment() | {name: str(value) for name, value in settings.items()}
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=180)

    return run


@pytest.fixture
def demo() -> Iterator[Callable[..., Demo]]:
    """Starts `concord demo --empty`; whatever is left at the end of the test is killed."""
    runs: list[Demo] = []

    def start(folder: Path, port: int = 0, **settings: object) -> Demo:
        runs.append(started(folder, port, **settings))
        return runs[-1]

    yield start
    for one in runs:
        ended(one)
