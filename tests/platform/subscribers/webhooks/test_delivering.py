"""Webhooks: in order, signed, again until they are taken, and one that is dead slows nobody."""

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from ipaddress import ip_network

import pytest
from receiving import receiving
from standardwebhooks import Webhook, WebhookVerificationError
from tallying import count_up
from waiting import until

from concord.commanding import Refusal
from concord.subscribers import Registration, Start, SubscriberRefusal, Subscribers
from concord.subscribers.subscriber import State
from concord.subscribers.webhooks import Guard, Secrets, delivering, new_secret, run_webhooks
from concord.subscribers.webhooks.waking import Woken
from concord.tenancy import reading, writing

HERE = Guard([ip_network("127.0.0.0/8")])
EVENTS = ("tests.Opened", "tests.Added")


@pytest.fixture
def subscribers(pool):
    return Subscribers(pool, EVENTS, HERE)


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Failures are tried again after milliseconds."""
    monkeypatch.setattr(delivering, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(delivering, "LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(delivering, "POLL", 0.05)


@pytest.fixture
async def receiver():
    async with receiving() as one:
        yield one


@pytest.fixture
def hook(subscribers, change, tenant, keys):
    """Registers a webhook to a receiver, and tells it the secret."""

    async def register(receiver, name="hook", **more):
        receiver.secret = new_secret()
        sealed = await Secrets(keys).seal(tenant.id, name, receiver.secret)
        await subscribers.register(change(), Registration(name=name, url=receiver.url, **more), sealed)

    return register


@asynccontextmanager
async def sending(database, keys, guard=HERE, processes=1):
    stop = asyncio.Event()
    running = [
        asyncio.create_task(run_webhooks(database.projector, keys, stop, guard)) for _ in range(processes)
    ]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*running)


@pytest.fixture
async def worker(database, keys):
    async with sending(database, keys):
        yield


async def column(pool, tenant, what):
    """Of the tenant's webhook."""
    async with reading(pool, tenant.id) as connection:
        return await connection.fetchval(f"select {what} from webhook where tenant_id = $1", tenant.id)


@pytest.fixture
def let_go(worker_pool, tenant):
    """Whether nobody has a turn at the webhook."""

    async def free():
        return await column(worker_pool, tenant, "leased_until < now()")

    return free


def has(receiver, count):
    async def enough():
        return len(receiver.received) >= count

    return enough


async def test_an_append_costs_a_look_at_its_own_tenants_webhooks_alone(
    hook, receiver, store, tenant, simulated_tenant, worker_pool, keys
):
    await count_up(store, tenant, 1)
    await hook(receiver)
    webhooks = delivering.Webhooks(worker_pool, Secrets(keys), HERE)
    ours = (tenant.id, "hook")
    assert await webhooks.due([tenant.id, simulated_tenant.id], 10) == [ours]
    assert await webhooks.due([simulated_tenant.id], 10) == []
    assert ours in await webhooks.due(None, 1_000)


@pytest.mark.parametrize("left", ["attempts = 1", "leased_until = now() - interval '1 second'"])
async def test_what_failed_or_was_left_is_found_again_without_a_look_at_all_others(
    hook, receiver, store, tenant, worker_pool, keys, left
):
    await count_up(store, tenant, 1)
    await hook(receiver)
    webhooks = delivering.Webhooks(worker_pool, Secrets(keys), HERE)
    assert (tenant.id, "hook") not in await webhooks.due([], 1_000)
    async with writing(worker_pool, tenant.id) as connection:
        await connection.execute(f"update webhook set {left} where tenant_id = $1", tenant.id)
    assert (tenant.id, "hook") in await webhooks.due([], 1_000)


IDLE = """
with registered as (
    insert into subscriber (
        tenant_id, name, filters, delivery, state, starts_after, acknowledged, registered_at, registered_by)
    select $1, 'idle' || n, '{}', 'WEBHOOK', 'ACTIVE', 0, $2, now(), 'service:clerk'
      from generate_series(1, 10000) n
    returning tenant_id, name)
insert into webhook (tenant_id, name, url, secret)
select tenant_id, name, 'https://board.example.org', '' from registered"""


@pytest.mark.parametrize("look", ["webhooks_due(64)", "webhooks_due_of(array['{tenant}']::uuid[], 64)"])
async def test_a_look_reads_no_webhook_that_has_nothing_to_send(
    hook, receiver, store, tenant, pool, owner_pool, worker_pool, look
):
    """Blocks, not seconds: as many as one webhook takes, though there are ten thousand."""
    await count_up(store, tenant, 1)
    await hook(receiver)
    async with writing(pool, tenant.id) as connection:
        await connection.execute(IDLE, tenant.id, await store.head(tenant.id))
    await owner_pool.execute("analyze subscriber, webhook, head")  # as the server does by itself
    explain = "explain (analyze, buffers, format json) select * from concord." + look.format(tenant=tenant.id)
    await worker_pool.fetchval(explain)  # the first one reads the catalogue
    [told] = json.loads(await worker_pool.fetchval(explain))
    assert told["Plan"]["Actual Rows"] >= 1
    assert told["Plan"]["Shared Hit Blocks"] + told["Plan"]["Shared Read Blocks"] < 1_000


async def test_who_is_woken_is_looked_at_and_everybody_now_and_then(tenant, simulated_tenant):
    woken = Woken(0.2)
    assert await woken.next(1) is None
    woken.heard(None, 0, "concord_appended", f"{tenant.id},x,{simulated_tenant.id}")
    assert set(await woken.next(1)) == {tenant.id, simulated_tenant.id}
    assert await woken.next(0) == []
    assert await woken.next(1) is None


async def test_events_come_in_order_verified_by_the_receivers_library(worker, hook, receiver, store, tenant):
    await count_up(store, tenant, 3)
    await hook(receiver)
    await until(has(receiver, 4))
    await count_up(store, tenant, 1)
    await until(has(receiver, 6))

    assert receiver.positions == [1, 2, 3, 4, 5, 6]
    fields, _ = receiver.raw[0]
    assert fields["webhook-id"] == f"{tenant.code}:1"
    assert fields["content-type"] == "application/cloudevents+json"
    assert fields["host"] == receiver.url.split("/")[2]


async def test_it_gets_what_its_filters_name_from_where_it_starts(worker, hook, receiver, store, tenant):
    await count_up(store, tenant, 2)
    await count_up(store, tenant, 2)
    await hook(receiver, filters=("tests.Added",), start=Start(position=2))

    await until(has(receiver, 3))
    await asyncio.sleep(0.2)
    assert receiver.positions == [3, 5, 6]


async def test_what_fails_is_sent_again_with_the_same_id_before_anything_after_it(
    worker, hook, receiver, store, tenant, subscribers
):
    receiver.statuses = [500, 302, 404, 200, 503]
    await count_up(store, tenant, 2)
    await hook(receiver)
    await until(has(receiver, 3))

    assert receiver.positions == [1, 2, 3]
    assert [fields["webhook-id"].partition(":")[2] for fields, _ in receiver.raw] == list("11112" + "23")
    assert (await subscribers.find(tenant.id, "hook")).trouble == ""


async def test_a_redirect_is_not_followed(worker, hook, receiver, store, tenant):
    async with receiving() as elsewhere:
        receiver.statuses = [307]
        receiver.headers = b"Location: %s\r\n" % elsewhere.url.encode()
        await count_up(store, tenant, 0)
        await hook(receiver)
        await until(has(receiver, 1))
        assert elsewhere.attempts == 0


async def test_what_nobody_takes_is_given_up_replayed_or_skipped(
    worker, hook, receiver, store, tenant, subscribers, change, worker_pool, monkeypatch
):
    monkeypatch.setattr(delivering, "MOST_ATTEMPTS", 3)
    receiver.statuses = [500] * 3
    await count_up(store, tenant, 2)
    await hook(receiver)

    async def let_go():
        return await column(worker_pool, tenant, "attempts = 3 and leased_until < now()")

    await until(let_go)
    assert "given up" in (await subscribers.find(tenant.id, "hook")).trouble
    await asyncio.sleep(0.2)
    assert (receiver.attempts, receiver.positions) == (3, [])

    receiver.statuses = [500] * 3
    await subscribers.replay(change(), "hook", skip=False)
    await until(lambda: _attempted(receiver, 6))
    await until(let_go)
    assert receiver.attempts == 6
    await subscribers.replay(change(), "hook", skip=True)
    await until(has(receiver, 2))
    assert receiver.positions == [2, 3]


async def _attempted(receiver, count):
    return receiver.attempts >= count


async def test_what_was_reset_has_nothing_to_skip_until_it_fails_again(
    database, keys, hook, receiver, store, tenant, subscribers, change
):
    receiver.statuses = [200, 200, 410]
    await count_up(store, tenant, 2)
    await hook(receiver)

    async def given_up():
        return "given up" in (await subscribers.find(tenant.id, "hook")).trouble

    async with sending(database, keys):
        await until(given_up)
    await subscribers.reset(change(), "hook", Start(position=0))
    await subscribers.replay(change(), "hook", skip=True)
    async with sending(database, keys):
        await until(has(receiver, 5))

    assert receiver.positions == [1, 2, 1, 2, 3]


@pytest.fixture
def meanwhile(monkeypatch, tenant):
    """Has something happen while the tenant's first event is on its way."""
    send = delivering.Webhooks.send

    def arrange(happens):
        async def sent(webhooks, url, entry, secrets):
            if entry.members["tenant"] == tenant.code:
                monkeypatch.setattr(delivering.Webhooks, "send", send)
                await happens()
            return await send(webhooks, url, entry, secrets)

        monkeypatch.setattr(delivering.Webhooks, "send", sent)

    return arrange


async def test_a_reset_while_an_event_is_given_up_is_not_undone_by_it(
    worker, hook, receiver, store, tenant, subscribers, change, meanwhile
):
    receiver.statuses = [410]
    await count_up(store, tenant, 2)
    meanwhile(lambda: subscribers.reset(change(), "hook", Start(position=1)))
    await hook(receiver)
    await until(has(receiver, 2))

    assert receiver.positions == [2, 3]


async def test_a_reset_while_an_event_is_taken_is_not_undone_by_it(
    worker, hook, receiver, store, tenant, subscribers, change, meanwhile
):
    await count_up(store, tenant, 2)
    meanwhile(lambda: subscribers.reset(change(), "hook", Start(position=0)))
    await hook(receiver, start=Start(position=1))
    await until(has(receiver, 4))

    assert receiver.positions == [2, 1, 2, 3]


async def test_who_was_too_long_does_not_let_go_of_anothers_lease(
    hook, receiver, store, tenant, worker_pool, keys, meanwhile
):
    async def leased_by_another():
        async with writing(worker_pool, tenant.id) as connection:
            await connection.execute(
                "update webhook set leased_until = now() + interval '1 hour' where tenant_id = $1", tenant.id
            )

    await count_up(store, tenant, 1)
    await hook(receiver)
    meanwhile(leased_by_another)
    await delivering.Webhooks(worker_pool, Secrets(keys), HERE).serve(tenant.id, "hook")

    assert await column(worker_pool, tenant, "leased_until > now() + interval '30 minutes'")


async def test_one_that_was_paused_after_it_was_found_gets_nothing(
    hook, receiver, store, tenant, subscribers, change, worker_pool, keys
):
    await count_up(store, tenant, 1)
    await hook(receiver)
    await subscribers.set_state(change(), "hook", State.PAUSED)
    await delivering.Webhooks(worker_pool, Secrets(keys), HERE).serve(tenant.id, "hook")

    assert receiver.attempts == 0


async def test_one_that_fails_is_left_alone_for_the_pause(
    hook, receiver, store, tenant, worker_pool, keys, monkeypatch
):
    monkeypatch.setattr(delivering, "pause", lambda *_: 3_600.0)
    receiver.statuses = [500]
    await count_up(store, tenant, 1)
    await hook(receiver)
    webhooks = delivering.Webhooks(worker_pool, Secrets(keys), HERE)
    await webhooks.serve(tenant.id, "hook")

    assert receiver.attempts == 1
    for tenants in (None, [], [tenant.id]):
        assert (tenant.id, "hook") not in await webhooks.due(tenants, 1_000)
    assert await column(worker_pool, tenant, "next_at > now() + interval '30 minutes'")


async def test_a_turn_ends_in_time_also_when_nothing_is_wanted(
    database, keys, hook, receiver, store, tenant, monkeypatch, worker_pool
):
    """It would outlast its lease, and another process would send the same again."""
    monkeypatch.setattr(delivering, "A_TURN", 0.0)
    pages = []
    entries = delivering.Webhooks.entries

    async def one_by_one(self, tenant, after):
        pages.append(after)
        return (await entries(self, tenant, after))[:1]

    monkeypatch.setattr(delivering.Webhooks, "entries", one_by_one)
    await count_up(store, tenant, 5)
    await hook(receiver, filters=("tests.Opened",))
    webhooks = delivering.Webhooks(worker_pool, Secrets(keys), HERE)
    for _ in range(3):
        await webhooks.serve(tenant.id, "hook")

    assert pages == [0, 1, 2]


async def test_a_receiver_that_is_gone_is_asked_once(worker, hook, receiver, store, tenant, subscribers):
    receiver.statuses = [410]
    await count_up(store, tenant, 1)
    await hook(receiver)

    async def given_up():
        return "given up" in (await subscribers.find(tenant.id, "hook")).trouble

    await until(given_up)
    await asyncio.sleep(0.2)
    assert receiver.attempts == 1


async def test_a_dead_receiver_slows_nobody_else(worker, hook, store, tenant):
    async with receiving() as dead, receiving() as alive:
        dead.statuses = [0] * 100
        await count_up(store, tenant, 5)
        await hook(dead, "dead")
        await hook(alive, "alive")

        await until(has(alive, 6), seconds=30)
        assert alive.positions == [1, 2, 3, 4, 5, 6]
        assert (dead.attempts, dead.received) == (1, [])


async def test_several_processes_send_each_event_once(database, keys, hook, receiver, store, tenant):
    async with sending(database, keys, processes=3):
        await count_up(store, tenant, 20)
        await hook(receiver)
        await until(has(receiver, 21))
        await asyncio.sleep(0.2)

    assert receiver.positions == list(range(1, 22))


async def test_a_process_that_dies_lets_go_and_the_next_one_goes_on(
    database, keys, hook, receiver, store, tenant, monkeypatch
):
    monkeypatch.setattr(delivering, "LEASE", delivering.timedelta(seconds=0.5))
    receiver.statuses = [200, 0]
    await count_up(store, tenant, 2)
    await hook(receiver)
    stop = asyncio.Event()
    dying = asyncio.create_task(run_webhooks(database.projector, keys, stop, HERE))
    await until(lambda: _attempted(receiver, 2))
    dying.cancel()
    with suppress(asyncio.CancelledError):
        await dying
    async with sending(database, keys):
        await until(has(receiver, 3))

    assert receiver.positions == [1, 2, 3]


async def test_while_a_secret_rotates_both_sign_and_afterwards_the_new_one_alone(
    worker, hook, receiver, store, tenant, subscribers, change, keys, worker_pool, let_go
):
    await hook(receiver)
    old, new = receiver.secret, new_secret()
    await subscribers.rotate_secret(change(), "hook", await Secrets(keys).seal(tenant.id, "hook", new))
    await count_up(store, tenant, 0)
    await until(has(receiver, 1))  # verified by the old one
    fields, body = receiver.raw[-1]
    for secret in (old, new):
        assert Webhook(secret).verify(body, fields)
    await until(let_go)  # a turn signs all that it sends with what was right when it began

    async with worker_pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.tenant = '{tenant.id}'")
        await connection.execute("update webhook set previous_until = now() where tenant_id = $1", tenant.id)
    receiver.secret = new
    await count_up(store, tenant, 0)
    await until(has(receiver, 2))
    fields, body = receiver.raw[-1]
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(body, fields)


async def test_paused_and_reset_and_removed_it_does_as_it_is_told(
    worker, hook, receiver, store, tenant, subscribers, change, let_go
):
    await count_up(store, tenant, 2)
    await hook(receiver)
    await until(has(receiver, 3))
    await until(let_go)  # a turn that looked before the pause may send one more
    await subscribers.set_state(change(), "hook", State.PAUSED)
    await count_up(store, tenant, 0)
    await asyncio.sleep(0.3)
    assert receiver.positions == [1, 2, 3]

    await subscribers.reset(change(), "hook", Start(position=2))
    await subscribers.set_state(change(), "hook", State.ACTIVE)
    await until(has(receiver, 5))
    assert receiver.positions == [1, 2, 3, 3, 4]

    await subscribers.set_state(change(), "hook", State.REMOVED)
    await count_up(store, tenant, 0)
    await asyncio.sleep(0.3)
    assert len(receiver.received) == 5


async def test_an_address_inside_is_refused_when_it_is_registered_and_when_it_is_reached(
    database, keys, pool, change, hook, receiver, store, tenant, subscribers
):
    strict = Subscribers(pool, EVENTS)
    with pytest.raises(Refusal) as caught:
        await strict.register(change(), Registration(name="inside", url=receiver.url), b"x")
    assert caught.value.code is SubscriberRefusal.URL_FORBIDDEN

    await count_up(store, tenant, 0)
    await hook(receiver)
    async with sending(database, keys, guard=Guard([ip_network("10.0.0.0/8")])):

        async def refused():
            return "public internet" in (await subscribers.find(tenant.id, "hook")).trouble

        await until(refused)
    assert receiver.attempts == 0


async def test_no_secret_is_in_the_database(pool, worker_pool, hook, receiver, tenant):
    await hook(receiver)
    async with worker_pool.acquire() as connection, connection.transaction():
        await connection.execute(f"set local app.tenant = '{tenant.id}'")
        sealed = await connection.fetchval("select secret from webhook where tenant_id = $1", tenant.id)
    assert receiver.secret.encode() not in sealed
    assert len(sealed) > len(receiver.secret)


def test_the_pause_grows_is_bounded_and_is_not_the_same_for_all(monkeypatch):
    monkeypatch.setattr(delivering, "FIRST_PAUSE", 1.0)
    monkeypatch.setattr(delivering, "LONGEST_PAUSE", 3600.0)

    for attempts in (1, 2, 5, 12, 1000):
        longest = min(3600.0, 2.0 ** (min(attempts, 21) - 1))
        pauses = {delivering.pause(attempts) for _ in range(50)}
        assert len(pauses) > 10
        assert all(longest / 2 <= one <= longest for one in pauses)
    assert delivering.pause(1, retry_after=120.0) == 120.0
    assert delivering.pause(1, retry_after=1e9) == 3600.0
