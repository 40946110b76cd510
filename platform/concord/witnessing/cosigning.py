"""Cosignatures (C2SP tlog-cosignature, cosignature/v1): a witness's word for a checkpoint, with its time."""

import base64
import os
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from concord.durable import flush_folder
from concord.verifying.note import COSIGNATURE, ID_BYTES, TIME_BYTES, Note

FILE = "witness.pem"


class NotAWitnessKey(Exception):
    """The file holds another kind of key."""


class WitnessKey(NamedTuple):
    """A witness's key under its name."""

    name: str
    key: Ed25519PrivateKey

    @classmethod
    def of(cls, folder: Path, name: str) -> "WitnessKey":
        """That of a folder, made where there is none and then on the disk. Raises `NotAWitnessKey`."""
        path = folder / FILE
        if not path.exists():
            _create(path)
        key = load_pem_private_key(path.read_bytes(), None)
        if not isinstance(key, Ed25519PrivateKey):
            raise NotAWitnessKey(str(path))
        return cls(name, key)

    @property
    def verifier_key(self) -> str:
        """As others are given it: `name+id+base64(0x04 || key)`."""
        return f"{self.name}+{self._id.hex()}+{base64.b64encode(self._public).decode()}"

    def cosign(self, checkpoint: bytes, time: int) -> bytes:
        """The signature line for a checkpoint at a time (seconds of the Unix epoch)."""
        signed = b"cosignature/v1\ntime %d\n" % time + Note.parse(checkpoint).text
        value = self._id + time.to_bytes(TIME_BYTES) + self.key.sign(signed)
        return f"— {self.name} {base64.b64encode(value).decode()}\n".encode()

    @property
    def _public(self) -> bytes:
        return bytes([COSIGNATURE]) + self.key.public_key().public_bytes_raw()

    @property
    def _id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + self._public).digest()[:ID_BYTES]


def _create(path: Path) -> None:
    key = Ed25519PrivateKey.generate()
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        file.flush()
        os.fsync(file.fileno())
    flush_folder(path.parent)
