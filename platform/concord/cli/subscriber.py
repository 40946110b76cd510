"""`concord subscriber add|list|show|pause|resume|reset|rotate|revoke|remove|tail`."""

import asyncio
import getpass
import os
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import click

from concord.accounts import Access, Operator
from concord.cli.failures import Failure, unknown_tenant
from concord.cli.language import said
from concord.cli.output import json_option, show
from concord.commanding.commander import contexts
from concord.eventstore.mapper import Mapper
from concord.privacy.opening import opened_keys
from concord.refusals import Message, Refusal
from concord.settings import Settings, load
from concord.subscribers import Change, Registration, Start, Subscriber, SubscriberRefusal, Subscribers
from concord.subscribers.subscriber import Delivery, State
from concord.subscribers.webhooks import Guard, Secrets, new_secret
from concord.tenancy import Tenant, Tenants

COLUMNS = {
    "name": "name 名称",
    "delivery": "delivery 投递",
    "filters": "filters 筛选",
    "state": "state 状态",
    "acknowledged": "acknowledged 已确认",
    "waiting": "waiting 待投递",
    "head": "head 台账",
    "delivered_at": "last delivery 最近投递",
    "trouble": "trouble 问题",
}
NOT_YET = Message(
    "还没有工作进程办理：请运行 `concord work`", "no worker has carried it out yet: start `concord work`"
)
PATIENCE = 15.0
"""Seconds that a worker may take to carry a change out; it takes less than one."""

tenant_option = click.option("--tenant", required=True, help="The tenant's code: jianghai.")
name_option = click.option("--name", required=True, help="The subscriber's name: county-board.")
creds_option = click.option(
    "--creds",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; default <tenant>-<name>.creds.",
)
start_options = (
    click.option("--after", type=click.IntRange(0), help="Start after this position of the ledger."),
    click.option(
        "--since",
        type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d"]),
        help="Start with what was recorded since.",
    ),
    click.option("--now", is_flag=True, help="Start with the next event."),
)


def starting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say where to start; without one, at the beginning."""
    for option in reversed(start_options):
        command = option(command)
    return command


@click.group()
def subscriber() -> None:
    """Who follows a tenant's events from outside 管理订阅方.

    \b
    concord subscriber add --tenant jianghai --name county-board --filter tickets
    concord subscriber tail --creds jianghai-county-board.creds
    concord subscriber list --tenant jianghai
    concord subscriber reset --tenant jianghai --name county-board --after 100
    concord subscriber rotate --tenant jianghai --name county-board
    """


@subscriber.command()
@tenant_option
@name_option
@click.option("--filter", "filters", multiple=True, help="A context (tickets) or event; all events without.")
@click.option("--url", help="Send events there by HTTPS (Standard Webhooks), instead of NATS.")
@starting
@creds_option
@json_option
def add(
    tenant: str,
    name: str,
    filters: tuple[str, ...],
    url: str | None,
    after: int | None,
    since: datetime | None,
    now: bool,
    creds: Path | None,
    as_json: bool,
) -> None:
    """Register a subscriber, and write its credentials to a file: they are shown nowhere again.

    A webhook has no credentials but a secret that signs what it is sent; that is printed once.
    """
    asked = Registration(name=name, filters=filters, url=url, start=_start(after, since, now))

    async def register(known: Subscribers, of: Tenant) -> None:
        if url is None:
            with _credentials(of, name, creds) as public:
                await known.register(_change(of), asked)
                await known.issue(_change(of), name, public, keep=False)
            return
        secret, sealed = await _secret(of, name)
        await known.register(_change(of), asked, sealed)
        click.echo(f"secret 签名密钥: {secret}", err=True)

    _done(tenant, name, register, as_json)


@subscriber.command(name="list")
@tenant_option
@json_option
def list_(tenant: str, as_json: bool) -> None:
    """Every subscriber of a tenant, and how far it has come."""

    async def listed() -> list[dict[str, Any]]:
        async with _opened(tenant) as (known, of):
            return [_row(one) for one in await known.list(of.id)]

    show(asyncio.run(listed()), COLUMNS, as_json=as_json)


@subscriber.command(name="show")
@tenant_option
@name_option
@json_option
def show_(tenant: str, name: str, as_json: bool) -> None:
    """One subscriber."""

    async def nothing(_known: Subscribers, _of: Tenant) -> None:
        """Only looked at."""

    _done(tenant, name, nothing, as_json)


@subscriber.command()
@tenant_option
@name_option
@json_option
def pause(tenant: str, name: str, as_json: bool) -> None:
    """Deliver nothing until it is resumed; nothing is lost."""
    _done(tenant, name, lambda known, of: known.set_state(_change(of), name, State.PAUSED), as_json)


@subscriber.command()
@tenant_option
@name_option
@json_option
def resume(tenant: str, name: str, as_json: bool) -> None:
    """Go on after the last event that it acknowledged."""
    _done(tenant, name, lambda known, of: known.set_state(_change(of), name, State.ACTIVE), as_json)


@subscriber.command()
@tenant_option
@name_option
@starting
@json_option
def reset(
    tenant: str, name: str, after: int | None, since: datetime | None, now: bool, as_json: bool
) -> None:
    """Set it to another position: from the beginning, unless one is given."""
    start = _start(after, since, now)
    _done(tenant, name, lambda known, of: known.reset(_change(of), name, start), as_json)


@subscriber.command()
@tenant_option
@name_option
@click.option("--keep-old", is_flag=True, help="The old credentials work on until `revoke`.")
@creds_option
@json_option
def rotate(tenant: str, name: str, keep_old: bool, creds: Path | None, as_json: bool) -> None:
    """Issue new credentials; the old ones stop working, and who uses them is disconnected.

    Of a webhook: another secret signs; for a day the old one does too.
    """

    async def turn(known: Subscribers, of: Tenant) -> None:
        found = await known.find(of.id, name)
        if found is None or found.delivery is Delivery.PULL:
            with _credentials(of, name, creds) as public:
                await known.issue(_change(of), name, public, keep=keep_old)
            return
        secret, sealed = await _secret(of, name)
        await known.rotate_secret(_change(of), name, sealed)
        click.echo(f"secret 签名密钥: {secret}", err=True)

    _done(tenant, name, turn, as_json)


@subscriber.command()
@tenant_option
@name_option
@click.option("--skip", is_flag=True, help="Pass over the event that fails.")
@json_option
def replay(tenant: str, name: str, skip: bool, as_json: bool) -> None:
    """Send a webhook what it was given up at, now."""
    _done(tenant, name, lambda known, of: known.replay(_change(of), name, skip=skip), as_json)


@subscriber.command()
@tenant_option
@name_option
@json_option
def revoke(tenant: str, name: str, as_json: bool) -> None:
    """Revoke every credential; `rotate` issues new ones."""
    _done(tenant, name, lambda known, of: known.revoke(_change(of), name), as_json)


@subscriber.command()
@tenant_option
@name_option
@click.confirmation_option(prompt="Its position and credentials are gone then. Remove it?")
def remove(tenant: str, name: str) -> None:
    """End a subscriber: its consumer, its position, its credentials."""

    async def removed() -> None:
        async with _opened(tenant) as (known, of):
            await known.set_state(_change(of), name, State.REMOVED)

    _answered(removed())


@subscriber.command()
@click.option("--creds", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--server", help="NATS server; default that of this installation.")
@click.option("--count", type=click.IntRange(1), help="End after so many events.")
@click.option("--no-ack", is_flag=True, help="Look only: what is shown is delivered again.")
def tail(creds: Path, server: str | None, count: int | None, no_ack: bool) -> None:
    """Follow as the subscriber does: one event a line, acknowledged once it is printed. Ctrl-C ends it."""
    from concord.subscribers.tailing import NotLetIn, tail

    async def follow() -> None:
        async for line in tail(server or load().nats, creds, count=count, acknowledge=not no_ack):
            click.echo(line)

    try:
        asyncio.run(follow())
    except NotLetIn as error:
        raise click.ClickException(
            f"{error}: is the server up, and were the credentials rotated or revoked? "
            "`concord subscriber rotate` issues new ones. 凭据无效或服务不可达"
        ) from error


def _start(after: int | None, since: datetime | None, now: bool) -> Start:
    return Start(position=after, time=since.astimezone() if since else None, now=now)


def _change(of: Tenant) -> Change:
    return Change(tenant=of.id, actor=f"system:{getpass.getuser()}", command=uuid4())


@asynccontextmanager
async def _opened(code: str) -> AsyncIterator[tuple[Subscribers, Tenant]]:
    async with asyncpg.create_pool(load().dsn("concord_app"), min_size=0, max_size=1) as pool:
        found = await Tenants(pool).by_code(code)
        if found is None:
            raise unknown_tenant(code)
        guard = Guard.allowing(load().webhook_networks)
        yield Subscribers(pool, Mapper(contexts()).types, guard), found


async def _secret(of: Tenant, name: str) -> tuple[str, bytes]:
    """A new one, to show and to keep."""
    secret = new_secret()
    async with opened_keys(load()) as keys:
        return secret, await Secrets(keys).seal(of.id, name, secret)


@contextmanager
def _credentials(of: Tenant, name: str, creds: Path | None) -> Iterator[str]:
    """A new user's public key. Its credentials are in a file before anything is changed, and that gets its
    name when all is done: an older one stays where the new one is refused."""
    public, text = _operator(load()).subscriber_credentials(Access(of.code, name))
    file = creds or Path(f"{of.code}-{name}.creds")
    written = _write_secret(file, text)
    try:
        yield public
    except BaseException:
        written.unlink()
        raise
    written.replace(file)
    click.echo(f"credentials 凭据: {file}", err=True)


def _write_secret(file: Path, text: str) -> Path:
    """Beside the file, for its owner alone."""
    beside = file.with_name(f".{file.name}.new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as opened:
        opened.write(text)
    return beside


def _operator(settings: Settings) -> Operator:
    operator = Operator.found(settings.keys)
    if operator is None:
        raise Refusal(SubscriberRefusal.NO_ACCOUNTS)
    return operator


def _done(
    tenant: str, name: str, doing: Callable[[Subscribers, Tenant], Awaitable[object]], as_json: bool
) -> None:
    """Does it, waits until a worker has carried it out, and shows what came of it."""

    async def do() -> list[dict[str, Any]]:
        async with _opened(tenant) as (known, of):
            await doing(known, of)
            deadline = time.monotonic() + PATIENCE
            while True:
                found = await known.find(of.id, name)
                if found is None:
                    raise Refusal(SubscriberRefusal.NOT_FOUND, name=name)
                if found.ready:
                    return [_row(found)]
                if time.monotonic() > deadline:
                    click.echo(said(NOT_YET), err=True)
                    return [_row(found)]
                await asyncio.sleep(0.05)

    show(_answered(do()), COLUMNS, as_json=as_json)


def _answered(doing: Awaitable[Any]) -> Any:
    async def awaited() -> Any:
        return await doing

    try:
        return asyncio.run(awaited())
    except Refusal as refusal:
        raise Failure(f"{refusal.sentence('en')}. {refusal.sentence('zh')}。") from refusal


def _row(one: Subscriber) -> dict[str, Any]:
    return {
        "name": one.name,
        "delivery": one.delivery.value,
        "filters": _joined(one.filters),
        "state": one.state.value if one.ready else f"{one.state.value} (being carried out)",
        "acknowledged": one.acknowledged,
        "waiting": one.waiting,
        "redelivered": one.redelivered,
        "head": one.head,
        "starts_after": one.starts_after,
        "delivered_at": one.delivered_at and one.delivered_at.isoformat(timespec="seconds"),
        "registered_at": one.registered_at.isoformat(timespec="seconds"),
        "registered_by": one.registered_by,
        "trouble": one.trouble,
        "version": one.revision,
    }


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names) or "all 全部"
