"""Checkpoints (C2SP tlog-checkpoint): what a ledger is at a size, signed."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import asyncpg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from concord.ledger.merkle import HASH
from concord.ledger.notes import NotANote, decoded, encoded, opened, signature_line
from concord.ledger.statement import sql

SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class TreeHead(NamedTuple):
    """A ledger of so many entries has this root. Nobody may ever say another one for the same size."""

    epoch: int
    """1; one more for each new origin after entries were lost for good."""
    origin: str
    size: int
    root: bytes


class Checkpoint(NamedTuple):
    """A tree head as it was published."""

    head: TreeHead
    note: str
    """Signed, in C2SP form; lines of witnesses follow the ledger's own."""
    signed_at: datetime


def body(origin: str, size: int, root: bytes) -> str:
    """The text that is signed."""
    return f"{origin}\n{size}\n{encoded(root)}\n"


def signed(head: TreeHead, keys: Iterable[Ed25519PrivateKey]) -> str:
    """The checkpoint of a tree head, with a line of each key."""
    text = body(*head[1:])
    return text + "\n" + "".join(signature_line(head.origin, key, text) for key in keys)


def parsed(note: str) -> tuple[str, int, bytes]:
    """Origin, size and root of a checkpoint; signatures are not checked, extension lines passed over.

    Raises `NotANote`, also for a size with a sign or leading zeros.
    """
    text, _ = opened(note)
    lines = text.split("\n")
    if len(lines) < 4 or not all(lines[:-1]) or not SIZE.fullmatch(lines[1]):
        raise NotANote("a checkpoint has three lines: origin, size, root")
    root = decoded(lines[2])
    if len(root) != HASH:
        raise NotANote(f"a root has {HASH} bytes")
    return lines[0], int(lines[1]), root


async def latest(
    connection: asyncpg.Connection,
    tenant: UUID,
    until: int | None = None,
    *,
    cosigned: bool = False,
    stamped: bool = False,
    epoch: int | None = None,
) -> Checkpoint | None:
    """The tenant's newest checkpoint, or the newest that covers no more than `until` entries, that a witness
    has signed, that was time-stamped, that is of one epoch; None where there is none."""
    row = await connection.fetchrow(sql("checkpoint"), tenant, until, cosigned, stamped, epoch)
    return None if row is None else checkpoint_of(row)


async def exactly(connection: asyncpg.Connection, tenant: UUID, epoch: int, size: int) -> Checkpoint | None:
    """The checkpoint of just that size, if one was signed."""
    row = await connection.fetchrow(sql("checkpoint_of_size"), tenant, epoch, size)
    return None if row is None else checkpoint_of(row)


def checkpoint_of(row: asyncpg.Record) -> Checkpoint:
    """A row of `checkpoint`."""
    head = TreeHead(row["epoch"], row["origin"], row["size"], row["root"])
    return Checkpoint(head, row["note"], row["signed_at"])
