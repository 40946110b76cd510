"""Assessments and schemes by id, and what belongs to them."""

from uuid import UUID

from concord.api.asof import reading
from concord.api.context import Load, OperationContext
from concord.api.listing import belonging, rows, seen
from concord.api.sight import Record
from concord.readmodels.assessments import queries
from concord.readmodels.assessments.rows import SchemeRow

MODEL = "assessments"


async def _schemes(context: OperationContext, keys: list[UUID]) -> list[SchemeRow | None]:
    async with reading(context) as connection:
        found = await queries.schemes_by_ids(connection, context.tenant, keys)
    return [found.get(key) for key in keys]


ASSESSMENT = rows(queries)
SCHEME: Load[UUID, SchemeRow | None] = Load(_schemes)
SCHEMES = belonging(queries.schemes_of)
EDITIONS = belonging(queries.editions_of)
RULES = belonging(queries.rules_of)
SCORES = belonging(queries.scores_of, seen(Record.SCORE))
OBJECTIONS = belonging(queries.objections_of, seen(Record.OBJECTION))
SELF_REPORTS = belonging(queries.self_reports_of, seen(Record.SELF_REPORT))
STANDINGS = belonging(queries.standings_of)
