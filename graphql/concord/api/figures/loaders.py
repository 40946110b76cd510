"""Figures of a scope: each kind is asked once in an operation, whoever needs it."""

from collections.abc import Awaitable, Callable
from typing import Any

from concord.api.asof import reading
from concord.api.context import Load, OperationContext
from concord.readmodels.figures import queries
from concord.readmodels.figures.queries import FigureScope

MODEL = "figures"


def _asked(query: Callable[..., Awaitable[Any]]) -> Load[FigureScope, Any]:
    async def batch(context: OperationContext, scopes: list[FigureScope]) -> list[Any]:
        async with reading(context) as connection:
            return [await query(connection, context.tenant, scope) for scope in scopes]

    return Load(batch)


COVERAGE = _asked(queries.coverage)
THEMES = _asked(queries.themes)
MEMBERS = _asked(queries.members)
DEPARTMENTS = _asked(queries.departments)
RAISED = _asked(queries.raised)
BENEFITS = _asked(queries.benefits)
RESOURCES = _asked(queries.resources)
FUNDS = _asked(queries.funds)
SPENDING = _asked(queries.spending)
VOLUNTEERING = _asked(queries.volunteering)
