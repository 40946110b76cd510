"""`concord ledger prove`, `open` and `close`, as a person types them."""

import json

import pytest
from sealing import fill, sealed

from concord.ledger import keys
from concord.ledger.notes import verifier_key
from concord.verifying import VerifierKey
from concord.verifying.receipt import open_receipt


@pytest.fixture
async def trusted(database, store, tenant, tmp_path):
    await fill(store, tenant, 20)
    await sealed(database.dsn("concord_sealer"), tmp_path)
    (public,) = keys.read(tmp_path / "keys").known
    return [VerifierKey.parse(verifier_key(f"ledger.example.org/ledgers/{tenant.code}", public))]


async def test_a_receipt_is_printed_and_nothing_else(concord, store, tenant, trusted):
    printed = await concord("ledger", "prove", "--tenant", tenant.code, "--position", 7)

    assert (printed.returncode, printed.stderr) == (0, "")
    (entry,) = await store.read(tenant.id, 6, 1)
    open_receipt(printed.stdout.encode(), trusted).proves(entry.raw)


async def test_a_consistency_proof_is_json(concord, tenant, trusted):
    printed = await concord("ledger", "prove", "--tenant", tenant.code, "--continues", 5, "--size", 20)

    assert set(json.loads(printed.stdout)) == {"from", "fromRoot", "to", "toRoot", "hashes"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--position", 21), "signed up to position 20"),
        (("--position", 2, "--size", 1), "at least 2"),
        ((), "--position or --continues"),
        (("--continues", 5), "up to which size"),
    ],
)
async def test_what_cannot_be_proven_is_said_in_a_sentence(concord, tenant, trusted, arguments, sentence):
    printed = await concord("ledger", "prove", "--tenant", tenant.code, *arguments)

    assert printed.returncode != 0
    assert printed.stdout == ""
    assert sentence in printed.stderr


async def test_opening_is_recorded_once(concord, store, tenant):
    for _ in range(2):
        opened = await concord("ledger", "open", "--tenant", tenant.code)
        assert "已公开" in opened.stdout, opened.stderr
    closed = await concord("ledger", "close", "--tenant", tenant.code)

    assert "未公开" in closed.stdout
    assert [entry.type for entry in await store.read(tenant.id, 0)] == [
        "ledger.HashesOpened",
        "ledger.HashesClosed",
    ]
