"""Time stamps: asked for once a day, verified by the authority's certificate, and what they give away."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import orjson
import pytest
from cryptography.x509 import load_pem_x509_certificates
from sealing import fill, sealed
from stamping_authority import Authority as Tsa

from concord.eventstore.canonical import canonical
from concord.exporting.bundle import export
from concord.exporting.ledger import Ledger
from concord.ledger.checkpoints import latest
from concord.ledger.stamping import Authority, NotStamped, ask, stamp_due
from concord.tenancy import Tenants, reading
from concord.verifying import Fault, VerifierKey, Wrong
from concord.verifying.sources import bundle
from concord.verifying.sources import database as source
from concord.verifying.stamp import open_stamp
from concord.verifying.verification import verify


@pytest.fixture(scope="module")
def sealer_folder(tmp_path_factory):
    return tmp_path_factory.mktemp("sealer")


@pytest.fixture
def tsa(tmp_path):
    return Tsa(tmp_path / "tsa")


@pytest.fixture
def authority(tsa):
    with tsa.serving() as url:
        yield Authority(url, load_pem_x509_certificates(tsa.root.read_bytes()))


@pytest.fixture
async def pool(database):
    async with asyncpg.create_pool(database.dsn("concord_sealer"), min_size=0, max_size=2) as pool:
        yield pool


@pytest.fixture
async def grow(store, tenant, database, sealer_folder):
    async def grow(count):
        await fill(store, tenant, count)
        assert str(tenant.id) not in await sealed(database.dsn("concord_sealer"), sealer_folder)

    return grow


async def stamps(pool, tenant):
    async with reading(pool, tenant.id) as connection:
        return await connection.fetch(
            "select size, reply, stamped_at from concord.time_stamp where tenant_id = $1 order by size",
            tenant.id,
        )


async def verified(database, tenant, authority):
    async with source.opened(database.dsn(source.ROLE), tenant.code) as held:
        keys = [VerifierKey.parse(key) for key in (await held.held()).keys]
        return await verify(held, keys, authorities=authority.certificates)


async def newest(pool, tenant):
    async with reading(pool, tenant.id) as connection:
        return await latest(connection, tenant.id)


async def test_a_ledger_is_stamped_once_a_day_while_it_grows(pool, tsa, authority, grow, tenant):
    now = datetime.now(UTC)
    await grow(5)
    assert await stamp_due(pool, authority, now) >= 1
    asked = tsa.asked
    await grow(5)
    await stamp_due(pool, authority, now + timedelta(hours=1))
    assert tsa.asked == asked, "not twice a day"
    await stamp_due(pool, authority, now + timedelta(hours=25))
    assert [row["size"] for row in await stamps(pool, tenant)] == [5, 10]
    asked = tsa.asked
    await stamp_due(pool, authority, now + timedelta(hours=50))
    assert tsa.asked == asked, "what has not grown is stamped already"


async def test_stamps_are_verified_with_the_ledger(pool, authority, grow, tenant, database):
    await grow(300)
    await stamp_due(pool, authority)
    found = await verified(database, tenant, authority)
    assert found.faults == []
    assert found.stamps.count == 1
    assert abs(found.stamps.first - datetime.now(UTC)) < timedelta(minutes=1)
    (row,) = await stamps(pool, tenant)
    assert row["stamped_at"] == found.stamps.first


async def test_a_stamp_of_another_authority_does_not_hold(pool, authority, grow, tenant, database, tmp_path):
    await grow(3)
    await stamp_due(pool, authority)
    stranger = Tsa(tmp_path / "stranger")
    other = Authority("http://other", load_pem_x509_certificates(stranger.root.read_bytes()))
    with pytest.raises(Wrong) as wrong:
        await verified(database, tenant, other)
    assert wrong.value.fault is Fault.STAMP_WRONG


async def test_a_stamp_is_of_its_text_alone(pool, authority, grow, tenant):
    await grow(3)
    checkpoint = await newest(pool, tenant)
    reply, at = ask(authority, checkpoint)
    text = checkpoint.note.encode().partition(b"\n\n")[0] + b"\n"
    assert open_stamp(reply, text, authority.certificates) == at
    for altered in (text.replace(b"\n3\n", b"\n4\n"), text + b"\n"):
        with pytest.raises(Wrong):
            open_stamp(reply, altered, authority.certificates)


@pytest.mark.parametrize("answer", [b"", b"hello", b"x" * 70_000])
async def test_an_answer_that_is_no_stamp_is_not_stored(pool, tsa, authority, grow, tenant, answer):
    await grow(3)
    tsa.broken = answer
    with pytest.raises(NotStamped):
        ask(authority, await newest(pool, tenant))
    await stamp_due(pool, authority)
    assert await stamps(pool, tenant) == []
    tsa.broken = None
    await stamp_due(pool, authority)
    assert len(await stamps(pool, tenant)) == 1


async def test_an_old_answer_is_not_taken_for_a_new_one(pool, tsa, authority, grow, tenant):
    """The nonce of the request must come back."""
    await grow(3)
    checkpoint = await newest(pool, tenant)
    tsa.broken, _ = ask(authority, checkpoint)
    with pytest.raises(NotStamped, match="Nonce"):
        ask(authority, checkpoint)


async def test_an_authority_that_is_away_is_tried_again(pool, grow, tenant, tsa):
    await grow(3)
    gone = Authority("http://127.0.0.1:9/tsr", load_pem_x509_certificates(tsa.root.read_bytes()))
    await stamp_due(pool, gone)
    assert await stamps(pool, tenant) == []


async def test_an_authority_that_is_away_is_asked_once_a_look(
    pool, owner_pool, grow, tenant, store, tsa, monkeypatch
):
    more = await Tenants(owner_pool).create(
        code=f"u{tenant.code[1:]}", name="另一个", division_code="", simulated=False
    )
    await fill(store, more, 3)
    await grow(3)
    asked = []

    def away(url, _query):
        asked.append(url)
        raise ConnectionRefusedError

    monkeypatch.setattr("concord.ledger.stamping._post", away)
    gone = Authority("http://127.0.0.1:9/tsr", load_pem_x509_certificates(tsa.root.read_bytes()))
    await stamp_due(pool, gone)
    assert len(asked) == 1
    stopped = asyncio.Event()
    stopped.set()
    await stamp_due(pool, gone, stop=stopped)
    assert len(asked) == 1


async def test_nothing_is_stamped_while_the_sealer_is_behind(pool, tsa, authority, grow, store, tenant):
    """A stamp says that what it lacks was not there: an old unsealed entry would be called back-dated."""
    await grow(3)
    await fill(store, tenant, 1)
    await stamp_due(pool, authority, datetime.now(UTC) + timedelta(hours=2))
    assert await stamps(pool, tenant) == []
    await stamp_due(pool, authority)
    assert [row["size"] for row in await stamps(pool, tenant)] == [3]


async def test_a_ledger_that_brings_its_own_time_is_not_stamped(
    pool, authority, store, simulated_tenant, database, sealer_folder
):
    await fill(store, simulated_tenant, 3)
    await sealed(database.dsn("concord_sealer"), sealer_folder)
    await stamp_due(pool, authority)
    assert await stamps(pool, simulated_tenant) == []


async def test_a_stamp_is_never_changed(pool, authority, grow, tenant, database):
    await grow(3)
    await stamp_due(pool, authority)
    owner = await asyncpg.connect(database.owner)
    with pytest.raises(asyncpg.PostgresError, match="append-only"):
        await owner.execute(f"set app.tenant = '{tenant.id}'; update concord.time_stamp set size = size")
    await owner.close()


async def rewrite(database, tenant, position, **members):
    """What a superuser who disables the triggers can do to an entry."""
    superuser = await asyncpg.connect(database.superuser)
    await superuser.execute("set session_replication_role = replica")
    where = "tenant_id = $1 and position = $2"
    raw = await superuser.fetchval(f"select entry from concord.event where {where}", tenant.id, position)
    altered = canonical({**orjson.loads(raw), **members})
    statement = f"update concord.event set entry = $3 where {where}"
    await superuser.execute(statement, tenant.id, position, altered)
    await superuser.close()


def written(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


async def test_an_entry_back_dated_beyond_the_stamp_that_does_not_cover_it_is_named(
    pool, authority, grow, store, tenant, database, sealer_folder
):
    """The attack: an entry written today as of three weeks ago, before it is sealed. Every hash, proof and
    signature is right; the stamp of a ledger without it gives it away."""
    long_ago = datetime.now(UTC) - timedelta(days=40)
    await fill(store, tenant, 3)
    for position in (1, 2, 3):  # a ledger that is forty days old
        await rewrite(database, tenant, position, recorded_at=written(long_ago))
    await grow(0)
    await stamp_due(pool, authority)
    assert (await verified(database, tenant, authority)).faults == []

    await fill(store, tenant, 2)
    await rewrite(database, tenant, 4, recorded_at=written(long_ago + timedelta(days=20)))
    await grow(0)
    (fault,) = (await verified(database, tenant, authority)).faults
    assert (fault.fault, fault.position) == (Fault.BACKDATED, 4)
    assert "back-dated" in str(fault)


async def test_an_entry_dated_after_its_own_stamp_is_named(pool, authority, grow, store, tenant, database):
    await fill(store, tenant, 2)
    await rewrite(database, tenant, 2, recorded_at=written(datetime.now(UTC) + timedelta(days=1)))
    await grow(0)
    await stamp_due(pool, authority)
    (fault,) = (await verified(database, tenant, authority)).faults
    assert (fault.fault, fault.position) == (Fault.STAMPED_BEFORE, 2)


async def test_stamps_travel_in_an_export_bundle(pool, authority, grow, tenant, database, tmp_path):
    await grow(5)
    await stamp_due(pool, authority)
    await grow(300)
    async with asyncpg.create_pool(database.auditor, min_size=0, max_size=2) as auditor:
        await export(Ledger(auditor, tenant), tmp_path / "a.tar")
    async with bundle.opened(tmp_path / "a.tar") as held:
        keys = [VerifierKey.parse(key) for key in (await held.held()).keys]
        found = await verify(held, keys, authorities=authority.certificates)
        assert found.faults == []
        assert found.stamps.count == 1
