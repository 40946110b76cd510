"""The human ledger as a printable document: A4 across, a cover, then a table that names the position of each
fact; every page has its number, and what it can be held against."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from concord.book.codes import page_code
from concord.book.cover import cover
from concord.book.facts import Fact
from concord.book.pdf import Pdf
from concord.book.typesetting import lines
from concord.ledger.notes import encoded

if TYPE_CHECKING:
    from concord.book.binding import Contents

WIDTH, HEIGHT = 841.89, 595.28
"""A4 across, in points of 1/72 inch."""
LEFT, RIGHT, TOP, BOTTOM = 42.0, 42.0, 56.0, 52.0
TITLE, TEXT, SMALL = 18.0, 9.0, 7.5
LEADING = 13.5
GAP = 5.0
"""Above and below a row's text."""
INSIDE = 8.0
"""Between columns."""

COLUMNS = (("序号", 46.0), ("入账时间 / 发生日期", 92.0), ("事项与内容", 462.0), ("办理单位 / 角色", 157.89))


class Document:
    """A document being written."""

    def __init__(self, file: Path, contents: "Contents") -> None:
        self._title = f"{contents.tenant.name}台账"
        self._told = f"{contents.period.told}（按入账时间）"
        self._pdf = Pdf(file, WIDTH, HEIGHT, f"{self._title} {contents.period.told}", contents.made_at)
        self._checkpoint = contents.checkpoint
        self._page: list[str] = []
        self._leaves: dict[int, bytes] = {}
        """Of the entries on the page, by position."""
        self._y = 0.0
        self._cover(contents)

    def add(self, fact: Fact) -> None:
        """A row; one that is longer than what is left of the page goes on overleaf."""
        cells = list(self._cells(fact))
        height = max(map(len, cells))
        begun = 0
        if not self._page or (self._room() < height and self._room() < 3):
            self._turn()
        while True:
            self._leaves[fact.position] = fact.leaf
            count = min(height - begun, max(1, self._room()))
            self._row([cell[begun : begun + count] for cell in cells])
            begun += count
            if begun >= height:
                return
            self._turn()
            again = [f"{fact.position}", "（续）"]
            cells[0] = [""] * begun + again

    def close(self) -> None:
        """Ends the last page and the file."""
        if self._page:
            self._end()
        self._pdf.close(SMALL)

    def _cells(self, fact: Fact) -> Iterator[list[str]]:
        happened = f"{fact.occurred_on:%Y-%m-%d}"
        times = [f"{fact.recorded_at:%Y-%m-%d %H:%M:%S}", f"发生 {happened}"]
        yield [str(fact.position)]
        yield times
        yield self._set(fact.sentence, COLUMNS[2][1])
        yield self._set(f"{fact.organization} {fact.role}".strip(), COLUMNS[3][1])

    def _set(self, text: str, width: float) -> list[str]:
        return list(lines(self._pdf.typeface, text, TEXT, width - INSIDE))

    def _room(self) -> int:
        """Lines that the page still takes."""
        return int((self._y - BOTTOM - 2 * GAP) / LEADING)

    def _row(self, cells: list[list[str]]) -> None:
        x, top = LEFT, self._y - GAP
        for (_, width), cell in zip(COLUMNS, cells, strict=True):
            for number, line in enumerate(cell):
                if line:
                    self._page.append(self._pdf.show(x, top - TEXT - number * LEADING + 1, TEXT, line))
            x += width
        self._y = top - max(map(len, cells)) * LEADING - GAP + 2
        self._page.append(self._pdf.rule(LEFT, self._y, WIDTH - LEFT - RIGHT))

    def _turn(self) -> None:
        """Ends the page, if there is one, and begins the next with the table's head."""
        if self._page:
            self._end()
        pdf, y = self._pdf, HEIGHT - 36
        self._page = [pdf.show(LEFT, y, TEXT, self._title, bold=True)]
        self._page.append(pdf.show(self._right(self._told, TEXT), y, TEXT, self._told))
        x, y = LEFT, HEIGHT - TOP - TEXT
        for title, width in COLUMNS:
            self._page.append(pdf.show(x, y, TEXT, title, bold=True))
            x += width
        self._y = y - GAP
        self._page.append(pdf.rule(LEFT, self._y, WIDTH - LEFT - RIGHT))

    def _end(self) -> None:
        pdf = self._pdf
        number = f"第 {pdf.pages + 1} 页  共 "
        x, y = WIDTH / 2 - 40, 24.0
        self._page.append(pdf.show(x, y, SMALL, number))
        after = x + pdf.typeface.width(number) * SMALL / 1000
        self._page.append(pdf.show_total(after, y))
        self._seal(y)
        pdf.write_page(self._page)
        self._page, self._leaves = [], {}

    def _seal(self, y: float) -> None:
        """What the page can be held against: the checkpoint, and the code over it and the entries shown."""
        if self._checkpoint is None:
            self._page.append(self._pdf.show(LEFT, y, SMALL, "台账尚未签署"))
            return
        head = self._checkpoint.head
        told = f"检查点 {head.size} 条 {encoded(head.root)}"
        self._page.append(self._pdf.show(LEFT, y + SMALL + 3, SMALL, told))
        if not self._leaves:
            return
        first, last = min(self._leaves), max(self._leaves)
        code = page_code(self._checkpoint, first, last, self._leaves.values())
        text = f"第 {first} 至 {last} 条  核验码 {code}"
        self._page.append(self._pdf.show(self._right(text, SMALL), y + SMALL + 3, SMALL, text))

    def _cover(self, contents: "Contents") -> None:
        pdf = self._pdf
        self._page = [pdf.show(LEFT, HEIGHT - 96, TITLE, self._title, bold=True)]
        self._page.append(pdf.rule(LEFT, HEIGHT - 108, WIDTH - LEFT - RIGHT))
        y = HEIGHT - 140
        for label, text in cover(contents):
            self._page.append(pdf.show(LEFT, y, TEXT + 1, label, bold=True))
            for line in lines(pdf.typeface, text, TEXT + 1, WIDTH - LEFT - RIGHT - 130):
                self._page.append(pdf.show(LEFT + 130, y, TEXT + 1, line))
                y -= LEADING + 3
        self._end()

    def _right(self, text: str, size: float) -> float:
        """Where a text begins that ends at the right margin."""
        return WIDTH - RIGHT - self._pdf.typeface.width(text) * size / 1000
