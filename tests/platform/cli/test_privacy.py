"""`concord privacy`: what an operator does for a person, beside what the tenant's own people decide."""

import json
from uuid import UUID, uuid4

import pytest

from concord.charters import OrganizationKind
from concord.commanding import Commander
from concord.demo.units import credit_code
from concord.erasures.commands import RequestErasure
from concord.erasures.events import ErasureBasis
from concord.identity import Role, Viewer
from concord.organizations.commands import RegisterOrganization
from concord.privacy import Narrative, Personal
from concord.privacy.keystore import KeyStore

NAME, PHONE = "慕容命令行", "13844440004"


@pytest.fixture
def place(database, tmp_path) -> dict[str, str]:
    """Settings of a command that works on this module's database, with keys of its own."""
    return {"CONCORD_DATABASE_URL": database.dsn("{role}"), "CONCORD_DATA_DIR": str(tmp_path)}


@pytest.fixture
async def person(store, tenant, tmp_path) -> UUID:
    """The contact of an organization; an administrator has asked for the erasure."""
    subject, keys = uuid4(), KeyStore(tmp_path / "keys")
    commander = Commander(store, keys)
    viewer = Viewer(tenant=tenant, subject=str(uuid4()), role=Role.ADMINISTRATOR)
    await commander.execute(
        viewer,
        RegisterOrganization(
            credit_code=credit_code(OrganizationKind.ENTERPRISE, 81_000),
            name="单位",
            kind=OrganizationKind.ENTERPRISE,
            contact=Personal(subject, {"name": NAME, "phone": PHONE}),
        ),
    )
    why = {"basis": ErasureBasis.CONSENT_WITHDRAWN, "reason": Narrative("本人申请")}
    await commander.execute(viewer, RequestErasure(subject=subject, **why))
    keys.close()
    return subject


def test_a_copy_is_made_then_the_person_is_erased_and_the_copy_is_listed(
    concord, place, person, tenant, tmp_path
):
    of = ("--tenant", tenant.code, "--subject", person)
    made = concord("privacy", "copy", *of, "-o", tmp_path / "person.json", **place)
    assert made.returncode == 0, made.stderr
    assert json.loads((tmp_path / "person.json").read_text())["values"] == {"name": [NAME], "phone": [PHONE]}

    done = concord("privacy", "erase", *of, "--json", **place)

    assert done.returncode == 0, done.stderr
    assert [copy["format"] for copy in json.loads(done.stdout)] == ["json"]
    again = concord("privacy", "erase", *of, **place)
    assert (again.returncode, "1 copies in clear are out of reach" in again.stdout) == (0, True)
    assert not any(value in made.stderr + done.stderr + again.stderr for value in (NAME, PHONE))


def test_it_is_asked_for_once_and_a_wrong_id_is_said(concord, place, person, tenant):
    wrong = concord("privacy", "erase", "--tenant", tenant.code, "--subject", uuid4(), **place)
    assert (wrong.returncode, "knows no person" in wrong.stderr) == (1, True)
    ask = ("--request", "--basis", "CONSENT_WITHDRAWN", "--reason", "本人申请")
    twice = concord("privacy", "erase", "--tenant", tenant.code, "--subject", person, *ask, **place)
    assert (twice.returncode, "asked for already" in twice.stderr) == (1, True)
    of = ("--tenant", tenant.code, "--subject", person, *ask, "--file", uuid4())
    unknown = concord("privacy", "erase", *of, **place)
    assert (unknown.returncode, "knows no attached file" in unknown.stderr) == (1, True)
