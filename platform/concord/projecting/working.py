"""The loop of every worker that follows ledgers: woken by NOTIFY, polling as well, waiting outages out."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, NamedTuple
from uuid import UUID

import asyncpg
import structlog

from concord.projecting.agenda import Agenda, Item
from concord.projecting.outage import Away, is_away

APPENDED = "concord_appended"
POLL = 1.0
"""Seconds between looks at all checkpoints: a NOTIFY that was lost delays by that much, no more."""
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds to wait for a server that is away; doubled each time it still is."""
GRACE = 10.0
"""Seconds for the batches under way when asked to stop."""

SESSION = {
    # Statements are keyed and few; a generic plan made while a table is empty would scan it for ever.
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    # A crash may lose the last transactions whole, rows and checkpoint together: they are made again.
    "synchronous_commit": "off",
    "jit": "off",
}

log = structlog.get_logger(__name__)


class Job(NamedTuple):
    """What a worker does."""

    serve: Callable[[Item], Awaitable[bool]]
    """One batch of an item; whether there is more of it."""
    scan: Callable[[], Awaitable[Iterable[Item]]]
    """Finds items without being told, the longest unserved first."""


Lost = asyncio.Future[None]
"""Gets an exception when a server is noticed to be gone."""
Opening = Callable[[asyncpg.Pool, Lost], AbstractAsyncContextManager[Job]]


async def work(
    dsn: str, stop: asyncio.Event, opening: Opening, *, name: str, lanes: int = 1, woken: bool = True
) -> None:
    """Serves until `stop`. A server that is away (PostgreSQL, or what `opening` connects to) is waited for.

    `name` is the consumer that a wake-up means; `lanes` batches run at a time, each on a connection.
    Not `woken`: it finds its work by polling alone.
    """
    pause = FIRST_PAUSE
    while not stop.is_set():
        try:
            async with _session(dsn, opening, name, lanes, woken) as (job, agenda, lost):
                pause = FIRST_PAUSE
                await _until(stop, lost, agenda, job, lanes)
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("waiting for a server", worker=name, seconds=pause, reason=repr(error))
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)


async def _keep(connection: asyncpg.Connection) -> None:
    """Instead of the pool's reset, which costs a round trip: nothing here outlives its transaction."""


@asynccontextmanager
async def _session(
    dsn: str, opening: Opening, name: str, lanes: int, woken: bool
) -> AsyncIterator[tuple[Job, Agenda, Lost]]:
    agenda = Agenda()
    lost: Lost = asyncio.get_running_loop().create_future()
    pool = asyncpg.create_pool(
        dsn,
        min_size=0,
        max_size=lanes + 1,
        reset=_keep,
        timeout=10,
        server_settings={**SESSION, "application_name": f"concord {name}"},
    )
    async with pool, _listening(dsn, agenda, lost, name, woken), opening(pool, lost) as job:
        try:
            yield job, agenda, lost
        finally:
            if not lost.cancel():
                lost.exception()  # seen, whatever ended the session first
                pool.terminate()


@asynccontextmanager
async def _listening(dsn: str, agenda: Agenda, lost: Lost, name: str, woken: bool) -> AsyncIterator[None]:
    connection = await asyncpg.connect(dsn, timeout=10)

    def ended(_: Any) -> None:
        if not lost.done():
            lost.set_exception(Away("PostgreSQL closed the connection"))

    def wake(_: Any, __: int, ___: str, payload: object) -> None:
        agenda.add((UUID(tenant), name) for tenant in str(payload).split(","))

    connection.add_termination_listener(ended)
    try:
        if woken:
            await connection.add_listener(APPENDED, wake)
        yield
    finally:
        connection.remove_termination_listener(ended)
        connection.terminate()


async def _until(stop: asyncio.Event, lost: Lost, agenda: Agenda, job: Job, lanes: int) -> None:
    """Runs the lanes until `stop`, or until one of them or `lost` fails with what it raises."""
    working = [asyncio.ensure_future(_lane(agenda, job)) for _ in range(lanes)]
    asked = asyncio.ensure_future(stop.wait())
    others: list[asyncio.Future[Any]] = [asyncio.ensure_future(_poll(agenda, job)), asked]
    try:
        done, _ = await asyncio.wait([*working, *others, lost], return_when=asyncio.FIRST_COMPLETED)
        if asked in done:
            agenda.close()
            await asyncio.wait(working, timeout=GRACE)
        for task in done:
            task.result()
    finally:
        for task in [*working, *others]:
            task.cancel()
        await asyncio.gather(*working, *others, return_exceptions=True)


async def _lane(agenda: Agenda, job: Job) -> None:
    while (item := await agenda.take()) is not None:
        again = False
        try:
            again = await job.serve(item)
        except Exception as error:
            if is_away(error):
                raise
            # One tenant's trouble is nobody else's: it is found again by the next scan.
            log.exception("not served", tenant=str(item[0]), consumer=item[1])
        finally:
            agenda.done(item, again=again)


async def _poll(agenda: Agenda, job: Job) -> None:
    while True:
        agenda.add(await job.scan())
        await asyncio.sleep(POLL)
