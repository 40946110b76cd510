"""What GraphQL costs: a list of fifty objects with eight fields against a plain JSON route that runs the same
SQL, and a mutation end to end against the append of the same event. One process each, sixteen connections."""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date
from itertools import count, islice
from pathlib import Path
from time import perf_counter
from uuid import uuid4

import asyncpg
import click
import httpx
import orjson
import psutil
from asking import credit_code
from demonstrating import CONCORD, clean_environment
from measuring import Contender, Goal, Measured, interleaved, percentile_99, report
from waiting import until

from concord.embedded import postgres
from concord.embedded.ports import any_free
from concord.eventstore import Append, EventStore
from concord.eventstore.composing import Metadata, compose
from concord.eventstore.migrating import migrate
from concord.identity import Role, issue_token
from concord.projecting.projector import run_projector
from concord.tenancy import Tenant, Tenants

CONNECTIONS = 16
SECONDS = 3.0
PATIENCE = 60.0
"""Seconds in which all must have started."""
ORGANIZATIONS = 60
IDLE, LOADED = 120, 250
"""Megabytes that `concord serve` may take."""
LIST = """
    { organizations(first: 50) { edges { node {
        id creditCode name kind partyForm partyMembers affiliatedEnterprises registeredOn } } } }
"""
REGISTER = """
    mutation ($code: String!, $name: String!) {
      organizationRegister(input: {creditCode: $code, name: $name, kind: ENTERPRISE, partyForm: NONE}) {
        position errors { code } } }
"""
PROBE = "probe"
"""A database beside, for the bare appends."""

Call = Callable[[], bytes]
"""The next request, as it goes over the wire."""


def get(port: int) -> Call:
    """Always the same."""
    request = f"GET / HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\r\n".encode()
    return lambda: request


def post(token: str, bodies: Iterator[dict[str, object]]) -> Call:
    """GraphQL operations."""

    def call() -> bytes:
        body = orjson.dumps(next(bodies))
        head = (
            f"POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer {token}\r\n"
            f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    return call


def asked(port: int, call: Call, expected: bytes) -> Contender:
    """So many connections that ask as fast as they are answered. `expected`: in every right answer."""

    async def connection(end: float, latencies: list[float]) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (started := perf_counter()) < end:
            writer.write(call())
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
            body = await reader.readexactly(length)
            assert expected in body, body[:500]
            latencies.append(perf_counter() - started)
        writer.close()

    async def run() -> Measured:
        latencies: list[float] = []
        started = perf_counter()
        await asyncio.gather(*(connection(started + SECONDS, latencies) for _ in range(CONNECTIONS)))
        return Measured(len(latencies) / (perf_counter() - started), percentile_99(latencies))

    return run


def appended(store: EventStore, tenant: Tenant) -> Contender:
    """The event of a registration, and nothing around it."""
    data = {
        "affiliated_enterprises": 0,
        "area": "",
        "credit_code": credit_code(1),
        "industry": "",
        "kind": "ENTERPRISE",
        "name": "某某有限公司",
        "party_form": "NONE",
        "party_members": 0,
    }

    async def run() -> Measured:
        latencies: list[float] = []
        end = perf_counter() + SECONDS

        async def client() -> None:
            while (started := perf_counter()) < end:
                await store.append(_append(tenant, data))
                latencies.append(perf_counter() - started)

        started = perf_counter()
        await asyncio.gather(*(client() for _ in range(CONNECTIONS)))
        return Measured(len(latencies) / (perf_counter() - started), percentile_99(latencies))

    return run


def _append(tenant: Tenant, data: dict[str, object]) -> Append:
    command, stream = uuid4(), uuid4()
    metadata = Metadata(
        tenant=tenant.code,
        actor=str(command),
        organization=stream,
        role="administrator",
        command=command,
        correlation=command,
        causation=None,
        occurred_on=date(2026, 1, 1),
    )
    event = compose(
        metadata, stream=stream, version=1, name="organizations.OrganizationRegistered", schema=1, data=data
    )
    return Append(tenant=tenant.id, command=command, digest=command.bytes * 2, events=(event,))


def registrations(first: int) -> Iterator[dict[str, object]]:
    """Of organizations with these numbers, from `first` on."""
    for n in count(first):
        yield {"query": REGISTER, "variables": {"code": credit_code(n), "name": f"第{n}家企业"}}


@contextmanager
def running(*command: str, environment: dict[str, str]) -> Iterator[psutil.Process]:
    """A process of its own until the block ends."""
    process = subprocess.Popen(
        command,
        env={**clean_environment(), **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(30)


async def until_up(url: str) -> None:
    """Until it answers with 200."""

    async def up() -> bool:
        try:
            return (await http.get(url)).status_code == 200
        except httpx.TransportError:
            return False

    async with httpx.AsyncClient() as http:
        await until(up, seconds=PATIENCE)


async def fill(port: int, token: str, projector: str, superuser: str) -> None:
    """So many organizations, registered through the API and projected."""

    async def projected() -> bool:
        found: int = await connection.fetchval("select count(*) from concord.organization")
        return found == ORGANIZATIONS

    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
        for body in islice(registrations(0), ORGANIZATIONS):
            answer = await http.post("/graphql", json=body, headers={"authorization": f"Bearer {token}"})
            assert answer.json()["data"]["organizationRegister"]["errors"] == [], answer.text
    stop = asyncio.Event()
    projecting = asyncio.create_task(run_projector(projector, stop))
    async with postgres.connection(superuser) as connection:
        await until(projected, seconds=PATIENCE)
    stop.set()
    await projecting


@asynccontextmanager
async def database(folder: Path) -> AsyncIterator[postgres.Postgres]:
    """A server with the API's database and one beside it."""
    async with postgres.running(folder / "pg") as server:
        await postgres.ensure_database(server, PROBE)
        for name in (postgres.DATABASE, PROBE):
            await migrate(server.dsn("concord_owner", name))
        yield server


async def a_tenant(dsn: str) -> Tenant:
    """A new one."""
    async with asyncpg.create_pool(dsn, min_size=0) as pool:
        return await Tenants(pool).create(code="bench", name="基准")


GOALS = [
    Goal("list of 50 x 8 / plain JSON route, same SQL", "graphql list", "plain list", 0.2),
    Goal("mutation end to end / append 16 x 1", "graphql mutation", "append 16x1", 0.1),
]


async def main(results: Path) -> bool:
    """Runs all of it. Returns whether every goal was met."""
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as name:
        os.chmod(name, 0o755)
        folder = Path(name)
        async with database(folder) as server:
            return await _compared(server, folder, results)


async def _compared(server: postgres.Postgres, folder: Path, results: Path) -> bool:
    tenant = await a_tenant(server.dsn("concord_owner"))
    bare = await a_tenant(server.dsn("concord_owner", PROBE))
    api, plain = any_free(), any_free()
    environment = {
        "CONCORD_DATABASE_URL": server.dsn("{role}").replace("%7B", "{").replace("%7D", "}"),
        "CONCORD_DATA_DIR": str(folder / "data"),
        "CONCORD_DEMO": "yes",
        "CONCORD_LOG_LEVEL": "error",
        "CONCORD_PORT": str(api),
        "CONCORD_TENANT_RATE": "0",
        "CONCORD_USER_RATE": "0",
    }
    arguments = [server.dsn("concord_app"), str(tenant.id), str(plain)]
    with (
        running(str(CONCORD), "serve", environment=environment) as serve,
        running(sys.executable, str(Path(__file__).with_name("plain.py")), *arguments, environment={}),
    ):
        await until_up(f"http://127.0.0.1:{api}/live")
        await until_up(f"http://127.0.0.1:{plain}/")
        idle = _megabytes(serve)
        token = issue_token(folder / "data", tenant.code, Role.ADMINISTRATOR)
        await fill(api, token, server.dsn("concord_projector"), server.dsn(postgres.SUPERUSER))
        store = await EventStore.open(server.dsn("concord_app", PROBE))
        lists = iter(lambda: {"query": LIST}, None)
        try:
            found = await interleaved(
                {
                    "plain list": asked(plain, get(plain), b"credit_code"),
                    "graphql list": asked(api, post(token, lists), b"creditCode"),
                    "append 16x1": appended(store, bare),
                    "graphql mutation": asked(api, post(token, registrations(ORGANIZATIONS)), b'"errors":[]'),
                }
            )
        finally:
            await store.close()
        loaded = _megabytes(serve)
    met = report("answering", found, GOALS, results, "requests/s")
    click.echo(
        f"  memory of serve   idle {idle} MB (at most {IDLE}), under load {loaded} MB (at most {LOADED})"
    )
    return met and idle <= IDLE and loaded <= LOADED


def _megabytes(process: psutil.Process) -> int:
    return int(process.memory_info().rss / 1_000_000)
