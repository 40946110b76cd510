"""What people read (tables) and what scripts read (JSON), from the same rows."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from concord.cli.language import said
from concord.refusals import Message

NO_FOLDER = Message("没有目录 {folder}", "there is no folder {folder}")

WIDTH = 160
"""Columns where no person looks on: in a file, or for `grep`."""

json_option = click.option("--json", "as_json", is_flag=True, help="One JSON document, for scripts.")


def show(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], *, as_json: bool) -> None:
    """Rows as a table with these `columns` (member: heading), or all of them as JSON."""
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, default=str))
        return
    filled = {
        name: title for name, title in columns.items() if any(row[name] not in (None, "") for row in rows)
    }
    table = Table(*(filled or columns).values(), box=None, pad_edge=False)
    for row in rows:
        table.add_row(*("" if row[name] is None else str(row[name]) for name in filled))
    Console(width=None if sys.stdout.isatty() else WIDTH).print(table)


@contextmanager
def written_whole(file: Path) -> Iterator[Path]:
    """Where to write what shall stand at `file`: beside it, and moved there at the end of the block. What
    has the name is never half of it. Mode 0600. Raises BadParameter where the folder is missing."""
    folder = file.absolute().parent
    if not folder.is_dir():
        raise click.BadParameter(said(NO_FOLDER, folder=folder), param_hint="--output")
    with NamedTemporaryFile(dir=folder, prefix=f".{file.name}-", delete=False) as made:
        draft = Path(made.name)
    try:
        yield draft
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def complain(sentence: str) -> None:
    """One line on standard error."""
    click.echo(f"concord: {sentence}", err=True)
    sys.stderr.flush()
