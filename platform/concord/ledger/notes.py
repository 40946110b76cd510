"""Signed notes (C2SP signed-note) with Ed25519: what is signed, by which key, and whether it is."""

import base64
import binascii
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
"""Signature type, before the public key."""
ID = 4
"""Bytes of a key id."""
DASH = "— "
SIGNATURES = 64
"""A note with more of them is refused unread."""


class NotANote(ValueError):
    """The text is not of the form that C2SP signed-note defines."""


class Signature(NamedTuple):
    """One signature line."""

    name: str
    key_id: bytes
    signature: bytes


def key_id(name: str, public: bytes) -> bytes:
    """The first four bytes of a hash over key name and key. `public`: 32 bytes."""
    return sha256(name.encode() + b"\n" + ED25519 + public).digest()[:ID]


def verifier_key(name: str, public: bytes) -> str:
    """The key as an auditor is given it: `name+id+base64`."""
    return f"{name}+{key_id(name, public).hex()}+{encoded(ED25519 + public)}"


def signature_line(name: str, key: Ed25519PrivateKey, text: str) -> str:
    """The line under a text by one key. Ed25519 is deterministic: the same text gives the same line."""
    public = key.public_key().public_bytes_raw()
    return f"{DASH}{name} {encoded(key_id(name, public) + key.sign(text.encode()))}\n"


def opened(note: str) -> tuple[str, list[Signature]]:
    """Text and signatures of a note, none of them checked. Raises `NotANote`."""
    text, blank, lines = note.rpartition("\n\n")
    if not blank or not note.endswith("\n"):
        raise NotANote("text, an empty line and signatures, each ended by a newline, are wanted")
    if any(ord(character) < 0x20 and character != "\n" for character in note):
        raise NotANote("a note has no control characters")
    rows = lines[:-1].split("\n")
    if len(rows) > SIGNATURES:
        raise NotANote(f"more than {SIGNATURES} signatures")
    return text + "\n", [_signature(row) for row in rows]


def is_signed(note: str, name: str, public: bytes) -> bool:
    """Whether this key signed the note. Raises `NotANote`.

    Signatures of other names and ids are passed over; one that claims to be this key's must be right.
    """
    text, signatures = opened(note)
    wanted = name, key_id(name, public)
    claimed = [one.signature for one in signatures if (one.name, one.key_id) == wanted]
    return bool(claimed) and all(_is_right(public, signature, text) for signature in claimed)


def encoded(value: bytes) -> str:
    """Standard base64 with padding."""
    return base64.b64encode(value).decode()


def decoded(text: str) -> bytes:
    """Standard base64, in its one canonical spelling. Raises `NotANote`."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotANote(f"not base64: {error}") from None
    if encoded(value) != text:
        raise NotANote("base64 with stray bits")
    return value


def _signature(line: str) -> Signature:
    name, _, coded = line.removeprefix(DASH).partition(" ")
    value = decoded(coded)
    if not line.startswith(DASH) or not name or len(value) <= ID:
        raise NotANote("a signature line is: em dash, name, base64")
    return Signature(name, value[:ID], value[ID:])


def _is_right(public: bytes, signature: bytes, text: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True
