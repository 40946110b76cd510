"""Keys, notes and trees made here, by nothing that the product has: given for what verifies them."""

import base64
import hashlib
import re

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ORIGIN = "ledger.example.org/t/0190a7c2"


def in_chinese(sentence: str) -> bool:
    """Whether a sentence is Chinese, with names and formats in it, but no English words in a row."""
    return bool(re.search("[一-鿿]", sentence)) and not re.search("[a-z]{2,} [a-z]{2,}", sentence)


def b64(value: bytes) -> str:
    return base64.b64encode(value).decode()


class Signer:
    """An Ed25519 key under a name; `algorithm` 4 is a witness's."""

    def __init__(self, name: str = ORIGIN, seed: bytes = bytes(range(32)), algorithm: int = 1) -> None:
        self.name = name
        self.algorithm = algorithm
        self.private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = bytes([algorithm]) + self.private.public_key().public_bytes(
            Encoding.Raw, PublicFormat.Raw
        )
        self.id = hashlib.sha256(name.encode() + b"\n" + self.public).digest()[:4]

    @property
    def verifier_key(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64(self.public)}"

    def line(self, text: str, time: int = 0) -> str:
        stamp, signed = b"", text.encode()
        if self.algorithm == 4:
            stamp, signed = time.to_bytes(8), f"cosignature/v1\ntime {time}\n".encode() + signed
        return f"— {self.name} {b64(self.id + stamp + self.private.sign(signed))}\n"

    def sign(self, text: str) -> bytes:
        return f"{text}\n{self.line(text)}".encode()

    def checkpoint(self, size: int | str, root: bytes, origin: str | None = None) -> bytes:
        return self.sign(f"{origin or self.name}\n{size}\n{b64(root)}\n")


def tree_hash(entries: list[bytes]) -> bytes:
    """MTH as RFC 6962, 2.1, defines it."""
    if not entries:
        return hashlib.sha256(b"").digest()
    if len(entries) == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = _split(len(entries))
    return hashlib.sha256(b"\x01" + tree_hash(entries[:k]) + tree_hash(entries[k:])).digest()


def inclusion_path(index: int, entries: list[bytes]) -> list[bytes]:
    """PATH(m, D[n]) as RFC 6962, 2.1.1, defines it."""
    if len(entries) <= 1:
        return []
    k = _split(len(entries))
    if index < k:
        return [*inclusion_path(index, entries[:k]), tree_hash(entries[k:])]
    return [*inclusion_path(index - k, entries[k:]), tree_hash(entries[:k])]


def consistency_path(size: int, entries: list[bytes], whole: bool = True) -> list[bytes]:
    """SUBPROOF(m, D[n], b) as RFC 6962, 2.1.2, defines it."""
    if size == len(entries):
        return [] if whole else [tree_hash(entries)]
    k = _split(len(entries))
    if size <= k:
        return [*consistency_path(size, entries[:k], whole), tree_hash(entries[k:])]
    return [*consistency_path(size - k, entries[k:], False), tree_hash(entries[:k])]


def _split(n: int) -> int:
    return 1 << (n - 1).bit_length() - 1
