"""`concord` and `concord demo` as processes of their own."""

import contextlib
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from demonstrating import CONCORD, Demo, clean_environment, left_in

from concord.embedded.ports import any_free


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
    started: list[Demo] = []

    def start(folder: Path, port: int = 0, **settings: object) -> Demo:
        chosen = port or any_free()
        environment = {"CONCORD_DATA_DIR": folder, "CONCORD_PORT": chosen, **settings}
        process = subprocess.Popen(
            [CONCORD, "demo", "--empty"],
            env=clean_environment() | {name: str(value) for name, value in environment.items()},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(Demo(folder, chosen, process))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.stop(signal.SIGKILL)
        for process in left_in(one.folder):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
