"""Files from the first byte to the last: kept, claimed, swept, removed, whatever happens in between."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import asyncpg
import pytest
from appending import append_of
from specimens import opened, photograph

from concord.evidence import files as files_module
from concord.evidence.examining.verdict import Refused
from concord.evidence.file import File
from concord.evidence.files import Erased, Files, TooManyWaiting
from concord.evidence.receiving import Empty, Received, TooLarge, digest_of, received
from concord.evidence.stores import Missing, StoreAway
from concord.evidence.stores.folder import Folder
from concord.evidence.sweeping import KEPT, sweep
from concord.privacy.erasing import SUBJECT_ERASED, carry_out
from concord.privacy.keystore import KeyStore
from concord.tenancy import Tenant, reading

PICTURE = photograph()


@pytest.fixture(scope="module")
async def app(database) -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(database.app, min_size=0, max_size=4) as pool:
        yield pool


@pytest.fixture(scope="module")
async def worker(database) -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(database.projector, min_size=0, max_size=2) as pool:
        yield pool


@pytest.fixture
def folder(tmp_path) -> Folder:
    return Folder(tmp_path / "evidence")


@pytest.fixture
def files(app: asyncpg.Pool, keys: KeyStore, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Files:
    """The child is tested where it is at home (test_examining.py)."""

    async def looked_at(source, target, *, location):
        return "image/jpeg"

    monkeypatch.setattr(files_module, "examined", looked_at)
    return Files(app, keys, folder)


async def kept(files: Files, tenant: Tenant, stream: UUID, content: bytes = PICTURE) -> File:
    with opened(content) as source:
        given = Received(source, digest_of(source))
        return await files.keep(tenant.id, "Ticket", stream, given, location=False)


async def content_of(files: Files, tenant: Tenant, file: File) -> bytes:
    return b"".join([part async for part in files.read(tenant.id, file, 0, file.size)])


async def states(app: asyncpg.Pool, tenant: Tenant) -> dict[UUID, str]:
    async with reading(app, tenant.id) as connection:
        rows = await connection.fetch("select id, state from evidence_file where tenant_id = $1", tenant.id)
    return {row["id"]: row["state"] for row in rows}


def later(by: timedelta = KEPT) -> datetime:
    return datetime.now(UTC) + by + timedelta(minutes=1)


async def said(store, tenant: Tenant, stream: UUID, version: int = 1, **data: object) -> None:
    """Given an event of the object's stream."""
    await store.append(append_of(tenant, stream=stream, version=version, data=data))


async def test_a_kept_file_is_read_back_and_lies_there_encrypted(files, tenant, folder, tmp_path):
    stream = uuid4()
    file = await kept(files, tenant, stream)

    assert await content_of(files, tenant, file) == PICTURE
    assert [part async for part in files.read(tenant.id, file, 2, 5)] == [PICTURE[2:5]]
    (stored,) = (path for path in (tmp_path / "evidence").rglob("*") if path.is_file())
    assert str(tenant.id) in str(stored)
    assert file.stored_sha256 in str(stored)
    assert PICTURE[:16] not in stored.read_bytes()


async def test_two_uploads_of_one_file_are_two_files_under_two_keys(files, tenant):
    first, second = [await kept(files, tenant, uuid4()) for _ in range(2)]
    assert first.stored_sha256 == second.stored_sha256
    assert first.path(tenant.id) != second.path(tenant.id)


async def test_a_file_does_not_open_as_another_tenants_or_another_file(files, tenant, simulated_tenant):
    file = await kept(files, tenant, uuid4())
    with pytest.raises((Erased, Missing)):
        await content_of(files, simulated_tenant, file)
    assert await files.claim(simulated_tenant.id, file.id, file.stream_id) is None


async def test_a_file_is_claimed_for_its_own_object_only(files, tenant):
    file = await kept(files, tenant, uuid4())
    assert await files.claim(tenant.id, file.id, uuid4()) is None
    assert await files.claim(tenant.id, file.id, file.stream_id) == file


async def test_uploads_that_nobody_attaches_go_after_a_day_with_key_and_content(
    files, tenant, app, worker, keys, folder
):
    file = await kept(files, tenant, uuid4())
    await sweep(worker, keys, folder, later(KEPT - timedelta(hours=1)))
    assert await content_of(files, tenant, file) == PICTURE

    await sweep(worker, keys, folder, later())
    assert await states(app, tenant) == {}
    assert await keys.find(tenant.id, [file.id]) == {}
    with pytest.raises(Erased):
        await content_of(files, tenant, file)
    with pytest.raises(Missing):
        await anext(folder.read(file.path(tenant.id), 0, 1))
    assert await files.claim(tenant.id, file.id, file.stream_id) is None


async def test_what_the_ledger_attached_stays_though_nobody_could_say_so(
    files, tenant, app, worker, keys, folder, store
):
    file = await kept(files, tenant, uuid4())
    await said(store, tenant, file.stream_id, file=str(file.id))

    await sweep(worker, keys, folder, later())
    assert await states(app, tenant) == {file.id: "ATTACHED"}
    assert await content_of(files, tenant, file) == PICTURE


async def test_whoever_claims_a_file_has_another_day(files, tenant, worker, keys, folder):
    file = await kept(files, tenant, uuid4())
    stored_by = datetime.now(UTC)
    await asyncio.sleep(0.05)
    await files.claim(tenant.id, file.id, file.stream_id)

    await sweep(worker, keys, folder, stored_by + KEPT + timedelta(milliseconds=10))
    assert await content_of(files, tenant, file) == PICTURE


async def test_an_attach_and_a_sweep_at_once_never_leave_an_attached_file_without_content(
    files, tenant, worker, keys, folder, store
):
    made = [await kept(files, tenant, uuid4()) for _ in range(12)]
    attached: list[File] = []

    async def attach(file: File) -> None:
        if await files.claim(tenant.id, file.id, file.stream_id):
            await said(store, tenant, file.stream_id, file=str(file.id))
            await files.attached(tenant.id, file.id)
            attached.append(file)

    due = datetime.now(UTC) + KEPT + timedelta(milliseconds=1)
    await asyncio.gather(*map(attach, made), *(sweep(worker, keys, folder, due) for _ in range(2)))
    for file in attached:
        assert await content_of(files, tenant, file) == PICTURE


async def test_a_removed_file_is_gone_and_its_row_says_so(files, tenant, app, keys):
    file = await kept(files, tenant, uuid4())
    assert await files.leaving(tenant.id, file.id, file.stream_id) == file
    await files.removed(tenant.id, file)

    assert await states(app, tenant) == {file.id: "REMOVED"}
    assert await keys.find(tenant.id, [file.id]) == {}
    with pytest.raises(Erased):
        await content_of(files, tenant, file)


async def test_a_removal_that_was_cut_off_is_completed(files, tenant, app, worker, keys, folder, store):
    file = await kept(files, tenant, uuid4())
    await said(store, tenant, file.stream_id, file=str(file.id))
    assert await files.leaving(tenant.id, file.id, file.stream_id) == file
    await said(store, tenant, file.stream_id, version=2, removed_file=str(file.id))

    await sweep(worker, keys, folder, later(timedelta(minutes=5)))
    assert await states(app, tenant) == {file.id: "REMOVED"}
    assert await keys.find(tenant.id, [file.id]) == {}


async def test_files_of_an_erasure_that_was_cut_off_go_with_the_next_sweep(
    files, tenant, app, worker, keys, folder, store
):
    shown, other = [await kept(files, tenant, uuid4()) for _ in range(2)]
    for file in (shown, other):
        await said(store, tenant, file.stream_id, file=str(file.id))
        await files.attached(tenant.id, file.id)
    entry = await app.fetchval("select position from concord.head where tenant_id = $1", tenant.id) or 1
    places = [{"entry": entry, "stream": str(shown.stream_id), "file": str(shown.id)}]
    erased = {"subject": str(uuid4()), "files": places}
    await store.append(append_of(tenant, stream=uuid4(), name=SUBJECT_ERASED, data=erased))

    await carry_out(worker, keys, tenant.id)  # what a worker does; then it is killed
    with pytest.raises(Erased):
        await content_of(files, tenant, shown)
    assert await states(app, tenant) == {shown.id: "REMOVING", other.id: "ATTACHED"}

    await sweep(worker, keys, folder, later(timedelta(minutes=5)))
    assert await states(app, tenant) == {shown.id: "REMOVED", other.id: "ATTACHED"}
    assert await content_of(files, tenant, other) == PICTURE
    with pytest.raises(Missing):
        await anext(folder.read(shown.path(tenant.id), 0, 1))


async def test_a_removal_that_never_came_about_changes_nothing(
    files, tenant, app, worker, keys, folder, store
):
    file = await kept(files, tenant, uuid4())
    await said(store, tenant, file.stream_id, file=str(file.id))
    assert await files.leaving(tenant.id, file.id, file.stream_id) == file

    await sweep(worker, keys, folder, later())
    assert await states(app, tenant) == {file.id: "ATTACHED"}
    assert await content_of(files, tenant, file) == PICTURE


class Failing(Folder):
    """A store whose disk is full, or whose server has gone."""

    async def put(self, path, content, size):
        next(content)
        raise StoreAway("no space left")

    async def delete(self, path):
        raise StoreAway("no route")


async def test_a_store_that_fails_leaves_nothing_to_attach_and_the_sweep_tidies_up(
    files, tenant, app, worker, keys, folder, tmp_path
):
    broken = Files(app, keys, Failing(tmp_path / "broken"))
    with pytest.raises(StoreAway):
        await kept(broken, tenant, uuid4())
    ((id, state),) = (await states(app, tenant)).items()
    assert state == "STORING"
    async with reading(app, tenant.id) as connection:
        stream = await connection.fetchval(
            "select stream_id from evidence_file where tenant_id = $1", tenant.id
        )
    assert await files.claim(tenant.id, id, stream) is None

    await sweep(worker, keys, Failing(tmp_path / "broken"), later())
    assert await keys.find(tenant.id, [id]) == {}, "the key goes first"
    await sweep(worker, keys, folder, later())
    assert await states(app, tenant) == {}


async def test_a_store_that_is_away_is_asked_once_a_sweep_and_one_that_is_to_stop_asks_no_more(
    files, tenant, app, worker, keys, tmp_path
):
    class Counting(Failing):
        asked = 0

        async def delete(self, path):
            self.asked += 1
            await super().delete(path)

    for _ in range(3):
        await kept(files, tenant, uuid4())
    store, stop = Counting(tmp_path / "away"), asyncio.Event()
    await sweep(worker, keys, store, later(), stop)
    assert store.asked == 1
    stop.set()
    await sweep(worker, keys, store, later(), stop)
    assert store.asked == 1


async def test_a_ledger_that_waits_for_lost_entries_is_not_swept(
    files, tenant, worker, keys, folder, owner_pool, database
):
    file = await kept(files, tenant, uuid4())
    async with asyncpg.create_pool(database.superuser, min_size=0, max_size=1) as pool:
        await pool.execute("select concord.halt_ledger($1, true)", tenant.id)
    await sweep(worker, keys, folder, later())
    assert await content_of(files, tenant, file) == PICTURE


async def test_so_many_files_of_a_tenant_may_wait(files, tenant, simulated_tenant, monkeypatch):
    monkeypatch.setattr(files_module, "MOST_WAITING", 2)
    for _ in range(2):
        await kept(files, tenant, uuid4())
    with pytest.raises(TooManyWaiting):
        await kept(files, tenant, uuid4())
    await kept(files, simulated_tenant, uuid4())


async def pieces(*given: bytes) -> AsyncIterator[bytes]:
    for piece in given:
        yield piece


async def test_a_file_is_taken_in_up_to_its_limit():
    async with received(pieces(b"ab", b"cd"), 4) as whole:
        whole.content.seek(0)
        assert whole.content.read() == b"abcd"
        assert whole.sha256 == digest_of(whole.content)
    with pytest.raises(TooLarge):
        async with received(pieces(b"ab", b"cde"), 4):
            pass
    with pytest.raises(Empty):
        async with received(pieces(), 4):
            pass


async def test_nothing_of_an_upload_lies_in_a_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with received(pieces(b"x" * 100), 100) as whole:
        assert os.fstat(whole.content.fileno()).st_size == 100
        assert list(tmp_path.iterdir()) == []


async def test_a_file_that_is_refused_is_kept_nowhere(files, tenant, app, monkeypatch):
    from concord.evidence.examining.child import examined

    monkeypatch.setattr(files_module, "examined", examined)
    with pytest.raises(Refused):
        await kept(files, tenant, uuid4(), b"<html>")
    assert await states(app, tenant) == {}


async def test_uploads_that_failed_wait_for_nobody_and_block_nobody(
    files, tenant, app, keys, tmp_path, monkeypatch
):
    monkeypatch.setattr(files_module, "MOST_WAITING", 2)
    broken = Files(app, keys, Failing(tmp_path / "broken"))
    for _ in range(2):
        with pytest.raises(StoreAway):
            await kept(broken, tenant, uuid4())
    with pytest.raises(TooManyWaiting):  # they might still be under way
        await kept(files, tenant, uuid4())
    monkeypatch.setattr(files_module, "STORING", timedelta(0))
    await kept(files, tenant, uuid4())
