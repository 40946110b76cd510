"""A client of `graphql-transport-ws` (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import orjson
import websockets
from websockets.asyncio.client import ClientConnection
from websockets.typing import Subprotocol

PROTOCOL = Subprotocol("graphql-transport-ws")


class Socket:
    """One connection; results are read in the order in which they come."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    async def send(self, message: Any) -> None:
        await self.connection.send(orjson.dumps(message).decode())

    async def receive(self, seconds: float = 10) -> dict[str, Any]:
        async with asyncio.timeout(seconds):
            message: dict[str, Any] = orjson.loads(await self.connection.recv())
        return message

    async def subscribe(self, query: str, number: str = "1", /, **variables: Any) -> None:
        payload = {"query": query, "variables": variables}
        await self.send({"id": number, "type": "subscribe", "payload": payload})

    async def next(self, seconds: float = 10) -> Any:
        """The one root field's value of the next result."""
        message = await self.receive(seconds)
        assert message["type"] == "next", message
        assert "errors" not in message["payload"], message
        (value,) = message["payload"]["data"].values()
        return value

    async def closed(self, seconds: float = 10) -> tuple[int, str]:
        """Close code and reason, once the server has closed it."""
        with suppress(websockets.ConnectionClosed):
            while True:
                await self.receive(seconds)
        return self.connection.close_code or 0, self.connection.close_reason or ""


@asynccontextmanager
async def socket(
    url: str, token: str | None = None, *, by_header: bool = False, protocol: Subprotocol = PROTOCOL
) -> AsyncIterator[Socket]:
    """A socket that has sent `connection_init` and received its acknowledgement (or been closed)."""
    bearer = {"Authorization": f"Bearer {token}"} if token else {}
    address = url.replace("http", "ws", 1) + "/graphql"
    headers = bearer if by_header else {}
    async with websockets.connect(address, subprotocols=[protocol], additional_headers=headers) as connection:
        opened = Socket(connection)
        payload = {} if by_header else {"payload": bearer}
        with suppress(websockets.ConnectionClosed):
            await opened.send({"type": "connection_init", **payload})
        yield opened


@asynccontextmanager
async def admitted(url: str, token: str, *, by_header: bool = False) -> AsyncIterator[Socket]:
    """A socket that was let in."""
    async with socket(url, token, by_header=by_header) as opened:
        assert (await opened.receive())["type"] == "connection_ack"
        yield opened
