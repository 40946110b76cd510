"""Registering subscribers and changing them: rows that a worker carries out in NATS."""

import hashlib
import re
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from concord.refusals import Refusal
from concord.subscribers.errors import SubscriberRefusal
from concord.subscribers.statement import sql
from concord.subscribers.subscriber import CHANGED, Change, Registration, Start, State, Subscriber
from concord.subscribers.webhooks.target import Forbidden, Guard
from concord.tenancy import reading, writing

NAME = re.compile(r"[a-z][a-z0-9-]{1,30}")
MOST = 100
"""Subscribers of a tenant."""
MOST_FILTERS = 100
BOTH_SIGN = timedelta(days=1)
"""How long the secret before still signs beside a new one."""


class Subscribers:
    """The subscribers of any tenant, through a pool of a role that may write them (`concord_app`)."""

    def __init__(self, pool: asyncpg.Pool, events: Collection[str], guard: Guard | None = None) -> None:
        """`events`: public names that there are; filters are checked against them. `guard`: of addresses."""
        self._pool = pool
        self._guard = guard or Guard()
        self._known = {*events, *(name.partition(".")[0] for name in events)}

    async def find(self, tenant: UUID, name: str) -> Subscriber | None:
        """The subscriber of that name, unless it was removed."""
        async with reading(self._pool, tenant) as connection:
            return await _find(connection, tenant, name)

    async def list(self, tenant: UUID) -> Sequence[Subscriber]:
        """All of a tenant, by name."""
        async with reading(self._pool, tenant) as connection:
            return [_subscriber(row) for row in await connection.fetch(sql("list"), tenant)]

    async def register(self, change: Change, asked: Registration, sealed: bytes | None = None) -> bool:
        """Whether it was done now, and not before by the same command. Raises `Refusal`.

        `sealed`: of a webhook, the encrypted secret that signs.
        """
        self._check(asked)
        async with self._changing(change, asked.name, "registered", asked, existing=False) as connection:
            if connection is None:
                return False
            taken = await connection.fetch(sql("list"), change.tenant)
            if len(taken) >= MOST:
                raise Refusal(SubscriberRefusal.TOO_MANY, most=MOST)
            after = await _position(connection, change.tenant, asked.start)
            values = (asked.name, list(asked.filters), asked.delivery, after, datetime.now(UTC), change.actor)
            if await connection.fetchval(sql("register"), change.tenant, *values) is None:
                raise Refusal(SubscriberRefusal.NAME_TAKEN, "name", name=asked.name)
            if asked.url is not None:
                await connection.execute(sql("add_webhook"), change.tenant, asked.name, asked.url, sealed)
        return True

    async def set_state(self, change: Change, name: str, state: State) -> bool:
        """Pauses, resumes or removes; a removed one's credentials are revoked with it. Raises `Refusal`."""
        async with self._changing(change, name, state.lower(), state) as connection:
            if connection is None:
                return False
            await connection.execute(sql("set_state"), change.tenant, name, state)
            if state is State.REMOVED:
                await connection.execute(sql("revoke"), change.tenant, name, datetime.now(UTC), [])
        return True

    async def reset(self, change: Change, name: str, start: Start) -> bool:
        """Sets it to another position: what follows is delivered again. Raises `Refusal`."""
        async with self._changing(change, name, "reset", start) as connection:
            if connection is None:
                return False
            after = await _position(connection, change.tenant, start)
            await connection.execute(sql("reset"), change.tenant, name, after)
            await connection.execute(sql("replay_webhook"), change.tenant, name)
        return True

    async def rotate_secret(self, change: Change, name: str, sealed: bytes) -> bool:
        """Another secret signs; for a day the one before does too. Raises `Refusal`."""
        async with self._changing(change, name, "rotated", None) as connection:
            if connection is None:
                return False
            until = datetime.now(UTC) + BOTH_SIGN
            done = await connection.execute(sql("rotate_webhook"), change.tenant, name, sealed, until)
            _require_webhook(done)
        return True

    async def replay(self, change: Change, name: str, *, skip: bool) -> bool:
        """Tries what a webhook was given up at again, or passes over it. Raises `Refusal`."""
        async with self._changing(change, name, "skipped" if skip else "replayed", None) as connection:
            if connection is None:
                return False
            if skip:
                await connection.execute(sql("skip_failing"), change.tenant, name)
            _require_webhook(await connection.execute(sql("replay_webhook"), change.tenant, name))
        return True

    async def issue(self, change: Change, name: str, public_key: str, *, keep: bool) -> bool:
        """Notes a user's public key; those issued before are revoked unless `keep`. Raises `Refusal`."""
        async with self._changing(change, name, "issued", keep) as connection:
            if connection is None:
                return False
            now = datetime.now(UTC)
            await connection.execute(sql("issue"), change.tenant, public_key, name, now, change.actor)
            if not keep:
                await connection.execute(sql("revoke"), change.tenant, name, now, [public_key])
            await connection.execute(sql("touch"), change.tenant, name)
        return True

    async def revoke(self, change: Change, name: str) -> bool:
        """Revokes every credential; the subscriber stays, and gets new ones by `issue`. Raises `Refusal`."""
        async with self._changing(change, name, "revoked", None) as connection:
            if connection is None:
                return False
            await connection.execute(sql("revoke"), change.tenant, name, datetime.now(UTC), [])
            await connection.execute(sql("touch"), change.tenant, name)
        return True

    def _check(self, asked: Registration) -> None:
        if not NAME.fullmatch(asked.name):
            raise Refusal(SubscriberRefusal.NAME_INVALID, "name")
        if len(asked.filters) > MOST_FILTERS:
            raise Refusal(SubscriberRefusal.FILTERS_TOO_MANY, "filters", most=MOST_FILTERS)
        for name in asked.filters:
            if name not in self._known:
                raise Refusal(SubscriberRefusal.FILTER_UNKNOWN, "filters", filter=name)
        if asked.url is not None:
            try:
                self._guard.parse(asked.url)
            except Forbidden as forbidden:
                raise Refusal(SubscriberRefusal.URL_FORBIDDEN, "url", reason=forbidden) from None

    @asynccontextmanager
    async def _changing(
        self, change: Change, name: str, what: str, content: Any, *, existing: bool = True
    ) -> AsyncIterator[asyncpg.Connection | None]:
        """A transaction that notes the change; None where the same command was done before."""
        digest = hashlib.sha256(msgspec.json.encode([name, what, content])).digest()
        async with writing(self._pool, change.tenant) as connection:
            if await _repeated(connection, change, digest, name, what):
                yield None
                return
            if existing:
                await _require(connection, change, name)
            yield connection
            await connection.execute("select pg_notify($1, $2)", CHANGED, str(change.tenant))


async def _repeated(
    connection: asyncpg.Connection, change: Change, digest: bytes, name: str, what: str
) -> bool:
    now = datetime.now(UTC)
    fresh = await connection.fetchval(
        sql("record"), change.tenant, change.command, digest, name, what, change.actor, now
    )
    if fresh:
        return False
    if await connection.fetchval(sql("recorded"), change.tenant, change.command) != digest:
        raise Refusal(SubscriberRefusal.COMMAND_REUSED, "command_id")
    return True


async def _require(connection: asyncpg.Connection, change: Change, name: str) -> None:
    revision = await connection.fetchval(sql("lock"), change.tenant, name)
    if revision is None:
        raise Refusal(SubscriberRefusal.NOT_FOUND, "name", name=name)
    expected = change.expected_revision
    if expected is not None and expected != revision:
        raise Refusal(SubscriberRefusal.VERSION_CONFLICT, expected=expected, actual=revision)


async def _find(connection: asyncpg.Connection, tenant: UUID, name: str) -> Subscriber | None:
    row = await connection.fetchrow(sql("find"), tenant, name)
    return None if row is None else _subscriber(row)


async def _position(connection: asyncpg.Connection, tenant: UUID, start: Start) -> int:
    """The position after which to start. Raises `Refusal`."""
    if sum((start.position is not None, start.time is not None, start.now)) > 1:
        raise Refusal(SubscriberRefusal.START_AMBIGUOUS, "start")
    head = int(await connection.fetchval(sql("head"), tenant))
    if start.time is not None:
        before = start.time - timedelta(microseconds=1)
        return int(await connection.fetchval("select position_at($1, $2)", tenant, before) or 0)
    after = head if start.now else start.position or 0
    if not 0 <= after <= head:
        raise Refusal(SubscriberRefusal.START_AHEAD, "start", head=head, position=after)
    return after


def _require_webhook(done: str) -> None:
    if done != "UPDATE 1":
        raise Refusal(SubscriberRefusal.NOT_A_WEBHOOK, "name")


def _subscriber(row: asyncpg.Record) -> Subscriber:
    return msgspec.convert(dict(row), Subscriber)
