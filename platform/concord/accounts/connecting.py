"""Connections of the platform's own: by a user made for the moment, or by none where NATS has no accounts."""

import base64
from typing import Any

import nats
from nats.aio.client import Client

from concord.accounts.keys import Key
from concord.accounts.operator import Operator


class Login:
    """How a process of ours proves who it is to NATS."""

    def __init__(self, operator: Operator | None) -> None:
        self.operator = operator

    def options(self, name: str, *, system: bool = False) -> dict[str, Any]:
        """For `nats.connect`; a new user each time, so that there is nothing to keep or to steal."""
        if self.operator is None:
            return {}
        account = self.operator.system if system else self.operator.platform
        jwt, key = self.operator.platform_user(account, name)
        return {"name": name, "user_jwt_cb": jwt.encode, "signature_cb": lambda nonce: _signature(key, nonce)}


async def connect(servers: str, login: Login, name: str, *, system: bool = False, **more: Any) -> Client:
    """`servers`: separated by commas."""
    options = {"name": name, **login.options(name, system=system), **more}
    return await nats.connect(servers=servers.split(","), **options)


def _signature(key: Key, nonce: str) -> bytes:
    return base64.b64encode(key.sign(nonce.encode()))
