"""Attacks that depend on a moment, or on one part. test_attacks_by_role.py tries each as every role.

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
from concord.ledger.checkpoints import signed
from concord.ledger.merkle import leaf_hash, node_hash
from concord.ledger.notes import verifier_key
from concord.ledger.tree import Tree
from concord.tenancy import Tenants
from concord.verifying import Fault, VerifierKey, Wrong
from concord.verifying.canonical import NotCanonical as NotCanonicalEntry
from concord.verifying.canonical import read as read_canonical
from concord.verifying.checkpoint import open_checkpoint
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


async def test_hashes_put_there_before_the_sealer_comes(dsn, store, folder, tenant, unguarded):
    await unguarded.execute(
        "insert into tile values"
        " ($1, 1, 0, 0, decode(repeat('00', 8192), 'hex'), decode(repeat('00', 32), 'hex'))",
        tenant.id,
    )
    await fill(store, tenant, 260)

    assert "other hashes for the entries from position 1 on" in await alarm(dsn, folder, tenant)


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


async def test_a_bad_or_missing_signature(database, folder, ledger):
    *_, last = await _sizes(database, ledger)
    good = await trusted(folder, ledger)
    text, _, line = last.note.rpartition("\n\n")
    other = line[:-4] + ("A" if line[-4] != "A" else "B") + line[-3:]

    for note in (f"{text}\n\n{other}", f"{text}\n\n", last.note.replace("\n600\n", "\n601\n")):
        with pytest.raises(Wrong):
            open_checkpoint(note.encode(), good)
    assert open_checkpoint(last.note.encode(), good).size == SIZE


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


async def test_bytes_that_are_no_entry_do_not_end_the_sealing_of_others(
    database, dsn, folder, store, ledger, unguarded
):
    await fill(store, ledger, 1)
    await unguarded.execute("update event set entry = 'x' where tenant_id = $1 and position = 601", ledger.id)

    assert await alarm(dsn, folder, ledger) is None
    found = await judged(database, folder, ledger)
    assert found is not None
    assert found[1] == 601
