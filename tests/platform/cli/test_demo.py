"""`concord demo`: starts everything, keeps it running, stops all of it, recovers from any kill -9, and says
in one sentence why it cannot start."""

import json
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest
from demonstrating import CONCORD, clean_environment, ended, left_in, started

from concord.embedded.ports import any_free

PARTS = ("postgres", "nats", "serve", "work", "seal")


def refusal(run) -> str:
    """The one sentence of a start that failed."""
    assert run.process.wait(90) != 0
    time.sleep(0.1)
    (sentence,) = [line for line in run.lines if line.startswith("concord: ")]
    assert run.lines[-1] == sentence
    assert left_in(run.folder) == []
    return sentence


class Place:
    """A folder, and the demo that runs in it from one test to the next: most begin where another one ended,
    as a user's starts do, and a start takes as long as ten of these tests."""

    def __init__(self, folder):
        self.folder, self.run = folder, None

    def running(self, port=0):
        """The demo; started if it does not run."""
        if self.run is None or self.run.process.poll() is not None:
            self.run = started(self.folder, port)
        return self.run.until_ready()


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("demo") / "data")
    yield place
    if place.run is not None:
        ended(place.run)


@pytest.fixture
def folder(place):
    return place.folder


@pytest.fixture
def running(place):
    return place.running()


def test_it_says_last_where_the_api_is(running, folder):
    assert running.lines[-1] == f"Concord is ready: http://127.0.0.1:{running.port}/graphql"
    text = "\n".join(running.lines)
    for wanted in ("Query page", "nats://127.0.0.1:", "token --tenant", "curl", str(folder)):
        assert wanted in text
    assert [running.status(path) for path in ("/live", "/ready", "/metrics")] == [200, 200, 200]


def test_a_folder_in_use_is_said_in_one_sentence(running, demo, folder):
    second = demo(folder)

    assert second.process.wait(90) != 0
    time.sleep(0.1)
    assert second.lines == [
        f"concord: Another Concord uses {folder}: stop it, or set CONCORD_DATA_DIR to another folder."
    ]


def test_two_of_them_run_side_by_side(running, demo, tmp_path):
    other = demo(tmp_path / "other").until_ready()

    assert running.status("/ready") == other.status("/ready") == 200
    assert running.part("nats").pid != other.part("nats").pid


def test_each_process_that_is_killed_is_started_again(running):
    for name in PARTS:
        victim = running.part(name)
        victim.kill()
        deadline = time.monotonic() + 90
        while not any(p.pid != victim.pid for p in _others(running, name)):
            assert time.monotonic() < deadline
            time.sleep(0.05)
    running.until_answers()
    assert running.process.poll() is None


def _others(run, name):
    try:
        return [run.part(name)]
    except (ValueError, psutil.Error):
        return []


@pytest.mark.parametrize("victims", ["all of them", "the supervisor alone"])
def test_after_kill_9_a_second_start_finds_what_was_stored(place, concord, victims):
    first, code = place.running(), victims.replace(" ", "")
    made = concord("tenant", "create", "--code", code, "--name", "保留", CONCORD_DATA_DIR=place.folder)
    assert made.returncode == 0, made.stderr
    family = first.family()

    for process in family if victims == "all of them" else family[:1]:
        process.kill()
    first.process.wait()

    assert place.running(first.port).status("/ready") == 200
    shown = concord("tenant", "show", code, "--json", CONCORD_DATA_DIR=place.folder)
    assert json.loads(shown.stdout)[0]["name"] == "保留"


def test_ctrl_c_stops_everything(running, folder):
    assert running.stop(signal.SIGINT) == 0
    assert left_in(folder) == []


def test_it_ends_with_make_even_if_make_is_killed(folder, demo):
    """`make run` passes --with-parent: a `make` that is killed leaves nothing behind. Begins with a folder
    that was stopped by SIGINT, and shows that the next start may have it."""
    script = (
        "import subprocess, sys; p = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True)\n"
        "for line in p.stdout: print(line, end='', flush=True)"
    )
    settings = {"CONCORD_DATA_DIR": str(folder), "CONCORD_PORT": str(any_free())}
    command = [CONCORD, "demo", "--empty", "--with-parent"]
    make = subprocess.Popen(
        [sys.executable, "-c", script, *command],
        stdout=subprocess.PIPE,
        text=True,
        env=clean_environment() | settings,
    )
    assert make.stdout is not None
    while not make.stdout.readline().startswith("Concord is ready"):
        assert make.poll() is None
    make.kill()
    make.wait()

    assert demo(folder).until_ready().stop() == 0


def test_a_port_that_is_taken_is_said_in_one_sentence(demo, folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert f"Port {port} is taken" in refusal(demo(folder, port))


def test_a_wrong_setting_is_said_in_one_sentence(demo, tmp_path):
    sentence = refusal(demo(tmp_path / "data", CONCORD_LOG_LEVEL="loud"))

    assert sentence == (
        "concord: The setting CONCORD_LOG_LEVEL is wrong: use one of debug, info, warning, error, not 'loud'."
    )
    assert not (tmp_path / "data").exists()


def test_servers_of_somebody_else_are_not_mixed_with_its_own(demo, tmp_path):
    sentence = refusal(demo(tmp_path / "data", CONCORD_DATABASE_URL="postgresql://{role}@db/concord"))

    assert "unset CONCORD_DATABASE_URL" in sentence


def test_a_read_only_folder_is_said_in_one_sentence(demo, read_only_disk):
    assert "cannot be written: make it writable" in refusal(demo(read_only_disk / "data"))


def test_a_full_disk_is_said_in_one_sentence(demo, small_disk):
    assert "No space is left" in refusal(demo(small_disk / "data"))


def test_a_file_in_the_place_of_the_folder_is_said_in_one_sentence(demo, tmp_path):
    (tmp_path / "data").write_text("")

    assert "is not a folder" in refusal(demo(tmp_path / "data"))


def test_a_termination_during_the_start_leaves_nothing(demo, tmp_path):
    run = demo(tmp_path / "data")
    while not any("NATS" in line for line in run.lines):
        time.sleep(0.01)

    assert run.stop(signal.SIGTERM) == 0
    assert left_in(tmp_path) == []
