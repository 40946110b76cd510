"""Each attack on a sealed ledger, by whoever may try it: what refuses it, or who notices it and says what.

`app` is the application's role. The owner meets the tables' own triggers; one who switches them off is no
other than the superuser without triggers, whom nothing stops. What gets through is noticed by the verifier at
the next verification (an auditor with the key, a checkpoint he kept, and the authority's certificate), by the
sealer at its next seal or its next look round, and by whoever asks for a proof, at once.

Guards, each of which was removed once to see these tests fail:
- grants of the tables (0001_store.sql, 0001_log.sql): all that `app` tries
- triggers `refuse_change`: all that is refused to the owner
- `verification._compare_leaves`: an edited entry, a changed hash
- `verification._conclude`: hashes made anew
- `patrolling.look`: an entry or a hash under what was sealed long ago
- `Sealer._compare`: truncation; `sealing._check_published`: a checkpoint that was not signed here
- `proving._root`, `prove_inclusion`: a proof over changed rows; `Receipt.proves`: beside an altered entry
- `Note.signers`, `open_checkpoint`: a signature that is bad, missing, or another tenant's
- `SignedHistory.compare`: a split view; `Places.take`: swapped and doubled entries
- `Stamps.judge`: back-dating; `append`'s own clock: the same by the way that appends take
- `canonical.is_canonical_of`, `is_nfc`: what two readers read differently
- the salt of `Undisclosed.of`: the dictionary; `opened_keys`' first look: the restored backup
"""

import base64
import secrets
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import orjson
import pytest
from appending import append_of
from cryptography.x509 import load_pem_x509_certificates
from sealing import NAME, fill, sealed
from stamping_authority import Authority as Tsa

from concord.eventstore import Disclosure
from concord.eventstore.canonical import canonical
from concord.ledger import alarms, keys, patrolling
from concord.ledger.checkpoints import TreeHead, latest, signed
from concord.ledger.merkle import leaf_hash
from concord.ledger.notes import verifier_key
from concord.ledger.proving import Contradiction, NotSealed, prove_inclusion
from concord.ledger.stamping import Authority, stamp_due
from concord.ledger.tree import Tree
from concord.privacy.disclosures import Undisclosed, decrypt, digest_of, encrypt
from concord.privacy.erasing import SUBJECT_ERASED, delete_erased
from concord.privacy.keystore import KeyStore
from concord.privacy.opening import opened_keys
from concord.settings import load
from concord.tenancy import Tenant, Tenants, reading
from concord.verifying import VerifierKey, Wrong
from concord.verifying.receipt import open_receipt
from concord.verifying.sources import database as source
from concord.verifying.verification import verify

SIZE = 300
"""Sealed at 260 and 300: one full tile, and 44 entries beside it."""
LONG_AGO = "2026-01-01T00:00:00.000000Z"
TABLES = ("event", "tile", "checkpoint", "time_stamp", "head", "command", "ledger_alarm")
DENIED, APPEND_ONLY = "permission denied for table", "the ledger is append-only"


@dataclass(frozen=True)
class Ledger:
    """What is attacked, and what others kept of it."""

    tenant: Tenant
    other: Tenant
    folder: Path
    checkpoint: bytes
    receipt: bytes
    """Of entry 77."""
    authority: Authority
    keys: list[VerifierKey]

    @property
    def origin(self) -> str:
        return f"{NAME}/ledgers/{self.tenant.code}"


Attacking = Callable[[asyncpg.Connection, Ledger], Awaitable[None]]


async def _entries(connection, ledger) -> list[bytes]:
    rows = await connection.fetch(
        "select entry from event where tenant_id = $1 order by position", ledger.tenant.id
    )
    return [row["entry"] for row in rows]


def edited(position: int) -> Attacking:
    async def attack(connection, ledger):
        await connection.execute(
            "update event set entry ="
            " convert_to(replace(convert_from(entry, 'UTF8'), '留痕', '改过'), 'UTF8')"
            " where tenant_id = $1 and position = $2",
            *(ledger.tenant.id, position),
        )

    return attack


async def _hashes_anew(connection, ledger) -> Tree:
    tree = Tree()
    for tile in tree.grow(map(leaf_hash, await _entries(connection, ledger))):
        await connection.execute(
            "update tile set hashes = $4, root = $5 where tenant_id = $1 and level = $2 and index = $3",
            *(ledger.tenant.id, tile.level, tile.index, tile.hashes, tile.root),
        )
    return tree


async def edited_with_its_hashes(connection, ledger):
    await edited(77)(connection, ledger)
    await _hashes_anew(connection, ledger)


def signed_anew(key_of) -> Attacking:
    async def attack(connection, ledger):
        await edited(77)(connection, ledger)
        head = TreeHead(1, ledger.origin, SIZE, (await _hashes_anew(connection, ledger)).root())
        for table in ("checkpoint", "time_stamp"):
            await connection.execute(f"delete from {table} where tenant_id = $1", ledger.tenant.id)
        await connection.execute(
            "insert into checkpoint values ($1, 1, $2, $3, $4, $5, now())",
            *(ledger.tenant.id, SIZE, ledger.origin, head.root, signed(head, key_of(ledger))),
        )

    return attack


def _strangers_key(ledger):
    return [keys.create(ledger.folder.parent / secrets.token_hex(4))]


def _its_own_key(ledger):
    return keys.read(ledger.folder / "keys").signing


async def other_hash(connection, ledger):
    await connection.execute(
        "update tile set hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) where tenant_id = $1",
        ledger.tenant.id,
    )


async def no_tile(connection, ledger):
    await connection.execute("delete from tile where tenant_id = $1", ledger.tenant.id)


def truncated(table: str, column: str) -> Attacking:
    async def attack(connection, ledger):
        await connection.execute(
            f"delete from {table} where tenant_id = $1 and {column} > 290", ledger.tenant.id
        )
        if table == "event":
            await connection.execute(
                "delete from checkpoint where tenant_id = $1 and size > 290", ledger.tenant.id
            )
            await connection.execute("update head set position = 290 where tenant_id = $1", ledger.tenant.id)

    return attack


async def swapped(connection, ledger):
    await connection.execute(
        "update event e set entry = o.entry from event o where e.tenant_id = $1 and o.tenant_id = $1"
        " and e.position in (20, 21) and o.position = 41 - e.position",
        ledger.tenant.id,
    )


async def node_for_a_leaf(connection, ledger):
    first, second, *_ = await _entries(connection, ledger)
    await connection.execute(
        "update event set entry = $2 where tenant_id = $1 and position = 1",
        *(ledger.tenant.id, leaf_hash(first) + leaf_hash(second)),
    )
    await connection.execute("delete from event where tenant_id = $1 and position = 2", ledger.tenant.id)
    for by in (1_000, -1_001):
        await connection.execute(
            "update event set position = position + $2 where tenant_id = $1 and position > 2",
            *(ledger.tenant.id, by),
        )


async def _put_last(connection, ledger, entry: bytes):
    await connection.execute(
        "insert into event values ($1, $2, gen_random_uuid(), 1, 'tests.Happened', $3)",
        *(ledger.tenant.id, SIZE + 1, entry),
    )
    await connection.execute("update head set position = position + 1 where tenant_id = $1", ledger.tenant.id)


async def last_doubled(connection, ledger):
    await _put_last(connection, ledger, (await _entries(connection, ledger))[-1])


def appended(changed: Callable[[bytes], bytes]) -> Attacking:
    """An entry with bytes of the attacker's choice, in the second before it is sealed."""

    async def attack(connection, ledger):
        last = orjson.loads((await _entries(connection, ledger))[-1])
        now = datetime.now(UTC) + timedelta(hours=1)
        members = {"position": SIZE + 1, "recorded_at": now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
        entry = canonical(last | members)
        assert changed(entry) != entry
        await _put_last(connection, ledger, changed(entry))

    return attack


def _back_dated(entry: bytes) -> bytes:
    return canonical(orjson.loads(entry) | {"recorded_at": "2026-01-02T00:00:00.000000Z"})


async def time_of_its_own(connection, ledger):
    """By the way that appends take."""
    await connection.execute(
        "select append($1, $1, '', '', $2, array[$1]::uuid[], '{1}', '{x}', array['']::bytea[],"
        " array['']::bytea[], '{}', '{}', '{}', '{}', '{}', null, null)",
        *(ledger.tenant.id, datetime(2026, 1, 2, tzinfo=UTC)),
    )


async def checkpoint_of_another(connection, ledger):
    note = await _note_of(ledger.other, ledger.folder)
    await connection.execute(
        "insert into checkpoint values ($1, 1, 700, $2, $3, $4, now())",
        *(ledger.tenant.id, f"{NAME}/ledgers/{ledger.other.code}", bytes(32), note),
    )


async def _note_of(tenant, folder):
    head = TreeHead(1, f"{NAME}/ledgers/{tenant.code}", 700, bytes(32))
    return signed(head, keys.read(folder / "keys").signing)


def other_note(changed: Callable[[str], str]) -> Attacking:
    async def attack(connection, ledger):
        await connection.execute(
            "update checkpoint set note = $2 where tenant_id = $1 and size = 300",
            *(ledger.tenant.id, changed(ledger.checkpoint.decode())),
        )

    return attack


def _bad_signature(note: str) -> str:
    text, divided, line = note.rpartition("\n\n")
    return text + divided + line[:-6] + ("B" if line[-6] == "A" else "A") + line[-5:]


@dataclass(frozen=True)
class Attack:
    """`app`, `owner`: what refuses it; None: it gets through, as it does for a superuser. What `verifier` and
    `sealer` then say, and whoever is asked for a `proof` of the entry at `position`; None: nothing."""

    name: str
    does: Attacking
    verifier: str | None
    sealer: str | None = None
    proof: str | None = None
    app: str | None = DENIED
    owner: str | None = APPEND_ONLY
    position: int = 77


LATE = {"owner": None, "position": SIZE + 1, "proof": "not sealed"}
"""An insert: the owner's own hand is not stopped there, and nothing that was sealed before is touched."""
TABLE = [
    Attack(
        "an edited entry",
        edited(77),
        verifier="Entry 77 does not match the hash tree: it was changed",
        sealer="the entry at position 77 was changed after it was sealed",
        proof="position 77",
    ),
    Attack(
        "an edited entry that no full tile covers",
        edited(290),
        verifier="The entries from 261 to 300 do not hash to what was signed: one of them was changed",
        sealer="what the database holds up to position 300 is not what was sealed",
        proof="that were signed",
        position=290,
    ),
    Attack(
        "an edited entry with all hashes made anew",
        edited_with_its_hashes,
        verifier="The entries from 1 to 260 do not hash to what was signed: one of them was changed",
        sealer="what the database holds up to position 300 is not what was sealed",
        proof="that were signed",
    ),
    Attack(
        "all made anew and signed with another key",
        signed_anew(_strangers_key),
        verifier="No key that you trust has signed the checkpoint",
        sealer="the database holds a checkpoint of size 300 that was not signed here",
    ),
    Attack(
        "a split view: all made anew and signed with the ledger's own key",
        signed_anew(_its_own_key),
        verifier="The ledger of 300 entries does not continue the one of 300: history was changed or split",
        sealer="the database holds a checkpoint of size 300 that was not signed here",
    ),
    Attack(
        "a changed hash beside right entries",
        other_hash,
        verifier="The hash tree does not match what the checkpoint signs, from entry 2 on",
        sealer="over the entries from position 1 to 256 is not the one that was sealed",
        proof="position 77",
    ),
    Attack(
        "a tile taken away beside right entries",
        no_tile,
        verifier=None,  # whoever has the entries has its hashes
        sealer="what the database holds up to position 300 is not what was sealed",
        proof="hashes",
        position=300,
    ),
    Attack(
        "truncation and rollback",
        truncated("event", "position"),
        verifier="The ledger of 260 entries does not continue the one of 300: history was changed or split",
        sealer="the ledger ends at 290, but was sealed up to 300",
    ),
    Attack(
        "only the newest checkpoint taken away",
        truncated("checkpoint", "size"),
        verifier="The ledger of 260 entries does not continue the one of 300: history was changed or split",
        sealer=None,  # it says the same again
    ),
    Attack(
        "swapped positions",
        swapped,
        verifier="Entry 20 says that it is 21: the order was changed",
        sealer="the entry at position 20 was changed after it was sealed",
        proof="position 20",
        position=20,
    ),
    Attack(
        "second preimage: a node given as a leaf",
        node_for_a_leaf,
        verifier="300 is missing",
        sealer="there is no entry at position 300",
        proof="tile 0/1 has 43 of 44 hashes",
    ),
    Attack(
        "the last entry doubled",
        last_doubled,
        verifier="Entry 301 says that it is 300: the order was changed",
        **LATE,
    ),
    Attack(
        "a checkpoint of another tenant",
        checkpoint_of_another,
        verifier="No key that you trust has signed the checkpoint",
        sealer="the database holds a checkpoint of size 700 that was not signed here",
        proof="tile 0/2 has 0 of 188 hashes",
        owner=None,
    ),
    Attack(
        "a bad signature",
        other_note(_bad_signature),
        verifier="does not match the text",
        sealer="the database holds a checkpoint of size 300 that was not signed here",
    ),
    Attack(
        "no signature",
        other_note(lambda note: note.partition("\n\n")[0] + "\n\n"),
        verifier="The signed note is malformed",
        sealer="the database holds a checkpoint of size 300 that was not signed here",
    ),
    Attack(
        "back-dated beyond the first stamp that should cover it",
        appended(_back_dated),
        verifier="it was back-dated",
        **LATE,
    ),
    *(
        Attack(
            f"an entry with {what}",
            appended(changed),
            verifier=f"Entry 301 is not canonical JSON (RFC 8785): {said}",
            **LATE,
        )
        for what, changed, said in [
            (
                "a member twice",
                lambda entry: entry.replace(b'"schema":1', b'"schema":1,"schema":1'),
                "a member name that is there twice",
            ),
            (
                "1e3 for a number",
                lambda entry: entry.replace(b'"schema":1', b'"schema":1e3'),
                "the number 1e3, which is not whole",
            ),
            (
                "text in NFD",
                lambda entry: entry.replace("留痕".encode(), "e\u0301".encode()),
                "text that is not NFC",
            ),
            (
                "a number beyond 2^53",
                lambda entry: entry.replace(b'"schema":1', b'"schema":9007199254740992'),
                "the number 9007199254740992, beyond",
            ),
            (
                "names in the order of code points",
                lambda entry: entry.replace(b'{"text":', '{"\ue000":1,"\U0001f600":2,"text":'.encode()),
                "member names that are not in the order of their UTF-16 code units",
            ),
        ]
    ),
]
ROLES = ("app", "owner", "superuser")


@pytest.fixture(scope="module")
async def superuser(database):
    connection = await asyncpg.connect(
        database.superuser,
        server_settings={"search_path": "concord", "session_replication_role": "replica"},
    )
    yield connection
    await connection.close()


@pytest.fixture(scope="module")
async def ledger(database, store, owner_pool, superuser, tmp_path_factory):
    """300 entries of long ago, sealed twice and stamped today; its rows are kept beside, to be put back."""
    folder = tmp_path_factory.mktemp("attacked")
    tenant, other = [
        await Tenants(owner_pool).create(
            code=f"a{secrets.token_hex(5)}", name="台账", division_code="", simulated=False
        )
        for _ in range(2)
    ]
    dsn = database.dsn("concord_sealer")
    for count in (260, 40):
        await fill(store, tenant, count)
        await superuser.execute(
            "update event set entry = convert_to(regexp_replace(convert_from(entry, 'UTF8'),"
            ' \'"recorded_at":"[^"]*"\', $2), \'UTF8\') where tenant_id = $1',
            *(tenant.id, f'"recorded_at":"{LONG_AGO}"'),
        )
        assert str(tenant.id) not in await sealed(dsn, folder)
    tsa = Tsa(folder / "tsa")
    with tsa.serving() as url:
        authority = Authority(url, load_pem_x509_certificates(tsa.root.read_bytes()))
        async with asyncpg.create_pool(dsn, min_size=0, max_size=1) as pool:
            assert await stamp_due(pool, authority) == 1
    for table in TABLES:
        await superuser.execute(
            f"create table saved_{table} as select * from {table} where tenant_id = '{tenant.id}'"
        )
    async with reading(owner_pool, tenant.id) as connection:
        checkpoint = (await latest(connection, tenant.id)).note.encode()
        receipt = (await prove_inclusion(connection, tenant.id, 77, None)).receipt.encode()
    (public,) = keys.read(folder / "keys").known
    trusted = [VerifierKey.parse(verifier_key(f"{NAME}/ledgers/{tenant.code}", public))]
    return Ledger(tenant, other, folder, checkpoint, receipt, authority, trusted)


@pytest.fixture
async def attacked(ledger, superuser):
    """Put back afterwards, row by row."""
    yield ledger
    for table in TABLES:
        await superuser.execute(f"delete from {table} where tenant_id = $1", ledger.tenant.id)
        await superuser.execute(f"insert into {table} select * from saved_{table}")


@pytest.fixture(autouse=True)
def looks_round_at_once(monkeypatch):
    monkeypatch.setattr(patrolling, "LAP", 1e-6)
    monkeypatch.setattr(alarms, "AGAIN", 0.0)


@pytest.fixture
async def as_role(database, superuser, ledger):
    """A connection by role."""
    opened = {"superuser": superuser}
    for role in ("app", "owner"):
        opened[role] = await asyncpg.connect(
            database.dsn(f"concord_{role}"), server_settings={"search_path": "concord"}
        )
        await opened[role].execute(f"set app.tenant = '{ledger.tenant.id}'")
    yield opened
    for role in ("app", "owner"):
        await opened[role].close()


async def _verifier(database, ledger) -> str | None:
    """An auditor who has the key, a checkpoint and the authority's certificate."""
    try:
        async with source.opened(database.auditor, ledger.tenant.code) as opened:
            found = await verify(
                opened, ledger.keys, [ledger.checkpoint], authorities=ledger.authority.certificates
            )
    except Wrong as wrong:
        return str(wrong)
    return str(found.faults[0]) if found.faults else None


async def _sealer(database, ledger, folder) -> str | None:
    """The one that sealed it, started again, on copies of its folders."""
    for name in ("keys", "state"):
        shutil.copytree(ledger.folder / name, folder / name)
    return (await sealed(database.dsn("concord_sealer"), folder)).get(str(ledger.tenant.id))


async def _proof(connection, ledger, position) -> str | None:
    async with connection.transaction():
        try:
            await prove_inclusion(connection, ledger.tenant.id, position, None)
        except Contradiction as found:
            return str(found)
        except NotSealed:
            return "not sealed"
    return None


def _says(said: str | None, expected: str | None, who: str) -> None:
    assert (expected is None and said is None) or (expected is not None and expected in (said or "")), (
        who,
        said,
    )


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("attack", TABLE, ids=lambda attack: attack.name)
async def test_an_attack_is_refused_or_noticed(database, store, attacked, as_role, tmp_path, attack, role):
    refusal = {"app": attack.app, "owner": attack.owner}.get(role)
    doing = as_role[role]
    if refusal is not None:
        with pytest.raises(asyncpg.PostgresError, match=refusal):
            async with doing.transaction():
                await attack.does(doing, attacked)
        assert await _verifier(database, attacked) is None
        return

    async with doing.transaction():
        await attack.does(doing, attacked)

    _says(await _proof(as_role["app"], attacked, attack.position), attack.proof, "proof")
    if attack.position <= SIZE:
        _says(await _verifier(database, attacked), attack.verifier, "verifier")
    _says(await _sealer(database, attacked, tmp_path), attack.sealer, "sealer")
    if attack.position > SIZE:  # it seals what it cannot judge; then it is there to be verified
        _says(await _verifier(database, attacked), attack.verifier, "verifier")


async def test_before_any_attack_nobody_says_anything(database, attacked, as_role, tmp_path):
    assert await _verifier(database, attacked) is None
    assert await _proof(as_role["app"], attacked, 77) is None
    assert await _sealer(database, attacked, tmp_path) is None


@pytest.mark.parametrize("role", ROLES)
async def test_nobody_back_dates_by_the_way_that_appends_take(attacked, as_role, role):
    with pytest.raises(asyncpg.PostgresError, match="only a simulated tenant brings its own time"):
        await time_of_its_own(as_role[role], attacked)


async def test_a_valid_receipt_beside_an_altered_entry(attacked, superuser):
    receipt = open_receipt(attacked.receipt, attacked.keys)
    receipt.proves((await _entries(superuser, attacked))[76])
    await edited(77)(superuser, attacked)
    with pytest.raises(Wrong, match="Entry 77 is not in the ledger that the checkpoint signs"):
        receipt.proves((await _entries(superuser, attacked))[76])


NAME_OF_A_PERSON = "李红"


@dataclass(frozen=True)
class Erased:
    tenant: Tenant
    subject: UUID
    digests: list[str]
    """Of the same name of two people; the first one is erased."""
    backup: Path
    """Of the key store, from before."""
    row: tuple[object, ...]
    """Of `disclosure`, from before."""


@pytest.fixture(scope="module")
async def erased(database, store, owner_pool, tmp_path_factory) -> Erased:
    code = f"e{secrets.token_hex(5)}"
    tenant = await Tenants(owner_pool).create(code=code, name="台账", division_code="", simulated=False)
    backup = tmp_path_factory.mktemp("keys") / "backup"
    subjects, key_store = [uuid4(), uuid4()], KeyStore(backup)
    made = [Undisclosed.of("name", NAME_OF_A_PERSON, subject) for subject in subjects]
    opened = await key_store.obtain(tenant.id, subjects)
    rows = [Disclosure(one.digest, one.key, encrypt(one, opened[one.key])) for one in made]
    data = {"contact": {"_sd": [one.digest for one in made]}}
    await store.append(append_of(tenant, data=data, disclosures=rows))
    key_store.close()
    gone = {"subject": str(subjects[0])}
    await store.append(append_of(tenant, stream=subjects[0], name=SUBJECT_ERASED, data=gone))
    async with asyncpg.create_pool(database.app, min_size=0, max_size=1) as pool:
        await delete_erased(pool, tenant.id)
    row = (tenant.id, rows[0].digest, rows[0].key, rows[0].ciphertext)
    return Erased(tenant, subjects[0], [one.digest for one in made], backup, row)


@pytest.mark.parametrize("role", ROLES)
async def test_a_dictionary_finds_no_digest_of_an_erased_subject(erased, as_role, role):
    """Whoever reads everything has the digest and no salt: 128 bits that went with the disclosure."""
    connection = as_role[role]
    await connection.execute(f"set app.tenant = '{erased.tenant.id}'")
    rows = await connection.fetch("select entry from event where tenant_id = $1", erased.tenant.id)
    everything = b"".join(row["entry"] for row in rows)
    assert all(digest.encode() in everything for digest in erased.digests)
    kept = await connection.fetch("select digest from disclosure where tenant_id = $1", erased.tenant.id)
    assert [row["digest"] for row in kept] == erased.digests[1:]

    for value in (NAME_OF_A_PERSON, "王明"):
        for text in (value, *map(_base64, (["name", value], ["", "name", value], [value]))):
            assert digest_of(text) not in erased.digests
    assert len(set(erased.digests)) == 2, "one name, two digests: nobody is found by another's"


def _base64(members: list[str]) -> str:
    return base64.urlsafe_b64encode(orjson.dumps(members)).rstrip(b"=").decode()


@pytest.mark.parametrize("role", ROLES)
async def test_a_restored_backup_decrypts_no_erased_subject(
    database, erased, as_role, superuser, tmp_path, role
):
    """Database and key store put back as they were before: the entry that says it was erased is newer."""
    connection = as_role[role]
    await connection.execute(f"set app.tenant = '{erased.tenant.id}'")
    restoring = connection.execute("insert into disclosure values ($1, $2, $3, $4)", *erased.row)
    if role == "app":
        with pytest.raises(
            asyncpg.InsufficientPrivilegeError, match="permission denied for table disclosure"
        ):
            await restoring
        return
    await restoring
    shutil.copytree(erased.backup, tmp_path / "keys")
    before = KeyStore(tmp_path / "keys")
    (key,) = (await before.find(erased.tenant.id, [erased.subject])).values()
    assert decrypt(erased.row[1], erased.row[3], key)[1] == NAME_OF_A_PERSON, "the backup would have told"
    before.close()

    settings = replace(load(), database_url=database.dsn("{role}"), keys_dir=tmp_path / "keys")
    async with opened_keys(settings) as opened:
        assert await opened.find(erased.tenant.id, [erased.subject]) == {}

    left = "select count(*) from disclosure where tenant_id = $1 and digest = $2"
    assert await superuser.fetchval(left, *erased.row[:2]) == 0
    again = KeyStore(tmp_path / "keys")
    assert await again.find(erased.tenant.id, [erased.subject]) == {}
    again.close()
