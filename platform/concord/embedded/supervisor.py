"""Keeps servers and processes running: restarts what dies, and gives up with a sentence."""

import asyncio
import subprocess
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from concord.embedded.errors import EmbeddedError
from concord.embedded.parts import Part

POLL = 0.2
"""Seconds between looks at a child."""
FIRST_PAUSE = 0.2
LONGEST_PAUSE = 5.0
MOST_DEATHS = 6
"""Within `WINDOW` seconds; then it will not get better by itself."""
WINDOW = 60.0

log = structlog.get_logger()


class Running(Protocol):
    """A started server or process."""

    @property
    def process(self) -> subprocess.Popen[bytes]: ...

    def stop(self) -> None: ...


@dataclass
class Kept:
    """One thing to keep running: how it is started, and what runs now."""

    name: str
    start: Callable[[], Awaitable[Running]]
    where: str
    """Where to read why it died."""
    running: Running
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=MOST_DEATHS))


class Supervisor:
    """Started things, stopped in the reverse order. Use within `try ... finally: stop()`."""

    def __init__(self) -> None:
        self._kept: list[Kept] = []

    async def start(self, name: str, start: Callable[[], Awaitable[Running]], where: str) -> None:
        """Start it now; `watch` keeps it running."""
        self._kept.append(Kept(name, start, where, await start()))

    async def watch(self) -> None:
        """Until cancelled. Raises EmbeddedError when something dies again and again."""
        try:
            async with asyncio.TaskGroup() as group:
                for kept in self._kept:
                    group.create_task(_keep(kept))
        except* EmbeddedError as gave_up:
            raise gave_up.exceptions[0] from None

    def first_death(self) -> str | None:
        """Where to read why, if something that was started has ended."""
        ended = (kept for kept in self._kept if kept.running.process.poll() is not None)
        return next((f"{kept.name} ended at its start: see {kept.where}." for kept in ended), None)

    def stop(self) -> None:
        """Everything that was started, last first; our own processes end side by side."""
        for kept in self._kept:
            if isinstance(kept.running, Part):
                kept.running.ask()
        while self._kept:
            self._kept.pop().running.stop()


async def _keep(kept: Kept) -> None:
    while True:
        await asyncio.sleep(POLL)
        if kept.running.process.poll() is not None:
            await _restart(kept)


async def _restart(kept: Kept) -> None:
    log.warning(
        "a process died and is started again", process=kept.name, code=kept.running.process.returncode
    )
    kept.running.stop()  # lets go of its folder
    while True:
        kept.deaths.append(time.monotonic())
        recent = sum(death > time.monotonic() - WINDOW for death in kept.deaths)
        if recent == MOST_DEATHS:
            raise EmbeddedError(f"{kept.name} ended {MOST_DEATHS} times within a minute: see {kept.where}.")
        await asyncio.sleep(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (recent - 1)))
        try:
            kept.running = await kept.start()
            return
        except EmbeddedError as error:
            log.warning("a process did not start again", process=kept.name, reason=str(error))
