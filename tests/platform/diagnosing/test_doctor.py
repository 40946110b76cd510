"""Every unsafe thing, made once and found; and a safe installation, of which nothing is said."""

import asyncio
import json
import re
import time
from pathlib import Path

import asyncpg
import pytest
from click.testing import CliRunner

from concord.accounts import Operator, configuration
from concord.cli.doctor import doctor
from concord.diagnosing import Severity
from concord.diagnosing import database as database_checks
from concord.diagnosing.configuration import of_settings
from concord.diagnosing.events import of_nats
from concord.diagnosing.files import of_files
from concord.embedded import nats
from concord.privacy.keystore import KeyStore
from concord.settings import load
from concord.telemetry.greeting import greets

SAFE = {
    "CONCORD_DEMO": "no",
    "CONCORD_OIDC_ISSUER": "https://id.example.org",
    "CONCORD_LEDGER_NAME": "ledger.example.org",
    "CONCORD_TSA_URL": "https://tsa.example.org/tsr",
    "CONCORD_DATABASE_URL": "postgresql://{role}@db.example.org/concord?sslmode=verify-full",
    "CONCORD_NATS_URL": "tls://nats.example.org:4222",
}


def found(**more: str) -> dict[str, Severity]:
    return {one.code: one.severity for one in of_settings(load({**SAFE, **more}))}


def test_of_safe_settings_nothing_is_said():
    assert found() == {}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"CONCORD_DEMO": "yes"}, "DEMO_ISSUER"),
        ({"CONCORD_OIDC_ISSUER": ""}, "NO_ISSUER"),
        ({"CONCORD_HOST": "0.0.0.0"}, "API_WITHOUT_TLS"),
        ({"CONCORD_DATABASE_URL": "postgresql://{role}@db.example.org/concord"}, "DATABASE_WITHOUT_TLS"),
        ({"CONCORD_DATABASE_URL": "postgresql://{role}:hunter2@127.0.0.1/concord"}, "PASSWORD_IN_URL"),
        ({"CONCORD_NATS_URL": "nats://10.0.0.5:4222"}, "NATS_WITHOUT_TLS"),
        ({"CONCORD_USER_RATE": "0"}, "NO_RATE"),
        ({"CONCORD_TENANT_RATE": "0"}, "NO_RATE"),
        ({"CONCORD_USER_SUBSCRIPTIONS": "0"}, "NO_LIMIT"),
        ({"CONCORD_TENANT_SOCKETS": "0"}, "NO_LIMIT"),
        ({"CONCORD_WEBHOOK_NETWORKS": "0.0.0.0/0"}, "WEBHOOKS_REACH_ALL"),
        ({"CONCORD_LOG_LEVEL": "debug"}, "LOGS_DEBUG"),
        ({"CONCORD_LEDGER_NAME": "localhost"}, "LEDGER_WITHOUT_NAME"),
        ({"CONCORD_TSA_URL": ""}, "NO_WITNESS"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_unsafe_setting_is_named(more, code):
    assert list(found(**more)) == [code]


def test_metrics_that_others_may_reach_are_named():
    open_ = {"CONCORD_HOST": "0.0.0.0", "CONCORD_METRICS_PORT": "9100"}
    assert found(**open_)["METRICS_WITHOUT_TOKEN"] is Severity.ADVICE
    assert found(CONCORD_METRICS_PORT="9100") == {}


@pytest.fixture
def installed(tmp_path) -> Path:
    """A data folder as the processes make it."""
    for name in (
        "keys/master.key",
        "keys/master.former.key",
        "keys/identity/service-issuer.pem",
        "identity/demo-issuer.pem",
        "sealer/keys/key.pem",
        "sealer/state/heads.journal",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_bytes(b"x")
        file.chmod(0o600)
    (tmp_path / "keys" / "master.key").write_bytes(b"k" * 32)
    KeyStore(tmp_path / "keys").close()
    (tmp_path / "postgres").mkdir()
    return tmp_path


def about(folder: Path, *, passwords: str = "", **more: str) -> list[tuple[str, str]]:
    settings = load({"CONCORD_DATA_DIR": str(folder), **more})
    return [
        (one.code, one.about)
        for one in of_files(settings, {"PGPASSFILE": passwords})
        if one.code != "SAME_DISK"
    ]


def test_of_files_as_they_are_made_nothing_is_said(installed):
    assert about(installed) == []


@pytest.mark.parametrize(
    "name",
    [
        *(
            "keys/master.key",
            "keys/master.former.key",
            "keys/keys.sqlite",
            "keys/identity/service-issuer.pem",
        ),
        *("identity/demo-issuer.pem", "sealer/keys/key.pem"),
    ],
)
def test_a_key_that_others_may_read_is_named(installed, name):
    (installed / name).chmod(0o640)
    assert about(installed) == [("KEY_READABLE", str(installed / name))]


def test_what_this_user_may_not_look_at_is_unknown(installed, monkeypatch):
    closed, is_file = installed / "keys" / "master.key", Path.is_file

    def refusing(file):
        if file == closed:
            raise PermissionError(13, "Permission denied", str(file))
        return is_file(file)

    monkeypatch.setattr(Path, "is_file", refusing)
    (installed / "sealer/keys/key.pem").chmod(0o640)
    assert about(installed) == [
        ("FILE_CLOSED", str(closed)),
        ("KEY_READABLE", str(installed / "sealer/keys/key.pem")),
    ]


def test_a_folder_in_which_others_may_put_a_key_is_named(installed):
    (installed / "keys").chmod(0o777)
    assert about(installed) == [("FOLDER_WRITABLE", str(installed / "keys"))]


def test_a_folder_of_keys_that_others_may_enter_is_named(installed):
    (installed / "keys").chmod(0o755)
    assert about(installed) == [("FOLDER_READABLE", str(installed / "keys"))]


@pytest.mark.parametrize(
    ("endpoint", "named"),
    [("http://s3.example.org", True), ("https://s3.example.org", False), ("http://127.0.0.1:9000", False)],
)
def test_an_object_store_over_a_network_in_clear_is_named(installed, endpoint, named):
    settings = load({"CONCORD_DATA_DIR": str(installed), "CONCORD_FILES": "s3://evidence/concord"})
    codes = [one.code for one in of_files(settings, {"AWS_ENDPOINT_URL": endpoint})]
    assert ("STORE_WITHOUT_TLS" in codes) is named


def test_passwords_that_can_be_guessed_are_named_and_not_shown(tmp_path, installed):
    file = tmp_path / "passwords"
    file.write_text(f"# x\ndb:5432:concord:concord_app:password\ndb:5432:concord:concord_owner:{'a1' * 24}\n")
    file.chmod(0o600)
    settings = load({"CONCORD_DATA_DIR": str(installed)})
    (one,) = [f for f in of_files(settings, {"PGPASSFILE": str(file)}) if f.code == "GUESSABLE_PASSWORD"]
    assert one.about == "concord_app"
    file.chmod(0o644)
    assert ("KEY_READABLE", str(file)) in about(installed, passwords=str(file))


def test_what_goes_with_the_databases_backup_is_named(installed):
    inside = str(installed / "postgres" / "state")
    assert about(installed, CONCORD_SEALER_STATE_DIR=inside) == [
        ("INSIDE_THE_DATABASE", "CONCORD_SEALER_STATE_DIR")
    ]
    settings = load({"CONCORD_DATA_DIR": str(installed)})
    same = [one.about for one in of_files(settings, {}) if one.code == "SAME_DISK"]
    assert same == ["CONCORD_KEYS_DIR", "CONCORD_SEALER_KEYS_DIR", "CONCORD_SEALER_STATE_DIR"]


@pytest.fixture
async def superuser(database):
    connection = await asyncpg.connect(database.superuser)
    yield connection
    await connection.close()


async def of(dsn: str, clock=time.time) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    async for one in database_checks.of_database(dsn, clock):
        names.setdefault(one.code, set()).add(one.about)
    return names


async def test_of_the_tests_own_server_only_that_it_is_not_durable_is_said(database):
    assert await of(database.app) == {
        "NOT_DURABLE": {"fsync", "full_page_writes", "synchronous_commit"},
        "ENTRANCES_NOT_SEEN": {"pg_hba.conf"},
    }


async def test_a_network_that_comes_in_without_a_password_is_named(database, superuser):
    file = Path(await superuser.fetchval("show hba_file"))
    before = await asyncio.to_thread(file.read_text)
    lines = (
        "host all concord_app 10.0.0.0/8 trust",
        "host all all samenet password",
        "hostssl all all 10.1.0.0/16 password",
        "host all all 0.0.0.0/0 scram-sha-256",
        "host all all 127.0.0.1/32 trust",
    )
    # Read at once by who looks, by the server never.
    await asyncio.to_thread(file.write_text, "\n".join((*lines, before)))
    grants = ("select on pg_hba_file_rules", "execute on function pg_hba_file_rules()")
    for one in grants:
        await superuser.execute(f"grant {one} to concord_app")
    try:
        said = await of(database.app)
    finally:
        await asyncio.to_thread(file.write_text, before)
        for one in grants:
            await superuser.execute(f"revoke {one} from concord_app")
    assert said["ENTRANCE_UNGUARDED"] == {"pg_hba.conf:1", "pg_hba.conf:2"}
    assert "ENTRANCES_NOT_SEEN" not in said


async def test_a_role_above_the_policies_is_named(database, superuser):
    await superuser.execute("alter role concord_sealer bypassrls")
    try:
        assert (await of(database.app))["MIGHTY_ROLE"] == {"concord_sealer"}
        assert (await of(database.superuser))["MIGHTY_ROLE"] == {"concord_sealer", "postgres"}
    finally:
        await superuser.execute("alter role concord_sealer nobypassrls")


async def test_a_table_without_its_policy_is_named_and_mended_as_it_is_said(database, superuser):
    await superuser.execute("alter table concord.snapshot no force row level security")
    await superuser.execute("drop policy tenant on concord.tracking")
    await superuser.execute("create schema asof_1_x")
    await superuser.execute("create table asof_1_x.ticket (tenant_id uuid)")
    grants = "select array_agg(relname || relacl::text order by oid) from pg_class where relkind = 'r'"
    granted = await superuser.fetchval(grants)
    open_ = [
        one async for one in database_checks.of_database(database.app) if one.code == "ROW_SECURITY_MISSING"
    ]
    assert {one.about for one in open_} == {"concord.snapshot", "concord.tracking", "asof_1_x.ticket"}

    for one in open_:
        await superuser.execute(one.message.en.partition(" owner run ")[2].rpartition(";")[0])
    assert "ROW_SECURITY_MISSING" not in await of(database.app)
    assert await superuser.fetchval(grants) == granted


async def test_what_the_server_logs_and_how_long_it_waits_is_looked_at(database, superuser):
    name = await superuser.fetchval("select current_database()")
    await superuser.execute(f'alter role concord_app in database "{name}" set statement_timeout = 0')
    await superuser.execute(f'alter database "{name}" set log_parameter_max_length = -1')
    codes = set(await of(database.app))
    assert {"NO_STATEMENT_TIMEOUT", "LOGS_PERSONAL_VALUES"} <= codes


@pytest.mark.parametrize("seconds", [-3, 3])
async def test_clocks_that_differ_are_named(database, seconds):
    assert "CLOCK_SKEW" in await of(database.app, lambda: time.time() + seconds)


async def test_what_does_not_answer_is_said_to_be_unknown(tmp_path):
    assert await of(f"postgresql://concord_app@/concord?host={tmp_path}") == {"DATABASE_AWAY": {"PostgreSQL"}}
    (away,) = [one async for one in of_nats("nats://127.0.0.1:1")]
    assert (away.code, away.severity) == ("NATS_AWAY", Severity.UNKNOWN)


@pytest.mark.parametrize(
    "line", [b"220 mail.example.org ESMTP\r\n", b"INFO {\r\n", b"INFO []\n", b"x" * 99_999]
)
async def test_whoever_is_no_nats_is_away(line):
    async def greet(_, writer):
        writer.write(line)
        await writer.drain()

    async with await asyncio.start_server(greet, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        assert [one.code async for one in of_nats(f"nats://127.0.0.1:{port}")] == ["NATS_AWAY"]
        assert not await greets("127.0.0.1", port)


async def test_nats_that_asks_nobody_is_named_and_one_with_accounts_is_not(servers, tmp_path):
    assert [one.code async for one in of_nats(servers.nats.url)] == ["NATS_WITHOUT_ACCOUNTS"]
    accounts = configuration(Operator.obtained(tmp_path / "keys"), str(tmp_path / "accounts"))
    async with nats.running(tmp_path / "nats", accounts=accounts) as server:
        assert [one.code async for one in of_nats(server.url)] == []


def test_the_command_says_it_in_both_languages_and_by_its_exit_code(tmp_path, monkeypatch):
    for name in SAFE:
        monkeypatch.delenv(name, raising=False)
    environment = {"CONCORD_DATA_DIR": str(tmp_path), "CONCORD_NATS_URL": "nats://127.0.0.1:1"}
    shown = CliRunner().invoke(doctor, ["--json"], env=environment)
    assert shown.exit_code == 1
    rows = json.loads(shown.stdout)
    assert {"DEMO_ISSUER", "DATABASE_AWAY", "NATS_AWAY"} <= {row["code"] for row in rows}
    assert [row["severity"] for row in rows] == sorted(
        (row["severity"] for row in rows), key=list(Severity).index
    )
    assert all(row["zh"] and row["en"] for row in rows)
    assert "演示令牌有效" in CliRunner().invoke(doctor, env=environment).stdout
    unknown = {**SAFE, **environment, "CONCORD_DATABASE_URL": "postgresql://{role}@127.0.0.1:1/concord"}
    assert CliRunner().invoke(doctor, ["--json"], env=unknown).exit_code == 2


def test_every_code_is_in_the_operators_page():
    root = Path(__file__).parents[3]
    sources = "".join(file.read_text("utf-8") for file in (root / "platform/concord/diagnosing").glob("*.py"))
    codes = set(re.findall(r'\*\("([A-Z_]+)",', sources))
    page = (root / "docs/operators.md").read_text("utf-8")
    assert len(codes) > 20
    assert {code for code in codes if f"`{code}`" not in page} == set()
