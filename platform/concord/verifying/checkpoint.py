"""Checkpoints (C2SP tlog-checkpoint): what a ledger was, signed."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from concord.verifying import base64text
from concord.verifying.faults import Fault, Sentence, Wrong
from concord.verifying.merkle import HASH_BYTES
from concord.verifying.note import Note, VerifierKey

SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class Checkpoint(NamedTuple):
    """A checkpoint whose signature has been verified."""

    origin: str
    size: int
    """Entries of the ledger."""
    root: bytes
    signers: tuple[VerifierKey, ...]
    raw: bytes


def open_checkpoint(raw: bytes, keys: Sequence[VerifierKey]) -> Checkpoint:
    """The checkpoint that one of `keys` has signed for its own origin. Raises `Wrong`.

    Keys of witnesses may be among them: they are named in `signers`, and alone they do not suffice.
    """
    note = Note.parse(raw)
    signers = note.signers(keys)
    origin, size, root = members(note.text)
    if not signers:
        raise not_signed(note)
    if all(key.name != origin for key in signers):
        raise Wrong(Fault.ORIGIN_DIFFERS, found=origin, expected=signers[0].name)
    return Checkpoint(origin, size, root, tuple(signers), raw)


def claimed(raw: bytes) -> Checkpoint:
    """The checkpoint as it stands there, signed by nobody who is known. Raises `Wrong`."""
    return Checkpoint(*members(Note.parse(raw).text), (), raw)


def not_signed(note: Note) -> Wrong:
    """That none of the signers is known."""
    names = ", ".join(f"{line.name}+{line.key_id.hex()}" for line in note.signatures)
    return Wrong(Fault.NOT_SIGNED, signers=names)


def members(text: bytes) -> tuple[str, int, bytes]:
    """Origin, size and root of a checkpoint's text, whoever signed it. Raises `Wrong`."""
    lines = text.decode().split("\n")[:-1]
    if len(lines) < 3 or not all(lines):
        raise _malformed("应依次为台账标识、条数、根哈希", "origin, size, root")
    if not SIZE.fullmatch(lines[1]):
        raise _malformed(f"条数“{lines[1][:40]}”不是整数", f"size {lines[1][:40]}")
    root = base64text.decode(lines[2])
    if root is None or len(root) != HASH_BYTES:
        raise _malformed("根哈希不是 32 字节的 base64", "root")
    return lines[0], int(lines[1]), root


def _malformed(zh: str, en: str) -> Wrong:
    return Wrong(Fault.CHECKPOINT_MALFORMED, why=Sentence(zh, en))
