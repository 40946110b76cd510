"""Keys that vouch for their successors, in signed notes: whoever trusts one may trust those that follow.

The text of a note has three lines: `<name>/keys`, where origins begin with `<name>/ledgers/`; `succession`;
and base64(0x01 || public key) of the new one. The old key and the new one have both signed it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from concord.verifying import base64text
from concord.verifying.faults import Fault, Sentence, Wrong
from concord.verifying.note import ED25519, KEY_BYTES, NOT_ED25519, Note, VerifierKey

NOTE = re.compile(rb"(?:[^\n]+\n)+\n(?:[^\n]+\n)+")


class Succession(NamedTuple):
    """That a key was reached from another one."""

    old: VerifierKey
    new: VerifierKey


def split_notes(raw: bytes) -> list[bytes]:
    """Notes that follow each other, an empty line between them. Raises `Wrong`."""
    notes: list[bytes] = NOTE.findall(raw)
    if b"\n".join(notes) != raw:
        why = Sentence(
            "应为正文、空行、签名行，再接下一份", "text, empty line, signature lines; then the next"
        )
        raise Wrong(Fault.NOTE_MALFORMED, why=why)
    return notes


def successions(keys: Sequence[VerifierKey], notes: Sequence[bytes]) -> list[Succession]:
    """What the keys vouch for, and those again, in turn.

    Raises `Wrong` where a note is none, or a line claims to be the signature of one of them and is not.
    """
    parsed = [Note.parse(note) for note in notes]
    found: list[Succession] = []
    trusted = [key for key in keys if key.algorithm == ED25519]
    for old in trusted:  # grows meanwhile
        for note in parsed:
            new = _successor(note, old)
            if new is not None and new not in trusted:
                trusted.append(new)
                found.append(Succession(old, new))
    return found


def _successor(note: Note, old: VerifierKey) -> VerifierKey | None:
    """The key that this one vouches for in a note, under its own name; None where it does not."""
    name = f"{old.name.partition('/ledgers/')[0]}/keys"
    lines = note.text.decode().split("\n")
    if lines[:2] != [name, "succession"] or len(lines) != 4:
        return None
    value = base64text.decode(lines[2])
    if value is None or len(value) != 1 + KEY_BYTES or value[0] != ED25519:
        raise Wrong(Fault.NOTE_MALFORMED, why=NOT_ED25519)
    public = value[1:]
    both = [VerifierKey.of(name, old.public), VerifierKey.of(name, public)]
    return VerifierKey.of(old.name, public) if note.signers(both) == both else None
