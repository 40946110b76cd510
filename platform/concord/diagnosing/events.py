"""What NATS says about itself, before anybody has said who he is."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from concord.diagnosing.finding import Finding, unknown, unsafe
from concord.telemetry.greeting import told

PATIENCE = 2.0


async def of_nats(servers: str) -> AsyncIterator[Finding]:
    """`servers`: separated by commas."""
    for url in servers.split(","):
        parts = urlsplit(url)
        where = f"{parts.hostname}:{parts.port or 4222}"
        said = await told(parts.hostname or "", parts.port or 4222, patience=PATIENCE)
        if said is None:
            yield unknown(
                *("NATS_AWAY", where),
                "NATS 无法连接，未作检查。请先启动",
                "NATS cannot be reached, so nothing is known of it: start it first",
            )
        elif not said.get("auth_required"):
            yield unsafe(
                *("NATS_WITHOUT_ACCOUNTS", where),
                "NATS 不问来者身份：任何人可读全部租户的事件。请用 concord nats config 生成配置并重启",
                "NATS asks nobody who he is: anybody reads every tenant's events. Make its configuration by "
                "`concord nats config` and restart it",
            )
