"""A restored database has lost sealed entries: it takes nothing until they are back, byte for byte."""

import asyncio
from functools import partial

import asyncpg
import pytest
from appending import append_of
from sealing import checkpoints, fill, restored, root_of, sealed
from waiting import until

from concord.accounts import Login, Operator, configuration, connect
from concord.embedded import nats as embedded
from concord.eventstore.errors import LedgerReadOnly
from concord.ledger import recovering
from concord.ledger.journal import recorded
from concord.ledger.recovering import RecoveryRefused, find_loss, restore
from concord.publishing import run_publisher, subjects_of
from concord.publishing.stream import StreamError, last_message


@pytest.fixture
def dsn(database) -> str:
    return database.dsn("concord_sealer")


@pytest.fixture
async def lost(database, dsn, store, tenant, tmp_path):
    """700 entries, sealed at 290 and 700; then the database comes back from a backup made at 300."""
    await fill(store, tenant, 290)
    await sealed(dsn, tmp_path)
    await fill(store, tenant, 410)
    await sealed(dsn, tmp_path)
    entries = [entry.raw for entry in await store.read(tenant.id, 0, 1_000)]
    await restored(database, tenant, 300)
    return entries


class Kept:
    """Somebody who kept the entries."""

    def __init__(self, entries, *, breaks_at=None):
        self._all, self._breaks_at = entries, breaks_at

    async def entries(self, after):
        for position, raw in enumerate(self._all[after:], after + 1):
            if position == self._breaks_at:
                raise ConnectionError("gone")
            yield raw


async def loss_of(pool, tenant, folder):
    return await find_loss(pool, tenant, recorded(folder / "state"))


async def test_what_was_lost_is_an_alarm_and_the_ledger_is_read_only(
    dsn, store, tenant, simulated_tenant, lost, tmp_path
):
    found = await sealed(dsn, tmp_path)

    assert "ends at 300, but was sealed up to 700" in found[str(tenant.id)]
    with pytest.raises(LedgerReadOnly):
        await store.append(append_of(tenant))
    together = [store.append(append_of(one)) for one in (tenant, simulated_tenant) * 20]
    outcomes = await asyncio.gather(*together, return_exceptions=True)
    assert {type(outcome).__name__ for outcome in outcomes[::2]} == {"LedgerReadOnly"}
    assert {type(outcome).__name__ for outcome in outcomes[1::2]} == {"Appended"}
    assert await store.head(tenant.id) == 300


async def test_entries_come_back_byte_for_byte_and_the_ledger_goes_on(
    dsn, store, tenant, owner_pool, lost, tmp_path
):
    before = await root_of_lost(lost, 700)
    await sealed(dsn, tmp_path)
    loss = await loss_of(owner_pool, tenant, tmp_path)

    assert await restore(owner_pool, tenant, loss, Kept(lost), lambda *_: None) == 700
    with pytest.raises(LedgerReadOnly):
        await store.append(append_of(tenant))
    assert str(tenant.id) not in await sealed(dsn, tmp_path)
    await store.append(append_of(tenant))
    await sealed(dsn, tmp_path)

    assert [entry.raw for entry in await store.read(tenant.id, 0, 700)] == lost
    heads = [one.head for one in await checkpoints(owner_pool, tenant)]
    assert [(head.epoch, head.size) for head in heads] == [(1, 290), (1, 700), (1, 701)]
    assert heads[1].root == before == await root_of(store, tenant, 700)


async def test_they_come_back_where_what_a_checkpoint_covers_is_lost_as_well(
    dsn, database, tenant, owner_pool, lost, tmp_path
):
    """Entries went, and the checkpoint over them stands."""
    async with (
        asyncpg.create_pool(database.superuser, min_size=0, max_size=1) as pool,
        pool.acquire() as connection,
    ):
        await connection.execute("set session_replication_role = replica")
        await connection.execute(
            "delete from concord.event where tenant_id = $1 and position > 200", tenant.id
        )
        await connection.execute("update concord.head set position = 200 where tenant_id = $1", tenant.id)
    await sealed(dsn, tmp_path)
    loss = await loss_of(owner_pool, tenant, tmp_path)

    assert loss.present == 200
    assert await restore(owner_pool, tenant, loss, Kept(lost), lambda *_: None) == 700
    assert str(tenant.id) not in await sealed(dsn, tmp_path)


async def root_of_lost(entries, size):
    from concord.ledger.merkle import fold, leaf_hash, peaks

    return fold(peaks([leaf_hash(raw) for raw in entries[:size]]))


async def test_interrupted_it_goes_on_where_it_was(
    dsn, store, tenant, owner_pool, lost, tmp_path, monkeypatch
):
    monkeypatch.setattr(recovering, "BATCH", 50)
    await sealed(dsn, tmp_path)
    loss = await loss_of(owner_pool, tenant, tmp_path)
    whole = Kept(lost)
    breaking = Kept(lost, breaks_at=600)
    breaking.entries, first = whole.entries, breaking.entries  # the first pass only hashes
    passes = iter([whole.entries, first])

    class Breaking:
        def entries(self, after):
            return next(passes)(after)

    with pytest.raises(ConnectionError):
        await restore(owner_pool, tenant, loss, Breaking(), lambda *_: None)
    again = await loss_of(owner_pool, tenant, tmp_path)
    await restore(owner_pool, tenant, again, Kept(lost), lambda *_: None)

    assert again.present == 550
    assert [entry.raw for entry in await store.read(tenant.id, 0, 700)] == lost
    assert str(tenant.id) not in await sealed(dsn, tmp_path)


@pytest.mark.parametrize(
    ("tampered", "sentence"),
    [
        (lambda all_: all_[:650], "up to 650 only"),
        (lambda all_: [*all_[:500], all_[500].replace(b"tests", b"texts"), *all_[501:]], "that were sealed"),
        (lambda all_: [*all_[:500], all_[501], all_[500], *all_[502:]], "another entry at position 501"),
        (lambda all_: all_[:500] + all_[501:], "another entry at position 501"),
    ],
    ids=["too few", "changed", "swapped", "gap"],
)
async def test_other_entries_are_refused_before_the_first_is_stored(
    dsn, store, tenant, owner_pool, lost, tmp_path, tampered, sentence
):
    await sealed(dsn, tmp_path)
    loss = await loss_of(owner_pool, tenant, tmp_path)

    with pytest.raises(RecoveryRefused, match=sentence):
        await restore(owner_pool, tenant, loss, Kept(tampered(lost)), lambda *_: None)

    assert await store.head(tenant.id) == 300


async def test_nothing_is_put_into_a_ledger_that_is_not_halted(tenant, owner_pool, lost, tmp_path):
    loss = await loss_of(owner_pool, tenant, tmp_path)

    with pytest.raises(RecoveryRefused, match="not halted"):
        await restore(owner_pool, tenant, loss, Kept(lost), lambda *_: None)


@pytest.fixture
async def broker(tmp_path):
    """NATS as it is installed, with accounts, and the key that they hang on."""
    operator = Operator.obtained(tmp_path / "platform-keys")
    accounts = configuration(operator, str(tmp_path / "accounts"))
    async with embedded.running(tmp_path / "nats", accounts=accounts) as server:
        yield server.url, Login(operator)


async def test_from_nats_also_what_was_published_and_not_sealed_yet(
    database, dsn, store, tenant, broker, concord, tmp_path
):
    url, login = broker
    await fill(store, tenant, 290)
    await sealed(dsn, tmp_path)
    await fill(store, tenant, 300)
    await sealed(dsn, tmp_path)
    await fill(store, tenant, 5)
    await _published(database, url, login, tenant, 595)
    before = [entry.raw for entry in await store.read(tenant.id, 0, 600)]
    await restored(database, tenant, 300)
    await sealed(dsn, tmp_path)

    told = await concord("ledger", "recover", "--tenant", tenant.code)
    from_nats = ("ledger", "recover", "--tenant", tenant.code, "--from-nats")
    refused = await concord(*from_nats, CONCORD_NATS_URL=url)
    done = await concord(*from_nats, CONCORD_NATS_URL=url, CONCORD_KEYS_DIR=tmp_path / "platform-keys")

    assert "ends at position 300, but 590 entries were sealed: 290 are lost" in told.stdout
    assert "CONCORD_KEYS_DIR for the key of its accounts" in refused.stderr
    assert "up to 595 again" in done.stdout, done.stderr
    assert [entry.raw for entry in await store.read(tenant.id, 0, 600)] == before
    assert str(tenant.id) not in await sealed(dsn, tmp_path)
    assert (await store.append(append_of(tenant))).position == 596


async def _published(database, url, login, tenant, position):
    stop = asyncio.Event()
    publishing = run_publisher(database.projector, url, stop, login=partial(login.options, "publisher"))
    running = asyncio.create_task(publishing)
    client = await connect(url, login, "test")

    async def all_of_it() -> bool:
        try:
            last = await last_message(client, subjects_of(tenant.code))
        except StreamError:  # the publisher has yet to make it
            return False
        return last is not None and b'"id":"%b:%d"' % (tenant.code.encode(), position) in last.payload

    try:
        await until(all_of_it)
    finally:
        stop.set()
        await running
        await client.close()


async def test_from_an_export_bundle(database, dsn, store, tenant, owner_pool, concord, lost, tmp_path):
    await _put_back(dsn, owner_pool, tenant, lost, tmp_path)
    bundle = tmp_path / "kept.ledger.tar"
    exported = await concord("ledger", "export", "--tenant", tenant.code, "-o", bundle, "--no-book")
    assert exported.returncode == 0, exported.stderr
    await restored(database, tenant, 300)
    await sealed(dsn, tmp_path)

    done = await concord("ledger", "recover", "--tenant", tenant.code, "--from-bundle", bundle)

    assert "up to 700 again" in done.stdout, done.stderr
    assert str(tenant.id) not in await sealed(dsn, tmp_path)
    assert [entry.raw for entry in await store.read(tenant.id, 0, 700)] == lost


async def _put_back(dsn, pool, tenant, entries, folder):
    await sealed(dsn, folder)
    await restore(pool, tenant, await loss_of(pool, tenant, folder), Kept(entries), lambda *_: None)
    await sealed(dsn, folder)


async def test_where_nobody_has_them_a_new_origin_names_the_old_checkpoint(
    dsn, store, tenant, owner_pool, concord, lost, tmp_path
):
    signed = recorded(tmp_path / "state")[tenant.id]
    await sealed(dsn, tmp_path)

    done = await concord("ledger", "recover", "--tenant", tenant.code, "--new-origin")
    again = await concord("ledger", "recover", "--tenant", tenant.code, "--new-origin")
    assert str(tenant.id) not in await sealed(dsn, tmp_path)
    await store.append(append_of(tenant))
    await sealed(dsn, tmp_path)

    assert done.returncode == 0, done.stderr
    assert "has all" in again.stderr
    origin = f"ledger.example.org/ledgers/{tenant.code}"
    (begun, _) = await store.read(tenant.id, 300)
    assert begun.type == "ledger.OriginBegun"
    assert begun.data == {
        "former_origin": origin,
        "former_root": signed.root.hex(),
        "former_size": 700,
        "origin": f"{origin}/2",
        "present": 300,
    }
    heads = [one.head for one in await checkpoints(owner_pool, tenant)]
    assert [(head.origin, head.size) for head in heads] == [
        (origin, 290),
        (f"{origin}/2", 301),
        (f"{origin}/2", 302),
    ]
    assert heads[-1].root == await root_of(store, tenant, 302)


async def test_a_new_origin_waits_for_the_sealer_to_stop(dsn, tenant, concord, lost, tmp_path):
    from sealing import sealer

    async with sealer(dsn, tmp_path) as one:
        await one.round()
        refused = await concord("ledger", "recover", "--tenant", tenant.code, "--new-origin")

    assert refused.returncode == 1
    assert "stop that one first" in refused.stderr


async def test_a_whole_ledger_needs_no_recovery(dsn, store, tenant, concord, tmp_path):
    await fill(store, tenant, 1)
    await sealed(dsn, tmp_path)

    told = await concord("ledger", "recover", "--tenant", tenant.code)

    assert "has all 1 entries that were sealed" in told.stderr
