"""Carries out in NATS what is registered: accounts, consumers, revocations. Any number of processes.

Everything here may be done twice: the rows are the truth, and what NATS lost is made again from them.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import nats.errors
import structlog
from nats.aio.client import Client

from concord.accounts import Access, Login, NotTaken, Operator, Pusher, connect
from concord.accounts.operator import now
from concord.projecting.outage import Away, is_away
from concord.publishing.envelope import position_of, tenant_of
from concord.publishing.stream import ensure_stream, message_at
from concord.subscribers import consumers
from concord.subscribers.statement import sql
from concord.subscribers.subscriber import CHANGED, Delivery, State, Subscriber
from concord.tenancy import writing

POLL = 1.0
"""Seconds between looks for changes; a NOTIFY wakes earlier."""
INSPECT = 5.0
"""Seconds between looks at every consumer: how far it has come, and whether it is still there."""
PAGE = 100
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 10.0
OF_THE_TENANT = (asyncpg.LockNotAvailableError, asyncpg.QueryCanceledError)
"""Of the database, which another tenant's rows need not meet."""

log = structlog.get_logger(__name__)


async def run_provisioning(
    dsn: str, nats_url: str, operator: Operator | None, stop: asyncio.Event, *, replicas: int = 1
) -> None:
    """Until `stop`, as role concord_projector. A server that is away is waited for."""
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            async with _connected(dsn, nats_url, operator, replicas) as (pool, provision, wake):
                pause = FIRST_PAUSE
                await _until(stop, pool, provision, wake)
        except Exception as error:
            if not is_away(error) and not isinstance(error, NotTaken):
                raise
            log.warning("waiting for a server", worker="provisioning", seconds=pause, reason=repr(error))
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)


class Provisioning:
    """Over connections of the platform's and of the system's account."""

    def __init__(self, pool: asyncpg.Pool, client: Client, operator: Operator | None, system: Client | None):
        self._pool, self._client, self._operator = pool, client, operator
        self._pusher = Pusher(system) if system else None
        self._waiting: dict[UUID, dict[str, int]] = {}
        """Subscribers that wait for the publisher, by name, and the revision that was pushed."""

    @property
    def is_connected(self) -> bool:
        """Whether the server is there: then what it refuses concerns one tenant."""
        return self._client.is_connected

    async def carry_out(self, tenant: UUID, code: str) -> None:
        """Makes NATS of this tenant what its rows say. Raises `Away`, `NotTaken`."""
        async with writing(self._pool, tenant) as connection:
            rows = await connection.fetch(sql("claim"), tenant)  # locked: another process has the others
            subscribers = [msgspec.convert(dict(row), Subscriber) for row in rows]
            changed = [one for one in subscribers if not one.ready]
            done = {one.name for one in changed if await self._apply(connection, code, one)}
            waiting = {one.name: one.revision for one in changed if one.name not in done}
            if done or waiting != self._waiting.get(tenant, {}):
                await self._push(connection, tenant, code)
        self._waiting[tenant] = waiting

    async def inspect(self, tenant: UUID, code: str) -> None:
        """Notes how far each consumer has come, and makes those that NATS has lost."""
        async with writing(self._pool, tenant) as connection:
            rows = await connection.fetch(sql("claim"), tenant)
            for row in rows:
                subscriber = msgspec.convert(dict(row), Subscriber)
                if subscriber.delivery is Delivery.PULL and subscriber.state is not State.REMOVED:
                    await self._look(connection, code, subscriber)

    async def push_all(self, tenant: UUID, code: str) -> None:
        """The tenant's account, to a server that may not have it."""
        async with writing(self._pool, tenant) as connection:
            await self._push(connection, tenant, code)

    async def _push(self, connection: asyncpg.Connection, tenant: UUID, code: str) -> None:
        """One at a time: whoever comes second reads after the first has pushed, so that its account is the
        later one to the server as well."""
        if self._operator is None or self._pusher is None:
            return
        issued = await connection.fetchval(sql("issue_account"), tenant, now())
        rows = await connection.fetch(sql("pulling"), tenant)
        revoked = await connection.fetch(sql("revocations"), tenant)
        jwt = self._operator.tenant_jwt(
            code,
            [Access(code, row["name"]) for row in rows],
            {row["public_key"]: int(row["revoked_at"].timestamp()) + 1 for row in revoked},
            issued,
        )
        await self._pusher.push(jwt)

    async def _apply(self, connection: asyncpg.Connection, code: str, subscriber: Subscriber) -> bool:
        """Whether it could be; else the next look finds it, when the publisher has come that far."""
        if subscriber.delivery is Delivery.WEBHOOK or subscriber.state is State.REMOVED:
            await consumers.delete(self._client, Access(code, subscriber.name))
        else:
            anew = subscriber.generation != subscriber.provisioned_generation
            after = subscriber.starts_after if anew else subscriber.acknowledged
            try:
                await consumers.ensure(self._client, code, subscriber, after, anew=anew)
            except consumers.NotPublished:
                return False
        values = (subscriber.revision, subscriber.generation)
        await connection.execute(sql("provisioned"), subscriber.tenant_id, subscriber.name, *values)
        return True

    async def _look(self, connection: asyncpg.Connection, code: str, subscriber: Subscriber) -> None:
        if subscriber.generation != subscriber.provisioned_generation:
            return  # what is there is the consumer before: how far that came is no matter any more
        found = await consumers.progress(self._client, Access(code, subscriber.name))
        if found is None:
            if subscriber.ready:
                log.warning("a consumer is made again", tenant=code, subscriber=subscriber.name)
                with suppress(consumers.NotPublished):
                    await consumers.ensure(
                        self._client, code, subscriber, subscriber.acknowledged, anew=False
                    )
            return
        acknowledged = subscriber.acknowledged
        if found.acknowledged:
            message = await message_at(self._client, found.acknowledged)
            if message is not None and tenant_of(message.payload) == code:  # it begins between two of others
                acknowledged = max(acknowledged, position_of(message.payload))
        at = datetime.fromisoformat(found.delivered_at) if found.delivered_at else None
        values = (acknowledged, found.waiting, found.redelivered, at)
        await connection.execute(sql("progress"), subscriber.tenant_id, subscriber.name, *values)


@asynccontextmanager
async def _connected(
    dsn: str, nats_url: str, operator: Operator | None, replicas: int
) -> AsyncIterator[tuple[asyncpg.Pool, Provisioning, asyncio.Event]]:
    wake = asyncio.Event()
    login = Login(operator)
    options: dict[str, Any] = {"allow_reconnect": False, "connect_timeout": 3, "error_cb": _noted}
    async with asyncpg.create_pool(dsn, min_size=0, max_size=2, timeout=10) as pool:
        listening = await asyncpg.connect(dsn, timeout=10)
        opened: list[Client] = []
        try:
            await listening.add_listener(CHANGED, lambda *_: wake.set())
            client = await connect(nats_url, login, "concord provisioning", **options)
            opened.append(client)
            system = None
            if operator is not None:
                system = await connect(nats_url, login, "concord accounts", system=True, **options)
                opened.append(system)
                await Pusher(system).push(operator.platform_jwt())
            await ensure_stream(client, replicas)
            yield pool, Provisioning(pool, client, operator, system), wake
        except (nats.errors.Error, OSError) as error:
            raise Away(f"NATS: {error!r}") from error
        finally:
            for one in opened:
                await one.close()
            listening.terminate()


async def _until(
    stop: asyncio.Event, pool: asyncpg.Pool, provision: Provisioning, wake: asyncio.Event
) -> None:
    async for page in _pages(pool, everyone=True):
        await _each(page, provision, provision.push_all, stop)
    loop = asyncio.get_running_loop()
    begun, after, pause = 0.0, "", POLL
    while not stop.is_set():
        wake.clear()
        well = True
        async for page in _pages(pool, everyone=False):
            well &= await _each(page, provision, provision.carry_out, stop)
        if after or loop.time() - begun >= INSPECT:  # a page, so that what changed meanwhile does not wait
            begun = begun if after else loop.time()
            page = await _page(pool, True, after)
            well &= await _each(page, provision, provision.inspect, stop)
            after = page[-1]["code"] if len(page) == PAGE else ""
        pause = POLL if well else min(pause * 2, LONGEST_PAUSE)
        if not after:
            await _first(stop, wake, seconds=pause)


async def _each(
    page: Sequence[asyncpg.Record],
    provision: Provisioning,
    doing: Callable[[UUID, str], Awaitable[None]],
    stop: asyncio.Event,
) -> bool:
    """Whether all went well. A tenant that the server refuses keeps no other waiting. Raises `Away`."""
    well = True
    for row in page:
        if stop.is_set():
            break
        try:
            await doing(row["tenant_id"], row["code"])
        except (Away, NotTaken, *OF_THE_TENANT) as error:
            if not provision.is_connected:
                raise
            log.warning("not provisioned", tenant=row["code"], reason=repr(error))
            well = False
    return well


async def _first(*events: asyncio.Event, seconds: float) -> None:
    """Until one of them is set, or it is time to look."""
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for one in waiting:
        one.cancel()


async def _pages(pool: asyncpg.Pool, *, everyone: bool) -> AsyncIterator[Sequence[asyncpg.Record]]:
    """Tenants with something to carry out, or all that have subscribers."""
    after = ""
    while page := await _page(pool, everyone, after):
        yield page
        after = page[-1]["code"]


async def _page(pool: asyncpg.Pool, everyone: bool, after: str) -> Sequence[asyncpg.Record]:
    rows: Sequence[asyncpg.Record] = await pool.fetch(sql("to_provision"), everyone, after, PAGE)
    return rows


async def _noted(error: Exception) -> None:
    log.info("NATS", error=repr(error))
