"""A server as a child process that does not outlive its parent."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil  # type: ignore[import-untyped]

PR_SET_PDEATHSIG = 1
LARGEST_LOG = 16 << 20
"""Bytes."""


def spawn(
    arguments: Sequence[str | Path],
    *,
    folder: Path,
    log: Path,
    on_parent_death: signal.Signals,
    environment: Mapping[str, str] | None = None,
    user: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start a server with `folder` as its working directory (`orphans` finds it by that).

    It has a session of its own: Ctrl-C reaches this process alone, which stops its children in
    order. Call from the main thread: the kernel ties the death signal to the calling thread.
    """
    _rotate(log)
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(argument) for argument in arguments],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user=user,
            preexec_fn=die_with(os.getpid(), on_parent_death),
        )


def _rotate(log: Path) -> None:
    """At a start only: the one before is kept, so that a reason is not lost."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".old.log"))


def die_with(parent: int, number: signal.Signals) -> Callable[[], None] | None:
    """What a process calls so that the kernel sends it `number` when `parent` ends.

    None where there is no such call: there a later start finds and stops what was left behind.
    """
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl

    def prepare() -> None:
        prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:  # it died before the call above
            os.kill(os.getpid(), signal.SIGKILL)

    return prepare


def stop(process: subprocess.Popen[bytes], number: signal.Signals, *, patience: float = 15.0) -> None:
    """Ask the child to end by `number`; after `patience` seconds, kill it."""
    if process.poll() is None:
        process.send_signal(number)
    wait(process, patience=patience)


def wait(process: subprocess.Popen[bytes], *, patience: float = 15.0) -> None:
    """Until the child has ended; after `patience` seconds, kill it."""
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


Belongs = Callable[[psutil.Process], bool]


def named(name: str) -> Belongs:
    """Programs of that name."""
    return lambda process: bool(process.name() == name)


def module(name: str) -> Belongs:
    """Python processes started with `-m name`."""
    return lambda process: name in process.cmdline()[1:4]


def orphans(belongs: Belongs, folder: Path) -> list[psutil.Process]:
    """Such processes whose working directory is `folder`: ours, from a killed run."""
    wanted = str(folder.resolve())
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):  # it ended meanwhile, or is another user's
            if belongs(process) and process.cwd() == wanted:
                found.append(process)
    return found


def stop_orphans(belongs: Belongs, folder: Path, number: signal.Signals, *, patience: float = 15.0) -> None:
    """End what a killed run left in `folder`. Only after `folder` was claimed."""
    deadline = time.monotonic() + patience
    asked: set[int] = set()
    while left := orphans(belongs, folder):
        late = time.monotonic() > deadline
        for process in left:
            if late or process.pid not in asked:
                with contextlib.suppress(psutil.Error):
                    process.send_signal(signal.SIGKILL if late else number)
                asked.add(process.pid)
        psutil.wait_procs(left, timeout=0.2)
