"""The tenancy linter catches what it is for, and lets pass what is right."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(__file__).parent / "tenancy_linter.py"
TABLES = """
create table ticket (tenant_id uuid not null, id uuid not null, title text, primary key (tenant_id, id));
create table step (tenant_id uuid not null, ticket uuid not null, primary key (tenant_id, ticket));
create table division (code text primary key);
"""


@pytest.fixture
def lint(tmp_path):
    """Findings for one more file beside the tables."""
    (tmp_path / "tables.sql").write_text(TABLES)

    def run(name: str, text: str) -> list[str]:
        (tmp_path / name).write_text(text)
        done = subprocess.run([sys.executable, LINTER, tmp_path], capture_output=True, text=True)
        assert done.stderr == ""
        findings = [line.removeprefix(f"{tmp_path}/") for line in done.stdout.splitlines()]
        assert done.returncode == bool(findings)
        return findings

    return run


@pytest.mark.parametrize(
    "statement",
    [
        "select title from ticket where id = $1",
        "select title from concord.ticket",
        'select title from only "ticket"',
        "SELECT d.code FROM division d, ticket t",
        "select 1 from division join ticket on true",
        "update ticket set title = '' where id = $1",
        "delete from ticket where id = $1",
        "insert into ticket (id) values ($1)",
        "truncate ticket",
        "select 1 from step where tenant_id = $1 and exists (select from ticket t where t.id = ticket)",
        "select 1 from step where tenant_id = $1 union all select 1 from ticket",
        "with t as (select * from ticket) select * from t, step where step.tenant_id = $1",
        "select (1 + (select count(*) from ticket)), tenant_id from step where tenant_id = $1",
        "select title from ticket -- where tenant_id = $1",
        "select title, 'tenant_id' from ticket",
        "create view open as select title from ticket",
        "create function f() returns void language plpgsql as $$ begin delete from ticket; end $$",
        "create function f() returns void language sql as $body$ select 1; select title from ticket $body$",
    ],
)
def test_a_tenant_table_without_tenant_id_is_refused(lint, statement):
    assert lint("bad.sql", f"\n{statement};\n") == [
        f"bad.sql:2: reads or writes {'ticket'} without tenant_id"
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "select title from ticket where tenant_id = $1",
        "select code from division",
        "select * from step join ticket using (tenant_id) where tenant_id = $1",
        "insert into ticket (tenant_id, id) select tenant_id, id from unnest($1, $2) as new (tenant_id, id)",
        "create index ticket_by_title on ticket (title)",
        "grant select on ticket to concord_app",
        "select 'from ticket'",
        "select count(*) from ticket -- every tenant: the platform's own statistics",
    ],
)
def test_what_is_right_passes(lint, statement):
    assert lint("good.sql", statement) == []


@pytest.mark.parametrize(
    "statement",
    [
        "set app.tenant = 'x'",
        "SET SESSION app.tenant TO 'x'",
        "select set_config('app.tenant', $1, false)",
        "begin; set app.tenant = 'x'",
    ],
)
def test_a_tenant_for_the_whole_session_is_refused(lint, statement):
    assert len(lint("bad.sql", statement)) == 1
    assert (
        len(lint("bad.py", f"async def f(connection):\n    await connection.execute({statement!r})\n")) == 2
    )


@pytest.mark.parametrize(
    "statement", ["set local app.tenant = 'x'", "select set_config('app.tenant', $1, true)"]
)
def test_a_tenant_for_one_transaction_passes(lint, statement):
    assert lint("good.sql", statement) == []


@pytest.mark.parametrize(
    "code",
    [
        "await connection.fetch('select title from ticket where id = $1', id)",
        "await connection.fetch(f'select {columns} from ticket where id = $1', id)",
        "READ = 'select title ' 'from ticket'",
        "await connection.execute('''\n  delete from ticket\n''')",
    ],
)
def test_texts_in_python_are_looked_at(lint, code):
    module = f"async def f(connection, id, columns):\n    {code}\n"

    assert [finding.split(": ")[1] for finding in lint("bad.py", module)] == [
        "reads or writes ticket without tenant_id"
    ]


def test_prose_in_python_is_not(lint):
    assert lint("good.py", '"""Select one from ticket."""\nX = "update the ticket from step"\n') == []


def test_our_own_sql_passes():
    roots = [ROOT / root for root in ("platform", "domains", "projections", "graphql")]
    done = subprocess.run([sys.executable, LINTER, *roots], capture_output=True, text=True)

    assert done.stdout == ""
    assert done.returncode == 0
