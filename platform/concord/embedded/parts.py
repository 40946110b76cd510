"""Our own processes (`concord serve`, `concord work`) as supervised children."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from concord.embedded import child

MODULE = "concord.cli.main"


@dataclass
class Part:
    """A running process of ours."""

    process: subprocess.Popen[bytes]
    log: Path
    asked: bool = False

    def ask(self) -> None:
        """Tells it to end: it finishes the requests and batches under way. Once, or the second signal could
        meet a process that no longer listens."""
        if not self.asked and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.asked = True

    def stop(self) -> None:
        """`ask`, and wait for the end."""
        self.ask()
        child.wait(self.process)


def start(folder: Path, command: str, environment: Mapping[str, str]) -> Part:
    """Run `concord <command>` with its log beside. `folder`: the data folder; each part has its own in it."""
    own = folder / command
    own.mkdir(parents=True, exist_ok=True)
    log = own / f"{command}.log"
    process = child.spawn(
        [sys.executable, "-m", MODULE, command],
        folder=own,
        log=log,
        on_parent_death=signal.SIGTERM,
        environment=environment,
    )
    return Part(process, log)


def stop_orphans(folder: Path, command: str) -> None:
    """End what a killed run left of this part. Only after `folder` was claimed."""
    if (folder / command).exists():
        child.stop_orphans(child.module(MODULE), folder / command, signal.SIGTERM, patience=8.0)


def die_with_parent() -> None:
    """Stop this process when the one that started it ends, however it ends (Linux)."""
    prepare = child.die_with(os.getppid(), signal.SIGTERM)
    if prepare is not None:
        prepare()
