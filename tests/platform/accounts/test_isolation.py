"""What a tenant's user tries, and may not: everything but taking what its own consumer has for it."""

import asyncio
import json

import nats
import pytest
from following import DOMAIN, following, positions, take
from nats.errors import Error, NoServersError, TimeoutError
from nats.js.api import AckPolicy, ConsumerConfig

from concord.accounts import Access, Login, Operator, Pusher, configuration, connect
from concord.accounts.operator import now
from concord.embedded import nats as embedded
from concord.publishing.stream import ensure_stream

OURS, OTHERS, NEIGHBOUR = Access("jianghai", "board"), Access("yangdu", "board"), Access("jianghai", "office")
TEXT = b'{"sequence": "%d"}'


@pytest.fixture
def operator(tmp_path):
    return Operator.obtained(tmp_path / "keys")


@pytest.fixture
async def server(tmp_path, operator):
    accounts = configuration(operator, str(tmp_path / "accounts"))
    async with embedded.running(tmp_path / "nats", accounts=accounts) as running:
        yield running


@pytest.fixture
async def platform(server, operator):
    """Given two tenants with events, two subscribers of one and one of the other."""
    client = await connect(server.url, Login(operator), "test")
    system = await connect(server.url, Login(operator), "test", system=True)
    await ensure_stream(client)
    jetstream = client.jetstream()
    for access in (OURS, OTHERS, NEIGHBOUR):
        durable = ConsumerConfig(
            durable_name=access.consumer,
            filter_subject=f"evt.v1.{access.tenant}.tickets.>",
            ack_policy=AckPolicy.EXPLICIT,
        )
        await jetstream.add_consumer("EVENTS", durable)
    for number in (1, 2, 3):
        for tenant in ("jianghai", "yangdu"):
            await jetstream.publish(f"evt.v1.{tenant}.tickets.TicketRaised", TEXT % number)
    await jetstream.publish("evt.v1.jianghai.funds.PaymentMade", TEXT % 4)
    await Pusher(system).push(operator.tenant_jwt("jianghai", [OURS, NEIGHBOUR], {}))
    await Pusher(system).push(operator.tenant_jwt("yangdu", [OTHERS], {}))
    yield client, Pusher(system)
    await client.close()
    await system.close()


@pytest.fixture
def user(operator):
    return operator.subscriber_credentials(OURS)


@pytest.fixture
async def attacker(server, platform, user, tmp_path):
    """A tenant's user, and what the server told it."""
    told = []

    async def note(error):
        told.append(str(error))

    async with following(server.url, user[1], OURS, folder=tmp_path, error_cb=note) as client:
        client.told = told
        yield client


async def denied(client, subject, payload=b"{}"):
    """The server refuses the publication, or nobody hears it."""
    before = len(client.told)
    try:
        answer = await client.request(subject, payload, timeout=0.5)
    except (TimeoutError, Error):
        return True
    return len(client.told) > before or "error" in json.loads(answer.data)


async def test_a_user_takes_what_its_consumer_has_and_resumes_after_what_it_acknowledged(
    server, platform, user, tmp_path
):
    async with following(server.url, user[1], OURS, folder=tmp_path) as client:
        assert positions(await take(client, OURS, 2)) == [1, 2]
    async with following(server.url, user[1], OURS, folder=tmp_path) as client:
        assert positions(await take(client, OURS, 1)) == [3]
        subscription = await client.jetstream(domain=DOMAIN).pull_subscribe_bind(
            OURS.consumer, stream="EVENTS"
        )
        assert (await subscription.consumer_info()).num_pending == 0


@pytest.mark.parametrize(
    "verb",
    [
        "CONSUMER.CREATE.EVENTS",
        "CONSUMER.CREATE.EVENTS.mine",
        "CONSUMER.CREATE.EVENTS.mine.evt.v1.yangdu.>",
        "CONSUMER.DURABLE.CREATE.EVENTS.mine",
        "CONSUMER.DELETE.EVENTS.jianghai-board",
        "CONSUMER.PAUSE.EVENTS.jianghai-board",
        "CONSUMER.LIST.EVENTS",
        "CONSUMER.NAMES.EVENTS",
        "CONSUMER.INFO.EVENTS.yangdu-board",
        "CONSUMER.INFO.EVENTS.jianghai-office",
        "CONSUMER.MSG.NEXT.EVENTS.yangdu-board",
        "CONSUMER.MSG.NEXT.EVENTS.jianghai-office",
        "STREAM.INFO.EVENTS",
        "STREAM.LIST",
        "STREAM.NAMES",
        "STREAM.MSG.GET.EVENTS",
        "STREAM.MSG.DELETE.EVENTS",
        "STREAM.PURGE.EVENTS",
        "STREAM.DELETE.EVENTS",
        "STREAM.CREATE.MINE",
        "STREAM.UPDATE.EVENTS",
        "DIRECT.GET.EVENTS",
        "DIRECT.GET.EVENTS.evt.v1.yangdu.tickets.TicketRaised",
        "INFO",
        "ACCOUNT.PURGE",
    ],
)
@pytest.mark.parametrize("prefix", ["$JS.API", f"$JS.{DOMAIN}.API"])
async def test_nothing_else_of_jetstream_can_be_asked(attacker, verb, prefix):
    payload = (
        b'{"config": {"name": "mine", "durable_name": "mine", "deliver_subject": "_INBOX_jianghai-board.x"}}'
    )
    assert await denied(attacker, f"{prefix}.{verb}", payload)


@pytest.mark.parametrize(
    "subject",
    [
        "evt.v1.jianghai.tickets.TicketRaised",
        "evt.v1.yangdu.tickets.TicketRaised",
        "$JS.ACK.EVENTS.yangdu-board.1.1.1.1.0",
        "$JS.ACK.EVENTS.jianghai-office.1.1.1.1.0",
        "$SYS.REQ.CLAIMS.UPDATE",
        "$SYS.REQ.ACCOUNT.PING.CONNZ",
        "_INBOX.anybody",
        "_INBOX_jianghai-office.x",
    ],
)
async def test_nothing_can_be_published(attacker, platform, subject):
    await attacker.publish(subject, TEXT % 666)
    await attacker.flush()
    await asyncio.sleep(0.05)

    assert any("permissions violation for publish" in one.lower() for one in attacker.told)
    stored = await platform[0].jetstream().stream_info("EVENTS")
    assert stored.state.messages == 7


@pytest.mark.parametrize(
    "subject",
    [
        ">",
        "evt.>",
        "evt.v1.yangdu.>",
        "evt.v1.jianghai.>",
        "evt.v1.jianghai.tickets.*",
        "$JS.>",
        "$SYS.>",
        "_INBOX.>",
        "*.*",
        "_INBOX_jianghai-office.>",
        "_R_.>",
        "*.>",
    ],
)
async def test_nothing_but_its_own_inbox_can_be_subscribed_to(attacker, subject):
    await attacker.subscribe(subject)
    await attacker.flush()
    await asyncio.sleep(0.05)

    assert any("permissions violation for subscription" in one.lower() for one in attacker.told)


async def test_another_subscriber_s_answers_are_not_seen(attacker, server, platform, operator, tmp_path):
    overheard = await attacker.subscribe("_INBOX_jianghai-office.>")
    _, creds = operator.subscriber_credentials(NEIGHBOUR)

    async with following(server.url, creds, NEIGHBOUR, folder=tmp_path) as neighbour:
        assert positions(await take(neighbour, NEIGHBOUR, 3)) == [1, 2, 3]

    assert overheard.pending_msgs == 0


@pytest.mark.parametrize(
    "smuggled",
    [
        {"filter_subject": "evt.v1.yangdu.>"},
        {"filter_subjects": ["evt.v1.>"]},
        {"filter": "evt.v1.>"},
        {"config": {"filter_subject": ">"}},
        {"opt_start_seq": 1, "deliver_policy": "all"},
        {"stream_name": "EVENTS", "group": "yangdu-board"},
    ],
    ids=str,
)
async def test_a_filter_cannot_be_smuggled_into_a_pull(attacker, smuggled):
    inbox = f"{OURS.inbox}.smuggled"
    subscription = await attacker.subscribe(inbox)
    asked = json.dumps({"batch": 100, "no_wait": True, **smuggled}).encode()
    await attacker.publish(f"$JS.{DOMAIN}.API.CONSUMER.MSG.NEXT.EVENTS.{OURS.consumer}", asked, reply=inbox)

    subjects = set()
    try:
        while True:
            message = await subscription.next_msg(timeout=0.3)
            if message.data:
                subjects.add(message.reply.split(".")[3])
                assert b'"4"' not in message.data
    except TimeoutError:
        pass
    assert subjects <= {OURS.consumer}


async def test_answers_cannot_be_sent_into_the_platforms_account(attacker, platform):
    """A reply subject of the attacker's choosing stays in the tenant's account."""
    heard = await platform[0].subscribe("evt.>")
    await platform[0].flush()
    subject = f"$JS.{DOMAIN}.API.CONSUMER.MSG.NEXT.EVENTS.{OURS.consumer}"
    await attacker.publish(subject, b'{"batch": 1, "no_wait": true}', reply="evt.v1.yangdu.tickets.Forged")
    await attacker.flush()
    await asyncio.sleep(0.2)

    assert heard.pending_msgs == 0
    assert (await platform[0].jetstream().stream_info("EVENTS")).state.messages == 7


async def test_a_revoked_user_is_disconnected_and_does_not_come_back(
    server, platform, operator, user, attacker, tmp_path
):
    await platform[1].push(operator.tenant_jwt("jianghai", [OURS, NEIGHBOUR], {user[0]: now()}))
    for _ in range(50):
        if attacker.is_closed:
            break
        await asyncio.sleep(0.05)

    assert attacker.is_closed
    with pytest.raises((Error, NoServersError)):
        async with following(server.url, user[1], OURS, folder=tmp_path):
            pass


async def test_others_stay_connected_while_accounts_change(server, platform, operator, user, tmp_path):
    public, _ = operator.subscriber_credentials(NEIGHBOUR)
    async with following(server.url, user[1], OURS, folder=tmp_path) as client:
        for _ in range(3):
            await platform[1].push(operator.tenant_jwt("jianghai", [OURS], {public: now()}))
            await platform[1].push(operator.tenant_jwt("yangdu", [], {}))

        assert positions(await take(client, OURS, 3)) == [1, 2, 3]
        assert client.stats["reconnects"] == 0


async def test_a_subscriber_that_was_removed_reaches_its_consumer_no_more(
    server, platform, operator, attacker
):
    await platform[1].push(operator.tenant_jwt("jianghai", [NEIGHBOUR], {}))

    assert await denied(attacker, f"$JS.{DOMAIN}.API.CONSUMER.MSG.NEXT.EVENTS.{OURS.consumer}")


async def test_nobody_comes_in_without_credentials_or_with_those_of_another_operator(
    server, platform, tmp_path
):
    with pytest.raises((Error, NoServersError)):
        await nats.connect(server.url, allow_reconnect=False)
    stranger = Operator.obtained(tmp_path / "stranger")
    with pytest.raises((Error, NoServersError)):
        async with following(server.url, stranger.subscriber_credentials(OURS)[1], OURS, folder=tmp_path):
            pass
    with pytest.raises((Error, NoServersError)):
        await connect(server.url, Login(stranger), "test", allow_reconnect=False)


async def test_a_key_that_is_lost_makes_the_same_accounts_again(operator, tmp_path):
    again = Operator.found(tmp_path / "keys")

    assert again is not None
    assert again.tenant("jianghai").public == operator.tenant("jianghai").public
    assert again.tenant("yangdu").public != operator.tenant("jianghai").public
    assert Operator.found(tmp_path / "elsewhere") is None
