"""The command line: help that teaches, output for people and scripts, one sentence for what went wrong."""

import base64
import json
import re
import subprocess
import time
from uuid import uuid4

import jwt
import openpyxl
import pytest
from click.testing import CliRunner
from demonstrating import CONCORD, clean_environment

from concord.charters import OrganizationKind
from concord.cli import main
from concord.cli.import_ import import_
from concord.demo.units import credit_code
from concord.embedded import nats, postgres
from concord.eventstore.migrating import migrate
from concord.importing.running import sheets
from concord.importing.workbook import write_template

COMMANDS = (
    *("demo", "serve", "work", "seal", "migrate", "tenant", "token", "status"),
    *("import", "projection", "settings", "privacy"),
)


@pytest.fixture(scope="module")
async def data_dir(tmp_path_factory):
    """A data folder with running, migrated servers, and no API."""
    folder = tmp_path_factory.mktemp("cli")
    async with (
        postgres.running(folder / "postgres", durable=False) as server,
        nats.running(folder / "nats"),
    ):
        await migrate(server.dsn("concord_owner"))
        yield folder


def rows(done) -> list[dict]:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example_of_itself(command):
    shown = CliRunner().invoke(main.concord, [command, "--help"])

    assert shown.exit_code == 0
    assert re.search(rf"^\s+(CONCORD_\S+ )*concord {command}", shown.output, re.MULTILINE)


def test_the_first_help_lists_every_command(concord):
    shown = concord("--help").stdout

    for command in COMMANDS:
        assert re.search(rf"^  {command} ", shown, re.MULTILINE)


def test_a_tenant_is_created_once_and_found_again(concord, data_dir):
    create = (
        "tenant",
        "create",
        "--code",
        "cli1",
        "--name",
        "阳都街道",
        "--division",
        "371321003000",
        "--json",
    )

    first = rows(concord(*create, CONCORD_DATA_DIR=data_dir))
    again = rows(concord(*create, CONCORD_DATA_DIR=data_dir))
    listed = rows(concord("tenant", "list", "--json", CONCORD_DATA_DIR=data_dir))
    shown = concord("tenant", "show", "cli1", CONCORD_DATA_DIR=data_dir)

    assert first == again
    assert [row["name"] for row in listed if row["code"] == "cli1"] == ["阳都街道"]
    assert "阳都街道" in shown.stdout


def test_a_town_is_created_under_its_county_and_under_no_other(concord, data_dir):
    def create(code, parent):
        named = ("--code", code, "--name", "某地", "--parent", parent)
        return concord("tenant", "create", *named, CONCORD_DATA_DIR=data_dir)

    concord("tenant", "create", "--code", "county1", "--name", "某县", CONCORD_DATA_DIR=data_dir)
    assert create("town1", "county1").returncode == 0
    assert "There is no tenant nowhere" in create("town1", "nowhere").stderr
    assert "set once" in create("town1", "town1").stderr


def test_a_code_that_is_taken_is_said_with_the_name_of_who_has_it(concord, data_dir):
    concord("tenant", "create", "--code", "cli4", "--name", "阳都街道", CONCORD_DATA_DIR=data_dir)

    refused = concord("tenant", "create", "--code", "cli4", "--name", "另一个", CONCORD_DATA_DIR=data_dir)

    assert refused.returncode == 1
    assert "There is a tenant cli4 already, named 阳都街道" in refused.stderr


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--code", "Yang.du", "lowercase letters and digits"),
        ("--name", "", "1 to 200 characters"),
        ("--division", "37", "6 or 12 digits"),
    ],
)
def test_a_wrong_tenant_is_refused_before_anything_is_stored(concord, data_dir, option, value, sentence):
    arguments = {"--code": "cli2", "--name": "x", "--division": "", option: value}
    flat = [part for pair in arguments.items() for part in pair]

    refused = concord("tenant", "create", *flat, CONCORD_DATA_DIR=data_dir)

    assert refused.returncode != 0
    assert sentence in refused.stderr
    assert concord("tenant", "show", "cli2", CONCORD_DATA_DIR=data_dir).returncode == 1


def test_token_prints_the_token_alone(concord, tmp_path):
    arguments = ("token", "--tenant", "yangdu", "--role", "secretary", "--hours", "1")
    printed = concord(*arguments, CONCORD_DATA_DIR=tmp_path)

    assert printed.stderr == ""
    claims = jwt.decode(printed.stdout.strip(), options={"verify_signature": False})
    assert (claims["tenant"], claims["role"]) == ("yangdu", "secretary")
    assert claims["exp"] - claims["iat"] == 3600


@pytest.mark.parametrize(
    "shown", [str, lambda key: base64.b64encode(f"Organization:{key}".encode()).decode()]
)
def test_token_takes_an_organization_s_id_as_graphql_shows_it(concord, tmp_path, shown):
    key = uuid4()
    done = concord(
        "token",
        "--tenant",
        "jianghai",
        "--role",
        "officer",
        "--organization",
        shown(key),
        CONCORD_DATA_DIR=tmp_path,
    )
    assert jwt.decode(done.stdout.strip(), options={"verify_signature": False})["organization"] == str(key)


def test_token_says_what_an_organization_s_id_would_be(concord, tmp_path):
    other = base64.b64encode(f"Ticket:{uuid4()}".encode()).decode()
    done = concord(
        "token",
        "--tenant",
        "jianghai",
        "--role",
        "officer",
        "--organization",
        other,
        CONCORD_DATA_DIR=tmp_path,
    )
    assert done.returncode == 2
    assert "is not the id of an organization" in done.stderr


def test_a_token_for_a_tenant_that_the_database_does_not_know_is_refused(concord, data_dir):
    concord("tenant", "create", "--code", "cli5", "--name", "阳都街道", CONCORD_DATA_DIR=data_dir)

    known = concord("token", "--tenant", "cli5", "--role", "secretary", CONCORD_DATA_DIR=data_dir)
    unknown = concord("token", "--tenant", "cli6", "--role", "secretary", CONCORD_DATA_DIR=data_dir)

    assert known.returncode == 0
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "no tenant cli6" in unknown.stderr
    assert "concord tenant list" in unknown.stderr


def test_token_is_refused_where_demo_tokens_do_not_count(concord, tmp_path):
    settings = {"CONCORD_DATA_DIR": tmp_path, "CONCORD_DEMO": "no"}

    refused = concord("token", "--tenant", "yangdu", "--role", "secretary", **settings)

    assert refused.returncode == 1
    assert refused.stdout == ""
    assert "CONCORD_DEMO=yes" in refused.stderr


def test_status_says_what_is_there_and_what_is_not(concord, data_dir):
    shown = concord("status", "--json", CONCORD_DATA_DIR=data_dir, CONCORD_PORT=1)

    states = {row["part"]: row["state"] for row in json.loads(shown.stdout)}
    assert (states["PostgreSQL"], states["NATS"], states["API"]) == ("ready", "ready", "away")
    assert shown.returncode == 1


def test_status_knows_whether_a_worker_runs(concord, data_dir):
    def worker() -> str:
        shown = concord("status", "--json", CONCORD_DATA_DIR=data_dir, CONCORD_PORT=1)
        return next(row["state"] for row in json.loads(shown.stdout) if row["part"] == "worker")

    before = worker()
    environment = clean_environment() | {"CONCORD_DATA_DIR": str(data_dir)}
    with subprocess.Popen([CONCORD, "work"], env=environment, stderr=subprocess.DEVNULL) as working:
        try:
            deadline = time.monotonic() + 90
            while (during := worker()) != "ready" and time.monotonic() < deadline:
                time.sleep(0.2)
        finally:
            working.terminate()

    assert (before, during, worker()) == ("away", "ready", "away")


def test_projections_are_listed(concord, data_dir):
    assert isinstance(rows(concord("projection", "list", "--json", CONCORD_DATA_DIR=data_dir)), list)


@pytest.mark.parametrize("command", ["retry", "rebuild", "audit"])
def test_a_read_model_that_does_not_exist_is_said(concord, data_dir, command):
    concord("tenant", "create", "--code", "cli3", "--name", "x", CONCORD_DATA_DIR=data_dir)

    refused = concord("projection", command, "nothing", "--tenant", "cli3", CONCORD_DATA_DIR=data_dir)

    assert refused.returncode == 1
    assert "There is no read model nothing: there are " in refused.stderr


def test_migrate_again_changes_nothing(concord, data_dir):
    assert rows(concord("migrate", "--json", CONCORD_DATA_DIR=data_dir)) == []
    assert "newest already" in concord("migrate", CONCORD_DATA_DIR=data_dir).stdout


@pytest.mark.parametrize("command", [("tenant", "list"), ("migrate",), ("projection", "list")])
def test_a_database_that_is_away_is_said_in_one_sentence(concord, tmp_path, command):
    refused = concord(*command, CONCORD_DATA_DIR=tmp_path)

    assert refused.returncode == 1
    assert refused.stderr.startswith("concord: The database does not answer: start it with `concord demo`")
    assert refused.stderr.count("\n") == 1


def test_serve_does_not_start_on_a_port_that_is_taken(concord, data_dir):
    port = (data_dir / "nats" / "port").read_text()

    refused = concord("serve", CONCORD_DATA_DIR=data_dir, CONCORD_PORT=port)

    assert refused.returncode == 1
    assert (
        refused.stderr
        == f"concord: Port {port} is taken: stop what uses it, or set CONCORD_PORT to another one.\n"
    )


def test_settings_show_the_value_in_force(concord):
    shown = rows(concord("settings", "--json", CONCORD_PORT=8123))

    assert {"CONCORD_PORT": "8123"}.items() <= {row["name"]: row["value"] for row in shown}.items()


def test_a_workbook_with_mistakes_fails_and_says_them(concord, data_dir, tmp_path):
    """A script that imports and goes on must not go on."""
    concord("tenant", "create", "--code", "cli7", "--name", "阳都街道", CONCORD_DATA_DIR=data_dir)
    file = tmp_path / "台账.xlsx"
    concord("import", file, "--template")
    book = openpyxl.load_workbook(file)
    book["单位"].append(["没有校验位", "海工"])
    book.save(file)

    done = concord("import", file, "--tenant", "cli7", "--dry-run", CONCORD_DATA_DIR=data_dir)

    assert done.returncode == 1
    assert "单位类别" in done.stdout
    assert "2 mistakes: nothing was imported." in done.stderr


def test_an_import_asks_who_imports_when_tenant_and_file_are_there(concord, data_dir, tmp_path, monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    file = tmp_path / "台账.xlsx"
    write_template(sheets(), file)
    for arguments, sentence in (
        ([str(file)], "请指明租户：--tenant CODE（用 `concord tenant list` 查看）"),
        (["none.xlsx", "--tenant", "cli9"], "没有文件 none.xlsx"),
    ):
        done = CliRunner().invoke(import_, arguments)
        assert sentence in f"{done.output} {done.exception}"
    wanted = {"CONCORD_DATA_DIR": data_dir, "LC_ALL": "zh_CN.UTF-8"}
    unknown = concord("import", file, "--tenant", "nowhere", **wanted)
    assert "没有租户 nowhere：用 `concord tenant list` 查看全部" in unknown.stderr
    concord("tenant", "create", "--code", "cli9", "--name", "阳都街道", CONCORD_DATA_DIR=data_dir)
    nobody = concord("import", file, "--tenant", "cli9", **wanted)
    assert "请注明导入人：--subject UUID；只想试运行，用 --dry-run" in nobody.stderr


def test_a_dry_run_of_what_was_imported_says_so(concord, data_dir, tmp_path):
    concord("tenant", "create", "--code", "cli8", "--name", "阳都街道", CONCORD_DATA_DIR=data_dir)
    file = tmp_path / "台账.xlsx"
    concord("import", file, "--template")
    book = openpyxl.load_workbook(file)
    code = credit_code(OrganizationKind.ENTERPRISE, 91_001)
    book["单位"].append([code, "海工", "企业", "党支部"])
    book.save(file)
    arguments = ("import", file, "--tenant", "cli8")
    stored = concord(*arguments, "--subject", uuid4(), CONCORD_DATA_DIR=data_dir)

    again = concord(*arguments, "--dry-run", CONCORD_DATA_DIR=data_dir)

    assert (stored.returncode, again.returncode) == (0, 0), stored.stderr + again.stderr
    assert "1 entries are imported; the ledger ends with entry 1." in stored.stdout
    assert "This file was imported before, nothing was changed" in again.stdout
