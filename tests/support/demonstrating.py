"""`concord demo` as a user runs it: a process of its own, with a folder and a port."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from concord.embedded.ports import any_free

CONCORD = Path(sys.executable).parent / "concord"
READY = "Concord is ready: "


@dataclass
class Demo:
    """One run of `concord demo`, and how to look at it."""

    folder: Path
    port: int
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    @property
    def ready(self) -> bool:
        return any(line.startswith(READY) for line in self.lines)

    def until_ready(self, patience: float = 240.0) -> "Demo":
        deadline = time.monotonic() + patience
        while not self.ready:
            assert self.process.poll() is None, self.lines
            assert time.monotonic() < deadline, self.lines
            time.sleep(0.02)
        return self

    def until_answers(self, patience: float = 240.0) -> None:
        """/ready says 200 (again)."""
        deadline = time.monotonic() + patience
        while self.status("/ready") != 200:
            assert time.monotonic() < deadline, self.lines
            time.sleep(0.05)

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def part(self, name: str) -> psutil.Process:
        """The process of `postgres`, `nats`, `serve` or `work`."""
        children = psutil.Process(self.process.pid).children()
        (found,) = [p for p in children if name in (Path(p.cwd()).name, Path(p.cwd()).parent.name)]
        return found

    def family(self) -> list[psutil.Process]:
        """It and everything that it started."""
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(90)


def started(folder: Path, port: int = 0, **settings: object) -> Demo:
    """`concord demo --empty` in that folder; `port` 0: any free one."""
    chosen = port or any_free()
    environment = {"CONCORD_DATA_DIR": folder, "CONCORD_PORT": chosen, **settings}
    process = subprocess.Popen(
        [CONCORD, "demo", "--empty"],
        env=clean_environment() | {name: str(value) for name, value in environment.items()},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Demo(folder, chosen, process)


def ended(run: Demo) -> None:
    """Kills it and whatever it left."""
    if run.process.poll() is None:
        run.stop(signal.SIGKILL)
    for process in left_in(run.folder):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def left_in(folder: Path) -> list[psutil.Process]:
    """Whatever still runs with its working directory in `folder`."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()).is_relative_to(folder):
                found.append(process)
        except psutil.Error:
            continue
    return found


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("CONCORD_")}
