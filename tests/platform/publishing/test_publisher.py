"""The stream equals the ledger, entry by entry and in order, whatever dies in between."""

import asyncio
import json
import shutil

import pytest
from nats.js.errors import APIError
from streaming import (
    all_published,
    complete,
    equal,
    in_stream,
    publications,
    published,
    publisher_process,
    publishing,
)
from subscribing import connected, received
from tallying import count_up
from waiting import until

from concord.embedded import nats as embedded
from concord.projecting import checkpoint, list_projections
from concord.publishing import envelope, resume, serving, subjects_of
from concord.publishing.stream import Refused, StreamError, ensure_stream, publish
from concord.tenancy import Tenants, writing


async def test_what_is_appended_is_published_as_cloudevents(database, pool, store, tenant, broker):
    async with publishing(database.projector, broker.url):
        await count_up(store, tenant, 3)
        await until(lambda: all_published(pool, store, [tenant]))
    messages = await received(broker.url, f"evt.v1.{tenant.code}.>")
    assert [subject for subject, _, _ in messages] == [
        f"evt.v1.{tenant.code}.tests.{name}" for name in ("Opened", "Added", "Added", "Added")
    ]
    assert {headers["content-type"] for _, headers, _ in messages} == {"application/cloudevents+json"}
    assert [int(json.loads(data)["sequence"]) for _, _, data in messages] == [1, 2, 3, 4]
    await equal(broker.url, store, [tenant])


async def test_the_stream_allows_no_deletion(database, broker):
    async with publishing(database.projector, broker.url), connected(broker.url) as client:
        await until(lambda: exists(client))
        config = (await client.jetstream().stream_info("EVENTS")).config
        assert (config.storage, config.deny_delete, config.deny_purge) == ("file", True, True)
        assert (config.allow_atomic, config.allow_direct) == (True, True)
        with pytest.raises(APIError):
            await client.jetstream().purge_stream("EVENTS")


async def exists(client):
    try:
        await client.jetstream().stream_info("EVENTS")
    except APIError:
        return False
    return True


async def test_three_publishers_publish_everything_once(database, pool, store, owner_pool, broker):
    made = [
        await Tenants(owner_pool).create(code=f"pub{n}", name="发", division_code="", simulated=False)
        for n in range(4)
    ]
    async with publishing(database.projector, broker.url, processes=3):
        await asyncio.gather(*(count_up(store, t, 400, events=7) for t in made for _ in range(2)))
        await until(lambda: all_published(pool, store, made))
    await equal(broker.url, store, made)


async def test_a_long_ledger_goes_in_many_batches(database, pool, store, tenant, broker):
    await count_up(store, tenant, 2_600)
    async with publishing(database.projector, broker.url):
        await until(lambda: all_published(pool, store, [tenant]))
    await equal(broker.url, store, [tenant])


async def test_large_entries_are_published_in_smaller_batches(
    database, pool, store, tenant, broker, monkeypatch
):
    monkeypatch.setattr(checkpoint, "BATCH_BYTES", 2_000)
    await count_up(store, tenant, 20)
    async with publishing(database.projector, broker.url):
        await until(lambda: all_published(pool, store, [tenant]))
    await equal(broker.url, store, [tenant])


async def test_a_second_publisher_is_fenced(database, pool, store, tenant, broker):
    await count_up(store, tenant, 1)
    async with publishing(database.projector, broker.url):
        await until(lambda: all_published(pool, store, [tenant]))
    again = [envelope(entry) for entry in await store.read(tenant.id, 0)]
    async with connected(broker.url) as client:
        for expected in (0, 1):
            with pytest.raises(Refused):
                await publish(client, again, subjects_of(tenant.code), expected)
    await equal(broker.url, store, [tenant])


async def test_what_one_read_ahead_is_not_published_after_another_did(pool, store, tenant, broker):
    await count_up(store, tenant, 2_999)
    async with publications(pool, broker.url, 2) as (one, other):
        for publisher in (one, other, other, one, other, one):
            assert await publisher.serve(tenant.id)
        assert not await one.serve(tenant.id)
    await equal(broker.url, store, [tenant])


async def test_a_checkpoint_that_is_behind_the_stream_is_corrected_by_it(pool, store, tenant, broker):
    await count_up(store, tenant, 9)
    async with publications(pool, broker.url, 1) as (publisher,):
        assert await publisher.serve(tenant.id)
        async with writing(pool, tenant.id) as connection:
            await connection.execute(
                "update progress set position = 3, stream_sequence = 3"
                " where tenant_id = $1 and name = 'publisher'",
                tenant.id,
            )
        await count_up(store, tenant, 4)
        assert await publisher.serve(tenant.id), "refused, and learnt"
        assert await published(pool, tenant) == 10
        assert not await publisher.serve(tenant.id), "all there was"
    await equal(broker.url, store, [tenant])


async def test_a_few_entries_of_which_some_were_stored_when_a_publisher_was_killed(
    pool, store, tenant, broker
):
    await count_up(store, tenant, 1)
    async with publications(pool, broker.url, 1) as (publisher,), connected(broker.url) as client:
        assert await publisher.serve(tenant.id)
        await count_up(store, tenant, 4)
        fresh = [envelope(entry) for entry in await store.read(tenant.id, 2)]
        await publish(client, fresh[:2], subjects_of(tenant.code), 2)
        while await publisher.serve(tenant.id):
            pass
        assert await published(pool, tenant) == 7
    await equal(broker.url, store, [tenant])


async def test_what_one_publisher_is_at_another_leaves_alone_until_it_lets_go(
    pool, store, tenant, broker, monkeypatch
):
    await count_up(store, tenant, 1)
    async with publications(pool, broker.url, 2) as (one, other):
        assert await one.serve(tenant.id)
        await count_up(store, tenant, 2)
        with monkeypatch.context() as patched:

            async def refused_for_another_reason(*_):
                with monkeypatch.context() as inner:
                    inner.setattr(serving, "publish", None)  # to be called by nobody
                    assert not await other.serve(tenant.id)
                raise StreamError("disk")

            patched.setattr(serving, "publish", refused_for_another_reason)
            with pytest.raises(StreamError):
                await one.serve(tenant.id)
        assert not await other.serve(tenant.id)
        assert await published(pool, tenant) == 5
    await equal(broker.url, store, [tenant])


async def test_a_tenant_in_which_something_goes_on_happening_makes_room_for_others(
    pool, store, tenant, broker, monkeypatch
):
    await count_up(store, tenant, 1)
    async with publications(pool, broker.url, 1) as (publisher,):
        assert await publisher.serve(tenant.id)
        await count_up(store, tenant, 1)
        real = serving.publish

        async def and_one_more(*arguments):
            await count_up(store, tenant, 1)
            return await real(*arguments)

        monkeypatch.setattr(serving, "publish", and_one_more)
        assert await publisher.serve(tenant.id), "what came meanwhile waits its turn"
        monkeypatch.setattr(serving, "publish", real)
        assert not await publisher.serve(tenant.id)
        assert await published(pool, tenant) == await store.head(tenant.id)
    await equal(broker.url, store, [tenant])


async def test_killed_between_the_stream_and_the_checkpoint(database, pool, store, tenants, broker):
    for tenant in tenants:
        await count_up(store, tenant, 700)
    for _ in range(3):
        process = await publisher_process(database.projector, broker.url, "between")
        assert await process.wait() == -9
    assert [await published(pool, t) for t in tenants] != [701, 701]
    assert await in_stream(broker.url, tenants) >= 1_000
    async with publishing(database.projector, broker.url):
        await until(lambda: all_published(pool, store, tenants))
    await equal(broker.url, store, tenants)


async def test_killed_at_any_instant(database, pool, store, tenants, broker):
    for tenant in tenants:
        await count_up(store, tenant, 4_000)
    for kill in range(3):
        process = await publisher_process(database.projector, broker.url)
        before = await in_stream(broker.url, tenants)
        await until(lambda before=before: grew(broker.url, tenants, before), every=0.002)
        await asyncio.sleep(0.02 * kill)
        process.kill()
        await process.wait()
    async with publishing(database.projector, broker.url, processes=2):
        await until(lambda: all_published(pool, store, tenants))
    await equal(broker.url, store, tenants)


async def grew(url, tenants, before):
    return await in_stream(url, tenants) > before


async def test_commands_go_on_while_nats_is_away_and_publication_catches_up(
    database, pool, store, tenants, tmp_path
):
    broker = await embedded.start(tmp_path / "nats")
    async with publishing(database.projector, broker.url, processes=2):
        await asyncio.gather(*(count_up(store, t, 100) for t in tenants))
        await until(lambda: all_published(pool, store, tenants))
        broker.stop()
        await asyncio.gather(*(count_up(store, t, 600) for t in tenants))
        assert not await all_published(pool, store, tenants)
        async with embedded.running(tmp_path / "nats"):
            await until(lambda: all_published(pool, store, tenants))
            await equal(broker.url, store, tenants)


async def test_nats_killed_in_mid_batch_loses_and_doubles_nothing(database, pool, store, tenants, tmp_path):
    for tenant in tenants:
        await count_up(store, tenant, 5_000)
    broker = await embedded.start(tmp_path / "nats")
    async with publishing(database.projector, broker.url, processes=2):
        url = broker.url
        for kill in range(3):
            before = await in_stream(url, tenants)
            await until(lambda before=before: grew(url, tenants, before), every=0.002)
            await asyncio.sleep(0.02 * kill)
            broker.process.kill()
            broker.process.wait()
            broker.lock.close()
            broker = await embedded.start(tmp_path / "nats")
        await until(lambda: all_published(pool, store, tenants))
        await equal(broker.url, store, tenants)
    broker.stop()


async def test_a_stream_that_comes_back_empty_is_made_again(database, pool, store, tenants, tmp_path):
    broker = await embedded.start(tmp_path / "nats")
    async with publishing(database.projector, broker.url, processes=2):
        await asyncio.gather(*(count_up(store, t, 700) for t in tenants))
        await until(lambda: all_published(pool, store, tenants))
        broker.process.kill()
        broker.process.wait()
        broker.lock.close()
        shutil.rmtree(tmp_path / "nats" / "jetstream")
        async with embedded.running(tmp_path / "nats", port=broker.port):
            # Nothing is appended: the loss is noticed all the same.
            await until(lambda: complete(broker.url, tenants, 701 * len(tenants)))
            await equal(broker.url, store, tenants)


async def test_a_stream_that_lost_its_end_gets_it_again(database, pool, store, tenant, tmp_path):
    folder, kept = tmp_path / "nats", tmp_path / "kept"
    async with embedded.running(folder) as broker, publishing(database.projector, broker.url):
        await count_up(store, tenant, 300)
        await until(lambda: all_published(pool, store, [tenant]))
    shutil.copytree(folder / "jetstream", kept)
    async with embedded.running(folder) as broker, publishing(database.projector, broker.url):
        await count_up(store, tenant, 200)
        await until(lambda: all_published(pool, store, [tenant]))
    shutil.rmtree(folder / "jetstream")
    shutil.copytree(kept, folder / "jetstream")
    async with embedded.running(folder) as broker, publishing(database.projector, broker.url):
        await until(lambda: complete(broker.url, [tenant], 502))
        await equal(broker.url, store, [tenant])


async def test_a_message_that_the_ledger_does_not_have_parks_the_tenant_alone(
    database, pool, store, tenants, broker
):
    strange, healthy = tenants
    async with connected(broker.url) as client:
        await ensure_stream(client)
        forged = json.dumps({"sequence": "0000000000000000001", "data": {"forged": True}}).encode()
        await client.jetstream().publish(f"evt.v1.{strange.code}.tests.Opened", forged)
    async with publishing(database.projector, broker.url):
        await asyncio.gather(*(count_up(store, t, 2) for t in tenants))
        await until(lambda: all_published(pool, store, [healthy]))
        await until(lambda: parked(pool, strange))
    assert len(await received(broker.url, f"evt.v1.{strange.code}.>")) == 1
    [shown] = [p for p in await list_projections(pool, (), strange.id) if p.name == "publisher"]
    assert "another" in shown.error
    assert await resume(pool, strange.id)
    async with publishing(database.projector, broker.url):
        await until(lambda: parked(pool, strange))


async def parked(pool, tenant):
    return [p.state for p in await list_projections(pool, (), tenant.id) if p.name == "publisher"] == [
        "parked"
    ]


async def test_publication_starts_before_nats_does(database, pool, store, tenant, tmp_path):
    folder = tmp_path / "nats"
    async with embedded.running(folder) as broker:
        url = broker.url
    async with publishing(database.projector, url):
        await count_up(store, tenant, 2)
        await asyncio.sleep(0.3)
        async with embedded.running(folder):
            await until(lambda: all_published(pool, store, [tenant]))
            await equal(url, store, [tenant])
