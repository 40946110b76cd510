"""One POST over a connection to an address that was checked: no redirects, no proxy, no second look-up."""

import asyncio
import re
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from concord.subscribers.webhooks.target import Guard, Target

TIMEOUT = 15.0
"""Seconds for the whole attempt."""
MOST_HEADERS = 32_768
"""Bytes of an answer's head; its body is not read."""
TLS = ssl.create_default_context()
DIGITS = re.compile("[0-9]+")
"""What HTTP calls digits: `str.isdigit` takes more than `int` does."""


class Unanswered(Exception):
    """No answer, or none that is HTTP. One sentence."""


class Answer(NamedTuple):
    """Status, and how many seconds the receiver asks to be left alone."""

    status: int
    retry_after: float | None


async def post(guard: Guard, url: str, payload: bytes, headers: Mapping[str, str]) -> Answer:
    """Raises `Forbidden`, `Unanswered`."""
    target = guard.parse(url)
    try:
        async with asyncio.timeout(TIMEOUT):
            address = await guard.resolve(target)
            return await _exchange(target, address, _request(target, payload, headers))
    except TimeoutError:
        raise Unanswered(f"no answer within {TIMEOUT:.0f} s") from None
    except (OSError, ssl.SSLError, asyncio.IncompleteReadError, asyncio.LimitOverrunError) as error:
        raise Unanswered(f"no answer: {type(error).__name__}") from error


def _request(target: Target, payload: bytes, headers: Mapping[str, str]) -> bytes:
    lines = {
        "host": target.authority,
        "content-length": str(len(payload)),
        "connection": "close",
        "user-agent": "concord-webhooks/1",
        **headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {target.path} HTTP/1.1\r\n{head}\r\n".encode("ascii") + payload


async def _exchange(target: Target, address: str, request: bytes) -> Answer:
    reader, writer = await asyncio.open_connection(
        address,
        target.port,
        limit=MOST_HEADERS,
        ssl=TLS if target.secure else None,
        server_hostname=target.host if target.secure else None,
    )
    try:
        writer.write(request)
        await writer.drain()
        while True:
            answer = _parsed(await reader.readuntil(b"\r\n\r\n"))
            if answer.status >= 200:  # what is below says that an answer will come
                return answer
    finally:
        writer.close()


def _parsed(head: bytes) -> Answer:
    first, *lines = head.decode("latin-1").split("\r\n")
    version, _, rest = first.partition(" ")
    status = rest[:3]
    if not version.startswith("HTTP/1.") or not DIGITS.fullmatch(status):
        raise Unanswered("the answer is not HTTP")
    fields = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }
    return Answer(int(status), _seconds(fields.get("retry-after")))


def _seconds(value: str | None) -> float | None:
    """RFC 9110, 10.2.3: seconds, or a date."""
    if value is None:
        return None
    if DIGITS.fullmatch(value):
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None
