"""Sends each webhook its events, in order and one at a time. Any number of processes.

A webhook is leased for a while and served by a task of its own, so that a receiver that hangs keeps nobody
waiting but itself; one that fails is left alone for longer and longer, and in the end until somebody looks.
"""

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple
from uuid import UUID

import asyncpg
import structlog

from concord.eventstore.entry import Entry
from concord.privacy.keystore import KeyStore
from concord.projecting.checkpoint import parsed, read_rows
from concord.projecting.outage import is_away
from concord.projecting.working import APPENDED
from concord.publishing.envelope import CONTENT_TYPE, envelope
from concord.subscribers.statement import sql
from concord.subscribers.subscriber import CHANGED
from concord.subscribers.webhooks.posting import TIMEOUT, Answer, Unanswered, post
from concord.subscribers.webhooks.signing import Secrets, headers
from concord.subscribers.webhooks.target import Forbidden, Guard
from concord.subscribers.webhooks.waking import Woken
from concord.tenancy import reading, writing

AT_ONCE = 64
"""Webhooks served at a time by one process."""
A_TURN = 30.0
"""Seconds after which a webhook with a backlog makes room for others."""
LEASE = timedelta(seconds=A_TURN + 2 * TIMEOUT)
POLL = 1.0
"""Seconds between looks for those whose time has come again."""
EVERYBODY = 30.0
"""Seconds between looks at everybody: a wake-up that was lost delays by that much, no more."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 3600.0
"""Seconds to leave a receiver alone after a failure; doubled each time, shortened at random by up to half."""
MOST_ATTEMPTS = 18
"""Of one event, in about eight hours; then it is given up until somebody says `replay` or `skip`."""
GONE = 410
"""The receiver wants no more of it (Standard Webhooks)."""
GIVEN_UP = datetime(9999, 1, 1, tzinfo=UTC)

log = structlog.get_logger(__name__)


async def run_webhooks(dsn: str, keys: KeyStore, stop: asyncio.Event, guard: Guard) -> None:
    """Until `stop`, as role concord_projector. A database that is away is waited for."""
    while not stop.is_set():
        try:
            async with asyncpg.create_pool(dsn, min_size=0, max_size=8, timeout=10) as pool:
                await _until(stop, dsn, Webhooks(pool, Secrets(keys), guard))
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("waiting for the database", worker="webhooks", reason=repr(error))
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), POLL)


async def _until(stop: asyncio.Event, dsn: str, webhooks: "Webhooks") -> None:
    woken = Woken(EVERYBODY)
    listening = await asyncpg.connect(dsn, timeout=10)
    serving: dict[tuple[UUID, str], asyncio.Task[None]] = {}
    try:
        for channel in (APPENDED, CHANGED):
            await listening.add_listener(channel, woken.heard)
        while not stop.is_set():
            for key in await webhooks.due(await woken.next(POLL), AT_ONCE):
                if key not in serving and len(serving) < AT_ONCE:
                    serving[key] = asyncio.create_task(webhooks.serve(*key))
                    serving[key].add_done_callback(partial(_ended, serving, key, woken))
    finally:
        listening.terminate()
        for task in serving.values():
            task.cancel()
        await asyncio.gather(*serving.values(), return_exceptions=True)


def _ended(
    serving: dict[tuple[UUID, str], asyncio.Task[None]],
    key: tuple[UUID, str],
    woken: Woken,
    done: asyncio.Task[None],
) -> None:
    if len(serving) == AT_ONCE:
        woken.wake_everybody()
    del serving[key]
    woken.wake(key[0])
    if not done.cancelled() and (error := done.exception()) is not None:
        log.error("webhook not served", tenant=str(key[0]), subscriber=key[1], error=repr(error))


class Webhooks:
    """Webhooks of any tenant, over one pool."""

    def __init__(self, pool: asyncpg.Pool, secrets: Secrets, guard: Guard) -> None:
        self._pool, self._secrets, self._guard = pool, secrets, guard

    async def due(self, tenants: list[UUID] | None, limit: int) -> list[tuple[UUID, str]]:
        """Those of these tenants (None: of all) with something to send whose time has come; and any that
        failed or were left, and whose time it is again."""
        if tenants is None:
            rows = await self._pool.fetch(sql("due_webhooks"), limit)
        else:
            rows = await self._pool.fetch(sql("waiting_webhooks"), limit)
            if tenants:
                rows += await self._pool.fetch(sql("due_webhooks_of"), tenants, limit)
        return [(row["tenant_id"], row["name"]) for row in rows]

    async def serve(self, tenant: UUID, name: str) -> None:
        """One turn: events in order until there are none, the turn is over, or one fails."""
        async with writing(self._pool, tenant) as connection:
            row = await connection.fetchrow(sql("lease_webhook"), tenant, name, LEASE)
        if row is None:
            return
        turn = Turn(self, tenant, name, row)
        values = await turn.run()
        held = row["generation"], row["leased_until"]
        async with writing(self._pool, tenant) as connection:
            await connection.execute(sql("release_webhook"), tenant, name, *values, *held)

    async def entries(self, tenant: UUID, after: int) -> Sequence[Entry]:
        """The next page of the tenant's ledger."""
        async with reading(self._pool, tenant) as connection:
            return [parsed(*row) for row in await read_rows(connection, tenant, after)]

    async def note(self, statement: str, tenant: UUID, *values: object) -> bool:
        """Whether there was still something to note it of."""
        async with writing(self._pool, tenant) as connection:
            done: str = await connection.execute(sql(statement), tenant, *values)
        return done == "UPDATE 1"

    async def send(self, url: str, entry: Entry, secrets: Sequence[str]) -> Answer:
        """Raises `Forbidden`, `Unanswered`."""
        payload = envelope(entry).payload
        message_id = f"{entry.members['tenant']}:{entry.position}"
        signed = headers(message_id, int(time.time()), payload, secrets)
        return await post(self._guard, url, payload, {"content-type": CONTENT_TYPE, **signed})

    async def opened(self, tenant: UUID, name: str, row: asyncpg.Record) -> list[str]:
        """The secrets that sign now, the newest first."""
        sealed = [one for one in (row["secret"], row["previous_secret"]) if one is not None]
        return [await self._secrets.open(tenant, name, one) for one in sealed]


class Outcome(NamedTuple):
    """Of a turn."""

    attempts: int
    """At the event that failed; 0: none did."""
    next_at: datetime
    failing: int = 0
    """Position of the event that failed."""


class Turn:
    """What one webhook is sent while it is leased."""

    def __init__(self, webhooks: Webhooks, tenant: UUID, name: str, row: asyncpg.Record) -> None:
        self._webhooks, self._tenant, self._name, self._row = webhooks, tenant, name, row
        self._attempts: int = row["attempts"]
        self._filters = frozenset(row["filters"])

    async def run(self) -> Outcome:
        """What came of it."""
        secrets = await self._webhooks.opened(self._tenant, self._name, self._row)
        after: int = self._row["acknowledged"]
        until = time.monotonic() + A_TURN
        while entries := await self._webhooks.entries(self._tenant, after):
            for entry in entries:
                after = entry.position
                if not self._wants(entry):
                    continue
                if (failed := await self._deliver(entry, secrets)) is not None:
                    return failed
                noted = await self._delivered(after, datetime.now(UTC))
                if not noted or time.monotonic() > until:
                    return Outcome(0, datetime.now(UTC))
            noted = await self._delivered(after, None)  # what it does not want is behind it too
            if not noted or time.monotonic() > until:
                break
        return Outcome(0, datetime.now(UTC))

    def _wants(self, entry: Entry) -> bool:
        return (
            not self._filters or entry.type in self._filters or entry.type.partition(".")[0] in self._filters
        )

    async def _delivered(self, position: int, at: datetime | None) -> bool:
        values = (self._name, self._row["generation"], position, at)
        return await self._webhooks.note("delivered", self._tenant, *values)

    async def _deliver(self, entry: Entry, secrets: Sequence[str]) -> Outcome | None:
        """None: the receiver has it."""
        retry_after: float | None = None
        try:
            answer = await self._webhooks.send(self._row["url"], entry, secrets)
            if 200 <= answer.status < 300:
                self._attempts = 0
                return None
            trouble, retry_after, final = (
                f"answered {answer.status}",
                answer.retry_after,
                answer.status == GONE,
            )
        except Forbidden as forbidden:
            trouble, final = str(forbidden), False
        except Unanswered as unanswered:
            trouble, final = str(unanswered), False
        return await self._failed(entry, trouble, retry_after, final=final)

    async def _failed(self, entry: Entry, trouble: str, retry_after: float | None, *, final: bool) -> Outcome:
        self._attempts += 1
        given_up = final or self._attempts >= MOST_ATTEMPTS
        state = "given up: replay or skip it" if given_up else "is tried again"
        told = f"event {entry.position} {state} after {self._attempts} attempts: {trouble}"
        await self._webhooks.note("trouble", self._tenant, self._name, told, self._attempts)
        log.warning("webhook failed", tenant=str(self._tenant), subscriber=self._name, trouble=told)
        if given_up:
            return Outcome(self._attempts, GIVEN_UP, entry.position)
        again = datetime.now(UTC) + timedelta(seconds=pause(self._attempts, retry_after))
        return Outcome(self._attempts, again, entry.position)


def pause(attempts: int, retry_after: float | None = None) -> float:
    """Seconds to leave a receiver alone, at random so that many do not come back at once."""
    longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(attempts - 1, 20))
    return max(longest * random.uniform(0.5, 1.0), min(retry_after or 0.0, LONGEST_PAUSE))  # noqa: S311
