"""What a sheet declares: its columns, and the commands that a row of it stands for. Pure; no I/O.

A sheet is found by entry point (`concord.sheets`), as an object of this shape.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum, auto
from typing import Any
from uuid import UUID, uuid5

import msgspec

from concord.commanding import Command, Facts, Read


class Kind(Enum):
    """What a cell holds."""

    TEXT = auto()
    LINES = auto()
    """Text with line breaks."""
    NUMBER = auto()
    """A whole number that is not negative."""
    DAY = auto()
    CHOICE = auto()
    FILES = auto()
    """Names of files below the evidence folder, separated by semicolons; read as `StoredFile`s."""


class StoredFile(msgspec.Struct, frozen=True):
    """A file that a row names, as the ledger binds it."""

    sha256: str
    size: int
    media_type: str


class Mistaken(Exception):
    """A row whose cells can be read one by one, but not together; `member` is the column at fault."""

    def __init__(self, member: str, sentence: str) -> None:
        super().__init__(sentence)
        self.member = member


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column; what it is called in the workbook, and in code."""

    member: str
    title: str
    kind: Kind = Kind.TEXT
    required: bool = False
    longest: int = 200
    """Characters of a text."""
    choices: Mapping[str, Any] = {}
    """What a clerk picks from, and what it means."""
    note: str = ""
    """How to fill it in, in the clerk's words."""
    example: str | int | date | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A row that has been read: values by column; what was left empty is None."""

    tenant: UUID
    id: UUID
    """The same whenever the same workbook is imported; ids of what the row makes follow from it."""
    values: Mapping[str, Any]

    def command_id(self, step: int) -> UUID:
        """The id under which the row's command number `step` decides."""
        return uuid5(self.id, str(step))

    def __getitem__(self, member: str) -> Any:
        return self.values[member]


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """One command of a row."""

    command: Command
    columns: Mapping[str, str] = {}
    """Field of the command: member of the column that it came from, where the names differ."""
    occurred_on: date | None = None


def _nothing(line: Line) -> Mapping[str, Read]:
    return {}


class Sheet(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One sheet of the workbook. Sheets are imported in `order`: a later one may rely on an earlier."""

    title: str
    order: int
    columns: tuple[Column, ...]
    commands: Callable[[Line, Facts], Sequence[Asked]]
    """The commands of a row, in order; command number n has the id `line.command_id(n)`."""
    reads: Callable[[Line], Mapping[str, Read]] = _nothing
    """Facts that are needed to read the row at all (a charter, whose themes have names)."""
