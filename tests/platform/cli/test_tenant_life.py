"""`concord tenant`: a tenant from its first day to its last, as an operator types it."""

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from appending import append_of
from click.testing import CliRunner, Result
from sealing import fill, sealed

from concord.cli.failures import Failure
from concord.cli.main import concord
from concord.commanding import Refusal
from concord.tenancy import Tenant, Tenants

Run = Callable[..., Result]


@pytest.fixture
def run(database, tmp_path: Path) -> Run:
    environment = {
        "CONCORD_DATABASE_URL": database.dsn("{role}"),
        "CONCORD_DATA_DIR": str(tmp_path),
        "LC_ALL": "en_US.UTF-8",
    }

    def invoke(*arguments: str, **more: str) -> Result:
        return CliRunner().invoke(concord, list(arguments), env=environment | more)

    return invoke


def told(result: Result) -> dict[str, Any]:
    assert result.exception is None, result.exception
    (row,) = json.loads(result.stdout)
    found: dict[str, Any] = row
    return found


@pytest.fixture
def code(run: Run) -> str:
    made = f"c{uuid4().hex[:12]}"
    told(run("tenant", "create", "--code", made, "--name", "新镇", "--json"))
    return made


def test_a_tenant_is_suspended_and_resumed(run: Run, code: str):
    row = told(run("tenant", "suspend", code, "--reason", "legal", "--json"))
    assert (row["state"], row["why"], row["position"]) == ("SUSPENDED", "LEGAL", 1)
    assert told(run("tenant", "suspend", code, "--reason", "legal", "--json"))["position"] == 1
    refused = run("ledger", "open", "--tenant", code)
    assert type(refused.exception).__name__ == "TenantSuspended"
    row = told(run("tenant", "resume", code, "--json"))
    assert (row["state"], row["why"], row["position"]) == ("ACTIVE", "", 2)


def test_a_configuration_is_changed_in_parts(run: Run, code: str):
    shown = told(run("tenant", "configure", code, "--json"))
    assert (shown["language"], shown["time_zone"], shown["version"]) == ("zh", "Asia/Shanghai", 0)
    told(run("tenant", "configure", code, "--theme", "共学", "--theme", "共建", "--json"))
    changed = told(run("tenant", "configure", code, "--language", "en", "--json"))
    assert (changed["themes"], changed["language"], changed["version"]) == (["共学", "共建"], "en", 2)
    emptied = told(run("tenant", "configure", code, "--clear", "themes", "--json"))
    assert (emptied["themes"], emptied["language"]) == ([], "en")
    refused = run("tenant", "configure", code, "--time-zone", "Mars/Olympus")
    assert isinstance(refused.exception, Refusal)


def test_a_closed_tenant_stays_closed_and_its_code_taken(run: Run, code: str, monkeypatch):
    monkeypatch.setattr("concord.cli.tenant.SEALED_WITHIN", 0.0)
    kept = run("tenant", "close", code)
    assert kept.exit_code != 0  # nobody said yes
    assert told(run("tenant", "show", code, "--json"))["state"] == "ACTIVE"

    closed = run("tenant", "close", code, "--yes", "--json")
    assert json.loads(closed.stdout)[0]["state"] == "CLOSED"
    assert isinstance(closed.exception, Failure)  # no sealer runs here
    assert "concord seal" in str(closed.exception)
    again = run("tenant", "create", "--code", code, "--name", "新镇")
    assert "not used again" in str(again.exception)
    for verb in ("suspend", "resume"):
        assert isinstance(run("tenant", verb, code).exception, Refusal)


async def test_a_sealed_tenant_is_closed_and_all_of_it_exported(
    run: Run, code: str, database, owner_pool, store, tmp_path: Path
):
    tenant = await Tenants(owner_pool).by_code(code)
    assert tenant is not None
    await fill(store, tenant, 3)
    closing = asyncio.create_task(asyncio.to_thread(run, "tenant", "close", code, "--yes"))
    while not closing.done():
        await sealed(database.dsn("concord_sealer"), tmp_path / "sealer")
    closed = closing.result()
    assert closed.exception is None, closed.exception
    assert "4" in closed.stderr

    file = tmp_path / "whole.tar"
    exported = await asyncio.to_thread(run, "tenant", "export", code, "-o", str(file))
    assert exported.exception is None, exported.exception
    assert "entries 1 – 4 of 4 sealed" in exported.stdout
    verified = await asyncio.to_thread(run, "ledger", "verify", str(file))
    assert verified.stdout.startswith("HOLDS"), verified.stdout


async def test_a_year_that_is_over_is_offered_to_an_archive(
    run: Run, database, owner_pool, store, simulated_tenant: Tenant, tmp_path: Path
):
    code = simulated_tenant.code
    for year, stream in ((2024, uuid4()), (2025, uuid4())):
        at = datetime(year, 6, 1, tzinfo=UTC)
        await store.append(append_of(simulated_tenant, stream=stream, recorded_at=at))
    await sealed(database.dsn("concord_sealer"), tmp_path / "sealer")
    told(await asyncio.to_thread(run, "tenant", "configure", code, "--retention", "YEARS_10", "--json"))

    early = await asyncio.to_thread(run, "ledger", "hand-over", "--tenant", code, "--year", "2025")
    assert "not over" in str(early.exception)
    file = tmp_path / "2024.tar"
    done = await asyncio.to_thread(
        run, "ledger", "hand-over", "--tenant", code, "--year", "2024", "-o", str(file)
    )
    assert done.exception is None, done.exception
    entry = (await store.read(simulated_tenant.id, 0))[-1]
    assert entry.data == {
        "year": 2024,
        "first": 1,
        "last": 1,
        "retention": "YEARS_10",
        "keep_until": "2034-12-31",
        "sha256": sha256(file.read_bytes()).hexdigest(),
    }


def test_who_creates_it_otherwise_is_told_what_is_there(run: Run, code: str):
    other = run("tenant", "create", "--code", code, "--name", "新镇", "--division", "371321")
    assert "division -" in str(other.exception)
    chinese = run("tenant", "show", "nowhere", LC_ALL="zh_CN.UTF-8")
    assert str(chinese.exception).startswith("没有租户 nowhere")


def test_a_machine_is_created_rotated_and_revoked(run: Run, code: str):
    of = ("--tenant", code, "--name", "board")
    made = run("service-account", "create", *of, "--role", "auditor", "--json")
    assert told(made)["client_id"] == f"{code}.board"
    assert "concord_" in made.stderr
    assert "concord_" not in made.stdout
    assert told(run("service-account", "rotate", *of, "--json"))["secrets"] == 2
    assert told(run("service-account", "revoke", *of, "--json"))["secrets"] == 0
    listed = told(run("access", "list", "--tenant", code, "--json"))
    assert (listed["subject"], listed["issued_until"]) == ("service:board", "for good 永久")
