"""The human ledger of a real town: one row per fact, figures as in the entries, names as they were then."""

import re
import threading
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import openpyxl
import orjson
import pypdf
import pytest
from towns import Town

from concord.api.vocabulary import vocabulary
from concord.assessments.commands import PublishScheme
from concord.assessments.events import Indicator, IndicatorKind, StarThreshold
from concord.book import Contents, Format, Period, bind, binding, period_of
from concord.book.period import NothingRecorded
from concord.commanding import ZONE
from concord.commanding.commander import contexts
from concord.eventstore.entry import Entry
from concord.eventstore.mapper import Mapper
from concord.organizations.commands import RenameOrganization, UpdateProfile
from concord.privacy import Narrative, Personal
from concord.privacy.keystore import KeyStore
from concord.tenancy import reading
from concord.tickets.commands import RaiseTicket

MAPPER = Mapper(contexts())
WORDS = vocabulary()
NAME, PHONE, TEXT = "王小明", "13800138000", "车间门口的路灯坏了"
ZERO = Decimal(0)
DECIMALS = {"minimum", "maximum", "weight", "cap"}
"""Members of the town's events that hold exact decimals, as text."""

Bound = tuple[Town, asyncpg.Pool, KeyStore, Path]


@pytest.fixture
async def bound(simulated_tenant, store, keys, database, tmp_path) -> AsyncIterator[Bound]:
    """A town with a ticket, a scheme, and a member that changed its name; each on a day of its own."""
    town = await Town(simulated_tenant, store, keys).found()
    member, other = town.units[0], town.units[1]
    contact = Personal(uuid4(), {"name": NAME, "phone": PHONE})
    for command in (
        RaiseTicket(
            alliance=town.alliance,
            raiser=member,
            title="=1+1",
            description=Narrative(TEXT),
            contact=contact,
        ),
        RenameOrganization(organization=member, name="江海船务"),
        UpdateProfile(organization=other, party_members=31, affiliated_enterprises=4),
        PublishScheme(
            alliance=town.alliance,
            code="annual",
            name="考核办法",
            effective_from=date(2024, 6, 1),
            indicators=(
                Indicator(
                    "a", "活动", IndicatorKind.SCORE, ZERO, Decimal("100.5"), Decimal("1.25"), True, None
                ),
            ),
            stars=(StarThreshold(3, Decimal(80)),),
        ),
        RaiseTicket(alliance=town.alliance, raiser=member, title="班车", description=Narrative(TEXT)),
    ):
        town.today += timedelta(days=1)
        assert await town.ask(command, by=member)
    async with asyncpg.create_pool(database.app, min_size=0, max_size=2) as pool:
        yield town, pool, keys, tmp_path


async def whole(pool: asyncpg.Pool, town: Town) -> Period:
    async with reading(pool, town.tenant) as connection:
        return await period_of(connection, town.tenant, None, None)


async def make(bound: Bound, form: Format, *, disclosing: bool = False, period: Period | None = None) -> Path:
    town, pool, keys, folder = bound
    contents = Contents(
        tenant=town.viewed,
        period=period or await whole(pool, town),
        made_at=datetime(2024, 7, 1, tzinfo=ZONE),
        checkpoint=None,
        disclosing=disclosing,
    )
    file = folder / f"book.{form}"
    await bind(pool, keys, contents, WORDS, MAPPER, {form: file})
    return file


@pytest.mark.parametrize("form", list(Format))
async def test_a_server_answers_others_while_a_book_is_made(bound, form, monkeypatch):
    """Setting a line and packing a file take the processor for as long as the ledger is: not the loop's."""
    threads: list[threading.Thread] = []

    class Slow:
        def add(self, _fact: Any) -> None:
            threads.append(threading.current_thread())

        def close(self) -> None:
            threads.append(threading.current_thread())

    monkeypatch.setattr(binding, "_binder", lambda *_: Slow())
    await make(bound, form)

    assert len(threads) > 1
    assert threading.main_thread() not in threads


def rows(file: Path, sheet: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(file, read_only=True)
    return list(book[sheet].iter_rows(min_row=2, values_only=True))


def written(file: Path) -> str:
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(file, strict=True).pages)


def numbers(data: Any, member: str = "") -> Iterator[Decimal]:
    """Every figure of an entry's raw JSON."""
    if isinstance(data, dict):
        for name, inner in data.items():
            yield from numbers(inner, name)
    elif isinstance(data, list):
        for inner in data:
            yield from numbers(inner, member)
    elif (isinstance(data, int) and not isinstance(data, bool)) or (member in DECIMALS and data is not None):
        yield Decimal(data)


async def test_each_entry_is_a_row_that_names_its_position_and_leaf(bound) -> None:
    entries: list[Entry] = await bound[0].entries()
    found = rows(await make(bound, Format.XLSX), "台账")
    assert [row[0] for row in found] == [entry.position for entry in entries]
    assert [row[11] for row in found] == [sha256(b"\x00" + entry.raw).hexdigest() for entry in entries]
    assert [row[2].date() for row in found] == [entry.occurred_on for entry in entries]
    assert [row[10] for row in found] == [entry.type for entry in entries]


async def test_figures_equal_the_entries_own(bound) -> None:
    entries = await bound[0].entries()
    found = rows(await make(bound, Format.XLSX), "数据")
    told = {entry.position: Counter(numbers(orjson.loads(entry.raw)["data"])) for entry in entries}
    shown: dict[int, Counter[Decimal]] = {position: Counter() for position in told}
    for position, _, _, _, value in found:
        shown[position][Decimal(str(value))] += 1
    assert shown == told
    assert sum(figures.total() for figures in told.values()) > 25


async def test_things_are_called_as_they_were_then(bound) -> None:
    town = bound[0]
    found = {(row[10], row[0]): row for row in rows(await make(bound, Format.XLSX), "台账")}
    tickets = [row for (name, _), row in sorted(found.items()) if name == "tickets.TicketRaised"]
    assert f"吹哨单位 {town.codes[0]}" in tickets[0][6]
    assert "吹哨单位 江海船务" in tickets[1][6]
    assert tickets[1][7] == "江海船务"
    joined = next(row for (name, _), row in found.items() if name == "alliances.MemberJoined")
    assert joined[4] == "联盟"
    assert "层级 会长单位" in joined[6]


async def test_a_dash_stands_for_what_may_not_be_seen(bound) -> None:
    for form in Format:
        file = await make(bound, form)
        text = str(rows(file, "台账")) if form is Format.XLSX else written(file)
        assert "描述 —" in text or "描述—" in text
        assert not any(secret in text for secret in (NAME, PHONE, TEXT))


async def test_who_may_see_reads_names_and_texts(bound) -> None:
    for form in Format:
        file = await make(bound, form, disclosing=True)
        text = re.sub(r"\s", "", str(rows(file, "台账")) if form is Format.XLSX else written(file))
        assert f"联系人{NAME}{PHONE}" in text
        assert f"描述{TEXT}" in text


async def test_what_was_erased_is_a_dash_even_for_who_may_see(bound, tmp_path) -> None:
    town, pool, _, folder = bound
    nobody_s = KeyStore(tmp_path / "other-keys")
    text = str(rows(await make((town, pool, nobody_s, folder), Format.XLSX, disclosing=True), "台账"))
    assert TEXT not in text
    assert "描述 —" in text


async def test_text_that_looks_like_a_formula_stays_text(bound) -> None:
    file = await make(bound, Format.XLSX)
    cells = [cell for row in openpyxl.load_workbook(file)["台账"].iter_rows(min_row=2) for cell in row]
    (title,) = [cell for cell in cells if cell.value == "=1+1"]
    assert title.data_type == "s"


async def test_the_printed_ledger_says_each_fact_and_numbers_its_pages(bound) -> None:
    entries = await bound[0].entries()
    file = await make(bound, Format.PDF)
    pages = [page.extract_text() for page in pypdf.PdfReader(file, strict=True).pages]
    assert all(f"第 {number} 页" in page for number, page in enumerate(pages, 1))
    assert all(f"{len(pages)} 页" in page for page in pages)
    text = written(file)
    for entry in entries:
        assert WORDS.events[entry.type] in text
        assert f"{entry.position}{entry.recorded_at.astimezone(ZONE):%Y-%m-%d%H:%M:%S}" in text


async def test_a_fact_longer_than_a_page_goes_on_overleaf(bound) -> None:
    town = bound[0]
    names = tuple(
        Indicator(
            f"i{n}", "指标名称" * 15, IndicatorKind.SCORE, Decimal(0), Decimal(1), Decimal(1), True, None
        )
        for n in range(40)
    )
    command = PublishScheme(
        alliance=town.alliance, code="long", name="长", effective_from=date(2024, 7, 1), indicators=names
    )
    assert await town.ask(command)
    text = written(await make(bound, Format.PDF))
    assert "（续）" in text
    assert all(f"代码i{n}，" in text for n in range(40))


async def test_a_period_is_what_was_recorded_from_its_first_to_its_last_day(bound) -> None:
    town, pool, _, _ = bound
    entries = await town.entries()
    async with reading(pool, town.tenant) as connection:
        for first, last in ((date(2024, 1, 3), date(2024, 1, 4)), (date(2024, 1, 2), date(2024, 1, 2))):
            period = await period_of(connection, town.tenant, first, last)
            wanted = [e.position for e in entries if first <= e.recorded_at.astimezone(ZONE).date() <= last]
            assert (period.first, period.last) == (wanted[0], wanted[-1])
        with pytest.raises(NothingRecorded):
            await period_of(connection, town.tenant, date(2024, 3, 1), date(2024, 3, 2))


async def test_names_in_a_period_come_from_before_it(bound) -> None:
    town, pool, _, _ = bound
    async with reading(pool, town.tenant) as connection:
        period = await period_of(connection, town.tenant, date(2024, 1, 6), None)
    found = rows(await make(bound, Format.XLSX, period=period), "台账")
    assert [row[0] for row in found] == list(range(period.first, period.last + 1))
    assert all("江海船务" in row[6] for row in found if row[10] == "tickets.TicketRaised")
