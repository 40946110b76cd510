"""What a read model declares: its tables, and how each event changes their rows. Pure; no I/O.

A read model is found by entry point (`concord.readmodels`): the attribute `READ_MODEL` of its package,
beside `tables.sql`, which creates what is declared here:

    CREATE TABLE ticket_row (
        tenant_id uuid NOT NULL, generation smallint NOT NULL, ticket uuid NOT NULL,
        status text NOT NULL, due date,
        PRIMARY KEY (tenant_id, generation, ticket));
    SELECT concord.protect('ticket_row');

    TICKET = Table("ticket_row", key={"ticket": "uuid"}, columns={"status": "text", "due": "date"})

    def raised(rows: Rows, entry: Entry) -> None:
        rows.put(TICKET, {"ticket": entry.members["stream"], "status": "RAISED", "due": None})

    def triaged(rows: Rows, entry: Entry) -> None:
        rows.change(TICKET, entry.members["stream"])["due"] = entry.data["due"]

    READ_MODEL = ReadModel(
        name="tickets", version=1, tables=(TICKET,),
        handles={
            "tickets.TicketRaised": Handler(raised),
            "tickets.TicketTriaged": Handler(triaged, reads=own(TICKET)),
        })

**A row is a dict of plain JSON values, spelled as in the entry**: a uuid, date, timestamp or decimal is the
same string that the event holds (timestamps `2026-01-31T08:00:00.000000Z`), an integer an int, jsonb any
JSON. Nothing is parsed on the way from the ledger to the table, which is what makes a rebuild fast;
PostgreSQL casts. Rows read back have the same spelling.

The engine takes a batch of events, asks every handler which rows it `reads`, loads them with one SELECT
per table, folds the events in order in memory and writes what changed with one upsert per table. A handler
must therefore be deterministic, read no clock, and know only its entry and the rows it named.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import msgspec

from concord.eventstore.entry import Entry
from concord.projecting.rows import Rows

ColumnType = Literal[
    "uuid", "text", "date", "timestamptz", "numeric", "bigint", "integer", "smallint", "boolean", "jsonb"
]
"""No array types: use jsonb for lists."""


KeyType = Literal["uuid", "text", "date", "bigint", "integer", "smallint"]
"""Types with one spelling a value: a key is compared as written."""


class Table(msgspec.Struct, frozen=True, eq=False):
    """A table of a read model: primary key (tenant_id, generation, *key)."""

    name: str
    """Unqualified, so that a replay can write to a schema of its own."""
    key: Mapping[str, KeyType]
    columns: Mapping[str, ColumnType]
    """The rest; the engine adds `tenant_id` and `generation` by itself."""

    @property
    def json_columns(self) -> list[str]:
        """Columns that are read as JSON."""
        return [name for name, kind in self.columns.items() if kind == "jsonb"]


Reads = Sequence[tuple[Table, tuple[str | int, ...]]]
"""Rows by their keys; the first columns of a key alone mean every row below it."""


def nothing(entry: Entry) -> Reads:
    """Reads of a handler that only puts whole rows."""
    return ()


def own(*tables: Table) -> Callable[[Entry], Reads]:
    """Reads of the rows whose key is (or, with more key columns, begins with) the entry's stream."""

    def reads(entry: Entry) -> Reads:
        key = (entry.members["stream"],)
        return [(table, key) for table in tables]

    def read(entry: Entry) -> Reads:
        return ((tables[0], (entry.members["stream"],)),)

    return read if len(tables) == 1 else reads


class Handler(msgspec.Struct, frozen=True):
    """How one type of event changes the rows. Raising parks the read model at that event."""

    apply: Callable[[Rows, Entry], None]
    reads: Callable[[Entry], Reads] = nothing


class ReadModel(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One read model; `handles` maps public event names to handlers, others are passed over."""

    name: str
    version: int
    """Raised when handlers change what rows mean: tenants built by another version show as outdated."""
    tables: tuple[Table, ...]
    handles: Mapping[str, Handler]
