"""What a tenant's user tries, and may not: everything but taking what its own consumer has for it."""

import asyncio
import json
from contextlib import asynccontextmanager
from typing import NamedTuple

import nats
import pytest
from following import DOMAIN, following, positions, take
from nats.aio.client import Client
from nats.errors import Error, NoServersError, TimeoutError
from nats.js.api import AckPolicy, ConsumerConfig
from waiting import until

from concord.accounts import Access, Login, Operator, Pusher, claims, configuration, connect
from concord.accounts.keys import USER, random_key
from concord.accounts.operator import creds as credentials
from concord.accounts.operator import now
from concord.embedded import nats as embedded
from concord.publishing.stream import ensure_stream
from concord.subscribers.tailing import NotLetIn, tail

OURS, OTHERS, NEIGHBOUR = Access("jianghai", "board"), Access("yangdu", "board"), Access("jianghai", "office")
NO_JETSTREAM = 10039
"""What a server answers in the name of an account that has none."""
TEXT = b'{"sequence": "%d"}'


class Given(NamedTuple):
    """Two tenants with events, two subscribers of one and one of the other, and a user of the first."""

    server: embedded.Nats
    operator: Operator
    client: Client
    pusher: Pusher
    user: tuple[str, str]


@asynccontextmanager
async def given(folder):
    operator = Operator.obtained(folder / "keys")
    accounts = configuration(operator, str(folder / "accounts"))
    async with embedded.running(folder / "nats", accounts=accounts) as server:
        client = await connect(server.url, Login(operator), "test")
        system = await connect(server.url, Login(operator), "test", system=True)
        made = Given(server, operator, client, Pusher(system), operator.subscriber_credentials(OURS))
        await _published(client)
        await made.pusher.push(operator.tenant_jwt("jianghai", [OURS, NEIGHBOUR], {}))
        await made.pusher.push(operator.tenant_jwt("yangdu", [OTHERS], {}))
        yield made
        await client.close()
        await system.close()


async def _published(client):
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


@asynccontextmanager
async def attacking(platform, folder):
    """The user, and what the server told it."""
    told = []

    async def note(error):
        told.append(str(error))

    async with following(platform.server.url, platform.user[1], OURS, folder=folder, error_cb=note) as client:
        client.told = told
        yield client


@pytest.fixture
async def platform(tmp_path):
    """Of the test's own: it takes events, or changes accounts."""
    async with given(tmp_path) as made:
        yield made


@pytest.fixture
async def attacker(platform, tmp_path):
    async with attacking(platform, tmp_path) as client:
        yield client


@pytest.fixture(scope="module")
async def fortress(tmp_path_factory):
    """For what is refused, and so leaves it as it was."""
    async with given(tmp_path_factory.mktemp("fortress")) as made:
        yield made


@pytest.fixture(scope="module")
async def besieger(fortress, tmp_path_factory):
    async with attacking(fortress, tmp_path_factory.mktemp("besieger")) as client:
        yield client


async def refused(client, what):
    """The server says that the user may not, and nothing else ends the wait."""

    async def said():
        return any(f"permissions violation for {what.lower()}" in one.lower() for one in client.told)

    await until(said, seconds=20, every=0.002)


async def unanswered(client, subject):
    """Nobody hears it, or who does refuses."""
    try:
        answer = await client.request(subject, b"{}", timeout=0.5)
    except (TimeoutError, Error):
        return True
    return "error" in json.loads(answer.data)


async def test_a_user_takes_what_its_consumer_has_and_resumes_after_what_it_acknowledged(platform, tmp_path):
    async with attacking(platform, tmp_path) as client:
        assert positions(await take(client, OURS, 2)) == [1, 2]
    async with attacking(platform, tmp_path) as client:
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
async def test_nothing_else_of_jetstream_can_be_asked(besieger, verb, prefix):
    payload = (
        b'{"config": {"name": "mine", "durable_name": "mine", "deliver_subject": "_INBOX_jianghai-board.x"}}'
    )
    await besieger.publish(f"{prefix}.{verb}", payload, reply=f"{OURS.inbox}.answer")

    await refused(besieger, f'publish to "{prefix}.{verb}"')


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
async def test_nothing_can_be_published(besieger, fortress, subject):
    await besieger.publish(subject, TEXT % 666)

    await refused(besieger, f'publish to "{subject}"')
    stored = await fortress.client.jetstream().stream_info("EVENTS")
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
async def test_nothing_but_its_own_inbox_can_be_subscribed_to(besieger, subject):
    await besieger.subscribe(subject)

    await refused(besieger, f'subscription to "{subject}"')


async def test_another_subscriber_s_answers_are_not_seen(attacker, platform, tmp_path):
    overheard = await attacker.subscribe(f"{NEIGHBOUR.inbox}.>")
    _, creds = platform.operator.subscriber_credentials(NEIGHBOUR)

    async with following(platform.server.url, creds, NEIGHBOUR, folder=tmp_path) as neighbour:
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

    taken = []
    while (
        message := await subscription.next_msg(timeout=5)
    ).data:  # what says that there is no more has none
        taken.append((message.reply.split(".")[3], message.data))
    ours = [(OURS.consumer, TEXT % number) for number in (1, 2, 3)]
    assert taken in (ours, [])


async def test_answers_cannot_be_sent_into_the_platforms_account(attacker, platform):
    """A reply subject of the attacker's choosing stays in the tenant's account."""
    heard = await platform.client.subscribe("evt.>")
    await platform.client.flush()
    subject = f"$JS.{DOMAIN}.API.CONSUMER.MSG.NEXT.EVENTS.{OURS.consumer}"
    await attacker.publish(subject, b'{"batch": 1, "no_wait": true}', reply="evt.v1.yangdu.tickets.Forged")
    await attacker.flush()
    await asyncio.sleep(0.2)

    assert heard.pending_msgs == 0
    assert (await platform.client.jetstream().stream_info("EVENTS")).state.messages == 7


@asynccontextmanager
async def almighty(platform, folder, account):
    """A tenant's user to whom everything is permitted, and the tenant's account as it is given."""
    await platform.pusher.push(account)
    key = random_key(USER)
    jwt = claims.user(key.public, "x", platform.operator.tenant("jianghai"), publish=[">"], subscribe=[">"])
    async with following(platform.server.url, credentials(jwt, key), OURS, folder=folder) as client:
        yield client


async def test_what_the_platform_does_not_export_is_out_of_reach_whatever_else_is_permitted(
    platform, tmp_path
):
    """Permissions and imports are walls of their own: this one stands without them."""
    operator, events = platform.operator, "evt.v1.yangdu.tickets.TicketRaised"
    asked = [f"$JS.API.{verb}" for verb in ("CONSUMER.CREATE.EVENTS.mine", "STREAM.INFO.EVENTS")]
    imported = [
        {"name": subject, "subject": subject, "account": operator.platform.public, "type": kind}
        for subject, kind in [(events, "stream"), *((subject, "service") for subject in asked)]
    ]
    account = claims.account(operator.tenant("jianghai"), "x", operator._key, imports=imported)
    async with almighty(platform, tmp_path, account) as client:
        heard = await client.subscribe(events)
        await client.flush()
        for subject in asked:
            answer = await client.request(subject, b"{}", timeout=5)
            assert json.loads(answer.data)["error"]["err_code"] == NO_JETSTREAM
        await platform.client.jetstream().publish(events, TEXT % 5)
        await client.flush()
        assert heard.pending_msgs == 0


async def test_a_tenants_account_stores_nothing_and_reaches_only_its_own_consumers(platform, tmp_path):
    """Whatever its users are permitted."""
    account = platform.operator.tenant_jwt("jianghai", [OURS], {})
    async with almighty(platform, tmp_path, account) as client:
        for verb in ("INFO", "STREAM.NAMES", "CONSUMER.INFO.EVENTS.yangdu-board"):
            for prefix in ("$JS.API", f"$JS.{DOMAIN}.API"):
                assert await unanswered(client, f"{prefix}.{verb}")
        assert not await unanswered(client, f"$JS.{DOMAIN}.API.CONSUMER.INFO.EVENTS.{OURS.consumer}")


async def test_a_tenant_has_so_many_connections_and_no_more(platform, tmp_path, monkeypatch):
    monkeypatch.setattr("concord.accounts.operator.CONNECTIONS", 1)
    account = platform.operator.tenant_jwt("jianghai", [OURS], {})
    async with almighty(platform, tmp_path, account):
        with pytest.raises((Error, NoServersError)):
            async with attacking(platform, tmp_path):
                pass


async def test_accounts_are_not_deleted_on_a_server_that_runs(platform, tmp_path):
    """Not even by the operator: a tenant that was deleted by mistake would be let in nowhere."""
    key, account = platform.operator._key, platform.operator.tenant("jianghai").public
    deletion = claims.signed(key.public, "x", {"type": "generic", "accounts": [account]}, key)
    answer = await platform.pusher._client.request("$SYS.REQ.CLAIMS.DELETE", deletion.encode(), timeout=5)
    assert "delete must be enabled" in answer.data.decode()


async def test_a_revoked_user_is_disconnected_and_does_not_come_back(platform, attacker, tmp_path):
    revoked = {platform.user[0]: now()}
    await platform.pusher.push(platform.operator.tenant_jwt("jianghai", [OURS, NEIGHBOUR], revoked))
    for _ in range(50):
        if attacker.is_closed:
            break
        await asyncio.sleep(0.05)

    assert attacker.is_closed
    with pytest.raises((Error, NoServersError)):
        async with attacking(platform, tmp_path):
            pass


async def test_others_stay_connected_while_accounts_change(platform, tmp_path):
    operator = platform.operator
    public, _ = operator.subscriber_credentials(NEIGHBOUR)
    async with attacking(platform, tmp_path) as client:
        for _ in range(3):
            await platform.pusher.push(operator.tenant_jwt("jianghai", [OURS], {public: now()}))
            await platform.pusher.push(operator.tenant_jwt("yangdu", [], {}))

        assert positions(await take(client, OURS, 3)) == [1, 2, 3]
        assert client.stats["reconnects"] == 0


async def test_a_subscriber_that_was_removed_reaches_its_consumer_no_more(platform, attacker):
    await platform.pusher.push(platform.operator.tenant_jwt("jianghai", [NEIGHBOUR], {}))

    assert await unanswered(attacker, f"$JS.{DOMAIN}.API.CONSUMER.MSG.NEXT.EVENTS.{OURS.consumer}")


async def test_nobody_comes_in_without_credentials_or_with_those_of_another_operator(fortress, tmp_path):
    server = fortress.server
    with pytest.raises((Error, NoServersError)):
        await nats.connect(server.url, allow_reconnect=False)
    stranger = Operator.obtained(tmp_path / "stranger")
    with pytest.raises((Error, NoServersError)):
        async with following(server.url, stranger.subscriber_credentials(OURS)[1], OURS, folder=tmp_path):
            pass
    with pytest.raises((Error, NoServersError)):
        await connect(server.url, Login(stranger), "test", allow_reconnect=False)


async def test_who_follows_with_credentials_that_are_refused_is_told_at_once(fortress, tmp_path):
    _, creds = Operator.obtained(tmp_path / "stranger").subscriber_credentials(OURS)
    file = tmp_path / "stranger.creds"
    file.write_text(creds)

    with pytest.raises(NotLetIn, match="Authorization Violation"):
        await anext(tail(fortress.server.url, file))


async def test_a_key_that_is_lost_makes_the_same_accounts_again(tmp_path):
    operator = Operator.obtained(tmp_path / "keys")
    again = Operator.found(tmp_path / "keys")

    assert again is not None
    assert again.tenant("jianghai").public == operator.tenant("jianghai").public
    assert again.tenant("yangdu").public != operator.tenant("jianghai").public
    assert Operator.found(tmp_path / "elsewhere") is None
