"""Proofs from stored tiles, judged by the verifier, which shares no code with what made them."""

import json
from itertools import pairwise
from pathlib import Path

import asyncpg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sealing import checkpoints, fill, sealed

from concord.ledger import keys
from concord.ledger.merkle import fold, leaf_hash, peaks
from concord.ledger.notes import decoded, verifier_key
from concord.ledger.proving import Contradiction, NotSealed, prove_consistency, prove_inclusion
from concord.ledger.subtrees import (
    Range,
    complete,
    consistency,
    inclusion,
    root_by_inclusion,
    roots_by_consistency,
)
from concord.tenancy import reading
from concord.verifying import VerifierKey
from concord.verifying.merkle import continues, includes
from concord.verifying.receipt import open_receipt

VECTORS = Path(__file__).parents[4] / "shared" / "vectors" / "rfc6962.json"


def root(leaves: list[bytes], one: Range) -> bytes:
    return fold(peaks(leaves[one.first : one.end]))


LEAVES = [leaf_hash(b"%d" % n) for n in range(700)]


@given(st.integers(1, 700), st.data())
@settings(max_examples=150, deadline=None)
def test_every_inclusion_proof_satisfies_the_verifier(size, data):
    index = data.draw(st.integers(0, size - 1))
    path = [root(LEAVES, one) for one in inclusion(index, size)]
    whole = root(LEAVES, Range(0, size))

    assert includes(index, size, LEAVES[index], path, whole)
    assert root_by_inclusion(index, size, LEAVES[index], path) == whole


@given(st.integers(1, 700), st.data())
@settings(max_examples=150, deadline=None)
def test_every_consistency_proof_satisfies_the_verifier(new, data):
    old = data.draw(st.integers(1, new))
    path = [root(LEAVES, one) for one in consistency(old, new)]
    was, now = root(LEAVES, Range(0, old)), root(LEAVES, Range(0, new))

    assert continues(old, was, new, now, path)
    assert roots_by_consistency(old, was, new, path) == (was, now)


@given(st.integers(0, 5_000), st.integers(0, 5_000))
def test_a_range_falls_into_complete_subtrees_without_gap(one, other):
    whole = Range(min(one, other), max(one, other))
    ends = [(part.n << part.height, part.n + 1 << part.height) for part in complete(whole)]

    assert [end for _, end in ends][:-1] == [first for first, _ in ends][1:]
    assert not ends or (ends[0][0], ends[-1][1]) == whole


def test_the_public_vectors_of_valid_proofs_lead_to_their_roots():
    if not VECTORS.exists():
        pytest.skip(f"the vectors of transparency-dev/merkle are not at {VECTORS}")
    cases = [one for one in json.loads(VECTORS.read_text())["inclusion"] if not one["wantErr"]]
    assert cases
    for case in cases:
        path = [decoded(one) for one in case["proof"] or ()]
        leaf = decoded(case["leafHash"])
        found = root_by_inclusion(case["leafIdx"], case["treeSize"], leaf, path)
        assert found == decoded(case["root"]), case["desc"]


@pytest.fixture(scope="module")
async def ledger(database, store, owner_pool, tmp_path_factory):
    """900 entries, sealed at six sizes: a full tile, partial ones, and between."""
    from concord.tenancy import Tenants

    folder = tmp_path_factory.mktemp("sealer")
    tenant = await Tenants(owner_pool).create(code="proven", name="证", division_code="", simulated=False)
    for count in (1, 254, 1, 44, 212, 388):
        await fill(store, tenant, count)
        await sealed(database.dsn("concord_sealer"), folder)
    origin = (await checkpoints(owner_pool, tenant))[0].head.origin
    (public,) = keys.read(folder / "keys").known
    return tenant, [VerifierKey.parse(verifier_key(origin, public))]


@pytest.fixture(scope="module")
async def app(database):
    async with asyncpg.create_pool(database.app, min_size=0, max_size=2) as pool:
        yield pool


async def test_every_entry_has_a_receipt_that_the_verifier_accepts(app, store, ledger):
    tenant, trusted = ledger
    for entry in await store.read(tenant.id, 0, 900):
        if entry.position % 7 in (0, 4) or entry.position in (1, 255, 256, 257, 512, 513, 900):
            async with reading(app, tenant.id) as connection:
                proven = await prove_inclusion(connection, tenant.id, entry.position, None)
            receipt = open_receipt(proven.receipt.encode(), trusted)
            receipt.proves(entry.raw)
            assert (receipt.position, receipt.checkpoint.size) == (entry.position, 900)


async def test_in_a_tree_of_any_sealed_size(app, ledger):
    tenant, _ = ledger
    for size in (1, 2, 255, 256, 300, 301, 511, 512, 513, 899):
        for position in {1, size // 2 + 1, size}:
            async with reading(app, tenant.id) as connection:
                proven = await prove_inclusion(connection, tenant.id, position, size)
            leaf = leaf_hash(proven.entry)
            assert includes(position - 1, size, leaf, proven.path, proven.root)
            assert (proven.checkpoint is not None) == (size in (1, 255, 256, 300, 512))


async def test_each_checkpoint_is_continued_by_each_later_one(app, owner_pool, ledger):
    tenant, _ = ledger
    signed = [one.head for one in await checkpoints(owner_pool, tenant)]
    for old, new in [*pairwise(signed), (signed[0], signed[-1]), (signed[2], signed[-1]), (signed[3],) * 2]:
        async with reading(app, tenant.id) as connection:
            proven = await prove_consistency(connection, tenant.id, old.size, new.size)
        assert (proven.old_root, proven.new_root) == (old.root, new.root)
        assert continues(old.size, old.root, new.size, new.root, proven.path)


async def test_what_is_not_sealed_has_no_proof(app, store, ledger):
    tenant, _ = ledger
    async with reading(app, tenant.id) as connection:
        with pytest.raises(NotSealed):
            await prove_inclusion(connection, tenant.id, 901, None)
        with pytest.raises(NotSealed):
            await prove_inclusion(connection, tenant.id, 1, 901)
        with pytest.raises(NotSealed):
            await prove_consistency(connection, tenant.id, 1, 901)
        assert (await prove_inclusion(connection, tenant.id, 255, None, 256)).size == 256


async def test_a_proof_takes_few_queries(app, ledger):
    tenant, _ = ledger
    asked = []
    async with reading(app, tenant.id) as connection:
        with connection.query_logger(asked.append):
            await prove_inclusion(connection, tenant.id, 300, None)

    assert len(asked) <= 6  # with BEGIN, COMMIT and the pool's reset below 10


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ("update event set entry = 'x' where tenant_id = $1 and position = 300", "position 300"),
        ("update event set entry = 'x' where tenant_id = $1 and position = 890", "that were signed"),
        ("update tile set hashes = hashes || '' where tenant_id = $1", None),
        (
            "update tile set hashes = set_byte(hashes, 1500, 1) where tenant_id = $1 and index = 1",
            "position 300",
        ),
        ("update tile set root = sha256(root) where tenant_id = $1 and index = 1", "that were signed"),
        ("delete from event where tenant_id = $1 and position = 890", "hashes"),
        ("delete from tile where tenant_id = $1 and index = 1", "has 2 of 3 hashes"),
    ],
    ids=["this entry", "another entry", "nothing", "hash", "root", "entry gone", "tile gone"],
)
async def test_changed_rows_give_no_proof(app, database, ledger, change, wrong):
    """By a superuser, with triggers disabled, in a transaction that is rolled back afterwards."""
    tenant, _ = ledger
    superuser = await asyncpg.connect(database.superuser, server_settings={"search_path": "concord"})
    transaction = superuser.transaction()
    await transaction.start()
    try:
        await superuser.execute("set local session_replication_role = replica")
        await superuser.execute(change, tenant.id)
        if wrong is None:
            assert (await prove_inclusion(superuser, tenant.id, 300, None)).size == 900
        else:
            with pytest.raises(Contradiction, match=wrong):
                await prove_inclusion(superuser, tenant.id, 300, None)
    finally:
        await transaction.rollback()
        await superuser.close()
