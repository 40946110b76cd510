"""Alliances by id, and what belongs to them."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from concord.api.asof import reading
from concord.api.context import Load, OperationContext
from concord.api.listing import belonging, rows
from concord.readmodels.alliances import queries

MODEL = "alliances"

Dated = tuple[date, UUID]
"""A day, and the alliance asked about."""


def _on_a_day(
    query: Callable[[Any, UUID, Sequence[UUID], date], Awaitable[Mapping[UUID, Any]]],
) -> Load[Dated, Any]:
    async def batch(context: OperationContext, keys: list[Dated]) -> list[Any]:
        by_day: defaultdict[date, list[UUID]] = defaultdict(list)
        for day, alliance in keys:
            by_day[day].append(alliance)
        async with reading(context) as connection:
            found = {d: await query(connection, context.tenant, ids, d) for d, ids in by_day.items()}
        return [found[day].get(alliance) for day, alliance in keys]

    return Load(batch)


ALLIANCE = rows(queries)
MEMBERS = belonging(queries.members_of)
MEMBERSHIPS = belonging(queries.memberships_of)
CHAIR_TERMS = belonging(queries.chair_terms_of)
APPLICATIONS = belonging(queries.applications_of)
CHARTERS = belonging(queries.charters_of)
BREACHES = belonging(queries.breaches_of)
CHAIR_ON = _on_a_day(queries.chairs_of)
CHARTER_ON = _on_a_day(queries.charters_in_force)
