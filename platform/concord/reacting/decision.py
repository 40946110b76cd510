"""What a policy has decided, between deciding and doing: written once, so that a second try does the same.

Facts move on. A policy that decided again after a crash could count its commands otherwise, and one of them
would be given twice under two ids or not at all. The text is encrypted: a command may hold what people wrote.
"""

import os
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from concord.commanding import Command
from concord.privacy import Narrative, Personal
from concord.privacy.keystore import KeyStore
from concord.reacting.policy import Policy

NONCE_BYTES = 12


class NotAllowed(Exception):
    """A policy decided on a command that it does not declare."""


class Decisions:
    """Decisions as the database holds them: AES-256-GCM under a key of the tenant for this purpose."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys

    async def seal(self, policy: Policy, tenant: UUID, commands: Sequence[Command]) -> bytes:
        """The commands as bytes. Raises `NotAllowed`."""
        for command in commands:
            if type(command) not in policy.sends:
                raise NotAllowed(f"{policy.name} may not send {type(command).__name__}")
        plain = msgspec.json.encode([[type(c).__name__, c] for c in commands], enc_hook=_plain)
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(await self._key(tenant)).encrypt(nonce, plain, policy.name.encode())

    async def open(self, policy: Policy, tenant: UUID, sealed: bytes) -> list[Command]:
        """The commands again."""
        cipher = AESGCM(await self._key(tenant))
        plain = cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], policy.name.encode())
        kinds = {kind.__name__: kind for kind in policy.sends}
        return [
            msgspec.convert(body, kinds[name], dec_hook=_valued) for name, body in msgspec.json.decode(plain)
        ]

    async def _key(self, tenant: UUID) -> bytes:
        key = uuid5(tenant, "concord.reacting.decisions")
        return (await self._keys.obtain(tenant, [key]))[key]


def _plain(value: Any) -> Any:
    if isinstance(value, Narrative):
        return {"text": value.text}
    if isinstance(value, Personal):
        return {"subject": value.subject, "values": value.values}
    raise NotImplementedError(f"{type(value)} has no place in a command")


def _valued(kind: type, value: Any) -> Any:
    if kind is Narrative:
        return Narrative(value["text"])
    if kind is Personal:
        return Personal(UUID(value["subject"]), value["values"])
    raise NotImplementedError(f"{kind} has no place in a command")
