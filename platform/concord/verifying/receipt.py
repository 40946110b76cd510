"""Receipts (C2SP tlog-proof): one text that proves one entry, without asking anybody."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from concord.verifying import base64text
from concord.verifying.checkpoint import SIZE, Checkpoint, open_checkpoint
from concord.verifying.faults import Fault, Sentence, Wrong
from concord.verifying.merkle import HASH_BYTES, includes, leaf_hash
from concord.verifying.note import MAX_NOTE_BYTES, VerifierKey
from concord.verifying.origins import trusted_for
from concord.verifying.successions import split_notes, successions

FORMAT = "c2sp.org/tlog-proof@v1"
MAX_PROOF = 64


class Unverified(NamedTuple):
    """A receipt of which nothing is believed yet."""

    position: int
    proof: tuple[bytes, ...]
    checkpoint: bytes
    notes: Sequence[bytes]
    """In which keys vouch for their successors, if its extra data are such."""


class Receipt(NamedTuple):
    """A receipt whose checkpoint has been verified; `proves` says what it is worth."""

    position: int
    """Of the entry in the ledger, from 1: its index in the tree and one."""
    proof: tuple[bytes, ...]
    checkpoint: Checkpoint

    def proves(self, entry: bytes) -> None:
        """Raises `Wrong` unless these very bytes stand at the receipt's position."""
        signed = self.checkpoint
        if not includes(self.position - 1, signed.size, leaf_hash(entry), self.proof, signed.root):
            raise Wrong(Fault.INCLUSION_WRONG, position=self.position)


def open_receipt(raw: bytes, keys: Sequence[VerifierKey], notes: Sequence[bytes] = ()) -> Receipt:
    """Reads a receipt and verifies its checkpoint. `notes`: in which keys vouch for their successors, beside
    those that it brings. Raises `Wrong`."""
    read = read_receipt(raw)
    trusted = [*keys, *(one.new for one in successions(keys, [*notes, *read.notes]))]
    checkpoint = open_checkpoint(read.checkpoint, trusted_for(read.checkpoint, trusted))
    return Receipt(read.position, read.proof, checkpoint)


def is_receipt(raw: bytes) -> bool:
    """Whether it says that it is one."""
    return raw.startswith(f"{FORMAT}\n".encode())


def read_receipt(raw: bytes) -> Unverified:
    """What a receipt says. Raises `Wrong`."""
    head, divided, checkpoint = raw.partition(b"\n\n")
    try:
        lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise _malformed("应全为 ASCII 字符", "not ASCII") from None
    if not divided or len(raw) > MAX_NOTE_BYTES or lines[0] != FORMAT:
        raise _malformed(f"首行应为 {FORMAT}，空行后为检查点", f"{FORMAT}, an empty line, a checkpoint")
    extra = _extra(lines[1]) if len(lines) > 1 else None
    rest = lines[1:] if extra is None else lines[2:]
    if not rest or not re.fullmatch(rf"index ({SIZE.pattern})", rest[0]):
        raise _malformed("缺少“index 序号”一行", "no line with its index")
    proof = tuple(base64text.decode(line) or b"" for line in rest[1:])
    if len(proof) > MAX_PROOF or any(len(node) != HASH_BYTES for node in proof):
        raise _malformed("证明中的哈希不正确", "a hash of its proof")
    return Unverified(int(rest[0][len("index ") :]) + 1, proof, checkpoint, _notes(extra or b""))


def _extra(line: str) -> bytes | None:
    """What stands in such a line; None: it is another one."""
    return base64text.decode(line[len("extra ") :]) if line.startswith("extra ") else None


def _notes(extra: bytes) -> list[bytes]:
    """What others put there means something to them."""
    try:
        return split_notes(extra)
    except Wrong:
        return []


def _malformed(zh: str, en: str) -> Wrong:
    return Wrong(Fault.RECEIPT_MALFORMED, why=Sentence(zh, en))
