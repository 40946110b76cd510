"""Rows that one batch of events reads and writes: a unit of work in memory."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concord.projecting.readmodel import Reads, Table

Row = dict[str, Any]
Key = tuple[str | int, ...]


class NotRead(Exception):
    """A handler used a row that it did not name in `reads`: it would depend on how batches are cut."""


class MissingRow(Exception):
    """A handler changes a row that does not exist."""


class UnknownColumn(Exception):
    """A handler wrote a column that its table does not declare."""


class TableRows:
    """One table's rows of the batch, by key. `changed` and `removed` are what is to be written."""

    __slots__ = ("below", "blank", "changed", "removed", "rows")

    def __init__(self, table: "Table") -> None:
        self.blank: Row = dict.fromkeys([*table.key, *table.columns])
        self.rows: dict[Key, Row] = {}
        self.below: dict[Key, dict[Key, None]] = {}
        self.changed: dict[Key, None] = {}
        self.removed: dict[Key, None] = {}

    def watch(self, prefix: Key) -> None:
        """Keep the keys below a prefix findable without a scan."""
        if prefix not in self.below:
            self.below[prefix] = {key: None for key in self.rows if key[: len(prefix)] == prefix}

    def set(self, key: Key, row: Row) -> None:
        self.rows[key] = row
        if self.below:
            for length in range(len(key)):
                if (keys := self.below.get(key[:length])) is not None:
                    keys[key] = None

    def written(self) -> list[Row]:
        """Rows to upsert. Raises `UnknownColumn`."""
        rows = [self.rows[key] for key in self.changed]
        for row in rows:
            if len(row) != len(self.blank):
                raise UnknownColumn(", ".join(row.keys() - self.blank.keys()))
        return rows

    def drop(self, key: Key) -> None:
        self.rows.pop(key, None)
        for length in range(len(key)):
            if (keys := self.below.get(key[:length])) is not None:
                keys.pop(key, None)


class Rows:
    """What a handler sees. Every row is a dict of plain JSON values with all of its table's columns."""

    __slots__ = ("declared", "tables")

    def __init__(self, tables: "Iterable[Table]") -> None:
        self.tables: dict[str, TableRows] = {table.name: TableRows(table) for table in tables}
        self.declared: Reads = ()

    def get(self, table: "Table", *key: str | int) -> Row | None:
        """The row, or None; for looking only. Raises `NotRead`."""
        self._check(table, key)
        return self.tables[table.name].rows.get(key)

    def change(self, table: "Table", *key: str | int) -> Row:
        """The row, to be changed in place; never its key. Raises `NotRead`, `MissingRow`."""
        self._check(table, key)
        of_table = self.tables[table.name]
        row = of_table.rows.get(key)
        if row is None:
            raise MissingRow(f"{table.name} {key}")
        of_table.changed[key] = None
        return row

    def put(self, table: "Table", row: Row) -> None:
        """Insert the row, or replace it whole. Columns left out are null. Raises `UnknownColumn`."""
        key = tuple([row[column] for column in table.key])
        of_table = self.tables[table.name]
        of_table.set(key, {**of_table.blank, **row})
        of_table.changed[key] = None
        of_table.removed.pop(key, None)

    def remove(self, table: "Table", *key: str | int) -> None:
        """Delete the row if it exists; needs no reading."""
        of_table = self.tables[table.name]
        of_table.drop(key)
        of_table.changed.pop(key, None)
        of_table.removed[key] = None

    def below(self, table: "Table", *prefix: str | int) -> list[Row]:
        """Rows whose key begins with `prefix`, for looking, in order of their keys. Raises `NotRead`."""
        self._check(table, prefix)
        of_table = self.tables[table.name]
        return [of_table.rows[key] for key in sorted(of_table.below[prefix])]

    def _check(self, table: "Table", key: Key) -> None:
        for read_table, read_key in self.declared:
            if read_table is table and (key == read_key or key[: len(read_key)] == read_key):
                return
        raise NotRead(f"{table.name} {key} is not in the handler's reads")
