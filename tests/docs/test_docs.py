"""Every command in README and docs that is marked `<!-- run -->` or `<!-- run: what it shows -->`, run as a
reader would, one after the other in one shell, against `concord demo`."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"<!-- run(?:: (?P<shows>[^\n]*?))? -->\n```sh\n(?P<script>.*?)\n```", re.S)
DOCUMENTS = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md"))]
READY_WITHIN = 300


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Given `make run`, with a port and a folder of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    environment = {
        **os.environ,
        "CONCORD_PORT": port,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "CONCORD_DATA_DIR": str(tmp_path_factory.mktemp("demo")),
    }
    process = subprocess.Popen(
        [Path(sys.executable).parent / "concord", "demo"], env=environment, stdout=subprocess.PIPE, text=True
    )
    started = monotonic()
    assert process.stdout is not None
    for line in process.stdout:
        if line.startswith("Concord is ready:"):
            break
        assert monotonic() - started < READY_WITHIN
    assert process.poll() is None, "the demo did not start"
    yield environment
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=90) == 0


def _as_here(script: str, environment: dict[str, str]) -> str:
    here = script.replace("127.0.0.1:8000", f"127.0.0.1:{environment['CONCORD_PORT']}")
    return here.replace(".venv/bin/", f"{Path(sys.executable).parent}/")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_of_a_document_does_what_it_says(document: Path, demo: dict[str, str], tmp_path: Path):
    blocks = list(BLOCK.finditer(document.read_text("utf-8")))
    if not blocks:
        pytest.skip("no command to run")
    mark = "=== block ==="
    scripts = [_as_here(block["script"], demo) for block in blocks]
    done = subprocess.run(
        ["bash", "-e", "-c", f"\necho '{mark}'\n".join(scripts)],
        env=demo,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    outputs = done.stdout.split(mark)
    for block, output in zip(blocks, outputs, strict=True):
        assert '"extensions":{"code"' not in output, output
        assert not re.search(r'"errors":\[\{', output), output
        assert (block["shows"] or "") in output, f"{block['script']}\n→ {output}"


def test_the_consumer_in_javascript_follows_the_ledger(demo: dict[str, str], tmp_path: Path):
    code = re.search(r"```js\n(.*?)\n```", (ROOT / "docs" / "subscribers.md").read_text("utf-8"), re.S)
    assert code is not None
    (tmp_path / "follow.mjs").write_text(code[1], "utf-8")
    packages = ("@nats-io/transport-node@3", "@nats-io/jetstream@3")
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--fetch-retries=0", *packages]
    try:
        subprocess.run(install, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"nats.js cannot be had here: {error}")

    concord = Path(sys.executable).parent / "concord"
    add = [concord, "subscriber", "add", "--tenant", "jianghai", "--name", "js-board", "--creds", "js.creds"]
    subprocess.run(add, cwd=tmp_path, env=demo, check=True, capture_output=True, timeout=180)
    port = (Path(demo["CONCORD_DATA_DIR"]) / "nats" / "port").read_text()
    follow = ["node", "follow.mjs", f"nats://127.0.0.1:{port}", "js.creds", "jianghai-js-board"]
    for _ in ("from the beginning", "and again, from where it was"):
        subprocess.run(follow, cwd=tmp_path, env={**demo, "ONCE": "1"}, check=True, timeout=180)

    table = json.loads((tmp_path / "tickets.json").read_text("utf-8"))
    assert table["sequence"] > 800
    assert "TicketClosed" in {ticket["step"] for ticket in table["tickets"].values()}
