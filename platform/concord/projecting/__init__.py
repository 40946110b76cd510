"""Read models from the ledger: exactly once per tenant, any number of processes, none of them a leader."""

from concord.projecting.finding import find_read_models
from concord.projecting.lag import Lag, Workers, measure_lag, read_lag, read_workers
from concord.projecting.listing import Projection, list_projections
from concord.projecting.projector import run_projector
from concord.projecting.purging import RebuildTakenOver
from concord.projecting.readmodel import ColumnType, Handler, KeyType, ReadModel, Reads, Table, nothing, own
from concord.projecting.rebuilding import (
    Audit,
    NothingToRebuild,
    RebuildDiffers,
    RebuildFailed,
    Rebuilt,
    audit,
    rebuild,
)
from concord.projecting.reconciling import Difference, Reconciled
from concord.projecting.retrying import DeadLetter, NotParked, retry, skip
from concord.projecting.rows import MissingRow, NotRead, Row, Rows, UnknownColumn

__all__ = [
    "Audit",
    "ColumnType",
    "DeadLetter",
    "Difference",
    "Handler",
    "KeyType",
    "Lag",
    "MissingRow",
    "NotParked",
    "NotRead",
    "NothingToRebuild",
    "Projection",
    "ReadModel",
    "Reads",
    "RebuildDiffers",
    "RebuildFailed",
    "RebuildTakenOver",
    "Rebuilt",
    "Reconciled",
    "Row",
    "Rows",
    "Table",
    "UnknownColumn",
    "Workers",
    "audit",
    "find_read_models",
    "list_projections",
    "measure_lag",
    "nothing",
    "own",
    "read_lag",
    "read_workers",
    "rebuild",
    "retry",
    "run_projector",
    "skip",
]
