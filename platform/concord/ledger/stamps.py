"""The time stamps that a ledger's checkpoints have."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import asyncpg

from concord.ledger.statement import sql


class TimeStamp(NamedTuple):
    """That a checkpoint was there at a time, by an authority's word."""

    authority: str
    """Address that was asked."""
    reply: bytes
    """TimeStampResp (RFC 3161), DER."""
    stamped_at: datetime
    """By the authority's clock."""


async def stamps_of(
    connection: asyncpg.Connection, tenant: UUID, heads: Sequence[tuple[int, int]]
) -> list[list[TimeStamp]]:
    """Of each checkpoint, given by epoch and size."""
    columns = [epoch for epoch, _ in heads], [size for _, size in heads]
    found: dict[tuple[int, int], list[TimeStamp]] = {head: [] for head in heads}
    for row in await connection.fetch(sql("stamps_of"), tenant, *columns):
        stamp = TimeStamp(row["authority"], row["reply"], row["stamped_at"])
        found[row["epoch"], row["size"]].append(stamp)
    return [found[head] for head in heads]
