"""Where a ledger names a person: by the random id, in the raw entries, so that no kind of entry is
forgotten."""

from collections.abc import Collection
from uuid import UUID

import asyncpg

from concord.eventstore import Entry
from concord.ledger.statement import sql

PAGE = 1_000
"""Entries read at a time."""


async def entries_naming(
    connection: asyncpg.Connection, tenant: UUID, subject: UUID, *, after: int = 0, limit: int = PAGE
) -> list[Entry]:
    """Entries that hold the id of a subject, as who acted or as who is meant, in the ledger's order.

    Reads the ledger through, some seconds for a million entries. `connection`: in a transaction of the
    tenant.
    """
    rows = await connection.fetch(sql("entries_naming"), tenant, str(subject).encode(), after, limit)
    return [Entry(row["position"], row["entry"]) for row in rows]


async def positions_about(
    connection: asyncpg.Connection, tenant: UUID, subjects: Collection[UUID]
) -> dict[UUID, list[int]]:
    """Of the entries that say something about each person. As `entries_naming`."""
    found: dict[UUID, list[int]] = {subject: [] for subject in subjects}
    members = [f'"subject":"{subject}"'.encode() for subject in found]
    for row in await connection.fetch(sql("positions_about"), tenant, list(found), members):
        found[UUID(str(row["subject"]))].append(row["position"])
    return found
