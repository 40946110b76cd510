"""Time stamps (RFC 3161): once a day an authority of the operator's choice says when a checkpoint existed.

A sealer alone could sign a history that it wrote today and dated last year. What a stamp covers was there at
its time; what claims to be older and is not covered was not.
"""

import asyncio
import http.client
import ssl
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg
import structlog
from cryptography.x509 import Certificate
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from concord.ledger.checkpoints import Checkpoint, latest
from concord.ledger.notes import opened
from concord.ledger.statement import sql
from concord.projecting.outage import is_away
from concord.telemetry.metrics import STAMP_FAILURES, STAMPS
from concord.tenancy import reading, writing
from concord.verifying import Wrong
from concord.verifying.stamp import open_stamp

EVERY = timedelta(days=1)
"""Between two stamps of a ledger that grows."""
PAUSE = 60.0
"""Seconds between looks."""
TOGETHER = 100
"""Ledgers stamped at a look."""
FRESH = timedelta(minutes=1)
"""An older entry that no checkpoint covers means that the sealer is behind: then nothing is stamped, for a
stamp says that whatever it does not cover was not there."""
PATIENCE = 30.0
"""Seconds for an answer."""
MAX_REPLY = 65_536

log = structlog.get_logger(__name__)


class NotStamped(Exception):
    """The authority gave no stamp that holds: one sentence that says why."""


class NotAnswered(NotStamped):
    """The authority serves nobody now."""


class Authority(NamedTuple):
    """A time-stamp authority, and the certificates by which its stamps are believed."""

    url: str
    certificates: Sequence[Certificate]


async def run_stamping(pool: asyncpg.Pool, authority: Authority, stop: asyncio.Event) -> None:
    """Stamps what is due until `stop`, as role concord_sealer; what fails is tried at the next look."""
    while not stop.is_set():
        try:
            await stamp_due(pool, authority, stop=stop)
        except Exception as error:
            if not is_away(error):
                raise
            log.warning("waiting for a server", worker="stamping", seconds=PAUSE, reason=repr(error))
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), PAUSE)


async def stamp_due(
    pool: asyncpg.Pool,
    authority: Authority,
    now: datetime | None = None,
    stop: asyncio.Event | None = None,
) -> int:
    """Stamps each ledger whose last stamp is a day old; how many were.

    Ends where the authority does not answer: it would be waited for once for each ledger.
    """
    at = now or datetime.now(UTC)
    done = 0
    for row in await pool.fetch(sql("stamps_due"), authority.url, at - EVERY, TOGETHER):
        if stop is not None and stop.is_set():
            break
        try:
            done += await _stamp(pool, row["tenant_id"], authority, at)
        except NotAnswered:
            break
    return done


async def _stamp(pool: asyncpg.Pool, tenant: UUID, authority: Authority, now: datetime) -> bool:
    """Whether it is stamped now. Raises `NotAnswered`."""
    async with reading(pool, tenant) as connection:
        checkpoint = await latest(connection, tenant)
        assert checkpoint is not None, "due means that there is one"
        waiting = await connection.fetchval(sql("oldest_unsealed"), tenant, checkpoint.head.size)
    if waiting is not None and waiting < now - FRESH:
        log.warning("the sealer is behind: nothing is stamped", tenant=str(tenant))
        return False
    try:
        reply, stamped_at = await asyncio.to_thread(ask, authority, checkpoint)
    except NotStamped as error:
        STAMP_FAILURES.inc()
        log.error("no time stamp", tenant=str(tenant), authority=authority.url, reason=str(error))
        if isinstance(error, NotAnswered):
            raise
        return False
    head = checkpoint.head
    async with writing(pool, tenant) as connection:
        columns = (tenant, head.epoch, head.size, authority.url, reply, stamped_at)
        await connection.execute(sql("write_stamp"), *columns)
    STAMPS.inc()
    return True


def ask(authority: Authority, checkpoint: Checkpoint) -> tuple[bytes, datetime]:
    """A stamp (TimeStampResp, DER) over a checkpoint's signed text, and its time; verified at once.

    Raises `NotStamped`.
    """
    text, _ = opened(checkpoint.note)
    request = TimestampRequestBuilder(data=text.encode(), hash_algorithm=HashAlgorithm.SHA256).build()
    try:
        reply = _post(authority.url, request.as_bytes())
        return reply, open_stamp(reply, text.encode(), authority.certificates, nonce=request.nonce)
    except Wrong as wrong:
        raise NotStamped(str(wrong)) from wrong
    except (OSError, http.client.HTTPException) as error:
        raise NotAnswered(f"{authority.url} does not answer: {error!r}") from error


def _post(url: str, query: bytes) -> bytes:
    """RFC 3161, 3.4: over HTTP."""
    parts = urlsplit(url)
    connection: http.client.HTTPConnection
    if parts.scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(parts.netloc, timeout=PATIENCE, context=context)
    else:
        connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, query, {"content-type": "application/timestamp-query"})
        answer = connection.getresponse()
        content = answer.read(MAX_REPLY + 1)
        if answer.status != http.client.OK or len(content) > MAX_REPLY:
            raise NotAnswered(f"{url} answers {answer.status} with {len(content)} bytes")
        return content
    finally:
        connection.close()
