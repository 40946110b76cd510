"""Salted disclosures: what an entry commits to by digest, kept encrypted beside the ledger (RFC 9901)."""

import base64
import hashlib
import os
from uuid import UUID, uuid5

import msgspec
import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
SALT_BYTES = 16


class Undisclosed(msgspec.Struct, frozen=True):
    """A disclosure before it is encrypted. Never logged, never stored like this."""

    digest: str
    text: str
    """base64url of `[salt, name, value]`; its SHA-256 is the digest."""
    key: UUID

    @classmethod
    def of(cls, name: str, value: str, key: UUID) -> "Undisclosed":
        """A new disclosure of one named value, with 128 bits of fresh salt: a digest of something
        guessable would tell it."""
        text = _base64url(orjson.dumps([_base64url(os.urandom(SALT_BYTES)), name, value]))
        return cls(digest_of(text), text, key)

    @classmethod
    def text_of(cls, stream: UUID, text: str) -> "Undisclosed":
        """A new disclosure of text that somebody wrote, under a key of its own."""
        made = cls.of("text", text, stream)
        return msgspec.structs.replace(made, key=text_key(stream, made.digest))


def text_key(stream: UUID, digest: str) -> UUID:
    """The id of a text's key, by what the ledger says of it: so that its redaction finds the key wherever the
    disclosure is gone already. (Texts from before there was one are under the key of their stream.)"""
    return uuid5(stream, digest)


def digest_of(text: str) -> str:
    """base64url(SHA-256(ASCII of the disclosure)), RFC 9901 section 4.2.3."""
    return _base64url(hashlib.sha256(text.encode()).digest())


def encrypt(disclosure: Undisclosed, key: bytes) -> bytes:
    """nonce || AES-256-GCM, with the digest as associated data, so that it fits its place only."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, disclosure.text.encode(), disclosure.digest.encode())


class WrongDisclosure(Exception):
    """A stored disclosure that does not open under its key, or does not match its digest."""


def decrypt(digest: str, ciphertext: bytes, key: bytes) -> tuple[str, str]:
    """The (name, value) that the digest commits to. Raises `WrongDisclosure`."""
    try:
        text = (
            AESGCM(key).decrypt(ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:], digest.encode()).decode()
        )
    except InvalidTag:
        raise WrongDisclosure(digest) from None
    if digest_of(text) != digest:  # GCM does not commit to its key: only the digest proves the value
        raise WrongDisclosure(digest)
    _, name, value = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    return name, value


def _base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
