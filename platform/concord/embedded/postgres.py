"""PostgreSQL 18 from a wheel, run directly as our child, from the files in `infra/postgres`."""

import asyncio
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import asyncpg

from concord.embedded import child, cluster
from concord.embedded.errors import EmbeddedError
from concord.embedded.folder import claim
from concord.embedded.infra import infra

SUPERUSER = "postgres"
DATABASE = "concord"
SOCKET = ".s.PGSQL.5432"
NOT_DURABLE = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
"""For tests that do not kill the machine; never for anything somebody keeps."""


@dataclass(frozen=True)
class Postgres:
    """A running server. Stop it with `stop`."""

    folder: Path
    socket: Path
    """Folder of the Unix socket; there is no TCP."""
    process: subprocess.Popen[bytes]
    lock: IO[bytes]

    def dsn(self, role: str, database: str = DATABASE) -> str:
        """Connection string for `role` (`concord_owner`, `concord_app`, ... or the superuser)."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.socket))}"

    @property
    def log(self) -> Path:
        """The server's log file."""
        return self.folder / "postgres.log"

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back, the data is flushed."""
        child.stop(self.process, signal.SIGINT)
        if self.socket.parent != self.folder:  # in the system's temporary folder
            with suppress(OSError):  # still holds a socket: the next start removes it
                self.socket.rmdir()
        self.lock.close()


async def start(folder: Path, *, durable: bool = True, patience: float = 60.0) -> Postgres:
    """Start the server whose data is in `folder` (created where there is none), with roles and database.

    What a killed run left behind is stopped first; PostgreSQL then recovers from its log.
    Call from the main thread. Raises EmbeddedError, and leaves nothing running then.
    """
    server = _launch(folder, durable)
    try:
        await _until_ready(server, patience)
        await _roles_and_database(server)
    except BaseException:
        server.stop()
        raise
    return server


def _launch(folder: Path, durable: bool) -> Postgres:
    folder = folder.absolute()
    lock = claim(folder)
    try:
        data = cluster.data_folder(folder)
        child.stop_orphans(child.named("postgres"), data, signal.SIGINT)
        user = cluster.prepare(folder, durable=durable)
        return Postgres(folder, cluster.socket_folder(folder, user), _spawn(folder, user, durable), lock)
    except BaseException:
        lock.close()
        raise


def _spawn(folder: Path, user: int | None, durable: bool) -> subprocess.Popen[bytes]:
    data = cluster.data_folder(folder)
    socket = cluster.socket_folder(folder, user)
    # The process that they name is gone; PostgreSQL would not start if another one has its number now.
    for stale in (data / "postmaster.pid", socket / f"{SOCKET}.lock", socket / SOCKET):
        stale.unlink(missing_ok=True)
    return child.spawn(
        [
            *(cluster.program("postgres"), "-D", data),
            *("-c", f"config_file={infra('postgres/postgresql.conf')}"),
            *("-k", socket),
            *(() if durable else NOT_DURABLE),
        ],
        folder=data,
        log=folder / "postgres.log",
        on_parent_death=signal.SIGINT,
        environment={"LC_ALL": "C"},
        user=user,
    )


async def _until_ready(server: Postgres, patience: float) -> None:
    """As pg_ctl does: the eighth line of postmaster.pid says `ready`."""
    status = cluster.data_folder(server.folder) / "postmaster.pid"
    deadline = asyncio.get_running_loop().time() + patience
    while asyncio.get_running_loop().time() < deadline:
        if server.process.poll() is not None:
            raise EmbeddedError(cluster.complaint(server.folder))
        lines = status.read_text().splitlines() if status.exists() else []
        if len(lines) > 7 and lines[7].strip() == "ready":
            return
        await asyncio.sleep(0.02)
    raise EmbeddedError(f"PostgreSQL was not ready within {patience:.0f} s: see {server.log}.")


async def _roles_and_database(server: Postgres) -> None:
    async with connection(server.dsn(SUPERUSER, "postgres")) as postgres:
        await postgres.execute(infra("postgres/roles.sql").read_text())
    await ensure_database(server, DATABASE)


async def ensure_database(server: Postgres, name: str) -> None:
    """Create database `name`, owned by `concord_owner`, with the schema `concord` and its grants."""
    async with connection(server.dsn(SUPERUSER, "postgres")) as postgres:
        if not await postgres.fetchval("select 1 from pg_database where datname = $1", name):
            await postgres.execute(f'create database "{name}" owner concord_owner')
    async with connection(server.dsn(SUPERUSER, name)) as postgres:
        await postgres.execute(infra("postgres/database.sql").read_text())


@asynccontextmanager
async def connection(dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """One connection, closed at the end."""
    postgres = await asyncpg.connect(dsn)
    try:
        yield postgres
    finally:
        await postgres.close()


@asynccontextmanager
async def running(folder: Path, *, durable: bool = True) -> AsyncIterator[Postgres]:
    """`start`, and `stop` at the end."""
    server = await start(folder, durable=durable)
    try:
        yield server
    finally:
        server.stop()
