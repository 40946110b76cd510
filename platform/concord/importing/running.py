"""A workbook into a tenant's ledger: all of its rows, or none and every mistake by its cell."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from concord.commanding import Commander, CommandRefusal, Refusal
from concord.commanding.together import Together
from concord.eventstore.errors import VersionConflict
from concord.identity import Viewer
from concord.importing.evidence import Missing, stored_file
from concord.importing.sheet import Asked, Kind, Line, Mistaken, Sheet
from concord.importing.workbook import Mistake, Row, read_workbook

GROUP = "concord.sheets"
ATTEMPTS = 5
MOST_MISTAKES = 200
"""More of them say nothing new."""

Report = Callable[[int, int], None]
"""(rows done, of how many)."""


class Imported(NamedTuple):
    """What came of it."""

    rows: Mapping[str, int]
    """By sheet."""
    events: int
    position: int | None
    """Of the last event; none after a dry run."""
    replayed: bool
    """This very workbook had been imported before: nothing was stored now."""
    mistakes: Sequence[Mistake]
    """If there are any, nothing was stored."""


def sheets() -> list[Sheet]:
    """The sheets that are installed, in the order in which they are imported."""
    found: list[Sheet] = [point.load() for point in entry_points(group=GROUP)]
    return sorted(found, key=lambda sheet: sheet.order)


async def import_workbook(
    commander: Commander,
    viewer: Viewer,
    file: Path,
    *,
    evidence: Path | None = None,
    dry_run: bool = False,
    report: Report = lambda done, total: None,
) -> Imported:
    """Takes the workbook whole. The same file again gets its first answer; `dry_run` stores nothing.

    Raises `WorkbookInvalid`, an error of eventstore/errors.py, and `VersionConflict` if others keep
    changing what the rows rely on.
    """
    known = sheets()
    rows, mistakes = read_workbook(known, file)
    content = _digest(file)
    whole = uuid5(viewer.tenant.id, f"import:{content.hex()}")
    counts = {title: len(of_sheet) for title, of_sheet in rows.items()}
    for attempt in range(1, ATTEMPTS + 1):
        now = await commander.now(viewer.tenant)
        together = Together(commander, viewer, command_id=whole, content=content, now=now)
        if (taken := await together.taken()) is not None:
            return Imported(counts, taken.version, taken.position, True, ())
        found = await _decide(together, viewer.tenant.id, whole, known, rows, evidence, report)
        wrong = [*mistakes, *found][:MOST_MISTAKES]
        if wrong or dry_run or not together.events:
            return Imported(counts, together.events, None, False, wrong)
        try:
            outcome = await together.store()
        except VersionConflict:
            if attempt == ATTEMPTS:
                raise
            continue
        return Imported(counts, together.events, outcome.position, outcome.replayed, ())
    raise AssertionError("unreachable")


def _digest(file: Path) -> bytes:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").digest()


async def _decide(
    together: Together,
    tenant: UUID,
    whole: UUID,
    known: Sequence[Sheet],
    rows: Mapping[str, Sequence[Row]],
    evidence: Path | None,
    report: Report,
) -> list[Mistake]:
    mistakes: list[Mistake] = []
    work = [(sheet, row) for sheet in known for row in rows.get(sheet.title, ())]
    for done, (sheet, row) in enumerate(work):
        report(done, len(work))
        mistakes += [mistake async for mistake in _row(together, tenant, whole, sheet, row, evidence)]
        if len(mistakes) >= MOST_MISTAKES:
            break
    report(len(work), len(work))
    return mistakes


async def _row(
    together: Together, tenant: UUID, whole: UUID, sheet: Sheet, row: Row, evidence: Path | None
) -> Any:
    titles = {column.member: column.title for column in sheet.columns}

    def mistake(member: str | None, sentence: str) -> Mistake:
        return Mistake(sheet.title, row.number, titles.get(member or ""), sentence)

    try:
        values = dict(_with_files(sheet, row.values, evidence))
        line = Line(tenant=tenant, id=uuid5(whole, f"{sheet.title}:{row.number}"), values=values)
        facts = await together.facts(lambda _: sheet.reads(line))
        for step, asked in enumerate(sheet.commands(line, facts)):
            try:
                await together.decide(asked.command, id=line.command_id(step), occurred_on=asked.occurred_on)
            except Refusal as refusal:
                member = _member(asked, refusal, titles)
                yield mistake(member, _sentence(refusal, row.values.get(member or "")))
                return  # what follows in this row relied on it
    except (Mistaken, Missing) as error:
        yield mistake(error.member, str(error))


def _member(asked: Asked, refusal: Refusal, titles: Mapping[str, str]) -> str | None:
    field = (refusal.field or "").partition("[")[0].partition(".")[0]
    member = asked.columns.get(field, field)
    return member if member in titles else None


def _sentence(refusal: Refusal, cell: object) -> str:
    """In Chinese; ids that were made of a cell as the cell has them: nobody has seen such an id."""
    if cell is None:
        return refusal.sentence("zh")
    if refusal.code is CommandRefusal.NOT_FOUND:
        return Refusal(refusal.code, what=f"“{cell}”").sentence("zh")
    seen = {name: cell if isinstance(value, UUID) else value for name, value in refusal.details.items()}
    return Refusal(refusal.code, refusal.field, **seen).sentence("zh")


def _with_files(sheet: Sheet, values: Mapping[str, Any], evidence: Path | None) -> Iterator[tuple[str, Any]]:
    kinds = {column.member: column.kind for column in sheet.columns}
    for member, value in values.items():
        if kinds[member] is Kind.FILES and value is not None:
            yield member, tuple(stored_file(member, name, evidence) for name in value)
        else:
            yield member, value
