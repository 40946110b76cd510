"""Attacks on a sealed ledger, performed on a real database: who notices, when, and what is said.

The sealer notices what touches its next checkpoint, and after a restart whatever its own root covers; a
proof is never given over changed rows; the verifier, which shares no code with either, names the position.
Entries between append and checkpoint are the one window, a second long: `concord_ledger_sealing_seconds`.
"""

import secrets

import asyncpg
import pytest
from appending import append_of
from sealing import NAME, checkpoints, fill, restored, sealed, sealer

from concord.eventstore.canonical import NotCanonical, canonical
from concord.ledger import keys
from concord.ledger.checkpoints import TreeHead, signed
from concord.ledger.merkle import leaf_hash, node_hash
from concord.ledger.notes import verifier_key
from concord.ledger.proving import Contradiction, prove_inclusion
from concord.ledger.tree import Tree
from concord.tenancy import Tenants, reading
from concord.verifying import Fault, VerifierKey, Wrong
from concord.verifying.canonical import NotCanonical as NotCanonicalEntry
from concord.verifying.canonical import read as read_canonical
from concord.verifying.checkpoint import open_checkpoint
from concord.verifying.receipt import open_receipt
from concord.verifying.sources import database as source
from concord.verifying.verification import verify

SIZE = 600
EDIT = (
    "update event set entry = convert_to(replace(convert_from(entry, 'UTF8'), '留痕', '改过'), 'UTF8')"
    " where tenant_id = $1 and position = $2"
)


@pytest.fixture
def dsn(database) -> str:
    return database.dsn("concord_sealer")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Of the one sealer of this module's database."""
    return tmp_path_factory.mktemp("sealer")


@pytest.fixture
async def ledger(dsn, store, tenant, folder):
    """600 entries, sealed at 300 and 600."""
    for _ in range(2):
        await fill(store, tenant, SIZE // 2)
        await sealed(dsn, folder)
    return tenant


@pytest.fixture
async def unguarded(database):
    """A superuser with triggers disabled: nothing in the database stops him."""
    connection = await asyncpg.connect(
        database.superuser,
        server_settings={"search_path": "concord", "session_replication_role": "replica"},
    )
    yield connection
    await connection.close()


async def trusted(folder, tenant, simulated=""):
    (public,) = keys.read(folder / "keys").known
    return [VerifierKey.parse(verifier_key(f"{NAME}/ledgers/{tenant.code}{simulated}", public))]


async def judged(database, folder, tenant, kept=()):
    """What the verifier says: code and first position, or None."""
    try:
        async with source.opened(database.auditor, tenant.code) as opened:
            found = await verify(opened, await trusted(folder, tenant), kept)
    except Wrong as wrong:
        return wrong.fault, wrong.position
    return (found.faults[0].fault, found.faults[0].position) if found.faults else None


async def alarm(dsn, folder, tenant):
    """What the sealer says after a restart, or None."""
    return (await sealed(dsn, folder)).get(str(tenant.id))


@pytest.fixture(scope="module")
async def standing(database, store, owner_pool, folder):
    """A sealed ledger for attacks that change nothing."""
    code = f"w{secrets.token_hex(5)}"
    tenant = await Tenants(owner_pool).create(code=code, name="立", division_code="", simulated=False)
    await fill(store, tenant, 300)
    await sealed(database.dsn("concord_sealer"), folder)
    return tenant


EVIDENCE = ("event", "tile", "checkpoint", "cosignature", "time_stamp")
ROLES = ("concord_app", "concord_projector", "concord_sealer", "concord_auditor", "concord_replayer")


@pytest.mark.parametrize("table", [*EVIDENCE, "ledger_key"])
@pytest.mark.parametrize("role", ROLES)
async def test_no_role_of_the_application_changes_anything(database, standing, role, table):
    ledger = standing
    connection = await asyncpg.connect(database.dsn(role), server_settings={"search_path": "concord"})
    try:
        await connection.execute(f"set app.tenant = '{ledger.id}'; set default_transaction_read_only = off")
        for attack in (
            f"update {table} set tenant_id = tenant_id",
            f"delete from {table}",
            f"truncate {table}",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(attack)
    finally:
        await connection.close()


INSERTS = {
    "event": ROLES,
    "tile": [role for role in ROLES if role != "concord_sealer"],
    "checkpoint": [role for role in ROLES if role != "concord_sealer"],
    "time_stamp": [role for role in ROLES if role != "concord_sealer"],
    "cosignature": [role for role in ROLES if role != "concord_app"],
}
"""Who may not even add to the evidence; of the API's cosignatures each is verified before it is stored."""


@pytest.mark.parametrize(
    ("table", "role"), [(table, role) for table, all_ in INSERTS.items() for role in all_]
)
async def test_no_role_but_its_own_adds_evidence(database, standing, role, table):
    connection = await asyncpg.connect(database.dsn(role), server_settings={"search_path": "concord"})
    try:
        await connection.execute(f"set app.tenant = '{standing.id}'; set default_transaction_read_only = off")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(f"insert into {table} select * from {table} limit 0")
    finally:
        await connection.close()


@pytest.mark.parametrize("table", EVIDENCE)
async def test_the_owner_is_stopped_by_the_table_itself(database, standing, table, unguarded):
    ledger = standing
    await unguarded.execute(  # a row of each, so that triggers for rows have one to meet
        "insert into cosignature values ($1, 1, 300, 'w', 'l') on conflict do nothing", ledger.id
    )
    await unguarded.execute(
        "insert into time_stamp values ($1, 1, 300, 'a', 'r', now()) on conflict do nothing", ledger.id
    )
    connection = await asyncpg.connect(database.owner, server_settings={"search_path": "concord"})
    try:
        await connection.execute(f"set app.tenant = '{ledger.id}'")
        for attack in (
            f"update {table} set tenant_id = tenant_id",
            f"delete from {table}",
            f"truncate {table}",
        ):
            with pytest.raises(asyncpg.PostgresError, match="append-only"):
                await connection.execute(attack)
    finally:
        await connection.close()


async def test_an_edited_entry_under_a_full_tile(database, dsn, folder, ledger, unguarded):
    await unguarded.execute(EDIT, ledger.id, 77)

    assert await judged(database, folder, ledger) == (Fault.LEAF_DIFFERS, 77)
    await no_proof(database, ledger, 77, "position 77")


async def test_an_edited_entry_that_no_full_tile_covers(database, dsn, folder, store, ledger, unguarded):
    await unguarded.execute(EDIT, ledger.id, 550)

    assert await judged(database, folder, ledger) == (Fault.ROOT_DIFFERS, 301)
    await no_proof(database, ledger, 550, "that were signed")
    await store.append(append_of(ledger))
    assert "up to position 600 is not what was sealed" in await alarm(dsn, folder, ledger)


async def test_a_running_sealer_names_the_entry_when_its_tile_is_completed(
    dsn, folder, store, ledger, unguarded
):
    async with sealer(dsn, folder) as running:
        await fill(store, ledger, 1)
        await running.round()
        await unguarded.execute(EDIT, ledger.id, 550)
        await fill(store, ledger, 300)
        await running.round()

        found = running.alarms.found[ledger.id]
        assert (found.reason, found.position) == ("changed", 550)
        assert await running.alarms.unready() is not None


async def test_an_edited_entry_with_its_hashes_recomputed(database, dsn, folder, store, ledger, unguarded):
    await unguarded.execute(EDIT, ledger.id, 77)
    rows = await unguarded.fetch("select entry from event where tenant_id = $1 order by position", ledger.id)
    tiles = Tree().grow(leaf_hash(row["entry"]) for row in rows)
    for tile in tiles:
        await unguarded.execute(
            "update tile set hashes = $4, root = $5 where tenant_id = $1 and level = $2 and index = $3",
            *(ledger.id, tile.level, tile.index, tile.hashes, tile.root),
        )

    assert (await judged(database, folder, ledger))[0] == Fault.ROOT_DIFFERS
    await no_proof(database, ledger, 300, "that were signed")
    await store.append(append_of(ledger))
    assert "is not what was sealed" in await alarm(dsn, folder, ledger)


async def test_everything_recomputed_and_signed_with_another_key(
    database, dsn, folder, store, ledger, unguarded
):
    await unguarded.execute(EDIT, ledger.id, 77)
    rows = await unguarded.fetch("select entry from event where tenant_id = $1 order by position", ledger.id)
    tree = Tree()
    tiles = tree.grow(leaf_hash(row["entry"]) for row in rows)
    await unguarded.execute("delete from tile where tenant_id = $1", ledger.id)
    for tile in tiles:
        await unguarded.execute(
            "insert into tile values ($1, 1, $2, $3, $4, $5)",
            *(ledger.id, tile.level, tile.index, tile.hashes, tile.root),
        )
    head = TreeHead(1, f"{NAME}/ledgers/{ledger.code}", SIZE, tree.root())
    forger = keys.create(folder / secrets.token_hex(4))
    await unguarded.execute(
        "update checkpoint set root = $2, note = $3 where tenant_id = $1 and size = 600",
        *(ledger.id, head.root, signed(head, [forger])),
    )

    assert (await judged(database, folder, ledger))[0] == Fault.NOT_SIGNED
    await store.append(append_of(ledger))
    assert "was not signed here" in await alarm(dsn, folder, ledger)


async def test_a_changed_hash_beside_right_entries(database, folder, ledger, unguarded):
    await unguarded.execute(
        "update tile set hashes = set_byte(hashes, 40, 1) where tenant_id = $1 and index = 0", ledger.id
    )

    assert await judged(database, folder, ledger) == (Fault.TILE_DIFFERS, 2)


async def test_a_missing_tile_beside_right_entries(database, dsn, folder, store, ledger, unguarded):
    """What the entries give anew is no evidence lost; proofs over it and seals wait until it is back."""
    await unguarded.execute("delete from tile where tenant_id = $1 and index = 0", ledger.id)

    assert await judged(database, folder, ledger) is None
    await no_proof(database, ledger, 300, "hashes")
    await store.append(append_of(ledger))
    assert "is not what was sealed" in await alarm(dsn, folder, ledger)


async def test_hashes_put_there_before_the_sealer_comes(dsn, store, folder, tenant, unguarded):
    await unguarded.execute(
        "insert into tile values"
        " ($1, 1, 0, 0, decode(repeat('00', 8192), 'hex'), decode(repeat('00', 32), 'hex'))",
        tenant.id,
    )
    await fill(store, tenant, 260)

    assert "other hashes for the entries from position 1 on" in await alarm(dsn, folder, tenant)


async def test_truncation(database, dsn, folder, ledger):
    await restored(database, ledger, 590)

    assert "ends at 590, but was sealed up to 600" in await alarm(dsn, folder, ledger)
    kept = signed_at(folder, ledger)
    assert (await judged(database, folder, ledger, [kept]))[0] == Fault.CONSISTENCY_WRONG


def signed_at(folder, tenant):
    """The checkpoint of 600 entries, as somebody kept it: signed anew from the journal."""
    from concord.ledger.journal import recorded

    return signed(recorded(folder / "state")[tenant.id], keys.read(folder / "keys").signing).encode()


async def test_truncation_and_other_entries_in_their_place(database, dsn, folder, store, ledger, unguarded):
    kept = signed_at(folder, ledger)
    await restored(database, ledger, 590)
    await fill(store, ledger, 30)

    assert "is not what was sealed" in await alarm(dsn, folder, ledger)
    assert [one.head.size for one in await _sizes(database, ledger)] == [300]
    assert (await judged(database, folder, ledger, [kept]))[0] == Fault.CONSISTENCY_WRONG


async def _sizes(database, tenant):
    async with asyncpg.create_pool(database.app, min_size=0, max_size=1) as pool:
        return await checkpoints(pool, tenant)


async def test_a_gap_is_not_sealed_over(dsn, folder, store, ledger, unguarded):
    await fill(store, ledger, 20)
    await unguarded.execute("delete from event where tenant_id = $1 and position = 610", ledger.id)

    assert "no entry at position 610" in await alarm(dsn, folder, ledger)


async def test_swapped_positions(database, folder, ledger, unguarded):
    await unguarded.execute(
        "update event e set entry = o.entry from event o where e.tenant_id = $1 and o.tenant_id = $1"
        " and e.position in (20, 21) and o.position = 41 - e.position",
        ledger.id,
    )

    assert await judged(database, folder, ledger) == (Fault.OUT_OF_PLACE, 20)
    await no_proof(database, ledger, 20, "position 20")


async def test_a_checkpoint_of_another_tenant(database, dsn, folder, store, ledger, owner_pool, unguarded):
    other = await Tenants(owner_pool).create(
        code=f"o{secrets.token_hex(5)}", name="他", division_code="", simulated=False
    )
    await fill(store, other, 700)
    await sealed(dsn, folder)
    await unguarded.execute(
        "insert into checkpoint select $1, epoch, size, origin, root, note, signed_at from checkpoint"
        " where tenant_id = $2",
        *(ledger.id, other.id),
    )

    assert (await judged(database, folder, ledger))[0] in (Fault.NOT_SIGNED, Fault.ORIGIN_DIFFERS)
    await fill(store, ledger, 200)
    assert "was not signed here" in await alarm(dsn, folder, ledger)


async def test_a_split_view_by_two_sealers_with_one_key(
    database, dsn, folder, store, tenant, unguarded, tmp_path
):
    """Somebody has the key, a folder without memory, and the database: whoever kept a checkpoint notices."""
    await fill(store, tenant, 40)
    await sealed(dsn, folder)
    (first,) = await _sizes(database, tenant)
    await unguarded.execute(EDIT, tenant.id, 7)
    await unguarded.execute("delete from checkpoint where tenant_id = $1", tenant.id)
    (tmp_path / "keys").mkdir()
    for key in (folder / "keys").iterdir():
        (tmp_path / "keys" / key.name).write_bytes(key.read_bytes())

    assert await alarm(dsn, tmp_path, tenant) is None
    (second,) = await _sizes(database, tenant)
    assert first.head.size == second.head.size
    assert first.head.root != second.head.root
    assert await judged(database, folder, tenant) is None
    found = await judged(database, folder, tenant, [first.note.encode()])
    assert found is not None
    assert found[0] in (Fault.CONSISTENCY_WRONG, Fault.ROOT_DIFFERS)
    await store.append(append_of(tenant))
    assert await alarm(dsn, folder, tenant) is not None  # the sealer with its memory


async def test_a_valid_receipt_beside_an_altered_entry(database, folder, store, ledger):
    async with (
        asyncpg.create_pool(database.app, min_size=0, max_size=1) as pool,
        reading(pool, ledger.id) as c,
    ):
        proven = await prove_inclusion(c, ledger.id, 30, None)
    receipt = open_receipt(proven.receipt.encode(), await trusted(folder, ledger))
    receipt.proves(proven.entry)

    for altered in (proven.entry.replace("留痕".encode(), b"x"), proven.entry + b" ", b"\x00" + proven.entry):
        with pytest.raises(Wrong) as refused:
            receipt.proves(altered)
        assert refused.value.fault is Fault.INCLUSION_WRONG


async def test_a_bad_or_missing_signature(database, folder, ledger):
    *_, last = await _sizes(database, ledger)
    good = await trusted(folder, ledger)
    text, _, line = last.note.rpartition("\n\n")
    other = line[:-4] + ("A" if line[-4] != "A" else "B") + line[-3:]

    for note in (f"{text}\n\n{other}", f"{text}\n\n", last.note.replace("\n600\n", "\n601\n")):
        with pytest.raises(Wrong):
            open_checkpoint(note.encode(), good)
    assert open_checkpoint(last.note.encode(), good).size == SIZE


async def test_two_entries_given_as_the_one_that_is_their_node(
    database, dsn, folder, store, tenant, unguarded
):
    """A second preimage: without a prefix of its own, the node over two leaves would pass for a leaf."""
    await fill(store, tenant, 4)
    await sealed(dsn, folder)
    rows = await unguarded.fetch("select entry from event where tenant_id = $1 order by position", tenant.id)
    first, second, *others = (leaf_hash(row["entry"]) for row in rows)
    forged = Tree()
    forged.grow([leaf_hash(first + second), node_hash(*others)])
    assert forged.root() != (await _sizes(database, tenant))[0].head.root
    await unguarded.execute(
        "update event set entry = $2 where tenant_id = $1 and position = 1", tenant.id, first + second
    )
    await unguarded.execute("delete from event where tenant_id = $1 and position = 2", tenant.id)
    await unguarded.execute(
        "update event set position = position - 1 where tenant_id = $1 and position > 2", tenant.id
    )

    fault, position = await judged(database, folder, tenant)
    assert (fault, position) in ((Fault.ENTRY_NOT_CANONICAL, 1), (Fault.MISSING, 4))
    await store.append(append_of(tenant))
    assert await alarm(dsn, folder, tenant) is not None


async def test_the_last_entry_doubled(database, dsn, folder, store, tenant, unguarded):
    """Three entries and the third once more have one root where a tree pairs a last leaf with itself."""
    await fill(store, tenant, 3)
    await sealed(dsn, folder)
    (before,) = await _sizes(database, tenant)
    await unguarded.execute(
        "insert into event select tenant_id, 4, gen_random_uuid(), 1, type, entry from event"
        " where tenant_id = $1 and position = 3",
        tenant.id,
    )
    await unguarded.execute("update head set position = 4 where tenant_id = $1", tenant.id)

    assert await alarm(dsn, folder, tenant) is None  # appended like any other: it is another root
    *_, after = await _sizes(database, tenant)
    assert (after.head.size, after.head.root != before.head.root) == (4, True)
    assert await judged(database, folder, tenant) == (Fault.OUT_OF_PLACE, 4)


def test_a_second_preimage_and_a_doubled_last_leaf_give_other_roots():
    a, b, c = (leaf_hash(text) for text in (b"a", b"b", b"c"))
    roots = []
    for leaves in ([a, b, c], [a, b, c, c], [node_hash(a, b), c], [leaf_hash(a + b), c], [a, b]):
        tree = Tree()
        tree.grow(leaves)
        roots.append(tree.root())

    # Of a node taken for a leaf the root would be the same: hence no leaf is made but by `leaf_hash`.
    assert len({roots[0], roots[1], roots[3], roots[4]}) == 4
    assert roots[2] == roots[0]
    assert leaf_hash(b"\x01" + a + b) != node_hash(a, b)


@pytest.mark.parametrize(
    ("forged", "why"),
    [
        (b'{"a":1,"a":2}', "duplicate member"),
        (b'{"a":1e3}', "exponent"),
        (b'{"a":1.0}', "fraction"),
        (b'{"b":1,"a":2}', "order"),
        ('{"a":"e\u0301"}'.encode(), "NFD"),
        (b'{"a":9007199254740992}', "beyond 2^53"),
        (b'{"a": 1}', "space"),
        ('{"\ue000":1,"\U0001f600":2}'.encode(), "UTF-16 order"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_two_readers_read_differently_is_no_entry(forged, why):
    with pytest.raises(NotCanonicalEntry):
        read_canonical(forged)


@pytest.mark.parametrize("value", [{"a": 1e3}, {"a": 2**53}, {"é": 1}, {"a": "\ud800"}, {"a": "\x00"}])
def test_it_is_not_written_either(value):
    with pytest.raises(NotCanonical):
        canonical(value)


def test_two_ways_to_type_a_name_make_one_leaf():
    assert canonical({"a": "e\u0301"}) == canonical({"a": "é"})


async def test_what_is_not_canonical_is_named_though_it_was_sealed(
    database, dsn, folder, store, ledger, unguarded
):
    """A superuser edits in the window before the seal: the verifier still says what is wrong with it."""
    await fill(store, ledger, 2)
    await unguarded.execute(
        "update event set entry = convert_to(replace(convert_from(entry, 'UTF8'),"
        " '\"version\":1', '\"version\":1,\"version\":1'), 'UTF8') where tenant_id = $1 and position = 601",
        ledger.id,
    )
    assert await alarm(dsn, folder, ledger) is None

    assert await judged(database, folder, ledger) == (Fault.ENTRY_NOT_CANONICAL, 601)


async def test_bytes_that_are_no_entry_do_not_end_the_sealing_of_others(
    database, dsn, folder, store, ledger, unguarded
):
    await fill(store, ledger, 1)
    await unguarded.execute("update event set entry = 'x' where tenant_id = $1 and position = 601", ledger.id)

    assert await alarm(dsn, folder, ledger) is None
    found = await judged(database, folder, ledger)
    assert found is not None
    assert found[1] == 601


async def no_proof(database, tenant, position, why):
    async with (
        asyncpg.create_pool(database.app, min_size=0, max_size=1) as pool,
        reading(pool, tenant.id) as c,
    ):
        with pytest.raises(Contradiction, match=why):
            await prove_inclusion(c, tenant.id, position, None)
