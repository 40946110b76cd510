"""The supervisor restarts what dies, gives up with a sentence, and stops in the reverse order."""

import asyncio
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from waiting import until as until_async

from concord.embedded import EmbeddedError, child, supervisor
from concord.embedded.parts import Part
from concord.embedded.supervisor import Supervisor


async def until(condition: Callable[[], bool]) -> None:
    async def holds() -> bool:
        return condition()

    await until_async(holds)


@pytest.fixture
def parts(tmp_path):
    """How to start a process of that command line; every start is remembered."""
    started: list[Part] = []

    def starting(*command: str):
        async def start() -> Part:
            log = tmp_path / "log"
            process = child.spawn(command, folder=tmp_path, log=log, on_parent_death=signal.SIGTERM)
            started.append(Part(process, log))
            return started[-1]

        return start, started

    yield starting
    for part in started:
        part.process.kill()
        part.process.wait()


async def test_what_dies_is_started_again(parts):
    start, started = parts("sleep", "60")
    supervised = Supervisor()
    await supervised.start("sleeper", start, "its log")
    watching = asyncio.create_task(supervised.watch())

    started[0].process.kill()
    await until(lambda: len(started) == 2)

    assert started[1].process.poll() is None
    watching.cancel()
    supervised.stop()
    assert started[1].process.poll() is not None


async def test_what_dies_again_and_again_is_given_up_with_a_sentence(parts, monkeypatch):
    monkeypatch.setattr(supervisor, "POLL", 0.01)
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.001)
    start, started = parts("false")
    supervised = Supervisor()
    await supervised.start("failer", start, "/its/log")

    with pytest.raises(EmbeddedError, match="failer ended 6 times within a minute: see /its/log"):
        await supervised.watch()
    assert len(started) == 6
    supervised.stop()


@dataclass
class Server:
    """A server of the others: unlike a part, it is not asked to end before its turn."""

    process: Any

    def stop(self):
        child.stop(self.process, signal.SIGTERM)


async def test_what_is_started_last_is_stopped_first(parts, tmp_path):
    note = tmp_path / "order"
    supervised = Supervisor()
    for name in ("first", "second"):
        script = (
            f"trap 'echo {name} >> {note}; exit' TERM; touch {tmp_path}/{name}; while :; do sleep 0.05; done"
        )
        start, _ = parts("sh", "-c", script)

        async def server(start=start):
            return Server((await start()).process)

        await supervised.start(name, server, "")
        await until(Path(tmp_path / name).exists)

    supervised.stop()

    assert note.read_text().split() == ["second", "first"]


async def test_a_child_that_does_not_listen_is_killed(parts, tmp_path):
    start, _ = parts("sh", "-c", f"trap '' TERM; touch {tmp_path}/up; while :; do sleep 0.05; done")
    part = await start()
    await until(Path(tmp_path / "up").exists)

    child.stop(part.process, signal.SIGTERM, patience=0.3)

    assert part.process.returncode == -signal.SIGKILL


async def test_a_death_at_the_start_is_noticed(parts):
    start, started = parts("false")
    supervised = Supervisor()
    await supervised.start("failer", start, "/its/log")
    await until(lambda: started[0].process.poll() is not None)

    assert supervised.first_death() == "failer ended at its start: see /its/log."
    supervised.stop()
    assert isinstance(started[0].process, subprocess.Popen)
