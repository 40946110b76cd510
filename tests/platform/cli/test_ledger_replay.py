"""`concord ledger replay` of a bundle that nothing of ours made: one command, then the ledger answers."""

import base64
import json
import secrets
import signal
import subprocess
import urllib.request

import pytest
from bundling import entry, ledger
from demonstrating import CONCORD, clean_environment

from concord.embedded import postgres
from concord.embedded.ports import any_free
from concord.replaying.errors import ReplayError
from concord.replaying.loading import claim
from concord.replaying.replay import settings_of
from concord.settings import load


@pytest.fixture
def replay(tmp_path):
    """Starts it and waits until it is ready; returns what it said. Ends it with the test."""
    started = []

    def start(bundle):
        environment = {"CONCORD_PORT": str(any_free()), "CONCORD_DATA_DIR": str(tmp_path / "unused")}
        process = subprocess.Popen(
            [CONCORD, "ledger", "replay", bundle, "--folder", tmp_path / "replay"],
            env=clean_environment() | environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Replay is ready: "):
                return process, "".join(lines)
        raise AssertionError("".join(lines))

    yield start
    for process in started:
        process.kill()


def ask(said, document):
    url = said.rpartition("Replay is ready: ")[2].strip()
    (token,) = (line.split()[-1] for line in said.splitlines() if "A token" in line)
    request = urllib.request.Request(
        url,
        json.dumps({"query": document}).encode(),
        {"authorization": f"Bearer {token}", "content-type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def test_of_the_deployment_around_it_a_replay_uses_the_database_it_was_given_and_no_more(tmp_path):
    around = load(
        {
            "CONCORD_DATABASE_URL": "postgresql:///replay?user={role}",
            "CONCORD_FILES": "s3://bucket/evidence",
            "CONCORD_OIDC_ISSUER": "https://id.example.org",
            "CONCORD_TSA_URL": "https://tsa.example.org/tsr",
            "CONCORD_MASTER_KEY": base64.b64encode(bytes(32)).decode(),
        }
    )
    alone = settings_of(around, tmp_path, None)
    assert alone.database_url == around.database_url
    assert alone.files_dir == tmp_path / "evidence"
    assert not any((alone.files, alone.oidc_issuer, alone.tsa_url, alone.witness_keys, alone.master_key))
    assert settings_of(around, tmp_path, tmp_path / "keys").master_key == around.master_key


def test_it_answers_from_the_bundle_alone_and_again_after_it_was_ended(replay, tmp_path):
    made = ledger(300)
    made.earlier(200)
    made.earlier(300)
    bundle = made.write(tmp_path / "jianghai.ledger.tar")
    query = """{ now: ledger { head checkpoint { size } entry(position: 300) { entry } }
        then: ledger(asOf: {position: 250}) { head checkpoint { size } } me { tenant { name } } }"""

    process, said = replay(bundle)
    answers = [ask(said, query)]
    process.send_signal(signal.SIGINT)
    assert process.wait(90) == 0
    bundle.rename(tmp_path / "again.tar")
    answers.append(ask(replay(tmp_path / "again.tar")[1], query))

    assert answers[0] == answers[1]
    data = answers[0]["data"]
    assert data["now"] == {"head": 300, "checkpoint": {"size": 300}, "entry": {"entry": entry(300).decode()}}
    assert data["then"] == {"head": 250, "checkpoint": {"size": 200}}
    assert data["me"]["tenant"]["name"] == "江海"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (ledger(300, first=100), "holds the period from entry 100 to 300 only"),
        (ledger(300).replace(7, entry(7, data={"text": "改"})), "does not hold: Entry 7"),
    ],
)
def test_a_bundle_that_cannot_be_replayed_is_refused_before_anything_is_started(
    concord, tmp_path, made, said
):
    bundle = made.write(tmp_path / "x.tar")
    done = concord("ledger", "replay", bundle, "--folder", tmp_path / "replay", CONCORD_PORT=any_free())

    assert done.returncode == 1
    assert said in done.stderr
    assert not (tmp_path / "replay").exists()


def test_a_database_that_is_written_to_is_left_as_it_is(concord, tmp_path, database, tenant):
    """CONCORD_DATABASE_URL may stand in the shell of a server: no ledger there may be closed by a replay."""
    bundle = ledger(3).write(tmp_path / "x.tar")
    settings = {"CONCORD_DATABASE_URL": database.dsn("{role}"), "CONCORD_PORT": any_free()}
    done = concord("ledger", "replay", bundle, "--folder", tmp_path / "replay", **settings)

    assert done.returncode == 1
    assert "is a deployment's" in done.stderr
    opened = concord("ledger", "open", "--tenant", tenant.code, **settings)
    assert opened.returncode == 0, opened.stderr


async def test_a_database_that_was_migrated_and_has_no_tenant_yet_is_a_deployment_s_too(servers, template):
    name = f"fresh_{secrets.token_hex(6)}"
    async with postgres.connection(servers.postgres.dsn(postgres.SUPERUSER, "postgres")) as connection:
        await connection.execute(f'create database "{name}" owner concord_owner template "{template}"')
        await postgres.ensure_database(servers.postgres, name)
        with pytest.raises(ReplayError, match="is a deployment's"):
            await claim(servers.postgres.dsn("concord_owner", name))
        await connection.execute(f'drop database "{name}" with (force)')
