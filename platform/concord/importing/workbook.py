"""The workbook itself: written as a template, read back as lines with every mistake in its cells."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from concord.importing.cells import Unreadable, read_cell
from concord.importing.sheet import Column, Kind, Sheet
from concord.refusals import Message

MOST_ROWS = 2_000
"""Rows of all sheets together: one append takes them all."""
MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
FIRST_ROW = 2
"""Below the headings."""
TOO_LARGE = Message(
    f"文件过大，最多 {MOST_BYTES >> 20} MB", f"The file is too large: at most {MOST_BYTES >> 20} MB"
)
TOO_LARGE_UNPACKED = Message(
    f"文件解压后过大，最多 {MOST_UNPACKED >> 20} MB",
    f"The file is too large when unpacked: at most {MOST_UNPACKED >> 20} MB",
)
TOO_MANY_ROWS = Message(
    f"一次最多导入 {MOST_ROWS} 行，请分成几个文件",
    f"At most {MOST_ROWS} rows are imported at a time: make several files",
)
UNREADABLE = Message(
    "这个文件不是可以读取的 .xlsx 工作簿：请在 Excel 或 WPS 中另存为 .xlsx 后重试",
    "This is no .xlsx workbook that can be read: save it as .xlsx in Excel or WPS, and try again",
)
REQUIRED = PatternFill("solid", fgColor="FFF2CC")


class WorkbookInvalid(Exception):
    """Not a workbook that can be read at all."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.en)
        self.message = message


class Mistake(NamedTuple):
    """What is wrong in one cell, or in a row where no cell alone is at fault."""

    sheet: str
    row: int
    """As the clerk's program numbers them."""
    column: str | None
    sentence: str


class Row(NamedTuple):
    """A row of which every cell could be read."""

    number: int
    values: dict[str, Any]


def write_template(sheets: Sequence[Sheet], file: Path) -> None:
    """A workbook to fill in: headings, how to fill them in, an example row, lists to choose from."""
    book = Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.title), sheet)
    book.save(file)


def read_workbook(sheets: Sequence[Sheet], file: Path) -> tuple[dict[str, list[Row]], list[Mistake]]:
    """Rows by sheet, and all mistakes of form. Empty rows and the template's example are passed over.

    Raises `WorkbookInvalid`.
    """
    book = _open(file)
    try:
        known = {sheet.title: sheet for sheet in sheets}
        unknown = [title for title in book.sheetnames if title not in known]
        if unknown or not book.sheetnames:
            raise WorkbookInvalid(_unknown(unknown, list(known)))
        rows: dict[str, list[Row]] = {}
        mistakes: list[Mistake] = []
        for title in book.sheetnames:
            rows[title], found = _read_sheet(known[title], book[title])
            mistakes += found
        if sum(map(len, rows.values())) > MOST_ROWS:
            raise WorkbookInvalid(TOO_MANY_ROWS)
        return rows, mistakes
    finally:
        book.close()


def _open(file: Path) -> Workbook:
    if file.stat().st_size > MOST_BYTES:
        raise WorkbookInvalid(TOO_LARGE)
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise WorkbookInvalid(TOO_LARGE_UNPACKED)
        return load_workbook(file, read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise WorkbookInvalid(UNREADABLE) from error


def _unknown(titles: list[str], known: list[str]) -> Message:
    return Message(
        f"不认识的工作表：{'、'.join(titles) or '（无）'}；可用的有：{'、'.join(known)}。"
        "可先用 concord import FILE --template 生成模板",
        f"Unknown sheets: {', '.join(titles) or '(none)'}; there are: {', '.join(known)}. "
        "`concord import FILE --template` writes a template",
    )


def _read_sheet(sheet: Sheet, page: Worksheet) -> tuple[list[Row], list[Mistake]]:
    lines = page.iter_rows(values_only=True)
    headings = [str(title).rstrip("*").strip() if title else "" for title in next(lines, ())]
    places = {
        column.member: headings.index(column.title) for column in sheet.columns if column.title in headings
    }
    missing = [c.title for c in sheet.columns if c.required and c.member not in places]
    if missing:
        return [], [Mistake(sheet.title, 1, title, "缺少这一列") for title in missing]
    rows: list[Row] = []
    mistakes: list[Mistake] = []
    for number, cells in enumerate(lines, FIRST_ROW):
        if all(cell is None or str(cell).strip() == "" for cell in cells) or _is_example(
            sheet, places, cells
        ):
            continue
        if len(rows) > MOST_ROWS:
            break
        values, found = _read_row(sheet, places, cells)
        mistakes += [Mistake(sheet.title, number, title, sentence) for title, sentence in found]
        if not found:
            rows.append(Row(number, values))
    return rows, mistakes


def _read_row(
    sheet: Sheet, places: dict[str, int], cells: Sequence[Any]
) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    values: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for column in sheet.columns:
        place = places.get(column.member)
        cell = cells[place] if place is not None and place < len(cells) else None
        try:
            values[column.member] = read_cell(column, cell)
        except Unreadable as error:
            wrong.append((column.title, str(error)))
    return values, wrong


def _is_example(sheet: Sheet, places: dict[str, int], cells: Sequence[Any]) -> bool:
    """The template's own row, left standing."""
    shown = {c.member: c.example for c in sheet.columns if c.example is not None}
    return all(
        member in places and places[member] < len(cells) and _same(cells[places[member]], example)
        for member, example in shown.items()
    )


def _same(cell: Any, example: str | int | date) -> bool:
    value = cell.date() if isinstance(cell, datetime) else cell
    return bool(value == example)


def _write_sheet(page: Worksheet, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        head = page.cell(1, number, column.title + ("*" if column.required else ""))
        head.font = Font(bold=True)
        head.alignment = Alignment(wrap_text=True, vertical="top")
        if column.required:
            head.fill = REQUIRED
        if note := "\n".join(_notes(column)):
            head.comment = Comment(note, "Concord 同心", width=320, height=120)
        page.column_dimensions[letter].width = max(14, 2 * len(column.title) + 4)
        if column.example is not None:
            page.cell(FIRST_ROW, number, column.example)
        if column.kind is Kind.DAY:
            for row in range(FIRST_ROW, FIRST_ROW + 50):
                page.cell(row, number).number_format = "yyyy-mm-dd"
        if column.kind is Kind.CHOICE:
            listed = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
            page.add_data_validation(listed)
            listed.add(f"{letter}{FIRST_ROW}:{letter}{MOST_ROWS}")


def _notes(column: Column) -> Iterator[str]:
    if column.required:
        yield "必填"
    if column.note:
        yield column.note
    if column.kind is Kind.CHOICE:
        yield "可选：" + "、".join(column.choices)
