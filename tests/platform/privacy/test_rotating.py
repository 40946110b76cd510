"""New keys for old: every key stays what it is, the one before opens nothing, and a stop at any instant is
made good by the next run."""

import base64
import os
import signal
import sqlite3
import subprocess
import sys
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from concord.privacy.keystore import KeyStore
from concord.privacy.master import LocalMasterKeys, MasterKeyLost
from concord.privacy.rotating import rotate_master_key, rotate_tenant_key

ROTATE = """
import sys
from pathlib import Path
from uuid import UUID
from concord.privacy import rotating
rotating.BATCH = 1
def report(done, total):
    print(done, flush=True)
if sys.argv[2] == "master":
    rotating.rotate_master_key(Path(sys.argv[1]), "", report)
else:
    rotating.rotate_tenant_key(Path(sys.argv[1]), "", UUID(sys.argv[2]), report)
"""


def rows(folder, query):
    with sqlite3.connect(folder / "keys.sqlite") as file:
        return file.execute(query).fetchall()


async def filled(folder, tenants=1, keys=40):
    store = KeyStore(folder)
    made = {uuid4(): [uuid4() for _ in range(keys)] for _ in range(tenants)}
    return store, {tenant: await store.obtain(tenant, ids) for tenant, ids in made.items()}


async def found(folder, expected):
    store = KeyStore(folder)
    return {tenant: await store.find(tenant, list(keys)) for tenant, keys in expected.items()}


async def test_a_tenant_s_key_is_replaced_and_every_key_under_it_stays(tmp_path):
    store, expected = await filled(tmp_path, tenants=2)
    one = next(iter(expected))
    before = dict(rows(tmp_path, "select key_id, wrapped from wrapped_key"))

    assert rotate_tenant_key(tmp_path, "", one) == 40

    assert await found(tmp_path, expected) == expected
    assert await store.find(one, list(expected[one])) == expected[one]
    assert rows(tmp_path, "select version from tenant_key order by version") == [(1,), (2,)]
    after = dict(rows(tmp_path, "select key_id, wrapped from wrapped_key"))
    changed = {UUID(bytes=key) for key in before if before[key] != after[key]}
    assert changed == set(expected[one])
    old = b"".join(before[key.bytes] for key in changed)
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not any(old[n : n + 40] in held for n in range(0, len(old), 40))


async def test_a_process_that_was_there_before_goes_on(tmp_path):
    store, expected = await filled(tmp_path)
    (tenant,) = expected
    rotate_tenant_key(tmp_path, "", tenant)
    rotate_master_key(tmp_path, "")
    store._cache.clear()

    assert await store.find(tenant, list(expected[tenant])) == expected[tenant]
    fresh = uuid4()
    made = await store.obtain(tenant, [fresh])
    new_tenant = await store.obtain(fresh, [fresh])  # its key is wrapped by the new master key

    assert await found(tmp_path, {tenant: made, fresh: new_tenant}) == {tenant: made, fresh: new_tenant}


@pytest.mark.parametrize("what", ["tenant", "master"])
async def test_killed_at_any_instant_it_is_finished_by_the_next_run(tmp_path, what):
    _, expected = await filled(
        tmp_path, tenants=1 if what == "tenant" else 30, keys=30 if what == "tenant" else 1
    )
    name = "master" if what == "master" else str(next(iter(expected)))
    for after in range(0, 30, 7):
        process = subprocess.Popen(  # noqa: ASYNC220 - it waits for nobody
            [sys.executable, "-c", ROTATE, tmp_path, name], stdout=subprocess.PIPE, text=True
        )
        for _ in range(after + 1):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert await found(tmp_path, expected) == expected

    if what == "master":
        rotate_master_key(tmp_path, "")
        assert len(rows(tmp_path, "select distinct master from tenant_key")) == 1
        assert not (tmp_path / "master.former.key").exists()
    else:
        rotate_tenant_key(tmp_path, "", next(iter(expected)))
        assert len(rows(tmp_path, "select version from tenant_key")) == 1
    assert await found(tmp_path, expected) == expected


async def test_the_master_key_before_opens_nothing_after_its_rotation(tmp_path):
    _, expected = await filled(tmp_path / "keys")
    old = (tmp_path / "keys" / "master.key").read_bytes()
    rotate_master_key(tmp_path / "keys", "")
    assert (tmp_path / "keys" / "master.key").read_bytes() != old

    (tmp_path / "keys" / "master.key").write_bytes(old)
    with pytest.raises(MasterKeyLost):
        await found(tmp_path / "keys", expected)


async def test_a_start_between_the_two_files_of_a_rotation_still_opens_everything(tmp_path):
    """Killed after the former key has its second name and before the new one is there."""
    _, expected = await filled(tmp_path)
    os.link(tmp_path / "master.key", tmp_path / "master.former.key")

    assert await found(tmp_path, expected) == expected
    rotate_master_key(tmp_path, "")

    assert await found(tmp_path, expected) == expected
    assert not (tmp_path / "master.former.key").exists()


async def test_a_master_key_of_the_environment_takes_over_from_the_file_and_rotates(tmp_path):
    _, expected = await filled(tmp_path)
    first, second = (base64.b64encode(os.urandom(32)).decode() for _ in range(2))
    rotate_master_key(tmp_path, first)
    (tmp_path / "master.key").unlink()
    tenant, keys = next(iter(expected.items()))

    async def opened_with(given):
        masters = LocalMasterKeys.of(tmp_path, given, used=True)
        return await KeyStore(tmp_path, masters).find(tenant, list(keys))

    assert await opened_with(first) == keys
    rotate_master_key(tmp_path, f"{second},{first}")
    assert await opened_with(second) == keys
    with pytest.raises(MasterKeyLost):
        await opened_with(first)


async def test_a_file_of_the_first_version_becomes_the_newest_by_itself(tmp_path):
    """Keys wrapped by the master key itself, as they were before tenants had keys."""
    master, tenant, keys = os.urandom(32), uuid4(), {uuid4(): os.urandom(32) for _ in range(20)}
    (tmp_path / "master.key").write_bytes(master)
    with sqlite3.connect(tmp_path / "keys.sqlite") as file:
        file.execute(
            "create table disclosure_key (tenant_id blob not null, key_id blob not null,"
            " wrapped blob not null, primary key (tenant_id, key_id)) without rowid"
        )
        file.executemany(
            "insert into disclosure_key values (?, ?, ?)",
            [(tenant.bytes, key.bytes, aes_key_wrap(master, value)) for key, value in keys.items()],
        )

    assert await found(tmp_path, {tenant: keys}) == {tenant: keys}
    assert rows(tmp_path, "pragma user_version") == [(1,)]
    assert rows(tmp_path, "select name from sqlite_master where name = 'disclosure_key'") == []


async def test_nothing_is_rotated_for_a_tenant_without_keys(tmp_path):
    assert rotate_tenant_key(tmp_path, "", uuid4()) == 0
