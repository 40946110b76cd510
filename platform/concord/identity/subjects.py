"""The random-looking id under which a person enters the ledger."""

import hmac
from hashlib import sha256
from uuid import UUID


def subject_of(issuer: str, subject: str, secret: bytes) -> UUID:
    """The id that becomes an entry's `actor`.

    A subject that is a UUID already is kept. Anything else (an account name, an e-mail) is replaced by
    HMAC-SHA-256 under the deployment's secret: the ledger is for ever, and a plain hash of an e-mail
    address is guessed in minutes. The result is a version 8 UUID (RFC 9562, 5.8).
    """
    try:
        return UUID(subject)
    except ValueError:
        digest = hmac.digest(secret, f"{issuer}\0{subject}".encode(), sha256)
    return _version_8(digest[:16])


def _version_8(octets: bytes) -> UUID:
    number = int.from_bytes(octets, "big")
    number = number & ~(0xF << 76) | (0x8 << 76)
    number = number & ~(0x3 << 62) | (0x2 << 62)
    return UUID(int=number)
