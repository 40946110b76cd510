"""Proofs over GraphQL, judged by the verifier that shares no code with us."""

import pytest
from sealing import fill, sealed

from concord.ledger import keys
from concord.ledger.notes import verifier_key
from concord.verifying import VerifierKey
from concord.verifying.merkle import continues, includes
from concord.verifying.receipt import open_receipt

INCLUSION = """query ($position: Position!, $size: Position) {
    ledger { inclusionProof(position: $position, size: $size) {
        position leafIndex leafHash size root hashes receipt
        checkpoint { size text origin root signedAt } } } }"""
CONSISTENCY = """query ($from: Position!, $to: Position!) { ledger { consistencyProof(from: $from, to: $to) {
    fromSize fromRoot toSize toRoot hashes } } }"""
CHECKPOINT = "{ ledger { head checkpoint { text origin size root signedAt } } }"


@pytest.fixture
async def sealing(database, store, tenant, tmp_path):
    """Appends and seals; returns the keys that an auditor trusts."""

    async def grow(count: int) -> list[VerifierKey]:
        await fill(store, tenant, count)
        await sealed(database.dsn("concord_sealer"), tmp_path)
        (public,) = keys.read(tmp_path / "keys").known
        return [VerifierKey.parse(verifier_key(f"ledger.example.org/ledgers/{tenant.code}", public))]

    return grow


def bytes_of(hashes):
    return [bytes.fromhex(one) for one in hashes]


async def test_before_it_is_sealed_there_is_no_checkpoint(administrator, store, tenant):
    await fill(store, tenant, 1)

    assert (await administrator.ask(CHECKPOINT)).only == {"head": 1, "checkpoint": None}
    assert (await administrator.ask(INCLUSION, position=1)).codes == ["STALE_READ"]


async def test_a_receipt_proves_an_entry_offline(administrator, store, tenant, sealing):
    trusted = await sealing(270)
    await fill(store, tenant, 1)

    shown = (await administrator.ask(CHECKPOINT)).only
    proof = (await administrator.ask(INCLUSION, position=258)).only["inclusionProof"]

    assert (shown["head"], shown["checkpoint"]["size"]) == (271, 270)
    receipt = open_receipt(proof["receipt"].encode(), trusted)
    (entry,) = await store.read(tenant.id, 257, 1)
    receipt.proves(entry.raw)
    assert proof["checkpoint"] == shown["checkpoint"]
    leaf, root = bytes.fromhex(proof["leafHash"]), bytes.fromhex(proof["root"])
    assert includes(proof["leafIndex"], proof["size"], leaf, bytes_of(proof["hashes"]), root)


async def test_a_size_without_checkpoint_has_a_proof_and_no_receipt(administrator, sealing):
    await sealing(20)

    proof = (await administrator.ask(INCLUSION, position=3, size=11)).only["inclusionProof"]

    assert (proof["size"], proof["receipt"], proof["checkpoint"]) == (11, None, None)


async def test_an_earlier_ledger_is_continued(administrator, sealing):
    await sealing(20)
    before = (await administrator.ask(CHECKPOINT)).only["checkpoint"]
    await sealing(300)
    after = (await administrator.ask(CHECKPOINT)).only["checkpoint"]

    proof = (await administrator.ask(CONSISTENCY, **{"from": 20, "to": 320})).only["consistencyProof"]

    assert (proof["fromRoot"], proof["toRoot"]) == (before["root"], after["root"])
    assert continues(
        *(20, bytes.fromhex(proof["fromRoot"])),
        *(320, bytes.fromhex(proof["toRoot"])),
        bytes_of(proof["hashes"]),
    )


@pytest.mark.parametrize(
    ("document", "variables", "code"),
    [
        (INCLUSION, {"position": 0}, "BAD_USER_INPUT"),
        (INCLUSION, {"position": 9, "size": 8}, "BAD_USER_INPUT"),
        (INCLUSION, {"position": 9}, "STALE_READ"),
        (INCLUSION, {"position": 1, "size": 9}, "STALE_READ"),
        (CONSISTENCY, {"from": 3, "to": 2}, "BAD_USER_INPUT"),
        (CONSISTENCY, {"from": 3, "to": 9}, "STALE_READ"),
        (INCLUSION, {"position": 10}, "BAD_USER_INPUT"),
        (INCLUSION, {"position": 1, "size": 10}, "BAD_USER_INPUT"),
        (CONSISTENCY, {"from": 3, "to": 10}, "BAD_USER_INPUT"),
    ],
)
async def test_what_cannot_be_proven_is_said(
    administrator, sealing, store, tenant, document, variables, code
):
    """Nine entries, eight of them sealed: what comes in a second is another thing than what is not there."""
    await sealing(8)
    await fill(store, tenant, 1)

    answer = await administrator.ask(document, **variables)

    assert answer.codes == [code]
    assert "has 9 entries" in answer.errors[0]["message"] or max(variables.values()) < 10


async def test_as_of_a_moment_the_checkpoints_of_then(administrator, sealing):
    await sealing(5)
    await sealing(5)

    then = await administrator.ask("{ ledger(asOf: { position: 7 }) { head checkpoint { size } } }")

    assert then.only == {"head": 7, "checkpoint": {"size": 5}}


async def test_a_ledger_that_was_changed_gives_no_proof_but_an_alarm(
    administrator, sealing, database, tenant
):
    import asyncpg

    await sealing(8)
    superuser = await asyncpg.connect(database.superuser)
    async with superuser.transaction():
        await superuser.execute("set local session_replication_role = replica")
        await superuser.execute(
            "update concord.event set entry = '{}' where tenant_id = $1 and position = 3", tenant.id
        )
    await superuser.close()

    answer = await administrator.ask(INCLUSION, position=5)

    assert answer.codes == ["INTERNAL"]
    assert "not what was signed" in answer.errors[0]["message"]
