"""Read models from the ledger: exactly once per tenant, any number of processes, none of them a leader."""

from concord.projecting.readmodel import ColumnType, Handler, ReadModel, Reads, Table, nothing, own
from concord.projecting.rows import MissingRow, NotRead, Row, Rows

__all__ = [
    "ColumnType",
    "Handler",
    "MissingRow",
    "NotRead",
    "ReadModel",
    "Reads",
    "Row",
    "Rows",
    "Table",
    "nothing",
    "own",
]
