"""Keys: durable before use, the same for every process, unreadable without the master key."""

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from concord.privacy.keyfile import KeysAway
from concord.privacy.keystore import KeyDestroyed, KeyStore
from concord.privacy.master import MasterKeyLost

OBTAIN = """
import asyncio, sys
from pathlib import Path
from uuid import UUID
from concord.privacy.keystore import KeyStore
async def main(folder, tenant, *keys):
    store = KeyStore(Path(folder))
    found = await store.obtain(UUID(tenant), [UUID(key) for key in keys])
    store.close()
    print(" ".join(found[UUID(key)].hex() for key in keys), flush=True)
asyncio.run(main(*sys.argv[1:]))
"""


async def test_a_key_is_made_once_and_found_again(tmp_path):
    tenant, key = uuid4(), uuid4()
    first = (await KeyStore(tmp_path).obtain(tenant, [key]))[key]
    reopened = KeyStore(tmp_path)
    assert (await reopened.obtain(tenant, [key]))[key] == first
    assert await reopened.find(tenant, [key, uuid4()]) == {key: first}
    assert await reopened.find(uuid4(), [key]) == {}


async def test_processes_that_begin_at_once_agree_on_every_key(tmp_path):
    tenant, keys = uuid4(), [str(uuid4()) for _ in range(20)]
    started = [
        subprocess.Popen(  # noqa: ASYNC220 - they wait for nobody
            [sys.executable, "-c", OBTAIN, tmp_path / "keys", str(tenant), *keys], stdout=subprocess.PIPE
        )
        for _ in range(4)
    ]
    answers = {process.communicate(timeout=30)[0] for process in started}
    assert all(process.returncode == 0 for process in started)
    assert len(answers) == 1


async def test_a_process_that_comes_and_goes_takes_nothing_from_one_that_stays(tmp_path):
    """Whoever closes the file as the last one deletes its log: it must see that somebody still has it."""
    tenant, keys = uuid4(), [uuid4() for _ in range(3)]

    async def visitor(key):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", OBTAIN, tmp_path, str(tenant), str(key)), stdout=subprocess.PIPE
        )
        return (await process.communicate())[0].decode().strip()

    store = KeyStore(tmp_path)
    await store.obtain(tenant, keys[:1])
    theirs = await visitor(keys[1])
    ours = await store.obtain(tenant, keys)
    assert ours[keys[1]].hex() == theirs
    assert await visitor(keys[2]) == ours[keys[2]].hex()
    store.close()


async def test_many_at_once_get_the_same_key(tmp_path):
    store, tenant, key = KeyStore(tmp_path), uuid4(), uuid4()
    answers = await asyncio.gather(*(store.obtain(tenant, [key]) for _ in range(50)))
    assert len({answer[key] for answer in answers}) == 1


async def test_the_cache_forgets_but_the_file_does_not(tmp_path, monkeypatch):
    monkeypatch.setattr("concord.privacy.keystore.CACHED_KEYS", 3)
    store, tenant, keys = KeyStore(tmp_path), uuid4(), [uuid4() for _ in range(10)]
    first = await store.obtain(tenant, keys)
    assert await store.obtain(tenant, keys) == first


async def test_keys_are_wrapped_and_files_are_for_the_owner_only(tmp_path):
    folder, tenant, key = tmp_path / "keys", uuid4(), uuid4()
    clear = (await KeyStore(folder).obtain(tenant, [key]))[key]
    assert clear not in b"".join(p.read_bytes() for p in folder.iterdir())
    assert stat.S_IMODE((folder / "master.key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_another_master_key_opens_nothing(tmp_path):
    tenant, key = uuid4(), uuid4()
    await KeyStore(tmp_path).obtain(tenant, [key])
    (tmp_path / "master.key").write_bytes(os.urandom(32))
    with pytest.raises(MasterKeyLost):
        await KeyStore(tmp_path).find(tenant, [key])


async def test_a_lost_master_key_is_said_and_not_replaced(tmp_path):
    tenant, key = uuid4(), uuid4()
    first = (await KeyStore(tmp_path).obtain(tenant, [key]))[key]
    put_away = (tmp_path / "master.key").rename(tmp_path / "elsewhere")

    with pytest.raises(MasterKeyLost):
        KeyStore(tmp_path)

    put_away.rename(tmp_path / "master.key")
    assert (await KeyStore(tmp_path).find(tenant, [key]))[key] == first


def test_a_start_that_was_killed_while_it_made_the_master_key_is_no_hindrance(tmp_path):
    """In a container every start has the same process id."""
    (tmp_path / f"master.{os.getpid()}").write_bytes(b"")
    KeyStore(tmp_path)


async def test_a_key_that_could_not_be_written_is_never_handed_out(tmp_path):
    store = KeyStore(tmp_path)
    sqlite3.connect(tmp_path / "keys.sqlite").execute("drop table wrapped_key")
    with pytest.raises(KeysAway):
        await store.obtain(uuid4(), [uuid4()])


async def test_a_file_that_cannot_be_read_is_away_and_no_fault_of_ours(tmp_path):
    store, tenant, key = KeyStore(tmp_path), uuid4(), uuid4()
    await store.obtain(tenant, [key])
    with sqlite3.connect(tmp_path / "keys.sqlite") as file:
        file.execute("drop table destroyed_key")
    for asking in (
        store.obtain(tenant, [uuid4()]),
        store.standing([(tenant, key)]),
        store.destroy([(tenant, key)]),
    ):
        with pytest.raises(KeysAway):
            await asking

    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "keys.sqlite").write_bytes(b"no database" * 100)
    (tmp_path / "master.key").rename(tmp_path / "other" / "master.key")
    with pytest.raises(KeysAway):
        KeyStore(tmp_path / "other")


async def test_the_same_content_is_authenticated_alike_for_one_tenant_only(tmp_path):
    store, one, other = KeyStore(tmp_path), uuid4(), uuid4()
    assert await store.authenticate(one, "command", b"x") == await store.authenticate(one, "command", b"x")
    assert await store.authenticate(one, "command", b"x") != await store.authenticate(other, "command", b"x")


async def test_a_destroyed_key_is_gone_from_the_disk_and_is_never_made_again(tmp_path):
    store, tenant, one, other = KeyStore(tmp_path), uuid4(), uuid4(), uuid4()
    kept = await store.obtain(tenant, [one, other])
    with sqlite3.connect(tmp_path / "keys.sqlite") as file:
        wrapped = dict(file.execute("select key_id, wrapped from wrapped_key"))

    await store.destroy([(tenant, one)])

    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert wrapped[one.bytes] not in held
    assert wrapped[other.bytes] in held
    assert await store.find(tenant, [one, other]) == {other: kept[other]}
    with pytest.raises(KeyDestroyed):
        await store.obtain(tenant, [other, one])
    assert await store.standing([(tenant, one), (tenant, other)]) == [(tenant, other)]


async def test_what_one_process_destroys_another_forgets_at_once(tmp_path):
    one, another, tenant, key = KeyStore(tmp_path), KeyStore(tmp_path), uuid4(), uuid4()
    await another.obtain(tenant, [key])
    await one.destroy([(tenant, key)])
    assert await another.find(tenant, [key]) == {}
    with pytest.raises(KeyDestroyed):
        await another.obtain(tenant, [key])


async def test_the_key_of_another_tenant_under_the_same_id_stays(tmp_path):
    store, tenant, other, key = KeyStore(tmp_path), uuid4(), uuid4(), uuid4()
    await store.obtain(tenant, [key])
    kept = await store.obtain(other, [key])
    await store.destroy([(tenant, key)])
    assert await store.find(other, [key]) == kept


async def test_before_the_first_key_of_a_tenant_is_given_out_its_erasures_are_carried_out(tmp_path):
    tenant, other, erased, kept = uuid4(), uuid4(), uuid4(), uuid4()
    await KeyStore(tmp_path).obtain(tenant, [erased, kept])
    asked = []

    async def level(of):
        asked.append(of)
        if of == tenant:
            await store.destroy([(tenant, erased)])

    store = KeyStore(tmp_path, before_use=level)
    assert (await store.find(tenant, [erased, kept])).keys() == {kept}
    await store.authenticate(tenant, "command", b"x")
    await store.obtain(other, [kept])
    assert asked == [tenant, other]


async def test_while_nobody_knows_what_was_erased_no_key_is_given_out(tmp_path):
    tenant, key = uuid4(), uuid4()
    first = await KeyStore(tmp_path).obtain(tenant, [key])
    away = [ConnectionRefusedError()]

    async def level(_):
        if away:
            raise away.pop()

    store = KeyStore(tmp_path, before_use=level)
    with pytest.raises(ConnectionRefusedError):
        await store.find(tenant, [key])
    assert await store.find(tenant, [key]) == first


def test_the_product_opens_a_key_store_in_one_way_only():
    root = Path(__file__).parents[3]
    code = [
        path
        for part in ("platform", "domains", "projections", "graphql")
        for path in (root / part).rglob("*.py")
    ]
    opening = [
        path.name for path in code if "KeyStore(" in path.read_text("utf-8").replace("class KeyStore(", "")
    ]
    assert opening == ["opening.py"]
