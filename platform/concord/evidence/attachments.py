"""Where the ledger says that files were attached."""

from collections.abc import Collection
from uuid import UUID

import asyncpg
import msgspec

from concord.evidence.statement import sql


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """Which entry attached a file, and to which stream's object."""

    entry: int
    stream: UUID
    file: UUID


async def attachments(
    connection: asyncpg.Connection, tenant: UUID, files: Collection[UUID]
) -> dict[UUID, Attachment]:
    """Of these files, in the ledger's order, also where they were removed since; what was never attached is
    left out. Reads the ledger through. `connection`: in a transaction of the tenant."""
    if not files:
        return {}
    rows = await connection.fetch(sql("attaching"), tenant, [str(file) for file in files])
    found = msgspec.convert([dict(row) for row in rows], list[Attachment])
    return {one.file: one for one in found}
