"""The steps of `concord demo`, from checks to the sentence that it is ready."""

import asyncio
import time
from contextlib import ExitStack
from importlib import metadata
from pathlib import Path
from typing import IO

import asyncpg

from concord.accounts import Operator, configuration
from concord.cli.announcing import announce, say
from concord.cli.failures import PORT_TAKEN, Failure
from concord.cli.language import said
from concord.cli.loading import load_demo
from concord.embedded import nats, parts, postgres
from concord.embedded.errors import EmbeddedError
from concord.embedded.folder import claim, ends
from concord.embedded.ports import any_free, is_free
from concord.embedded.probing import answers_ready
from concord.embedded.supervisor import Supervisor
from concord.refusals import Message
from concord.settings import Settings

OWN_SERVERS = Message(
    "concord demo 自带服务：请取消 CONCORD_{name}，或对自己的服务运行 `concord serve` 和 `concord work`",
    "concord demo brings its own servers: unset CONCORD_{name}, or run `concord serve` and `concord work` "
    "against yours.",
)
API_NOT_READY = Message(
    "接口在 {seconds:.0f} 秒内没有就绪：见 {log}",
    "The API was not ready within {seconds:.0f} s: see {log}.",
)
NOT_PROJECTED = Message(
    "读模型在 {seconds:.0f} 秒内没有就绪：见 {log}",
    "The read models were not there within {seconds:.0f} s: see {log}.",
)

PARTS = ("serve", "work", "seal")
PATIENCE = 60.0
"""Seconds that the API may take until it is ready; it takes about two."""
PROJECTING = 300.0
"""Seconds that read models may take for what was just loaded; they take about ten."""
HANDOVER = 1.0
"""Seconds in which one in the same folder says that it is ending (its `make` was killed)."""


class Demonstration:
    """Run it once with `run`; `stop` ends all that was started, however far that came."""

    def __init__(self, settings: Settings, *, with_tenants: bool = True) -> None:
        self._settings = settings
        self._with_tenants = with_tenants
        self._supervisor = Supervisor()
        self._claimed = ExitStack()
        self._claim: IO[bytes] | None = None
        self._metrics_ports = {"serve": 0, "work": settings.metrics_port or any_free(), "seal": any_free()}

    async def run(self) -> None:
        """Start everything, then keep it running. Raises EmbeddedError or Failure."""
        self._check()
        await self._start_servers()
        await self._migrate()
        await self._start_parts("serve", "seal")
        if self._with_tenants:  # while these import what they need, most of a second start
            await self._load()
        await self._start_parts("work")  # not before: its policies would act in years that are being lived
        await self._until_ready()
        await self._until_projected()
        self._noted.write_text(str(self._settings.port))  # for `concord status` in another terminal
        announce(self._settings, self._metrics_ports)
        await self._supervisor.watch()

    @property
    def _noted(self) -> Path:
        return self._settings.data_dir / "serve" / "port"

    def stop(self) -> None:
        """In the reverse order of the start."""
        if self._claim is not None:
            self._noted.unlink(missing_ok=True)
            ends(self._claim)
        self._supervisor.stop()
        self._claimed.close()

    def _check(self) -> None:
        for name in ("database_url", "nats_url"):
            if getattr(self._settings, name):
                raise Failure(said(OWN_SERVERS, name=name.upper()))
        folder = self._settings.data_dir
        self._claim = self._claimed.enter_context(claim(folder, patience=HANDOVER))
        for part in PARTS:
            parts.stop_orphans(folder, part)
        if not is_free(self._settings.port, self._settings.host):
            raise Failure(said(PORT_TAKEN, port=self._settings.port))

    async def _start_servers(self) -> None:
        say("PostgreSQL ...")
        folder = self._settings.postgres_dir
        await self._supervisor.start(
            "PostgreSQL", lambda: postgres.start(folder), str(folder / "postgres.log")
        )
        say("NATS ...")
        events = self._settings.data_dir / "nats"
        port = self._settings.nats_port
        accounts = configuration(Operator.obtained(self._settings.keys), str(events / "accounts"))
        await self._supervisor.start(
            "NATS", lambda: nats.start(events, port=port, accounts=accounts), str(events / "nats.log")
        )

    async def _migrate(self) -> None:
        from concord.eventstore.migrating import migrate

        say("database schema 数据库结构 ...")
        await migrate(self._settings.dsn("concord_owner"))

    async def _start_parts(self, *names: str) -> None:
        for name in names:
            say(f"{name} ...")
            await self._start_part(name)

    async def _load(self) -> None:
        """The tenants, unless this version has loaded them into this very database: looking takes as long
        as importing all that they are made of."""
        loaded, version = self._settings.postgres_dir / "loaded", metadata.version("concord-alliance")
        if not loaded.exists() or loaded.read_text() != version:
            await load_demo(self._settings)
            loaded.write_text(version)

    async def _until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not await answers_ready(self._settings.host, self._settings.port):
            if reason := self._supervisor.first_death():
                raise EmbeddedError(reason)
            if time.monotonic() > deadline:
                raise EmbeddedError(said(API_NOT_READY, seconds=PATIENCE, log=self._log("serve")))
            await asyncio.sleep(0.1)

    async def _until_projected(self) -> None:
        """The first query shows all that was loaded, not what the worker has come to by then."""
        from concord.projecting.lag import READ_MODELS, read_lag

        deadline = time.monotonic() + PROJECTING
        async with asyncpg.create_pool(
            self._settings.dsn("concord_projector"), min_size=0, max_size=1
        ) as pool:
            while any(lag.events for lag in await read_lag(pool) if lag.name == READ_MODELS):
                if time.monotonic() > deadline:
                    raise EmbeddedError(said(NOT_PROJECTED, seconds=PROJECTING, log=self._log("work")))
                await asyncio.sleep(0.1)

    async def _start_part(self, name: str) -> None:
        async def start() -> parts.Part:
            return parts.start(self._settings.data_dir, name, self._environment(name))

        await self._supervisor.start(f"concord {name}", start, str(self._log(name)))

    def _log(self, name: str) -> Path:
        return self._settings.data_dir / name / f"{name}.log"

    def _environment(self, name: str) -> dict[str, str]:
        """Children have another working directory, so the folder is given as an absolute path."""
        return {
            "CONCORD_DATA_DIR": str(self._settings.data_dir),
            "CONCORD_METRICS_PORT": str(self._metrics_ports[name]),
        }
