"""Writing a PDF page by page (ISO 32000-1): each page leaves for the file when it is done, and only its place
is kept, so that a ledger of any length is printed in the same memory. The libraries at hand keep every page
until the end (docs/decisions/0018)."""

import zlib
from array import array
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from concord.book.typeface import Typeface

_CATALOG, _PAGES, _INFO, _FONT, _CID_FONT, _DESCRIPTOR, _FONT_FILE, _UNICODE, _TOTAL = range(1, 10)
_TOTAL_WIDTH, _TOTAL_HEIGHT = 60, 14


class Pdf:
    """A document being written; every page is `width` by `height` points."""

    def __init__(self, file: Path, width: float, height: float, title: str, made_at: datetime) -> None:
        self.typeface = Typeface()
        self._file = file.open("wb")
        self._size = (width, height)
        self._places = array("Q", [0] * (_TOTAL + 1))
        """Where each object begins, by its number."""
        self._pages = array("L")
        self._file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        made = made_at.strftime("%Y%m%d%H%M%S")
        self._put(
            _INFO, f"<< /Title {_text(title)} /Producer {_text('Concord')} /CreationDate (D:{made}+08'00') >>"
        )

    @property
    def pages(self) -> int:
        """Pages written so far."""
        return len(self._pages)

    def write_page(self, content: Iterable[str]) -> None:
        """A page of content operators; `show` and `rule` make them."""
        stream = self._add_stream("\n".join(content).encode("ascii"))
        resources = f"<< /Font << /F {_FONT} 0 R >> /XObject << /N {_TOTAL} 0 R >> >>"
        box = f"[0 0 {self._size[0]} {self._size[1]}]"
        page = f"/Parent {_PAGES} 0 R /MediaBox {box} /Resources {resources} /Contents {stream} 0 R"
        self._pages.append(self._add(f"<< /Type /Page {page} >>"))

    def show(self, x: float, y: float, size: float, text: str, *, bold: bool = False) -> str:
        """Text that begins at a point, counted from the page's lower left corner."""
        # The typeface has one weight: bold is the same outline with a stroke around it.
        weight = f"2 Tr {size / 30:.2f} w" if bold else "0 Tr"
        return f"BT /F {size} Tf {weight} {x:.2f} {y:.2f} Td <{self.typeface.encoded(text)}> Tj ET"

    def rule(self, x: float, y: float, length: float) -> str:
        """A horizontal line."""
        return f"0.6 G 0.3 w {x:.2f} {y:.2f} m {x + length:.2f} {y:.2f} l S 0 G"

    def show_total(self, x: float, y: float) -> str:
        """The number of all pages, set when the last one is written."""
        return f"q 1 0 0 1 {x:.2f} {y:.2f} cm /N Do Q"

    def close(self, total_size: float) -> None:
        """Writes what every page refers to; `total_size`: of the number of all pages, in points."""
        count = len(self._pages)
        self._put_stream(
            _TOTAL,
            self.show(0, 0, total_size, f"{count} 页").encode(),
            f"/Type /XObject /Subtype /Form /BBox [0 -4 {_TOTAL_WIDTH} {_TOTAL_HEIGHT}]"
            f" /Resources << /Font << /F {_FONT} 0 R >> >> ",
        )
        self._write_font()
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._put(_PAGES, f"<< /Type /Pages /Count {count} /Kids [{kids}] >>")
        self._put(_CATALOG, f"<< /Type /Catalog /Pages {_PAGES} 0 R /Lang (zh-CN) >>")
        self._write_table()
        self._file.close()

    def _write_font(self) -> None:
        used = self.typeface.used
        metrics = self.typeface.metrics
        name = "/CNCORD+NotoSansSC-Regular"
        widths = " ".join(f"{number} [{width:.0f}]" for number, (_, width) in sorted(used.items()))
        self._put_stream(_UNICODE, _to_unicode({n: c for n, (c, _) in used.items()}).encode())
        self._put(
            _FONT,
            f"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H"
            f" /DescendantFonts [{_CID_FONT} 0 R] /ToUnicode {_UNICODE} 0 R >>",
        )
        self._put(
            _CID_FONT,
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name} /CIDToGIDMap /Identity /DW 1000"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /FontDescriptor {_DESCRIPTOR} 0 R /W [{widths}] >>",
        )
        box = " ".join(map(str, metrics["box"]))
        self._put(
            _DESCRIPTOR,
            f"<< /Type /FontDescriptor /FontName {name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0"
            f" /Ascent {metrics['ascent']} /Descent {metrics['descent']} /CapHeight {metrics['cap']}"
            f" /StemV 80 /FontFile2 {_FONT_FILE} 0 R >>",
        )
        font = self.typeface.subset()
        self._put_stream(_FONT_FILE, font, f"/Length1 {len(font)} ")

    def _add(self, body: str) -> int:
        self._places.append(0)
        self._put(len(self._places) - 1, body)
        return len(self._places) - 1

    def _add_stream(self, content: bytes) -> int:
        self._places.append(0)
        self._put_stream(len(self._places) - 1, content)
        return len(self._places) - 1

    def _put(self, number: int, body: str) -> None:
        self._places[number] = self._file.tell()
        self._file.write(f"{number} 0 obj\n{body}\nendobj\n".encode("ascii"))

    def _put_stream(self, number: int, content: bytes, members: str = "") -> None:
        packed = zlib.compress(content)
        self._places[number] = self._file.tell()
        head = f"{number} 0 obj\n<< {members}/Length {len(packed)} /Filter /FlateDecode >>\nstream\n"
        self._file.write(head.encode("ascii") + packed + b"\nendstream\nendobj\n")

    def _write_table(self) -> None:
        start, count = self._file.tell(), len(self._places)
        self._file.write(f"xref\n0 {count}\n0000000000 65535 f \n".encode())
        for place in self._places[1:]:
            self._file.write(f"{place:010d} 00000 n \n".encode())
        trailer = f"<< /Size {count} /Root {_CATALOG} 0 R /Info {_INFO} 0 R >>"
        self._file.write(f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode())


def _text(value: str) -> str:
    """A text string, UTF-16BE with its mark (ISO 32000-1, 7.9.2.2)."""
    return f"<{(chr(0xFEFF) + value).encode('utf-16-be').hex().upper()}>"


def _to_unicode(characters: dict[int, str]) -> str:
    """From glyphs back to text, for search and copying (ISO 32000-1, 9.10.3)."""
    pairs = [
        f"<{number:04X}> <{c.encode('utf-16-be').hex().upper()}>" for number, c in sorted(characters.items())
    ]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    mapped = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{mapped}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    )
