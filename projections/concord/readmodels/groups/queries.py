"""How groups, pairings and agreements are asked: for data loaders, what belongs to many at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from asyncpg import Connection

from concord.readmodels import paging
from concord.readmodels.groups.rows import (
    AgreementRow,
    GroupMemberRow,
    GroupPersonRow,
    GroupRow,
    LeaderRow,
    PairingRow,
)
from concord.readmodels.paging import Child
from concord.readmodels.statement import bind

_HERE = Path(__file__).parent


async def groups_of(
    connection: Connection, tenant: UUID, ids: Sequence[UUID]
) -> dict[UUID, tuple[GroupRow, ...]]:
    """Groups of each alliance in the order of forming."""
    return await _of(connection, "groups.sql", GroupRow, "alliance", tenant, ids)


async def leaders_of(
    connection: Connection, tenant: UUID, ids: Sequence[UUID]
) -> dict[UUID, tuple[LeaderRow, ...]]:
    """The leadership of each group."""
    return await _of(connection, "leaders.sql", LeaderRow, "group_id", tenant, ids)


async def members_of(
    connection: Connection, tenant: UUID, ids: Sequence[UUID]
) -> dict[UUID, tuple[GroupMemberRow, ...]]:
    """Organizations of each group."""
    return await _of(connection, "members.sql", GroupMemberRow, "group_id", tenant, ids)


async def persons_of(
    connection: Connection, tenant: UUID, ids: Sequence[UUID]
) -> dict[UUID, tuple[GroupPersonRow, ...]]:
    """Persons of each group."""
    return await _of(connection, "persons.sql", GroupPersonRow, "group_id", tenant, ids)


async def pairings_of(
    connection: Connection, tenant: UUID, ids: Sequence[UUID]
) -> dict[UUID, tuple[PairingRow, ...]]:
    """Pairings of each alliance, oldest first."""
    return await _of(connection, "pairings.sql", PairingRow, "alliance", tenant, ids)


async def agreements_of(
    connection: Connection, tenant: UUID, ids: Sequence[UUID]
) -> dict[UUID, tuple[AgreementRow, ...]]:
    """Agreements of each alliance by year."""
    return await _of(connection, "agreements.sql", AgreementRow, "alliance", tenant, ids)


async def led_by(
    connection: Connection, tenant: UUID, subject: str, organization: UUID | None
) -> list[tuple[UUID, UUID | None]]:
    """(alliance, member) of each group that a person leads, or one of the organization does; a group without
    members has None."""
    parameters = {"tenant": tenant, "subject": subject, "organization": organization}
    text, arguments = bind(_HERE / "led.sql", parameters)
    return [(row["alliance"], row["organization"]) for row in await connection.fetch(text, *arguments)]


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
