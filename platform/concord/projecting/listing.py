"""What an operator sees of projections and publication."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from uuid import UUID

import asyncpg
import msgspec

from concord.projecting.readmodel import ReadModel
from concord.projecting.statement import sql

State = Literal["live", "behind", "catching up", "rebuilding", "parked", "outdated", "unknown"]


class Projection(msgspec.Struct, frozen=True, kw_only=True):
    """One read model (or the publisher) of one tenant."""

    tenant: str
    """The tenant's code."""
    name: str
    state: State
    generation: int | None
    """Which rows answer; None for the publisher."""
    version: int | None
    position: int
    head: int
    """The ledger's last position; behind by `head - position`."""
    rebuilt: int | None
    """How far a rebuild beside it has come."""
    dead_position: int | None
    dead_type: str | None
    error: str | None
    attempts: int | None
    first_at: datetime | None
    at: datetime | None


async def list_projections(
    pool: asyncpg.Pool, models: Sequence[ReadModel], tenant: UUID | None = None
) -> list[Projection]:
    """Every read model and the publisher, of one tenant or of all, by tenant code and name."""
    versions = {model.name: model.version for model in models}
    rows = await pool.fetch(sql("list"), tenant)
    return [_projection(row, versions) for row in rows]


def _projection(row: asyncpg.Record, versions: dict[str, int]) -> Projection:
    shown = {name: row[name] for name in Projection.__struct_fields__ if name != "state"}
    return Projection(state=_state(row, versions), **shown)


def _state(row: asyncpg.Record, versions: dict[str, int]) -> State:
    if row["rebuilt"] is not None:
        return "rebuilding"
    if row["parked"]:
        return "parked"
    if row["own"]:
        return "catching up"
    if row["generation"] is not None and row["name"] not in versions:
        return "unknown"  # rows of a read model that this program does not have
    if row["generation"] is not None and row["version"] != versions[row["name"]]:
        return "outdated"
    return "live" if row["position"] >= row["head"] else "behind"
