"""Reconciliation: whether the rows that answer queries are those that the ledger makes, and where not."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import orjson

from concord.projecting.readmodel import ReadModel, Table
from concord.projecting.statement import differences, differing_rows

SHOWN = 100
"""Differing rows that are named, of one table; all of them are counted."""


class Difference(msgspec.Struct, frozen=True):
    """One row that is not what the ledger makes of it."""

    table: str
    key: dict[str, Any]
    column: str | None
    """None: only one of the two has the row."""
    live: Any
    rebuilt: Any


class Reconciled(msgspec.Struct, frozen=True):
    """A read model compared with what was made anew from the ledger, both at the same position."""

    counts: dict[str, int]
    """Differences by name: `table.column`, or `table` for rows that only one of the two has."""
    rows: Sequence[Difference]
    """The first of them, by key."""

    def beyond(self, accepted: Collection[str]) -> list[str]:
        """Names of differences that were not accepted."""
        return sorted(self.counts.keys() - set(accepted))


async def reconcile(
    connection: asyncpg.Connection, model: ReadModel, tenant: UUID, live: int, rebuilt: int
) -> Reconciled:
    """Compares two generations. The caller holds whatever could move either of them."""
    counts: dict[str, int] = {}
    rows: list[Difference] = []
    for table in model.tables:
        found = await _counts(connection, table, tenant, live, rebuilt)
        if found:
            counts |= found
            rows += await _rows(connection, table, tenant, live, rebuilt)
    return Reconciled(counts, rows)


async def _counts(
    connection: asyncpg.Connection, table: Table, tenant: UUID, live: int, rebuilt: int
) -> dict[str, int]:
    row = dict(await connection.fetchrow(differences(table), tenant, live, rebuilt))
    alone = row.pop("surplus") + row.pop("missing")
    columns = {f"{table.name}.{column}": count for column, count in row.items() if count}
    return ({table.name: alone} if alone else {}) | columns


async def _rows(
    connection: asyncpg.Connection, table: Table, tenant: UUID, live: int, rebuilt: int
) -> list[Difference]:
    found: list[Difference] = []
    for record in await connection.fetch(differing_rows(table), tenant, live, rebuilt, SHOWN):
        key = orjson.loads(record["key"])
        was, made = (orjson.loads(record[side] or b"null") for side in ("live", "rebuilt"))
        if was is None or made is None:
            found.append(Difference(table.name, key, None, _shown(table, was), _shown(table, made)))
            continue
        found += [
            Difference(table.name, key, column, was[column], made[column])
            for column in table.columns
            if was[column] != made[column]
        ]
    return found


def _shown(table: Table, row: dict[str, Any] | None) -> dict[str, Any] | None:
    return row and {column: row[column] for column in table.columns}
