"""What another tenant notices of one tenant's flood: its 95th percentile beside that of its quiet hours.

One API process and one projector, as deployed and with their own limits in force; the flood is a process of
its own (`flooding.py`).
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import asyncpg
import click
import orjson
from asking import credit_code
from demonstrating import CONCORD, clean_environment
from flooding import REGISTER, answer, request
from waiting import until

from concord.embedded import postgres
from concord.embedded.ports import any_free
from concord.embedded.probing import answers_ready
from concord.eventstore.migrating import migrate
from concord.identity import Role, issue_token
from concord.tenancy import Tenants

RUNS = int(os.environ.get("CONCORD_BENCH_RUNS", "5"))
SECONDS = 5.0
PACE = 0.04
"""Seconds between two requests of the quiet tenant; each fifth is a mutation."""
CONNECTIONS = 16
AT_MOST = 2.0
HOST = "127.0.0.1"
PAGE = "{ organizations(first: 20) { nodes { id name kind area } } }"
PROJECTOR = (
    "import asyncio, sys; from concord.projecting import run_projector; "
    "asyncio.run(run_projector(sys.argv[1], asyncio.Event()))"
)
SUPPORT = Path(__file__).parents[1] / "support"


class Ours:
    """The served API, and a token of each tenant."""

    def __init__(self, port: int, quiet: str, loud: str) -> None:
        self._port, self._quiet, self._loud = port, quiet, loud
        self._number = 1

    async def p95(self) -> float:
        """Of the quiet tenant's requests during `SECONDS`, in seconds."""
        reader, writer = await asyncio.open_connection(HOST, self._port)
        taken, end = [], perf_counter() + SECONDS
        while (began := perf_counter()) < end:
            writer.write(self._next())
            status, body = await answer(reader)
            taken.append(perf_counter() - began)
            if status != 200 or "errors" in orjson.loads(body):
                raise RuntimeError(f"the quiet tenant was answered {status}: {body[:500]!r}")
            await asyncio.sleep(PACE)
        writer.close()
        return quantiles(taken, n=20)[-1]

    def _next(self) -> bytes:
        self._number += 1
        if self._number % 5:
            return request(HOST, self._quiet, PAGE)
        given = {"creditCode": credit_code(self._number), "name": f"单位{self._number}", "kind": "ENTERPRISE"}
        return request(HOST, self._quiet, REGISTER, i=given)

    @contextmanager
    def flooded(self) -> Iterator[None]:
        """While the other tenant does what it can."""
        self._number += 10_000
        command = [sys.executable, str(Path(__file__).with_name("flooding.py")), HOST, str(self._port)]
        command += [self._loud, str(CONNECTIONS), str(self._number)]
        flood = subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(SUPPORT)})
        try:
            yield
            if flood.poll() is not None:
                raise RuntimeError("the flood ended by itself")
        finally:
            flood.kill()
            flood.wait()


@asynccontextmanager
async def served() -> AsyncIterator[Ours]:
    """PostgreSQL, `concord serve` and a projector, each a process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with postgres.running(folder / "postgres") as server:
            await migrate(server.dsn("concord_owner"))
            async with asyncpg.create_pool(server.dsn("concord_owner"), min_size=0) as pool:
                for code in ("quiet", "loud"):
                    await Tenants(pool).create(code=code, name=code)
            port = any_free()
            settings = {"CONCORD_DATA_DIR": name, "CONCORD_PORT": str(port), "CONCORD_DEMO": "yes"}
            environment = {**clean_environment(), **settings, "PYTHONPATH": str(SUPPORT)}
            projector = [sys.executable, "-c", PROJECTOR, server.dsn("concord_projector")]
            parts = [_started(one, environment) for one in ([str(CONCORD), "serve"], projector)]
            try:
                await until(lambda: answers_ready(HOST, port), seconds=60)
                tokens = [issue_token(folder, code, Role.ADMINISTRATOR) for code in ("quiet", "loud")]
                yield Ours(port, *tokens)
            finally:
                for part in parts:
                    part.terminate()
                for part in parts:
                    part.wait()


def _started(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


async def main(folder: Path) -> bool:
    """Prints both medians and their ratio and writes them as JSON; true if the goal was met."""
    quiet, flooded = [], []
    async with served() as ours:
        await ours.p95()  # not counted: caches fill
        with click.progressbar(length=RUNS, label="runs") as progress:
            for _ in range(RUNS):
                quiet.append(await ours.p95())
                with ours.flooded():
                    flooded.append(await ours.p95())
                progress.update(1)
    ratio = median(flooded) / median(quiet)
    click.echo(f"\nfairness: 95th percentile, median of {RUNS} interleaved runs")
    click.echo(f"  alone                              {median(quiet) * 1000:7.1f} ms")
    click.echo(f"  beside a flood of {CONNECTIONS} connections     {median(flooded) * 1000:7.1f} ms")
    click.echo(f"  {'met   ' if ratio <= AT_MOST else 'MISSED'} ratio {ratio:.2f} (at most {AT_MOST})")
    _keep(folder, {"quiet": quiet, "flooded": flooded, "ratio": ratio})
    return ratio <= AT_MOST


def _keep(folder: Path, found: dict[str, object]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fairness.json").write_text(json.dumps(found, indent=1))
