"""Cosignatures of witnesses, beside the checkpoints that they are for (C2SP tlog-cosignature)."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import asyncpg

from concord.ledger.checkpoints import Checkpoint, parsed
from concord.ledger.notes import NotANote, opened
from concord.ledger.statement import sql
from concord.verifying import VerifierKey, Wrong
from concord.verifying.note import COSIGNATURE, TIME_BYTES, Note, Signature


class Cosignature(NamedTuple):
    """What stands under a checkpoint by a witness."""

    witness: str
    """Its name."""
    key_id: bytes
    signed_at: datetime
    """By the witness's clock, which it signed along."""
    line: str


def cosignatures_of(checkpoint: Checkpoint) -> list[Cosignature]:
    """The lines of witnesses under a checkpoint; each was verified when it was taken."""
    lines = checkpoint.note.rpartition("\n\n")[2].splitlines()
    return [
        Cosignature(
            one.name,
            one.key_id,
            datetime.fromtimestamp(int.from_bytes(one.signature[:TIME_BYTES]), UTC),
            line,
        )
        for one, line in zip(opened(checkpoint.note)[1], lines, strict=True)
        if one.name != checkpoint.head.origin
    ]


class NotTaken(Exception):
    """Nothing was stored: one sentence that says why."""


def read_witnesses(file: Path | None) -> list[VerifierKey]:
    """The verifier keys of a file, one a line. Raises ValueError with the line that is none."""
    keys = []
    for line in file.read_text("utf-8").split() if file else ():
        try:
            key = VerifierKey.parse(line)
        except Wrong as wrong:
            raise ValueError(f"{line} is not a witness's key: {wrong}") from None
        if key.algorithm != COSIGNATURE:
            raise ValueError(f"{line} is a ledger's key, not a witness's")
        keys.append(key)
    return keys


async def take(
    connection: asyncpg.Connection, tenant: UUID, cosigned: bytes, witnesses: Sequence[VerifierKey]
) -> int:
    """Stores the lines of known witnesses under a checkpoint of ours; how many those are. Again, nothing
    happens. Raises `NotTaken`.

    `connection` may write rows of the tenant.
    """
    try:
        note = Note.parse(cosigned)
        signers = [key for key in note.signers(witnesses) if key.algorithm == COSIGNATURE]
        origin, size, _ = parsed(cosigned.decode())
    except (Wrong, NotANote) as wrong:
        raise NotTaken(str(wrong)) from wrong
    if not signers:
        raise NotTaken("no witness that this server knows has signed it")
    ours = await connection.fetchrow(sql("signed_text"), tenant, origin, size)
    if ours is None or Note.parse(ours["note"].encode()).text != note.text:
        raise NotTaken("it is not a checkpoint of this ledger")
    for key in signers:
        line = next(one for one in note.signatures if one.is_of(key))
        witness = f"{key.name}+{key.id.hex()}"
        await connection.execute(
            sql("write_cosignature"), tenant, ours["epoch"], size, witness, _written(line)
        )
    return len(signers)


def _written(line: Signature) -> str:
    return f"— {line.name} {base64.b64encode(line.key_id + line.value).decode()}\n"
