"""Signed notes (C2SP signed-note): a text, and who has signed it. Read strictly."""

import re
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from concord.verifying import base64text
from concord.verifying.faults import Fault, Sentence, Wrong

ED25519 = 0x01
COSIGNATURE = 0x04
"""Of a witness, with the time at which it signed (C2SP tlog-cosignature)."""
KEY_BYTES = 32
ID_BYTES = 4
TIME_BYTES = 8
MAX_NOTE_BYTES = 1_000_000
MAX_SIGNATURES = 100
SIGNATURE = re.compile(r"— (\S+) (\S+)")
KEY_FORM = Sentence("应为“名称+十六进制编号+base64”", "name+hex+base64")
NOT_ED25519 = Sentence("应为 Ed25519 公钥的 base64，首字节 0x01", "base64(0x01 || Ed25519)")


class VerifierKey(NamedTuple):
    """A public key under the name it signs for, as `name+hex(id)+base64(algorithm || key)`."""

    name: str
    id: bytes
    algorithm: int
    public: bytes

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Raises `Wrong`. The base64 may have a plus itself: only the first two divide."""
        parts = text.split("+", 2)
        if len(parts) != 3 or not parts[0] or re.search(r"\s", parts[0]):
            raise Wrong(Fault.KEY_MALFORMED, why=KEY_FORM)
        value = base64text.decode(parts[2])
        if value is None or len(value) != 1 + KEY_BYTES or value[0] not in (ED25519, COSIGNATURE):
            raise Wrong(Fault.KEY_MALFORMED, why=NOT_ED25519)
        known = sha256(parts[0].encode() + b"\n" + value).digest()[:ID_BYTES]
        if known.hex() != parts[1]:
            why = Sentence(
                f"编号 {parts[1]} 与公钥算出的 {known.hex()} 不同", f"key id {parts[1]} ≠ {known.hex()}"
            )
            raise Wrong(Fault.KEY_MALFORMED, why=why)
        return cls(parts[0], known, value[0], value[1:])

    @classmethod
    def of(cls, name: str, public: bytes) -> "VerifierKey":
        """An Ed25519 key (32 bytes) under a name."""
        value = bytes([ED25519]) + public
        return cls(name, sha256(name.encode() + b"\n" + value).digest()[:ID_BYTES], ED25519, public)

    def verifies(self, text: bytes, signature: bytes) -> bool:
        """Whether the signature (without the key's id) is this key's over the text."""
        if self.algorithm == COSIGNATURE:
            time = int.from_bytes(signature[:TIME_BYTES])
            text, signature = b"cosignature/v1\ntime %d\n" % time + text, signature[TIME_BYTES:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text)
        except InvalidSignature:
            return False
        return True


class Signature(NamedTuple):
    """One line under the text."""

    name: str
    key_id: bytes
    value: bytes

    def is_of(self, key: VerifierKey) -> bool:
        """By name and id: either alone proves nothing."""
        return (self.name, self.key_id) == (key.name, key.id)


class Note(NamedTuple):
    """A note as it was read; nothing in it counts before `signers` says whose it is."""

    text: bytes
    """What is signed: up to and including the newline before the empty line."""
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, raw: bytes) -> "Note":
        """Raises `Wrong`."""
        if len(raw) > MAX_NOTE_BYTES:
            raise _malformed(f"超过 {MAX_NOTE_BYTES} 字节", f"> {MAX_NOTE_BYTES} bytes")
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            raise _malformed("不是 UTF-8 编码", "not UTF-8") from None
        if re.search(r"[\x00-\x09\x0b-\x1f]", text):
            raise _malformed("含有控制字符", "control character")
        body, divided, lines = text.rpartition("\n\n")
        if not divided or not body or not lines.endswith("\n"):
            raise _malformed(
                "应为正文、空行、签名行，每行以换行结束",
                "text, empty line, signature lines, each ended by a newline",
            )
        signatures = tuple(_signature(line) for line in lines[:-1].split("\n"))
        if len(signatures) > MAX_SIGNATURES:
            raise _malformed(f"签名超过 {MAX_SIGNATURES} 行", f"> {MAX_SIGNATURES} signatures")
        return cls(f"{body}\n".encode(), signatures)

    def signers(self, keys: Iterable[VerifierKey]) -> list[VerifierKey]:
        """Which of the keys have signed. Lines of other keys are passed over; a line of one of these that
        does not verify raises `Wrong`."""
        signed = []
        for key in keys:
            for signature in filter(lambda line: line.is_of(key), self.signatures):
                if not key.verifies(self.text, signature.value):
                    raise Wrong(Fault.BAD_SIGNATURE, name=key.name)
                signed.append(key)
        return list(dict.fromkeys(signed))


def _signature(line: str) -> Signature:
    matched = SIGNATURE.fullmatch(line)
    value = base64text.decode(matched[2]) if matched else None
    if matched is None or "+" in matched[1] or value is None or len(value) <= ID_BYTES:
        raise _malformed("签名行不正确", "signature line")
    return Signature(matched[1], value[:ID_BYTES], value[ID_BYTES:])


def _malformed(zh: str, en: str) -> Wrong:
    return Wrong(Fault.NOTE_MALFORMED, why=Sentence(zh, en))
