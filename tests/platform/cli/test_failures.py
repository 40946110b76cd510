"""An expected failure is told in one sentence that names what it is about."""

from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from concord.cli.failures import sentence
from concord.eventstore.errors import LedgerReadOnly, StoreUnavailable, VersionConflict
from concord.privacy.keyfile import KeysAway

DATABASE = "The database does not answer"


def missing(path: str) -> OSError:
    with pytest.raises(FileNotFoundError) as caught:
        Path(path).read_bytes()
    return caught.value


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (ConnectionRefusedError(111, "Connection refused"), DATABASE),
        (FileNotFoundError(2, "No such file or directory"), DATABASE),  # a socket that is not there
        (TimeoutError(), DATABASE),
        (TimeoutError(110, "Connection timed out"), DATABASE),
        (missing("/nowhere/bundle.tar"), "/nowhere/bundle.tar"),
        (missing("/nowhere/bundle.tar"), "the folder /nowhere is not there"),
        (PermissionError(13, "Permission denied", "/keys/master.key"), "/keys/master.key"),
        (LedgerReadOnly("halted"), "concord ledger recover"),
        (StoreUnavailable("no outcome"), "may have done it (no outcome)"),
        (VersionConflict(uuid4(), 1, 2), "try again"),
        (KeysAway("keys.sqlite: database is locked"), "database is locked"),
        (asyncpg.UndefinedTableError("no such relation"), "concord migrate"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_a_failure_is_named_in_both_languages(monkeypatch, error, part):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    english = sentence(error)
    assert part in english
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert sentence(error) not in (None, english)


@pytest.mark.parametrize("error", [TimeoutError("read on and on"), ValueError("x"), OSError(28, "")])
def test_what_is_not_expected_keeps_its_trace(error):
    assert sentence(error) is None


async def test_a_database_whose_socket_is_not_there_does_not_answer(tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    with pytest.raises(OSError) as caught:  # noqa: PT011 - which one is what the sentence is made of
        await asyncpg.connect(host=str(tmp_path), timeout=5)
    assert DATABASE in sentence(caught.value)
