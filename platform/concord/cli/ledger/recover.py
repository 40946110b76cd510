"""`concord ledger recover`."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import asyncpg
import click
import nats.errors
from rich.console import Console
from rich.progress import Progress

from concord.accounts import Login, Operator, connect
from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.ledger.alarms import Alarm
from concord.ledger.journal import opened, recorded
from concord.ledger.recovering import Loss, RecoveryRefused, Source, begin_origin, find_loss, restore
from concord.ledger.republishing import Stream
from concord.refusals import Message
from concord.settings import Settings, load
from concord.tenancy import Tenant, Tenants
from concord.verifying import Wrong
from concord.verifying.sources import bundle

ONE_OF_THREE = Message(
    "请给出 --from-nats、--from-bundle、--new-origin 之一",
    "give one of --from-nats, --from-bundle, --new-origin",
)

NATS_REFUSES = Message(
    "NATS 不允许读取（{kind}）：请检查 CONCORD_NATS_URL，以及 CONCORD_KEYS_DIR 中的账户密钥",
    "NATS does not let us read ({kind}): see CONCORD_NATS_URL, and CONCORD_KEYS_DIR for the key of its "
    "accounts.",
)
BROKEN_OFF = Message(
    "记录没有读完：{error}。已补回的保留，再次运行会接着进行",
    "The entries could not be read to their end: {error}. What was put back stays; asked again, it goes on.",
)
UNCHANGED = Message(
    "未作任何更改：{refusal}",
    "Nothing was changed: {refusal}.",
)


@click.command()
@click.option("--tenant", "code", required=True, help="Code of the tenant.")
@click.option("--from-nats", is_flag=True, help="From the events that were published.")
@click.option(
    "--from-bundle",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="From an export bundle that begins at or before the first lost entry.",
)
@click.option(
    "--new-origin",
    is_flag=True,
    help="Nobody has them: give them up, for ever visible. Stop `concord seal` first.",
)
def recover(code: str, from_nats: bool, file: Path | None, new_origin: bool) -> None:
    """Put sealed entries back that a restored database has lost; until then the ledger is read-only.

    \b
    concord ledger recover --tenant jianghai                       # says what is lost, changes nothing
    concord ledger recover --tenant jianghai --from-nats
    concord ledger recover --tenant jianghai --from-bundle jianghai.ledger.tar
    concord ledger recover --tenant jianghai --new-origin          # the last resort

    Run it where `concord seal` runs: what was signed is in its state folder (CONCORD_SEALER_STATE_DIR).
    Entries come back byte for byte, and only if all of them lead to the root that was signed. Commands and
    encrypted disclosures of these entries are not in them and stay lost. 只补回与已签署根哈希一致的原文。
    """
    if sum((from_nats, file is not None, new_origin)) > 1:
        raise click.UsageError(said(ONE_OF_THREE))
    settings = load()
    try:
        if new_origin:
            _begin_anew(settings, code)
        elif from_nats:
            asyncio.run(_restored(settings, code, lambda: _published(settings, code)))
        elif file is not None:
            asyncio.run(_restored(settings, code, lambda: _bundled(Path(file), code)))
        else:
            click.echo(_told(code, asyncio.run(_with_loss(settings, code, _nothing))))
    except (RecoveryRefused, Alarm) as refusal:
        raise Failure(said(UNCHANGED, refusal=refusal)) from None
    except (Wrong, TimeoutError, nats.errors.Error) as error:
        raise Failure(said(BROKEN_OFF, error=error)) from None


def _told(code: str, loss: Loss) -> str:
    return (
        f"{code} ends at position {loss.present}, but {loss.sealed.size} entries were sealed: "
        f"{loss.sealed.size - loss.present} are lost. 已签署的条目缺失。"
    )


Run = Callable[[asyncpg.Pool, Tenant, Loss], Awaitable[None]]


async def _nothing(*_: object) -> None:
    """Only look."""


async def _with_loss(settings: Settings, code: str, run: Run) -> Loss:
    async with asyncpg.create_pool(settings.dsn("concord_owner"), min_size=0, max_size=2) as pool:
        tenant = await Tenants(pool).by_code(code)
        if tenant is None:
            raise unknown_tenant(code)
        loss = await find_loss(pool, tenant, recorded(settings.sealer_state))
        await run(pool, tenant, loss)
    return loss


async def _restored(
    settings: Settings, code: str, opening: Callable[[], AbstractAsyncContextManager[Source]]
) -> None:
    with Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task(f"{code} 补回", total=None)

        async def run(pool: asyncpg.Pool, tenant: Tenant, loss: Loss) -> None:
            async with opening() as source:
                position = await restore(
                    pool,
                    tenant,
                    loss,
                    source,
                    lambda done, goal: bar.update(task, completed=done, total=goal),
                )
            click.echo(
                f"{code} has all its entries up to {position} again; `concord seal` opens it when it has "
                "checked them. 已补回，签署进程核对后恢复写入。"
            )

        await _with_loss(settings, code, run)


@asynccontextmanager
async def _published(settings: Settings, code: str) -> AsyncIterator[Source]:
    login = Login(Operator.found(settings.keys))
    try:
        client = await connect(
            settings.nats, login, "concord recover", allow_reconnect=False, connect_timeout=5
        )
    except (OSError, nats.errors.Error) as error:
        raise Failure(said(NATS_REFUSES, kind=type(error).__name__)) from None
    try:
        yield Stream(client, code)
    finally:
        await client.close()


class _Bundle:
    """An export bundle as a source."""

    def __init__(self, opened: bundle.Bundle) -> None:
        self._opened = opened

    async def entries(self, after: int) -> AsyncIterator[bytes]:
        manifest = self._opened.manifest
        if manifest.first > after + 1:
            raise RecoveryRefused(f"the bundle begins at {manifest.first}, after the first lost entry")
        first = max(manifest.first, after - after % 256 + 1)
        async for some in self._opened.entries(first, manifest.last):
            for raw in some:
                if first > after:
                    yield raw
                first += 1


@asynccontextmanager
async def _bundled(file: Path, code: str) -> AsyncIterator[Source]:
    async with bundle.opened(file) as found:
        if found.manifest.tenant["code"] != code:
            raise RecoveryRefused(f"{file} is of {found.manifest.tenant['code']}")
        yield _Bundle(found)


def _begin_anew(settings: Settings, code: str) -> None:
    """The journal is ours meanwhile: a sealer that runs would hold on to what it said."""
    with opened(settings.sealer_state) as journal:

        async def run(pool: asyncpg.Pool, tenant: Tenant, loss: Loss) -> None:
            head = await begin_origin(pool, tenant, loss)
            journal.record({tenant.id: head})
            click.echo(
                f"{code} goes on as {head.origin}; position {loss.present + 1} names what was signed before. "
                "Start `concord seal` again. 台账以新标识继续。"
            )

        asyncio.run(_with_loss(settings, code, run))
