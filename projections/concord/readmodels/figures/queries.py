"""How figures are asked: sums over a period, of one alliance or of all."""

from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import msgspec
from asyncpg import Connection

from concord.readmodels.figures.rows import (
    BenefitRow,
    CoverageRow,
    DepartmentRow,
    FundsRow,
    ItemRow,
    ListRow,
    MemberRow,
    ThemeRow,
    VolunteerRow,
)
from concord.readmodels.statement import bind

_HERE = Path(__file__).parent
Row = TypeVar("Row", bound=msgspec.Struct)


class FigureScope(msgspec.Struct, frozen=True):
    """Which days, and of which alliance; None: of all."""

    since: date
    until: date
    alliance: UUID | None = None


async def coverage(connection: Connection, tenant: UUID, scope: FigureScope) -> list[CoverageRow]:
    """On the last day, by kind of alliance and by area; part '' of dimension `kind` is altogether."""
    return await _rows(connection, "coverage.sql", CoverageRow, tenant, scope)


async def themes(connection: Connection, tenant: UUID, scope: FigureScope) -> list[ThemeRow]:
    """Activities by theme."""
    return await _rows(connection, "themes.sql", ThemeRow, tenant, scope)


async def volunteering(connection: Connection, tenant: UUID, scope: FigureScope) -> list[VolunteerRow]:
    """What volunteers gave, by theme; none of a theme without."""
    return await _rows(connection, "volunteering.sql", VolunteerRow, tenant, scope)


async def members(connection: Connection, tenant: UUID, scope: FigureScope) -> list[MemberRow]:
    """Activities by organization."""
    return await _rows(connection, "members.sql", MemberRow, tenant, scope)


async def departments(connection: Connection, tenant: UUID, scope: FigureScope) -> list[DepartmentRow]:
    """Dispatches by department."""
    return await _rows(connection, "departments.sql", DepartmentRow, tenant, scope)


async def benefits(connection: Connection, tenant: UUID, scope: FigureScope) -> list[BenefitRow]:
    """Benefits by kind."""
    return await _rows(connection, "benefits.sql", BenefitRow, tenant, scope)


async def resources(connection: Connection, tenant: UUID, scope: FigureScope) -> list[ListRow]:
    """Resources by list; list '' is altogether."""
    return await _rows(connection, "resources.sql", ListRow, tenant, scope)


async def funds(connection: Connection, tenant: UUID, scope: FigureScope) -> list[FundsRow]:
    """Money by the purpose of its fund."""
    return await _rows(connection, "funds.sql", FundsRow, tenant, scope)


async def spending(connection: Connection, tenant: UUID, scope: FigureScope) -> list[ItemRow]:
    """Money by what it was spent on."""
    return await _rows(connection, "spending.sql", ItemRow, tenant, scope)


async def raised(connection: Connection, tenant: UUID, scope: FigureScope) -> int:
    """Tickets raised."""
    text, arguments = bind(_HERE / "raised.sql", {"tenant": tenant, **msgspec.structs.asdict(scope)})
    return int(await connection.fetchval(text, *arguments))


async def _rows(
    connection: Connection, file: str, row: type[Row], tenant: UUID, scope: FigureScope
) -> list[Row]:
    text, arguments = bind(_HERE / file, {"tenant": tenant, **msgspec.structs.asdict(scope)})
    return [row(**record) for record in await connection.fetch(text, *arguments)]
