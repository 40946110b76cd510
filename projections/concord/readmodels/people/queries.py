"""How the people of organizations are asked: for data loaders, what belongs to many at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.paging import Child
from concord.readmodels.people.rows import AppointmentRow, FloatingMemberRow, PledgeRow, SupervisionRow

_HERE = Path(__file__).parent


async def supervision_of(
    connection: Connection, tenant: UUID, ids: Sequence[UUID]
) -> dict[UUID, tuple[SupervisionRow, ...]]:
    """Who answered for each organization, oldest first."""
    return await _of(connection, "supervision.sql", SupervisionRow, "organization", tenant, ids)


async def appointments_of(
    connection: Connection, tenant: UUID, ids: Sequence[UUID]
) -> dict[UUID, tuple[AppointmentRow, ...]]:
    """Appointments of each organization, oldest first."""
    return await _of(connection, "appointments.sql", AppointmentRow, "organization", tenant, ids)


async def floating_members_of(
    connection: Connection, tenant: UUID, ids: Sequence[UUID]
) -> dict[UUID, tuple[FloatingMemberRow, ...]]:
    """Floating members of each organization, oldest first."""
    return await _of(connection, "floating_members.sql", FloatingMemberRow, "organization", tenant, ids)


async def pledges_of(
    connection: Connection, tenant: UUID, ids: Sequence[UUID]
) -> dict[UUID, tuple[PledgeRow, ...]]:
    """Pledges of each organization, oldest first."""
    return await _of(connection, "pledges.sql", PledgeRow, "organization", tenant, ids)


async def _of(
    connection: Connection,
    file: str,
    row: Callable[..., Child],
    parent: str,
    tenant: UUID,
    ids: Sequence[UUID],
) -> dict[UUID, tuple[Child, ...]]:
    parameters = {"tenant": tenant, "ids": ids}
    return await paging.children(connection, _HERE / file, row, parent, ids, parameters)
