"""`concord ledger replay`."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from concord import telemetry
from concord.cli.failures import PORT_TAKEN, Failure
from concord.cli.language import said
from concord.cli.ledger.keys import key_option, trusted_keys
from concord.embedded.ports import is_free
from concord.embedded.probing import answers_ready
from concord.identity import Role, issue_token
from concord.replaying.errors import ReplayError
from concord.replaying.replay import Step, check, database, rebuild, settings_of
from concord.settings import Settings, load
from concord.verifying import VerifierKey, Wrong
from concord.verifying.sources.bundle import Bundle


@click.command()
@click.argument("bundle", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@key_option
@click.option(
    "--keys",
    "store",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Key store (CONCORD_KEYS_DIR of the source): without it, names and narrative text are null.",
)
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="Where to keep the replay.")
def replay(bundle: Path, keys: tuple[str, ...], store: Path | None, folder: Path | None) -> None:
    """Rebuild everything from an export bundle alone and answer the same GraphQL, read-only 回放.

    \b
    concord ledger replay jianghai.ledger.tar
    CONCORD_PORT=8010 concord ledger replay jianghai.ledger.tar --folder /tmp/replay --keys /mnt/keys

    The bundle is verified first. `asOf` answers any position or time. PostgreSQL is started in the folder
    (beside the bundle, .replay); CONCORD_DATABASE_URL gives it an empty database instead. No other machine
    is asked for anything. Ctrl-C ends it; asked again, it starts with what is there.
    """
    settings = settings_of(load(), (folder or bundle.with_suffix(".replay")).absolute(), store)
    telemetry.configure("warning" if settings.log_level == "info" else settings.log_level)
    if not is_free(settings.port, settings.host):
        raise Failure(said(PORT_TAKEN, port=settings.port))
    try:
        asyncio.run(_replay(settings, bundle, trusted_keys(keys)))
    except (ReplayError, Wrong) as error:
        raise Failure(str(error)) from None


async def _replay(settings: Settings, file: Path, trusted: list[VerifierKey]) -> None:
    from concord.server.serving import serve

    with _steps() as step:
        await check(file, trusted, step)
    async with database(settings):
        with _steps() as step:
            await rebuild(settings, file, step)
        serving = asyncio.create_task(serve(settings, read_only=True))
        while not await answers_ready(settings.host, settings.port) and not serving.done():
            await asyncio.wait((serving,), timeout=0.05)
        if not serving.done():
            _announce(settings, file)
        await serving


def _announce(settings: Settings, file: Path) -> None:
    with Bundle(file) as bundle:
        manifest = bundle.manifest
    code = manifest.tenant["code"]
    token = issue_token(settings.data_dir, code, Role.AUDITOR, lifetime=timedelta(hours=12))
    url = f"http://{settings.host}:{settings.port}"
    click.echo(
        f"""
  Ledger 台账        {manifest.origin}, entries 1 – {manifest.size:,}, verified 已核验
  Read-only 只读     {url}/graphql   (query page in a browser 用浏览器打开)
  A token 令牌       {token}

Replay is ready: {url}/graphql"""
    )
    sys.stdout.flush()


@contextmanager
def _steps() -> Iterator[Step]:
    screen = Console(stderr=True)
    columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, disable=not screen.is_terminal) as bar:

        def step(name: str) -> Callable[[int, int], None]:
            task = bar.add_task(name, total=None)
            return lambda done, total: bar.update(task, completed=done, total=total)

        yield step
