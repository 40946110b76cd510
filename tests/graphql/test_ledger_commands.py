"""`concord ledger book` and `concord ledger diff` as processes of their own, on a real town's ledger."""

import asyncio
import json
import subprocess

import openpyxl
import pytest
from demonstrating import CONCORD, clean_environment
from towns import Town

from concord.organizations.commands import RenameOrganization


@pytest.fixture
async def town(simulated_tenant, store, keys) -> Town:
    return await Town(simulated_tenant, store, keys).found()


@pytest.fixture
def concord(database, tmp_path):
    """Runs `concord ledger ...` to its end."""

    async def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        environment = {
            **clean_environment(),
            "CONCORD_DATABASE_URL": database.dsn("{role}"),
            "CONCORD_DATA_DIR": str(tmp_path / "data"),
        }
        command = [str(part) for part in (CONCORD, "ledger", *arguments)]
        return await asyncio.to_thread(
            subprocess.run, command, env=environment, capture_output=True, text=True, timeout=180
        )

    return run


async def test_a_book_is_written_whole_and_says_what_it_holds(concord, town, tmp_path):
    file = tmp_path / "book.xlsx"
    done = await concord("book", "--tenant", town.viewed.code, "--format", "xlsx", "-o", file)
    assert done.returncode == 0, done.stderr
    entries = await town.entries()
    assert f"positions 1 to {len(entries)} of {town.viewed.code}" in done.stdout
    assert openpyxl.load_workbook(file, read_only=True)["台账"].max_row == len(entries) + 1
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["book.xlsx"], "no draft is left"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--tenant", "nobody", "--format", "pdf"), "There is no tenant nobody"),
        (("--format", "pdf", "--from", "2030-01-01"), "took no entry in that period"),
        (("--format", "pdf", "--from", "2024-02-01", "--to", "2024-01-01"), "not before --from"),
    ],
)
async def test_what_cannot_be_made_leaves_nothing(concord, town, tmp_path, arguments, sentence):
    file = tmp_path / "book.pdf"
    own = () if "--tenant" in arguments else ("--tenant", town.viewed.code)
    done = await concord("book", *own, *arguments, "-o", file)
    assert done.returncode != 0
    assert sentence in done.stderr
    assert not file.exists()
    assert not list(tmp_path.glob(".book*"))


async def test_a_difference_names_the_row_and_both_values(concord, town):
    before = len(await town.entries())
    assert await town.ask(RenameOrganization(organization=town.units[0], name="新名"))
    done = await concord(
        *("diff", "--tenant", town.viewed.code, "--from", before, "--to", before + 1),
        *("--model", "organizations", "--json"),
    )
    assert done.returncode == 0, done.stderr
    fields = {row["field"]: (row["before"], row["after"]) for row in json.loads(done.stdout)}
    assert fields["name"] == (town.codes[0], "新名")


@pytest.mark.parametrize("moment", ["yesterday", "99999"])
async def test_a_moment_that_is_none_is_said_so(concord, town, moment):
    done = await concord("diff", "--tenant", town.viewed.code, "--from", 1, "--to", moment)
    assert done.returncode != 0
    assert "neither a position" in done.stderr or "There is no answer for that moment" in done.stderr
