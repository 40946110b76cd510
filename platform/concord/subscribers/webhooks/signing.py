"""Signatures by Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA-256, two while a secret rotates."""

import base64
import hmac
import os
from collections.abc import Iterable
from uuid import UUID, uuid5

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from concord.privacy.keystore import KeyStore

PREFIX = "whsec_"
SECRET_BYTES = 32
NONCE_BYTES = 12


def new_secret() -> str:
    """As receivers' libraries take it."""
    return PREFIX + base64.b64encode(os.urandom(SECRET_BYTES)).decode()


def headers(message_id: str, timestamp: int, payload: bytes, secrets: Iterable[str]) -> dict[str, str]:
    """`timestamp`: seconds since 1970, of this attempt; `secrets`: the newest first."""
    signed = b".".join((message_id.encode(), str(timestamp).encode(), payload))
    signatures = (hmac.digest(base64.b64decode(s.removeprefix(PREFIX)), signed, "sha256") for s in secrets)
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(one).decode()}" for one in signatures),
    }


class Secrets:
    """Signing secrets, encrypted under a key of the key store: a copy of the database signs nothing."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys

    async def seal(self, tenant: UUID, name: str, secret: str) -> bytes:
        """nonce || AES-256-GCM, bound to the subscriber's name."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + (await self._cipher(tenant, name)).encrypt(nonce, secret.encode(), name.encode())

    async def open(self, tenant: UUID, name: str, sealed: bytes) -> str:
        """The secret."""
        nonce, text = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        return (await self._cipher(tenant, name)).decrypt(nonce, text, name.encode()).decode()

    async def _cipher(self, tenant: UUID, name: str) -> AESGCM:
        key = uuid5(tenant, f"webhook:{name}")
        return AESGCM((await self._keys.obtain(tenant, [key]))[key])
