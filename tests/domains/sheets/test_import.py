"""A clerk's workbook: all of it in the ledger or none, every mistake named by its cell."""

import hashlib
from datetime import date
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from concord.alliances.commands import FoundAlliance, FoundingMember
from concord.charters import AllianceKind, OrganizationKind, organization_id, shipped
from concord.demo.units import credit_code
from concord.identity import Role, Viewer
from concord.importing.running import import_workbook, sheets
from concord.importing.workbook import WorkbookInvalid, write_template
from concord.organizations.commands import RegisterOrganization

ALLIANCE = "“江海红湾”海工党建联盟"
CODES = [credit_code(OrganizationKind.ENTERPRISE, serial) for serial in range(90_001, 90_020)]


class Book:
    """A template that is filled in."""

    def __init__(self, file):
        write_template(sheets(), file)
        self.file, self._book = file, load_workbook(file)

    def add(self, sheet, **cells):
        page = self._book[sheet]
        headings = [cell.value.rstrip("*") for cell in page[1]]
        page.append([cells.get(heading) for heading in headings])
        return page.max_row

    def saved(self):
        self._book.save(self.file)
        return self.file


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path / "台账.xlsx")


@pytest.fixture
def clerk(tenant):
    return Viewer(tenant=tenant, subject=str(uuid4()), role=Role.ADMINISTRATOR)


@pytest.fixture
async def alliance(commander, clerk):
    """Of five chair units, as its document demands, under its own charter."""
    today = date(2026, 1, 5)
    for number, code in enumerate(CODES[:5]):
        await commander.execute(
            clerk,
            RegisterOrganization(
                credit_code=code, name=f"海工{number}", kind=OrganizationKind.ENTERPRISE, party_form="BRANCH"
            ),
            occurred_on=today,
        )
    members = tuple(
        FoundingMember(organization=organization_id(clerk.tenant.id, code), tier="X") for code in CODES[:5]
    )
    founded = FoundAlliance(
        name=ALLIANCE, kind=AllianceKind.REGIONAL, charter=shipped("jianghai"), members=members
    )
    return (await commander.execute(clerk, founded, occurred_on=today)).stream


def unit(book, code, name="新来海工", **more):
    return book.add(
        "单位", 统一社会信用代码=code, 单位名称=name, 单位类别="企业", 党组织形式="党支部", **more
    )


def joins(book, code, **more):
    return book.add("入盟", 联盟名称=ALLIANCE, 统一社会信用代码=code, 加入日期=date(2026, 2, 1), **more)


def held(book, **more):
    return book.add(
        "往期活动",
        **{
            "联盟名称": ALLIANCE,
            "活动名称": "清洁江滩",
            "主题": "联盟活动共办",
            "举办日期": date(2026, 3, 18),
            "地点": "江滩公园",
            "参加单位": f"{CODES[0]}:8/10; {CODES[1]}:5/5",
            "活动小结": "清理江滩",
            "佐证文件": "photo.jpg",
            **more,
        },
    )


async def types(store, tenant, after=0):
    return [entry.type for entry in await store.read(tenant.id, after)]


async def test_every_sheet_in_one_file_is_one_append(commander, store, clerk, alliance, book, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"picture")
    unit(book, CODES[6], 联络员姓名="王联络", 联络员电话="13000000000", 党员人数=12)
    joins(book, CODES[6])
    held(book, 参加单位=f"{CODES[6]}:8/10；{CODES[1]}:5/5")
    book.add("诉求", 联盟名称=ALLIANCE, 提出单位信用代码=CODES[6], 标题="道路照明", 情况说明="夜班不便")
    before = await store.head(clerk.tenant.id)

    done = await import_workbook(commander, clerk, book.saved(), evidence=tmp_path)

    assert done.mistakes == ()
    assert done.position == before + done.events
    entries = await store.read(clerk.tenant.id, before)
    assert [entry.type for entry in entries] == [
        "organizations.OrganizationRegistered",
        "alliances.MemberJoined",
        "activities.ActivityProposed",
        "activities.ActivityScheduled",
        "activities.LeadAssigned",
        "activities.LeadRotationStarted",
        "activities.LeadTurnTaken",
        "activities.ActivityHeld",
        "activities.AttendanceRecorded",
        "activities.EvidenceAttached",
        "activities.ActivityLogged",
        "tickets.TicketRaised",
    ]
    assert {entry.members["recorded_at"] for entry in entries} == {entries[0].members["recorded_at"]}
    assert {entry.members["actor"] for entry in entries} == {clerk.subject}
    assert entries[1].members["occurred_on"] == "2026-02-01"
    assert entries[9].data["stored_sha256"] == hashlib.sha256(b"picture").hexdigest()
    assert all("王联络" not in entry.raw.decode() for entry in entries)


async def test_the_same_file_again_changes_nothing(commander, store, clerk, alliance, book):
    unit(book, CODES[7])
    first = await import_workbook(commander, clerk, book.saved())
    again = await import_workbook(commander, clerk, book.file)

    assert (again.replayed, again.position, again.events) == (True, first.position, 1)
    assert await store.head(clerk.tenant.id) == first.position


async def test_a_dry_run_says_what_would_be_stored_and_stores_nothing(
    commander, store, clerk, alliance, book
):
    unit(book, CODES[8])
    joins(book, CODES[8])
    before = await store.head(clerk.tenant.id)

    done = await import_workbook(commander, clerk, book.saved(), dry_run=True)

    assert (done.events, done.position, done.rows) == (
        2,
        None,
        {"单位": 1, "入盟": 1, "往期活动": 0, "诉求": 0, "资源": 0},
    )
    assert await store.head(clerk.tenant.id) == before


async def test_every_mistake_is_named_by_its_cell_and_nothing_is_stored(
    commander, store, clerk, alliance, book
):
    good = unit(book, CODES[9])
    wrong_check = unit(book, CODES[9][:-1] + ("X" if CODES[9][-1] != "X" else "Y"))
    no_number = unit(book, CODES[10], 党员人数="十二")
    no_kind = book.add("单位", 统一社会信用代码=CODES[11], 单位名称="缺类别", 党组织形式="党支部")
    unknown = joins(book, CODES[12])
    twice = joins(book, CODES[0])
    no_theme = held(book, 主题="不存在的主题")
    before = await store.head(clerk.tenant.id)

    done = await import_workbook(commander, clerk, book.saved())

    found = {(one.sheet, one.row, one.column) for one in done.mistakes}
    assert found == {
        ("单位", wrong_check, "统一社会信用代码"),
        ("单位", no_number, "党员人数"),
        ("单位", no_kind, "单位类别"),
        ("入盟", unknown, "统一社会信用代码"),
        ("入盟", twice, "统一社会信用代码"),
        ("往期活动", no_theme, "佐证文件"),
    }
    assert good not in {one.row for one in done.mistakes if one.sheet == "单位"}
    (said,) = (one.sentence for one in done.mistakes if (one.sheet, one.row) == ("入盟", unknown))
    assert said == "没有登记过所指的单位，请先登记"
    assert all(any("\u4e00" <= c <= "\u9fff" for c in one.sentence) for one in done.mistakes)
    assert await store.head(clerk.tenant.id) == before


async def test_an_alliance_that_is_not_there_is_said_by_the_name_in_the_cell(
    commander, clerk, alliance, book
):
    book.add("入盟", 联盟名称="江海", 统一社会信用代码=CODES[0], 加入日期=date(2026, 2, 1))

    done = await import_workbook(commander, clerk, book.saved(), dry_run=True)

    assert [(one.column, one.sentence) for one in done.mistakes] == [("联盟名称", "没有找到：“江海”")]


async def test_a_row_that_is_refused_leaves_nothing_that_later_rows_would_meet(
    commander, clerk, alliance, book
):
    """A membership that was refused takes up no place, and the same unit may join in the next row."""
    unit(book, CODES[13])
    refused = joins(book, CODES[13], 成员层级代码="不存在")
    joins(book, CODES[13])

    done = await import_workbook(commander, clerk, book.saved(), dry_run=True)

    assert [(one.sheet, one.row, one.column) for one in done.mistakes] == [("入盟", refused, "成员层级代码")]
    assert done.events == 2


async def test_two_imports_at_once_are_both_whole(commander, store, clerk, alliance, tmp_path):
    """Both change the alliance: the one that comes second decides anew."""
    import asyncio

    books = []
    for number in (14, 15):
        one = Book(tmp_path / f"{number}.xlsx")
        unit(one, CODES[number], name=f"新{number}")
        joins(one, CODES[number])
        books.append(one.saved())
    before = await store.head(clerk.tenant.id)

    done = await asyncio.gather(*(import_workbook(commander, clerk, file) for file in books))

    assert [one.mistakes for one in done] == [(), ()]
    assert await store.head(clerk.tenant.id) == before + 4


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", "missing.jpg"])
async def test_evidence_comes_from_its_folder_alone(commander, clerk, alliance, book, tmp_path, name):
    (tmp_path / "secret.txt").write_text("x")
    folder = tmp_path / "evidence"
    folder.mkdir()
    row = held(book, 佐证文件=name)

    done = await import_workbook(commander, clerk, book.saved(), evidence=folder, dry_run=True)

    assert [(one.row, one.column) for one in done.mistakes] == [(row, "佐证文件")]


def shares(book, code=CODES[0], **more):
    cells = {"联盟名称": ALLIANCE, "提供单位信用代码": code, "资源名称": "党员活动室", "资源类别": "阵地"}
    return book.add("资源", **{**cells, **more})


async def test_a_resource_is_put_on_the_lists_that_its_cell_names(commander, store, clerk, alliance, book):
    shares(book, 资源清单="共享阵地", 可容纳人数=80, 说明="工作日开放")
    shares(book, CODES[1], 资源名称="安全专家", 资源类别="师资、专家、人才", 资源清单="TALENT_POOL")
    shares(book, CODES[1], 资源名称="检测设备", 资源类别="设施设备", 专家或管理人姓名="王管理")
    before = await store.head(clerk.tenant.id)

    done = await import_workbook(commander, clerk, book.saved())

    assert done.mistakes == ()
    entries = await store.read(clerk.tenant.id, before)
    told = [(one.type.partition(".")[2], one.data.get("list_code")) for one in entries]
    assert told == [
        ("ResourceShared", None),
        ("ResourceListed", "SHARED_VENUES"),
        ("ResourceShared", None),
        ("ResourceListed", "TALENT_POOL"),
        ("ResourceShared", None),
    ]
    assert entries[0].data["capacity"] == 80
    assert "王管理" not in str([entry.members for entry in entries])


async def test_what_is_wrong_with_a_resource_is_said_by_its_cell(commander, store, clerk, alliance, book):
    unknown = shares(book, 资源清单="共享阵地；伙伴清单")
    unfit = shares(book, 资源类别="服务", 资源清单="共享阵地")
    stranger = shares(book, CODES[9])
    nowhere = shares(book, 联盟名称="没有的联盟")

    done = await import_workbook(commander, clerk, book.saved(), dry_run=True)

    told = [(one.sheet, one.row, one.column) for one in done.mistakes]
    assert told == [
        ("资源", unknown, "资源清单"),
        ("资源", unfit, "资源清单"),
        ("资源", stranger, "提供单位信用代码"),
        ("资源", nowhere, "联盟名称"),
    ]
    assert "章程中没有资源清单“伙伴清单”；应为其中之一：共享阵地、红色资源库" in done.mistakes[0].sentence


async def test_the_template_as_it_is_imports_nothing(commander, clerk, book):
    done = await import_workbook(commander, clerk, book.saved())

    assert (done.events, done.mistakes, set(done.rows.values())) == (0, [], {0})


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"not a workbook at all"])
async def test_what_is_no_workbook_is_said(commander, clerk, tmp_path, content):
    file = tmp_path / "broken.xlsx"
    file.write_bytes(content)

    with pytest.raises(WorkbookInvalid, match="xlsx") as wrong:
        await import_workbook(commander, clerk, file)
    assert wrong.value.message.zh.startswith("这个文件不是可以读取的 .xlsx 工作簿")
