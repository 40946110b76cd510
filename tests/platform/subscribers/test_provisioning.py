"""From a registration to events: what the worker makes of rows, and makes again when NATS loses it."""

import asyncio
import base64
import json
import shutil
from contextlib import asynccontextmanager

import pytest
from following import DOMAIN, following, positions, take, working
from nats.errors import Error, TimeoutError
from tallying import count_up
from waiting import until

from concord.accounts import Access, Login, NotTaken, Pusher, connect
from concord.embedded import postgres
from concord.publishing.stream import ensure_stream
from concord.subscribers import Registration, Start
from concord.subscribers.provisioning import Provisioning
from concord.subscribers.subscriber import State


@pytest.fixture
def board(tenant):
    return Access(tenant.code, "board")


async def carried_out(ready, name="board"):
    await until(lambda: ready(name))


async def test_a_registered_subscriber_takes_every_event_in_order(
    worker, broker, registered, ready, store, tenant, board, tmp_path
):
    await count_up(store, tenant, 3)
    creds = await registered("board")
    await carried_out(ready)

    async with following(broker.url, creds, board, folder=tmp_path) as client:
        head = await store.head(tenant.id)
        assert positions(await take(client, board, head)) == list(range(1, head + 1))
        await count_up(store, tenant, 2)
        assert positions(await take(client, board, 1)) == [head + 1]


async def test_it_gets_what_its_filters_name(
    worker, broker, registered, ready, store, tenant, board, tmp_path
):
    await count_up(store, tenant, 3)
    creds = await registered("board", filters=("tests.Added",))
    await carried_out(ready)

    entries = await store.read(tenant.id, 0, 100)
    wanted = [entry.position for entry in entries if entry.type == "tests.Added"]
    assert 0 < len(wanted) < len(entries)
    async with following(broker.url, creds, board, folder=tmp_path) as client:
        assert positions(await take(client, board, len(wanted))) == wanted


async def test_it_starts_where_it_was_registered_to_start_among_other_tenants_events(
    worker, broker, registered, ready, store, tenant, simulated_tenant, board, tmp_path
):
    for _ in range(4):
        await count_up(store, simulated_tenant, 2)
        await count_up(store, tenant, 2)
    creds = await registered("board", start=Start(position=5))
    await carried_out(ready)

    async with following(broker.url, creds, board, folder=tmp_path) as client:
        assert positions(await take(client, board, 3)) == [6, 7, 8]


async def test_paused_it_gets_nothing_resumed_it_misses_nothing(
    worker, broker, registered, ready, subscribers, change, store, tenant, board, tmp_path
):
    await count_up(store, tenant, 2)
    creds = await registered("board")
    await carried_out(ready)
    async with following(broker.url, creds, board, folder=tmp_path) as client:
        assert positions(await take(client, board, 1)) == [1]
        await subscribers.set_state(change(), "board", State.PAUSED)
        await carried_out(ready)
        with pytest.raises(TimeoutError):
            await take(client, board, 1, seconds=1)
        await subscribers.set_state(change(), "board", State.ACTIVE)
        await carried_out(ready)
        assert positions(await take(client, board, 1)) == [2]


async def test_reset_it_gets_events_again(
    worker, broker, registered, ready, subscribers, change, store, tenant, board, tmp_path
):
    await count_up(store, tenant, 5)
    creds = await registered("board")
    await carried_out(ready)
    async with following(broker.url, creds, board, folder=tmp_path) as client:
        assert positions(await take(client, board, 4)) == [1, 2, 3, 4]
        await subscribers.reset(change(), "board", Start(position=2))
        await carried_out(ready)
        assert positions(await take(client, board, 2)) == [3, 4]


async def test_how_far_the_consumer_before_came_is_not_written_over_what_reset_has_set(
    database,
    broker,
    operator,
    registered,
    ready,
    subscribers,
    change,
    store,
    tenant,
    board,
    worker_pool,
    tmp_path,
):
    await count_up(store, tenant, 5)
    async with working(database.projector, broker.url, operator):
        creds = await registered("board")
        await carried_out(ready)
        async with following(broker.url, creds, board, folder=tmp_path) as client:
            await take(client, board, 4)

    await subscribers.reset(change(), "board", Start(position=2))
    client = await connect(broker.url, Login(operator), "test")
    try:
        await Provisioning(worker_pool, client, operator, None).inspect(tenant.id, tenant.code)
    finally:
        await client.close()
    assert (await subscribers.find(tenant.id, "board")).acknowledged == 2


async def test_rotated_credentials_replace_the_old_ones(
    worker, broker, registered, ready, subscribers, change, operator, store, tenant, board, tmp_path
):
    await count_up(store, tenant, 2)
    old = await registered("board")
    await carried_out(ready)
    async with following(broker.url, old, board, folder=tmp_path) as client:
        assert positions(await take(client, board, 1)) == [1]
        public, new = operator.subscriber_credentials(board)
        await subscribers.issue(change(), "board", public, keep=False)
        await carried_out(ready)
        await until(lambda: _closed(client))
    with pytest.raises(Error):
        async with following(broker.url, old, board, folder=tmp_path):
            pass
    async with following(broker.url, new, board, folder=tmp_path) as client:
        assert positions(await take(client, board, 1)) == [2]


async def test_removed_it_is_gone_and_a_successor_of_its_name_does_not_let_it_in_again(
    worker, broker, registered, ready, subscribers, change, store, tenant, board, tmp_path
):
    await count_up(store, tenant, 2)
    old = await registered("board")
    await carried_out(ready)
    await subscribers.set_state(change(), "board", State.REMOVED)

    async def shut_out():
        try:
            async with following(broker.url, old, board, folder=tmp_path):
                return False
        except Error:
            return True

    await until(shut_out)
    new = await registered("board")
    await carried_out(ready)
    assert await shut_out()
    async with following(broker.url, new, board, folder=tmp_path) as client:
        assert positions(await take(client, board, 2)) == [1, 2]


async def test_how_far_it_has_come_is_known(
    worker, broker, registered, ready, subscribers, store, tenant, board, tmp_path
):
    await count_up(store, tenant, 4)
    creds = await registered("board")
    await carried_out(ready)
    async with following(broker.url, creds, board, folder=tmp_path) as client:
        await take(client, board, 3)

    async def known():
        found = await subscribers.find(tenant.id, "board")
        return (found.acknowledged, found.waiting) == (3, found.head - 3) and found.delivered_at is not None

    await until(known)


async def test_nats_that_lost_everything_is_made_again_and_nobody_misses_an_event(
    database, start_broker, registered, ready, subscribers, operator, store, tenant, board, tmp_path
):
    """The stream is rebuilt from the ledger, accounts and consumers from the registrations."""
    await count_up(store, tenant, 6)
    async with start_broker() as broker, working(database.projector, broker.url, operator):
        creds = await registered("board")
        await carried_out(ready)
        async with following(broker.url, creds, board, folder=tmp_path) as client:
            before = await take(client, board, 4)

            async def noted():
                return (await subscribers.find(tenant.id, "board")).acknowledged == 4

            await until(noted)
    for folder in ("nats", "accounts"):
        shutil.rmtree(tmp_path / folder)
    async with start_broker() as broker, working(database.projector, broker.url, operator):

        async def back():
            try:
                async with following(broker.url, creds, board, folder=tmp_path) as client:
                    return await has_consumer(client, board)
            except Error:
                return False

        await until(back, seconds=120)
        async with following(broker.url, creds, board, folder=tmp_path) as client:
            after = await take(client, board, 3)
    assert positions(before) == [1, 2, 3, 4]
    assert positions(after) == [5, 6, 7]


class Held:
    """A push that is under way and does not arrive until it may."""

    def __init__(self, pusher: Pusher) -> None:
        self._pusher = pusher
        self.reached, self.go = asyncio.Event(), asyncio.Event()

    async def push(self, jwt):
        self.reached.set()
        await self.go.wait()
        await self._pusher.push(jwt)


async def test_of_two_workers_that_push_at_once_the_newer_account_stays(
    database, broker, registered, operator, tenant, worker_pool
):
    """Within the second by which servers tell which account is the newer one."""
    async with pushing(broker, operator) as system:
        slow, fast = (Provisioning(worker_pool, system, operator, system) for _ in "ab")
        slow._pusher = held = Held(Pusher(system))
        await registered("board")
        first = asyncio.create_task(slow.push_all(tenant.id, tenant.code))
        await held.reached.wait()
        await registered("office")
        second = asyncio.create_task(fast.push_all(tenant.id, tenant.code))

        async def done_or_waiting():
            return second.done() or await waits_for_a_lock(database)

        await until(done_or_waiting)
        held.go.set()
        await asyncio.gather(first, second)
        claims = await held_by_the_server(system, operator, tenant)
    consumers = {one["local_subject"].rpartition(".")[2] for one in claims["nats"]["imports"]}
    assert {f"{tenant.code}-board", f"{tenant.code}-office"} <= consumers


class Counted:
    """Counts what is pushed."""

    def __init__(self, pusher: Pusher) -> None:
        self._pusher, self.pushed = pusher, 0

    async def push(self, jwt):
        self.pushed += 1
        await self._pusher.push(jwt)


async def test_an_account_is_pushed_when_something_changed_and_not_while_the_publisher_is_waited_for(
    broker, operator, tenant, worker_pool, registered, subscribers, change, store
):
    await count_up(store, tenant, 2)
    client = await connect(broker.url, Login(operator), "test")
    async with pushing(broker, operator) as system:
        try:
            await ensure_stream(client)
            provisioning = Provisioning(worker_pool, client, operator, system)
            provisioning._pusher = counted = Counted(Pusher(system))
            await registered("board", start=Start(position=1))
            for _ in range(3):
                await provisioning.carry_out(tenant.id, tenant.code)
            assert counted.pushed == 1
            public, _ = operator.subscriber_credentials(Access(tenant.code, "board"))
            await subscribers.issue(change(), "board", public, keep=False)
            for _ in range(3):
                await provisioning.carry_out(tenant.id, tenant.code)
            assert counted.pushed == 2
        finally:
            await client.close()


async def test_a_tenant_that_the_server_refuses_stops_no_other(
    database, broker, operator, tenant, simulated_tenant, subscribers, change, registered, ready, monkeypatch
):
    refused, other = sorted((tenant, simulated_tenant), key=lambda one: one.code)
    push = Provisioning._push

    async def refusing(self, connection, of, code):
        if code == refused.code:
            raise NotTaken("NATS: refused")
        await push(self, connection, of, code)

    monkeypatch.setattr(Provisioning, "_push", refusing)
    for one in (refused, other):
        await subscribers.register(change(tenant=one), Registration(name="board"))
    async with working(database.projector, broker.url, operator):

        async def is_ready():
            return (await subscribers.find(other.id, "board")).ready

        await until(is_ready)
    assert not (await subscribers.find(refused.id, "board")).ready


async def test_each_account_is_later_than_the_one_before(broker, operator, tenant, worker_pool, registered):
    await registered("board")
    issued = []
    async with pushing(broker, operator) as system:
        provisioning = Provisioning(worker_pool, system, operator, system)
        for _ in range(3):
            await provisioning.push_all(tenant.id, tenant.code)
            issued.append((await held_by_the_server(system, operator, tenant))["iat"])
    assert issued == sorted(set(issued))


@asynccontextmanager
async def pushing(broker, operator):
    """A connection of the system's account."""
    system = await connect(broker.url, Login(operator), "test", system=True)
    try:
        yield system
    finally:
        await system.close()


async def waits_for_a_lock(database):
    async with postgres.connection(database.superuser) as connection:
        return await connection.fetchval(
            "select exists (select from pg_stat_activity"
            " where datname = current_database() and wait_event_type = 'Lock')"
        )


async def held_by_the_server(system, operator, tenant):
    """Claims of the tenant's account, as the server has them."""
    account = operator.tenant(tenant.code).public
    answer = await system.request(f"$SYS.REQ.ACCOUNT.{account}.CLAIMS.LOOKUP", b"", timeout=5)
    payload = answer.data.decode().split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


async def has_consumer(client, access):
    jetstream = client.jetstream(domain=DOMAIN)
    subscription = await jetstream.pull_subscribe_bind(access.consumer, stream="EVENTS")
    try:
        return bool(await subscription.consumer_info())
    except Error:
        return False


async def _closed(client):
    return client.is_closed
