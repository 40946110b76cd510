"""The application called directly, without a socket: thousands of requests a second, as the server would
hand them over."""

import asyncio
from collections.abc import Sequence
from typing import Any, NamedTuple

from litestar import Litestar

Header = tuple[bytes, bytes]
PEER = ("203.0.113.7", 40000)


class Reply(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


async def call(
    app: Litestar,
    path: str = "/graphql",
    body: bytes | Sequence[bytes] = b"",
    *,
    method: str = "POST",
    headers: Sequence[Header] = (),
    query: bytes = b"",
) -> Reply:
    """One request; a body of several parts is sent as several messages."""
    parts = [body] if isinstance(body, bytes) else list(body)
    messages = [
        {"type": "http.request", "body": part, "more_body": at < len(parts) - 1}
        for at, part in enumerate(parts)
    ]
    done, sent = asyncio.Event(), []

    async def receive() -> Any:
        if messages:
            return messages.pop(0)
        await done.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope: Any = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "root_path": "",
        "headers": list(headers),
        "client": PEER,
        "server": ("127.0.0.1", 8000),
        "state": {},
    }
    try:
        await app(scope, receive, send)
    finally:
        done.set()
    content = b"".join(message.get("body", b"") for message in sent[1:])
    named = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return Reply(sent[0]["status"], named, content)
