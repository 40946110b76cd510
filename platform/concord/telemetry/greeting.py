"""Whether a NATS server with JetStream is there, without a client's connection."""

import asyncio

import orjson


async def greets(host: str, port: int, *, patience: float = 1.0) -> bool:
    """The server speaks first (`INFO {...}`), and only after JetStream has recovered its streams."""
    try:
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                line = await reader.readline()
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return False
    return line.startswith(b"INFO ") and bool(orjson.loads(line[5:]).get("jetstream"))
