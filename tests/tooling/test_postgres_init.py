"""deploy/postgres-init.sh makes, on an empty server, the database that `concord migrate` needs."""

import os
import subprocess
from pathlib import Path

import pytest

from concord.embedded import cluster, postgres
from concord.embedded.infra import infra
from concord.eventstore.migrating import migrate

SCRIPT = Path(__file__).parents[2] / "deploy" / "postgres-init.sh"
ROLES = ("app", "appender", "auditor", "projector", "replayer", "sealer", "owner")


@pytest.fixture
async def empty_server(tmp_path):
    """As a container's is at its first start: without our roles and database."""
    async with postgres.running(tmp_path / "pg", durable=False) as server:
        async with postgres.connection(server.dsn(postgres.SUPERUSER, "postgres")) as connection:
            await connection.execute("drop database concord")
            for role in ROLES:
                await connection.execute(f"drop role concord_{role}")
        yield server


def run_script(server: postgres.Postgres, folder: Path, roles: str) -> subprocess.CompletedProcess[str]:
    """The script with the container's paths replaced."""
    (folder / "roles").write_text(roles)
    text = SCRIPT.read_text().replace("/etc/concord", str(infra("postgres")))
    programs = f"{cluster.program('psql').parent}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", "-c", text.replace("/run/secrets/roles", str(folder / "roles"))],
        env={**os.environ, "PGHOST": str(server.socket), "PATH": programs},
        capture_output=True,
        text=True,
    )


async def test_roles_database_and_passwords_are_made(empty_server, tmp_path):
    made = run_script(empty_server, tmp_path, "concord_owner it's a secret\nconcord_app second\n")
    assert made.returncode == 0, made.stderr

    assert await migrate(empty_server.dsn("concord_owner"))
    async with postgres.connection(empty_server.dsn(postgres.SUPERUSER)) as connection:
        with_password = await connection.fetch(
            "select rolname from pg_authid where rolpassword is not null and rolname like 'concord%'"
            " order by 1"
        )
    assert [row["rolname"] for row in with_password] == ["concord_app", "concord_owner"]


async def test_a_step_that_fails_fails_the_whole(empty_server, tmp_path):
    assert run_script(empty_server, tmp_path, "concord_nobody x\n").returncode != 0
