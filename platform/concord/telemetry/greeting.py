"""What a NATS server says first, without a client's connection."""

import asyncio
from typing import Any

import orjson


async def told(host: str, port: int, *, patience: float) -> dict[str, Any] | None:
    """Its greeting (`INFO {...}`); None where nobody answers in time, or somebody else."""
    try:
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                line = await reader.readline()
            finally:
                writer.close()
        said = orjson.loads(line[5:]) if line.startswith(b"INFO ") else None
        return said if isinstance(said, dict) else None
    except (OSError, TimeoutError, ValueError):  # a line that is longer than any greeting is one, too
        return None


async def greets(host: str, port: int, *, patience: float = 1.0) -> bool:
    """Whether one with JetStream is there; it speaks only after JetStream has recovered its streams."""
    return bool((await told(host, port, patience=patience) or {}).get("jetstream"))
