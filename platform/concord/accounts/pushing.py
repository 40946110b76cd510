"""Accounts into a running server: its resolver keeps them and passes them on within the cluster."""

import nats.errors
import orjson
from nats.aio.client import Client

UPDATE = "$SYS.REQ.CLAIMS.UPDATE"
TIMEOUT = 5.0


class NotTaken(Exception):
    """The server does not take the account."""


class Pusher:
    """Over a connection of the system account."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def push(self, jwt: str) -> None:
        """Clients of the account stay connected, but for users that it revokes. Raises `NotTaken`."""
        try:
            answer = orjson.loads((await self._client.request(UPDATE, jwt.encode(), timeout=TIMEOUT)).data)
        except (nats.errors.Error, OSError) as error:
            raise NotTaken(f"NATS: {error!r}") from error
        if (refused := answer.get("error")) is not None:
            raise NotTaken(f"NATS: {refused.get('description')}")
