"""How evidence is asked: by object for data loaders, and by file for whoever fetches one."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.evidence.rows import EvidenceRow
from concord.readmodels.statement import bind

__all__ = ["EvidenceRow", "by_file", "evidence_of"]
_LIST = Path(__file__).parent / "list.sql"


async def evidence_of(
    connection: Connection, tenant: UUID, objects: Sequence[UUID]
) -> dict[UUID, tuple[EvidenceRow, ...]]:
    """Evidence of each object, oldest first; what was removed is among it."""
    parameters = {"tenant": tenant, "ids": objects}
    return await paging.children(connection, _LIST, EvidenceRow, "object", objects, parameters)


async def by_file(connection: Connection, tenant: UUID, file: UUID) -> EvidenceRow | None:
    """What a file is evidence of, or None."""
    text, arguments = bind(_LIST, {"tenant": tenant, "file": file})
    record = await connection.fetchrow(text, *arguments)
    return None if record is None else EvidenceRow(**record)
