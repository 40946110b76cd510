"""What every store of files does, in a folder and on an S3-compatible server; and what each does alone."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys

import pytest

from concord.evidence.stores import Missing, StoreAway
from concord.evidence.stores.bucket import PART, Bucket
from concord.evidence.stores.folder import Folder

PATH = "tenant/ab/abcd/file"


async def read(store: Folder | Bucket, start: int, end: int, path: str = PATH) -> bytes:
    return b"".join([piece async for piece in store.read(path, start, end)])


@pytest.mark.parametrize("size", [1, 1000, PART + 70_000])
async def test_what_was_put_is_read_whole_and_in_ranges(files_in, size):
    content = os.urandom(size)
    pieces = (content[at : at + 65_536] for at in range(0, size, 65_536))
    await files_in.put(PATH, pieces, size)

    assert await read(files_in, 0, size) == content
    assert await read(files_in, size - 1, size) == content[-1:]
    assert await read(files_in, size // 3, size // 2 + 1) == content[size // 3 : size // 2 + 1]


async def test_a_file_that_is_not_there_is_missing_and_may_be_deleted(files_in):
    with pytest.raises(Missing):
        await read(files_in, 0, 1)
    await files_in.delete(PATH)


async def test_a_deleted_file_is_gone_and_its_neighbour_is_not(files_in):
    await files_in.put(PATH, iter([b"one"]), 3)
    await files_in.put("tenant/ab/abcd/other", iter([b"two"]), 3)
    await files_in.delete(PATH)

    with pytest.raises(Missing):
        await read(files_in, 0, 1)
    assert await read(files_in, 0, 3, "tenant/ab/abcd/other") == b"two"


@pytest.mark.parametrize("size", [100, 2 * PART])
async def test_content_that_breaks_off_leaves_nothing(files_in, size):
    def broken():
        yield bytes(size)
        raise OSError("the disk is gone")

    with pytest.raises(StoreAway):
        await files_in.put(PATH, broken(), size + 1)
    with pytest.raises(Missing):
        await read(files_in, 0, 1)


async def test_a_folder_keeps_no_draft_of_what_broke_off(tmp_path):
    def broken():
        yield b"half"
        raise OSError

    with pytest.raises(StoreAway):
        await Folder(tmp_path).put(PATH, broken(), 8)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


async def test_a_folder_that_goes_while_a_file_is_put_into_it_is_a_store_that_is_away(tmp_path):
    def removing():
        yield b"half"
        shutil.rmtree(tmp_path / "tenant")

    with pytest.raises(StoreAway):
        await Folder(tmp_path).put(PATH, removing(), 4)


async def test_a_folder_leaves_no_empty_folder_behind(tmp_path):
    store = Folder(tmp_path)
    await store.put(PATH, iter([b"x"]), 1)
    await store.delete(PATH)
    assert list(tmp_path.iterdir()) == []


PUT = """
import asyncio, sys
from pathlib import Path
from concord.evidence.stores.folder import Folder
asyncio.run(Folder(Path(sys.argv[1])).put("a/b/c", iter([b"content"]), 7))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")
def test_a_folder_flushes_the_file_before_its_name_and_then_every_folder(tmp_path):
    calls = tmp_path / "calls"
    command = ["strace", "-f", "-y", "-e", "trace=fsync,rename", "-o", calls, sys.executable, "-c", PUT]
    try:
        subprocess.run([*command, tmp_path / "files"], check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("strace is not here")
    steps = [line for line in calls.read_text().splitlines() if "fsync(" in line or "rename(" in line]
    root = tmp_path / "files"

    assert ".draft>" in steps[0]
    assert "rename(" in steps[1]
    for line, folder in zip(steps[2:], (root / "a/b", root / "a", root), strict=True):
        assert f"<{folder}>" in line


async def test_a_server_that_takes_connections_and_says_nothing_is_away_in_time(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "x")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "x")
        store = Bucket("s3://none/here", patience=0.3)
        async with asyncio.timeout(5):
            with pytest.raises(StoreAway):
                await store.put(PATH, iter([b"x"]), 1)
            with pytest.raises(StoreAway):
                await read(store, 0, 1)
            with pytest.raises(StoreAway):
                await store.delete(PATH)


async def test_a_volume_that_hangs_is_away_in_time_and_keeps_no_thread_of_others(tmp_path):
    os.mkfifo(tmp_path / "file")  # reading it waits for a writer that never comes
    store = Folder(tmp_path, patience=0.2)
    try:
        async with asyncio.timeout(5):
            reading = [read(store, 0, 1, "file") for _ in range(40)]
            answers = await asyncio.gather(*reading, return_exceptions=True)
            await asyncio.to_thread(os.getpid)
        assert {type(answer) for answer in answers} == {StoreAway}
    finally:
        os.close(os.open(tmp_path / "file", os.O_RDWR))
