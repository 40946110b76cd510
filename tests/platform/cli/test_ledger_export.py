"""`concord ledger export`, and what `concord ledger verify` says of the file and of its database."""

import pytest
from sealing import fill, sealed


@pytest.fixture(scope="module")
def sealer_folder(tmp_path_factory):
    """Of the one sealer of the module's database."""
    return tmp_path_factory.mktemp("sealer")


@pytest.fixture
async def settings(database, store, tenant, tmp_path, sealer_folder):
    """Given a sealed ledger of 300 entries."""
    await fill(store, tenant, 300)
    assert await sealed(database.dsn("concord_sealer"), sealer_folder) == {}
    return {"CONCORD_DATABASE_URL": database.dsn("{role}"), "CONCORD_DATA_DIR": tmp_path / "data"}


async def test_a_ledger_is_exported_and_verified_by_two_commands(concord, settings, tenant, tmp_path):
    file = tmp_path / "x.ledger.tar"

    exported = concord("ledger", "export", "--tenant", tenant.code, "-o", file, **settings)
    offline = concord("ledger", "verify", file)
    database = concord("ledger", "verify", "--tenant", tenant.code, **settings)

    assert (exported.returncode, exported.stderr) == (0, "")
    assert "entries 1 – 300 of 300 sealed" in exported.stdout
    for verified in (offline, database):
        assert verified.returncode == 0, verified.stdout
        assert verified.stdout.startswith("HOLDS 核验通过")
        assert "1 – 300 of 300" in verified.stdout


async def test_what_cannot_be_exported_is_said_in_one_sentence(concord, settings, tenant, tmp_path):
    for arguments, said in (
        (("--tenant", "nobody"), "There is no tenant nobody"),
        (("--tenant", tenant.code, "--from", "2031-01-01"), "Nothing that is sealed was recorded"),
    ):
        refused = concord("ledger", "export", *arguments, "-o", tmp_path / "y.tar", **settings)
        assert refused.returncode == 1
        assert refused.stderr.startswith("concord: ")
        assert said in refused.stderr
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith("y.tar")] == []
