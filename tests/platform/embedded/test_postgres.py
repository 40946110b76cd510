"""The embedded PostgreSQL: starts, stops, survives kill -9, and says in one sentence why it cannot start."""

import os
import stat
import tempfile
import time
from pathlib import Path

import asyncpg
import pytest

from concord.embedded import EmbeddedError, child, cluster, postgres


async def write(server: postgres.Postgres, value: int) -> None:
    async with postgres.connection(server.dsn("concord_owner")) as connection:
        await connection.execute("create table if not exists concord.kept (value int)")
        await connection.execute("insert into concord.kept values ($1)", value)


async def read(server: postgres.Postgres) -> list[int]:
    async with postgres.connection(server.dsn("concord_owner")) as connection:
        return [
            row["value"] for row in await connection.fetch("select value from concord.kept order by value")
        ]


async def test_it_runs_from_our_file_with_default_durability(durable_postgres):
    async with postgres.connection(durable_postgres.dsn(postgres.SUPERUSER)) as connection:
        shown = [
            await connection.fetchval(f"show {name}")
            for name in ("config_file", "fsync", "synchronous_commit", "full_page_writes", "listen_addresses")
        ]

    assert shown[0].endswith("infra/postgres/postgresql.conf")
    assert shown[1:] == ["on", "on", "on", ""]


async def test_only_this_user_can_reach_the_socket(durable_postgres):
    assert stat.S_IMODE(durable_postgres.socket.stat().st_mode) == 0o700


async def test_roles_have_what_architecture_says(durable_postgres):
    async with postgres.connection(durable_postgres.dsn(postgres.SUPERUSER)) as connection:
        rows = await connection.fetch(
            "select rolname, rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname like 'concord%'"
        )

    assert [row["rolname"] for row in rows if row["rolsuper"]] == []
    assert [row["rolname"] for row in rows if row["rolbypassrls"]] == ["concord_appender"]
    assert sorted(row["rolname"] for row in rows if row["rolcanlogin"]) == [
        f"concord_{name}" for name in ("app", "auditor", "owner", "projector", "replayer", "sealer")
    ]


async def test_the_owner_can_hand_a_function_to_the_appender_and_replace_it(durable_postgres):
    body = "create or replace function concord.probe() returns int language sql as 'select {}'"
    async with postgres.connection(durable_postgres.dsn("concord_owner")) as connection:
        await connection.execute(body.format(1))
        await connection.execute("alter function concord.probe() owner to concord_appender")
        await connection.execute(body.format(2))

        assert await connection.fetchval("select concord.probe()") == 2


async def test_the_application_cannot_create_anything(durable_postgres):
    async with postgres.connection(durable_postgres.dsn("concord_app")) as connection:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("create table concord.mine (id int)")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute("create table public.mine (id int)")


async def test_a_second_start_finds_what_was_stored(tmp_path):
    async with postgres.running(tmp_path / "pg") as server:
        await write(server, 1)

    began = time.monotonic()
    async with postgres.running(tmp_path / "pg") as server:
        assert await read(server) == [1]
    assert time.monotonic() - began < 5


async def test_the_folder_belongs_to_one_process(tmp_path, durable_postgres):
    with pytest.raises(EmbeddedError, match="Another Concord uses"):
        await postgres.start(durable_postgres.folder)


async def test_after_kill_9_of_the_server_nothing_is_lost(tmp_path):
    server = await postgres.start(tmp_path / "pg")
    await write(server, 1)

    server.process.kill()
    server.process.wait()
    server.stop()

    async with postgres.running(tmp_path / "pg") as again:
        assert await read(again) == [1]


async def test_after_kill_9_of_the_process_that_started_it_a_new_start_takes_over(tmp_path, hold, runs):
    holder = hold("postgres", tmp_path / "pg")

    holder.kill()
    async with postgres.running(tmp_path / "pg") as server:
        await write(server, 1)
        assert not runs(holder.server)


async def test_orphans_are_found_even_where_they_outlived_their_parent(tmp_path):
    """As on a system without a parent-death signal."""
    server = await postgres.start(tmp_path / "pg")
    data = cluster.data_folder(server.folder)
    await write(server, 1)
    server.lock.close()  # as if this process had died without its child

    async with postgres.running(tmp_path / "pg") as again:
        assert server.process.wait(5) is not None
        assert [
            p.pid for p in child.orphans(child.named("postgres"), data) if p.pid == server.process.pid
        ] == []
        assert await read(again) == [1]


@pytest.fixture
def short_path() -> Path:
    """The socket's folder is beside the data then, and stays when the server stops."""
    folder = Path(tempfile.mkdtemp(dir=os.environ["PYTEST_DEBUG_TEMPROOT"]))
    folder.chmod(0o755)
    return folder


async def test_a_foreign_process_is_never_stopped(short_path, bystander):
    """Its id stands in a stale postmaster.pid, but it is not ours."""
    async with postgres.running(short_path / "pg") as server:
        data = cluster.data_folder(server.folder)
    stale = f"{bystander.pid}\n{data}\n1\n5432\n\n\n\nready\n"
    (data / "postmaster.pid").write_text(stale)
    (server.socket / ".s.PGSQL.5432.lock").write_text(stale)

    async with postgres.running(short_path / "pg"):
        assert bystander.poll() is None


async def test_an_initialization_that_was_killed_leaves_no_half_cluster(tmp_path):
    folder = tmp_path / "pg"
    (folder / "data.unfinished" / "base").mkdir(parents=True)
    (folder / "data.unfinished" / "PG_VERSION").write_text("18\n")

    async with postgres.running(folder) as server:
        await write(server, 1)
    assert not (folder / "data.unfinished").exists()


async def test_a_long_path_gets_a_short_socket(tmp_path):
    folder = tmp_path / ("long-" * 20) / "党建"

    async with postgres.running(folder) as server:
        assert len(str(server.socket)) < 90
        await write(server, 1)


async def test_a_damaged_configuration_is_said_in_one_sentence(tmp_path):
    async with postgres.running(tmp_path / "pg") as server:
        data = cluster.data_folder(server.folder)
    (data / "pg_hba.conf").write_text("nonsense\n")

    with pytest.raises(EmbeddedError, match=r"PostgreSQL did not start .* see .*postgres.log") as caught:
        await postgres.start(tmp_path / "pg")
    assert "\n" not in str(caught.value)


async def test_a_read_only_folder_is_said_in_one_sentence(read_only_disk):
    with pytest.raises(EmbeddedError, match=r"cannot be written: make it writable, or set CONCORD_DATA_DIR"):
        await postgres.start(read_only_disk / "pg")


async def test_a_full_disk_is_said_in_one_sentence(small_disk):
    with pytest.raises(EmbeddedError, match=r"No space is left .* set CONCORD_DATA_DIR"):
        await postgres.start(small_disk / "pg")
    assert child.orphans(child.named("postgres"), small_disk / "pg" / "data") == []


async def test_a_file_where_the_folder_should_be_is_said_in_one_sentence(tmp_path):
    (tmp_path / "pg").write_text("")

    with pytest.raises(EmbeddedError, match="is not a folder"):
        await postgres.start(tmp_path / "pg")


async def test_stop_waits_for_nobody(tmp_path):
    server = await postgres.start(tmp_path / "pg")
    client = await asyncpg.connect(server.dsn("concord_app"))

    began = time.monotonic()
    server.stop()

    assert time.monotonic() - began < 5
    assert server.process.returncode == 0
    client.terminate()
