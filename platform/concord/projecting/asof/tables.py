"""The tables of a moment: like the live ones, in a schema of its own."""

from collections.abc import Sequence

import asyncpg

from concord.projecting.readmodel import ReadModel
from concord.projecting.statement import sql


def definition(schema: str, models: Sequence[ReadModel]) -> str:
    """The tables, with row-level security, which LIKE leaves off, and without indexes."""
    tables = [sql("as_of_table").format(schema=schema, table=name) for name in _names(models)]
    begin = f"create schema {schema};\nset local search_path = {schema}, concord;\n"
    return begin + "".join(tables)


async def indexes(connection: asyncpg.Connection, schema: str, models: Sequence[ReadModel]) -> str:
    """Primary keys and indexes as the live tables have them: made after the rows, at half the cost."""
    rows = await connection.fetch(sql("as_of_indexes"), schema, _names(models))
    return ";\n".join(row["definition"] for row in rows)


def _names(models: Sequence[ReadModel]) -> list[str]:
    return ["read_model", *(table.name for model in models for table in model.tables)]
