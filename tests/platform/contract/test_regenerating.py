"""The committed contract is today's, and a change is judged against what others rely on."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from concord.commanding.commander import contexts
from concord.contract import FOLDER
from concord.contract.folder import text
from concord.contract.regenerating import check, write

EVENT = "schemas/tickets.TicketRaised.v1.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Given a repository in which the contract is committed on main, and a branch of it."""
    made = tmp_path / "contract"
    made.mkdir()
    write(contexts(), made)
    for arguments in (
        ("init", "--quiet", "--initial-branch=main"),
        ("config", "user.email", "test@example.org"),
        ("config", "user.name", "test"),
        ("add", "."),
        ("commit", "--quiet", "-m", "the contract"),
        ("checkout", "--quiet", "-b", "change"),
    ):
        subprocess.run(["git", *arguments], cwd=made, check=True)
    return made


def edit(file: Path, change: Callable[[dict[str, Any]], None]) -> None:
    members = json.loads(file.read_text("utf-8"))
    change(members)
    file.write_text(text(members), "utf-8")


def commit(folder: Path) -> None:
    subprocess.run(["git", "commit", "--quiet", "-am", "a change"], cwd=folder, check=True)


def test_what_is_committed_is_what_the_classes_say() -> None:
    assert [one for one in check(contexts(), FOLDER) if "stale" in one] == []


def test_a_stale_file_is_found_and_written(folder: Path) -> None:
    edit(folder / EVENT, lambda schema: schema.update(description="old"))
    edit(folder / "asyncapi.json", lambda document: document.pop("info"))

    (fault,) = check(contexts(), folder)
    assert "stale" in fault
    assert "concord schema write" in fault
    assert write(contexts(), folder) == [EVENT, "asyncapi.json"]
    assert check(contexts(), folder) == []


def test_a_member_that_main_promises_cannot_go_even_once_the_change_is_committed(folder: Path) -> None:
    subprocess.run(["git", "checkout", "--quiet", "main"], cwd=folder, check=True)
    edit(
        folder / EVENT,
        lambda schema: schema["properties"]["data"]["properties"].update(urgency={"type": "string"}),
    )
    commit(folder)
    subprocess.run(["git", "checkout", "--quiet", "-B", "change"], cwd=folder, check=True)

    assert write(contexts(), folder) == [EVENT]
    assert any("urgency was removed" in fault for fault in check(contexts(), folder))
    commit(folder)
    assert any("urgency was removed" in fault for fault in check(contexts(), folder))


def test_an_event_that_was_never_on_main_leaves_with_its_files(folder: Path) -> None:
    draft = folder / "schemas" / "tickets.TicketDreamt.v1.json"
    draft.write_bytes((folder / EVENT).read_bytes())

    assert "stale" in check(contexts(), folder)[0]
    assert write(contexts(), folder) == ["tickets.TicketDreamt.v1"]
    assert not draft.exists()


def test_an_event_of_main_stays_though_its_class_is_gone(folder: Path) -> None:
    subprocess.run(["git", "checkout", "--quiet", "main"], cwd=folder, check=True)
    draft = folder / "schemas" / "tickets.TicketDreamt.v1.json"
    draft.write_bytes((folder / EVENT).read_bytes())
    subprocess.run(["git", "add", "."], cwd=folder, check=True)
    commit(folder)
    subprocess.run(["git", "checkout", "--quiet", "-B", "change"], cwd=folder, check=True)
    edit(folder / "asyncapi.json", lambda document: document.pop("info"))

    write(contexts(), folder)

    assert draft.exists()
    assert any("TicketDreamt" in one and "no event class" in one for one in check(contexts(), folder))
