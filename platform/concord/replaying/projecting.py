"""Read models of a ledger that was read back, made to its end."""

from collections.abc import Callable, Sequence
from uuid import UUID

import asyncpg

from concord.projecting import ReadModel, find_read_models
from concord.projecting.catching_up import serve_own
from concord.projecting.checkpoint import SHARED
from concord.projecting.serving import serve_shared
from concord.projecting.statement import sql
from concord.tenancy import reading

Progress = Callable[[int, int], None]


async def project(
    pool: asyncpg.Pool, tenant: UUID, size: int, progress: Progress, models: Sequence[ReadModel] | None = None
) -> None:
    """Until every read model is at the ledger's last entry, as role concord_projector.

    A read model that was parked at the source stops at the same entry here.
    """
    served = find_read_models() if models is None else models
    while await serve_shared(pool, served, tenant):
        async with reading(pool, tenant) as connection:
            progress(await connection.fetchval(sql("position"), tenant, SHARED), size)
    for model in served:
        while await serve_own(pool, model, tenant):
            pass
