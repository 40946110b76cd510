"""Bytes to a server as nobody's library would send them, and what comes back."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit


async def raw(url: str, sent: Sequence[bytes], *, whole: bool = True) -> bytes:
    """What a server answers to these bytes, until it closes. Of what is not a `whole` request nothing more
    comes: the connection is closed after them."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    got = b""
    try:
        for part in sent:
            writer.write(part)
            await writer.drain()
        if not whole:
            writer.write_eof()
        with suppress(TimeoutError):
            async with asyncio.timeout(20):
                while chunk := await reader.read(65_536):
                    got += chunk
    except ConnectionError:
        pass
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
    return got


def head(token: str, *more: str, path: str = "/graphql", method: str = "POST") -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: x",
        f"Authorization: Bearer {token}",
        "Connection: close",
        *more,
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
