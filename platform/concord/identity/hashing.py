"""Secrets of machines as they are kept: scrypt (RFC 7914), so that a copy of the database lets nobody in."""

import base64
import hashlib
import hmac
import os
from typing import NamedTuple
from uuid import UUID, uuid4

PREFIX = "concord"
BYTES = 32
SALT_BYTES = 16
COST, BLOCK, PARALLEL = 2**14, 8, 1
"""16 MiB and some 40 ms a look; a secret of 256 random bits needs no more."""


class Secret(NamedTuple):
    """One that is shown once: `concord_<id>_<256 random bits>`. The id finds its hash."""

    id: UUID
    text: str

    @classmethod
    def new(cls) -> "Secret":
        """A fresh one."""
        id_ = uuid4()
        random = base64.urlsafe_b64encode(os.urandom(BYTES)).rstrip(b"=").decode()
        return cls(id_, f"{PREFIX}_{id_.hex}_{random}")

    @classmethod
    def read(cls, text: str) -> "Secret | None":
        """From what a client sent; None for what is no secret of ours."""
        prefix, _, rest = text[:200].partition("_")
        id_, _, _ = rest.partition("_")
        try:
            return (
                cls(UUID(hex=id_), text) if prefix == PREFIX and text.isascii() and len(text) < 200 else None
            )
        except ValueError:
            return None


def new_salt() -> bytes:
    """Of one secret."""
    return os.urandom(SALT_BYTES)


def hashed(secret: str, salt: bytes) -> bytes:
    """What is kept. It takes its time: never in the event loop."""
    return hashlib.scrypt(secret.encode(), salt=salt, n=COST, r=BLOCK, p=PARALLEL, dklen=32)


def matches(secret: str, salt: bytes, hash_: bytes) -> bool:
    """Whether it is the secret, in constant time."""
    return hmac.compare_digest(hashed(secret, salt), hash_)
