"""What NATS says about itself, before anybody has said who he is."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import orjson

from concord.diagnosing.finding import Finding, unknown, unsafe

PATIENCE = 2.0


async def of_nats(servers: str) -> AsyncIterator[Finding]:
    """`servers`: separated by commas."""
    for url in servers.split(","):
        parts = urlsplit(url)
        where = f"{parts.hostname}:{parts.port or 4222}"
        told = await _told(parts.hostname or "", parts.port or 4222)
        if told is None:
            yield unknown(
                *("NATS_AWAY", where),
                "NATS 无法连接，未作检查。请先启动",
                "NATS cannot be reached, so nothing is known of it: start it first",
            )
        elif not told.get("auth_required"):
            yield unsafe(
                *("NATS_WITHOUT_ACCOUNTS", where),
                "NATS 不问来者身份：任何人可读全部租户的事件。请用 concord nats config 生成配置并重启",
                "NATS asks nobody who he is: anybody reads every tenant's events. Make its configuration by "
                "`concord nats config` and restart it",
            )


async def _told(host: str, port: int) -> dict[str, object] | None:
    """The server speaks first: `INFO {...}`."""
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                line = await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return None
    told: dict[str, object] = orjson.loads(line[5:]) if line.startswith(b"INFO ") else {}
    return told
