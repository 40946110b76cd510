"""The human ledger of a sealed ledger: every page has checkpoint and code; clear copies are recorded."""

import asyncio
import io
import re
import subprocess
from hashlib import sha256
from uuid import uuid4

import openpyxl
import pypdf
import pytest
from demonstrating import CONCORD, clean_environment
from sealing import sealed
from towns import Town

from concord.api.ledger import book as book_module
from concord.book import page_code
from concord.identity import Role, issue_token
from concord.ledger.checkpoints import Checkpoint, TreeHead, parsed
from concord.ledger.merkle import leaf_hash
from concord.ledger.releasing import BOOK_RELEASED
from concord.privacy import Narrative, Personal
from concord.tickets.commands import RaiseTicket

PAGE = re.compile(r"第 (\d+) 至 (\d+) 条\s+核验码 ([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})")
NAME, TEXT = "王小明", "路灯坏了"


@pytest.fixture
async def town(services, simulated_tenant) -> Town:
    """With a ticket; its disclosures are under the server's keys."""
    town = await Town(simulated_tenant, services.store, services.keys).found()
    ticket = RaiseTicket(
        alliance=town.alliance,
        raiser=town.units[0],
        title="照明",
        description=Narrative(TEXT),
        contact=Personal(uuid4(), {"name": NAME}),
    )
    assert await town.ask(ticket)
    return town


@pytest.fixture
async def sealed_town(town, database, tmp_path):
    alarms = await sealed(database.dsn("concord_sealer"), tmp_path / "sealer", adopt=True)
    assert str(town.tenant) not in alarms
    return town


@pytest.fixture
def get(api, town):
    async def get(role=Role.COMMITTEE, code=town.viewed.code, **query):
        token = issue_token(api.data_dir, town.viewed.code, role) if role else None
        headers = {"authorization": f"Bearer {token}"} if token else {}
        return await api.http.get(f"/ledgers/{code}/book", params=query, headers=headers)

    return get


def pages(content):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content), strict=True).pages]


async def test_every_page_shows_the_checkpoint_and_a_code_that_anybody_can_compute(get, api, sealed_town):
    town = sealed_town
    entries = await town.entries()
    token = issue_token(api.data_dir, town.viewed.code, Role.AUDITOR)
    path = f"/ledgers/{town.viewed.code}/checkpoint"
    note = (await api.http.get(path, headers={"authorization": f"Bearer {token}"})).text
    origin, size, root = parsed(note)
    checkpoint = Checkpoint(TreeHead(1, origin, size, root), note, entries[0].recorded_at)

    answer = await get(format="pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert "attachment" in answer.headers["content-disposition"]
    told = pages(answer.content)
    assert all(note.split("\n")[2] in page for page in told), "the root, on every page"
    shown = [PAGE.search(page) for page in told[1:]]
    assert shown
    covered = []
    for found in shown:
        first, last = int(found[1]), int(found[2])
        covered += range(first, last + 1)
        leaves = [leaf_hash(entry.raw) for entry in entries[first - 1 : last]]
        assert found[3] == page_code(checkpoint, first, last, leaves)
        leaves[-1] = leaf_hash(b"edited")
        assert found[3] != page_code(checkpoint, first, last, leaves)
    assert sorted(set(covered)) == [entry.position for entry in entries]


async def test_the_command_computes_the_same_code(get, sealed_town, database, tmp_path):
    told = pages((await get(format="pdf")).content)
    found = PAGE.search(told[1])
    size = re.search(r"检查点 (\d+) 条", told[1])[1]
    command = [CONCORD, "ledger", "page", "--tenant", sealed_town.viewed.code, "--size", size]
    command += ["--from", found[1], "--to", found[2]]
    environment = clean_environment() | {
        "CONCORD_DATABASE_URL": database.dsn("{role}"),
        "CONCORD_DATA_DIR": str(tmp_path),
    }
    done = await asyncio.to_thread(
        subprocess.run, command, env=environment, capture_output=True, text=True, timeout=180
    )
    assert done.stdout.strip() == found[3], done.stderr


async def test_before_the_first_checkpoint_the_pages_say_so(get, town):
    told = pages((await get(format="pdf")).content)
    assert all("台账尚未签署" in page for page in told)
    assert not any("核验码" in page for page in told)


async def test_a_clear_copy_is_an_entry_of_the_ledger_before_it_is_sent(get, town):
    before = await town.entries()
    answer = await get(format="xlsx", disclose="true")
    assert answer.status_code == 200
    cells = str(list(openpyxl.load_workbook(io.BytesIO(answer.content))["台账"].values))
    assert NAME in cells
    assert TEXT in cells
    (entry,) = (await town.entries())[len(before) :]
    assert entry.type == BOOK_RELEASED
    assert entry.data == {
        "first": 1,
        "last": len(before),
        "format": "xlsx",
        "sha256": sha256(answer.content).hexdigest(),
    }
    assert entry.members["role"] == "committee"


async def test_a_copy_with_dashes_is_not_recorded(get, town):
    before = len(await town.entries())
    for form in ("xlsx", "pdf"):
        answer = await get(Role.AUDITOR, format=form)
        assert answer.status_code == 200
        assert NAME not in str(answer.content)
    assert len(await town.entries()) == before


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR, Role.COMMITTEE}))
async def test_others_get_no_clear_copy(get, town, role):
    before = len(await town.entries())
    assert (await get(role, format="xlsx", disclose="true")).status_code == 403
    assert len(await town.entries()) == before


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"role": None, "format": "pdf"}, 401),
        ({"code": "another", "format": "pdf"}, 404),
        ({"role": Role.SUBSCRIBER, "format": "pdf"}, 403),
        ({}, 400),
        ({"format": "docx"}, 400),
        ({"format": "pdf", "from": "yesterday"}, 400),
        ({"format": "pdf", "disclose": "maybe"}, 400),
        ({"format": "pdf", "from": "2030-01-01"}, 404),
    ],
)
async def test_what_is_not_answered(get, town, query, status):
    assert (await get(**query)).status_code == status


async def test_a_ledger_that_takes_too_long_is_an_operator_s(get, town, monkeypatch):
    monkeypatch.setattr(book_module, "MOST", 3)
    answer = await get(format="pdf")
    assert answer.status_code == 413
    assert "concord ledger book" in answer.text


async def test_nothing_is_left_on_the_disk(get, town, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert (await get(format="xlsx")).status_code == 200
    assert list(tmp_path.glob("concord-book-*")) == []
