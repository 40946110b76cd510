"""The PDF as readers of other makers see it, and the memory that it takes to write."""

import tracemalloc
from datetime import datetime
from pathlib import Path

import pypdf

from concord.book.pdf import Pdf
from concord.commanding import ZONE

MADE_AT = datetime(2024, 4, 1, 9, tzinfo=ZONE)


def test_text_is_found_again_and_the_typeface_is_embedded(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    pdf = Pdf(file, 400, 300, "江海红湾台账", MADE_AT)
    pdf.write_page([pdf.show(20, 200, 12, "第一页：联席会议（2024）", bold=True), pdf.show_total(300, 20)])
    pdf.write_page([pdf.show(20, 200, 12, "第二页"), pdf.rule(20, 190, 100)])
    pdf.close(8)

    read = pypdf.PdfReader(file, strict=True)
    assert [page.extract_text().splitlines()[0] for page in read.pages] == [
        "第一页：联席会议（2024）",
        "第二页",
    ]
    assert read.metadata is not None
    assert read.metadata.title == "江海红湾台账"
    font = read.pages[0]["/Resources"]["/Font"]["/F"]["/DescendantFonts"][0]["/FontDescriptor"]
    assert font["/FontName"] == "/CNCORD+NotoSansSC-Regular"
    assert 1_000 < len(font["/FontFile2"].get_data()) < 500_000, "a subset, not ten megabytes"


def test_the_number_of_all_pages_stands_on_each(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    pdf = Pdf(file, 400, 300, "台账", MADE_AT)
    for _ in range(12):
        pdf.write_page([pdf.show(20, 20, 8, "共"), pdf.show_total(40, 20)])
    pdf.close(8)
    read = pypdf.PdfReader(file, strict=True)
    assert "12 页" in read.pages[0].extract_text()


def test_pages_do_not_stay_in_memory(tmp_path: Path) -> None:
    pdf = Pdf(tmp_path / "a.pdf", 400, 300, "台账", MADE_AT)
    line = [pdf.show(20, 200, 9, "江海红湾海工党建联盟台账" * 20)] * 20
    pdf.write_page(line)
    tracemalloc.start()
    for _ in range(2_000):
        pdf.write_page(line)
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    pdf.close(8)
    assert grown < 200_000, f"{grown} bytes for 2,000 pages"
