"""NATS keys (nkeys): Ed25519 with a prefix that says whose they are."""

import os

import nkeys
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

OPERATOR = nkeys.PREFIX_BYTE_OPERATOR
ACCOUNT = nkeys.PREFIX_BYTE_ACCOUNT
USER = nkeys.PREFIX_BYTE_USER


class Key:
    """A key pair. `seed` is secret."""

    def __init__(self, seed: bytes) -> None:
        self.seed = seed
        self._pair = nkeys.from_seed(seed)
        self.public: str = self._pair.public_key.decode()

    def sign(self, data: bytes) -> bytes:
        """64 bytes."""
        signature: bytes = self._pair.sign(data)
        return signature


def random_key(prefix: int) -> Key:
    """A new one."""
    return Key(nkeys.encode_seed(os.urandom(32), prefix))


def derived_key(master: Key, prefix: int, label: str) -> Key:
    """The same for the same label, so that nothing but the master needs to be kept (HKDF, RFC 5869)."""
    hkdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"concord nats {label}".encode())
    return Key(nkeys.encode_seed(hkdf.derive(master.seed), prefix))
