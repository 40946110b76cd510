"""The human ledger as a workbook: a cover, a row per fact, a row per figure.

Rows leave for the file as they come (XlsxWriter's constant memory), so each is written once and in order.
"""

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from concord.book.cover import cover
from concord.book.facts import Fact

if TYPE_CHECKING:
    from concord.book.binding import Contents

ROWS = 1_000_000
"""Of a sheet: Excel ends at 1,048,576; what follows goes on another one."""
EXACT_DIGITS = 15
"""A cell holds a double: a number with more digits is written as text, whole."""
TEXT = 32_767
"""Characters of a cell (Excel's limit)."""

FACTS = {
    "台账序号": 10,
    "入账时间": 19,
    "发生日期": 12,
    "类别": 12,
    "对象": 26,
    "事项": 22,
    "内容": 90,
    "办理单位": 26,
    "办理角色": 16,
    "办理人（编号）": 20,
    "事件名称": 30,
    "叶哈希（SHA-256）": 68,
}
FIGURES = {"台账序号": 10, "对象": 26, "事项": 22, "项目": 40, "数值": 16}


class Workbook:
    """A workbook being written."""

    def __init__(self, file: Path, contents: "Contents") -> None:
        # Text that begins with `=` stays text: a title must never become a formula, or a link.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(str(file), options)
        self._book.set_properties({"title": f"{contents.tenant.name}台账", "comments": contents.period.told})
        self._formats = {
            "head": self._book.add_format({"bold": True, "bg_color": "#D9D9D9", "border": 1}),
            "text": self._book.add_format({"text_wrap": True, "valign": "top"}),
            "day": self._book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
            "time": self._book.add_format(
                {"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top", "align": "left"}
            ),
            "number": self._book.add_format({"valign": "top"}),
            "title": self._book.add_format({"bold": True, "font_size": 16}),
        }
        self._cover(contents)
        self._facts = _Sheets(self, "台账", FACTS)
        self._figures = _Sheets(self, "数据", FIGURES)

    def add(self, fact: Fact) -> None:
        """A row of the fact, and one of each of its figures."""
        at = fact.recorded_at.replace(tzinfo=None)
        self._facts.add(
            (
                *(fact.position, at, fact.occurred_on, fact.context, fact.subject, fact.matter, fact.details),
                *(fact.organization, fact.role, fact.actor, fact.type, fact.leaf.hex()),
            )
        )
        for figure in fact.figures:
            self._figures.add((fact.position, fact.subject, fact.matter, figure.label, figure.value))

    def close(self) -> None:
        """Puts the file together."""
        self._book.close()

    def sheet(self, name: str, columns: dict[str, int]) -> Worksheet:
        """A new sheet with its head, which stays in sight and is repeated on every printed page."""
        sheet = self._book.add_worksheet(name)
        for number, (title, width) in enumerate(columns.items()):
            sheet.set_column(number, number, width)
            sheet.write_string(0, number, title, self._formats["head"])
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L" + name + "&C第 &P 页 共 &N 页")
        return sheet

    def write(self, sheet: Worksheet, row: int, values: tuple[Any, ...]) -> None:
        """A row, each value as what it is."""
        for column, value in enumerate(values):
            if isinstance(value, (int, Decimal)) and _digits(value) <= EXACT_DIGITS:
                sheet.write_number(row, column, value, self._formats["number"])
            elif hasattr(value, "hour"):
                sheet.write_datetime(row, column, value, self._formats["time"])
            elif hasattr(value, "year"):
                sheet.write_datetime(row, column, value, self._formats["day"])
            elif value != "":
                sheet.write_string(row, column, _cut(str(value)), self._formats["text"])

    def _cover(self, contents: "Contents") -> None:
        sheet = self._book.add_worksheet("说明")
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 100)
        sheet.write_string(0, 0, f"{contents.tenant.name}台账", self._formats["title"])
        for row, (label, text) in enumerate(cover(contents), 2):
            sheet.write_string(row, 0, label, self._formats["text"])
            sheet.write_string(row, 1, text, self._formats["text"])


class _Sheets:
    """Rows of one kind, on as many sheets as they need."""

    def __init__(self, book: Workbook, name: str, columns: dict[str, int]) -> None:
        self._book, self._name, self._columns = book, name, columns
        self._sheet = book.sheet(name, columns)
        self._count, self._row = 1, 0

    def add(self, values: tuple[Any, ...]) -> None:
        if self._row == ROWS:
            self._count, self._row = self._count + 1, 0
            self._sheet = self._book.sheet(f"{self._name}（{self._count}）", self._columns)
        self._row += 1
        self._book.write(self._sheet, self._row, values)


def _digits(value: int | Decimal) -> int:
    return len(Decimal(value).as_tuple().digits)


def _cut(text: str) -> str:
    return text if len(text) <= TEXT else text[: TEXT - 9] + "…（全文见原文）"
