"""What was said is remembered outside the database, through any crash."""

import os
from uuid import UUID

import pytest

from concord.ledger import journal
from concord.ledger.checkpoints import TreeHead
from concord.ledger.errors import FolderError
from concord.ledger.journal import FILE, opened, recorded

ONE, TWO = UUID(int=1), UUID(int=2)


def head(size: int) -> TreeHead:
    return TreeHead(1, "ledger.example.org/ledgers/one", size, bytes([size]) * 32)


def test_the_last_head_of_each_is_there_after_a_start(tmp_path):
    with opened(tmp_path) as said:
        said.record({ONE: head(1), TWO: head(2)})
        said.record({ONE: head(3)})

    with opened(tmp_path) as said:
        assert said.heads == {ONE: head(3), TWO: head(2)}


def test_it_is_on_the_disk_before_it_says_so(tmp_path, monkeypatch):
    flushed = []
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.readlink(f"/proc/self/fd/{handle}")))
    with opened(tmp_path) as said:
        flushed.clear()
        said.record({ONE: head(1)})

        assert flushed == [str(tmp_path / FILE)]
        assert recorded(tmp_path) == {ONE: head(1)}


@pytest.mark.parametrize("lost", [1, 10, 60])
def test_a_torn_end_was_never_said(tmp_path, lost):
    with opened(tmp_path) as said:
        said.record({ONE: head(1)})
        said.record({ONE: head(2)})
    content = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(content[:-lost])

    with opened(tmp_path) as said:
        assert said.heads == {ONE: head(1)}
        said.record({ONE: head(3)})

    assert recorded(tmp_path) == {ONE: head(3)}


def test_damage_in_the_middle_is_refused(tmp_path):
    with opened(tmp_path) as said:
        said.record({ONE: head(1)})
        said.record({ONE: head(2)})
    content = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(content.replace(b'"size":1', b'"size":7', 1))

    with pytest.raises(FolderError, match="damaged in line 1"), opened(tmp_path):
        pass


def test_only_one_process_uses_it(tmp_path):
    with opened(tmp_path), pytest.raises(FolderError, match="stop that one first"), opened(tmp_path):
        pass


def test_it_does_not_grow_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "MOST_RECORDS", 10)
    with opened(tmp_path) as said:
        for size in range(1, 200):
            said.record({ONE: head(size), TWO: head(size)})

    assert (tmp_path / FILE).read_bytes().count(b"\n") < 20
    assert recorded(tmp_path) == {ONE: head(199), TWO: head(199)}


def test_a_full_disk_ends_it_with_a_sentence(small_disk):
    with opened(small_disk / "state") as said:
        said.record({ONE: head(1)})
        (small_disk / "filler").write_bytes(b"x" * (5 << 20))
        many = {UUID(int=n): head(2) for n in range(100_000)}
        with pytest.raises(FolderError, match="No space left"):
            said.record(many)

    assert recorded(small_disk / "state")[ONE].size >= 1


def test_a_folder_where_it_cannot_be_rewritten_ends_it_with_a_sentence(tmp_path, monkeypatch):
    """An error of the system would be taken for a server that is away, and waited for."""
    monkeypatch.setattr(journal, "MOST_RECORDS", 0)
    with opened(tmp_path) as said:
        for size in (1, 2, 3):
            said.record({ONE: head(size)})
        (tmp_path / FILE).with_suffix(".rewritten").mkdir()
        with pytest.raises(FolderError, match="cannot be written"):
            said.record({ONE: head(4)})

    assert recorded(tmp_path) == {ONE: head(3)}
