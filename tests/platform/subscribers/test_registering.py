"""Registering subscribers: what is refused, what is done once, and what one tenant sees of another."""

import asyncio
from datetime import UTC, datetime
from ipaddress import ip_network

import pytest
from click.testing import CliRunner
from tallying import count_up

from concord.cli.subscriber import subscriber as command
from concord.commanding import Refusal
from concord.subscribers import Registration, Start, SubscriberRefusal, Subscribers
from concord.subscribers.subscriber import State
from concord.subscribers.webhooks import Guard
from concord.tenancy import reading, writing


async def refused(doing) -> SubscriberRefusal:
    with pytest.raises(Refusal) as caught:
        await doing
    assert "{" not in caught.value.sentence("zh") + caught.value.sentence("en")
    return caught.value.code


async def test_a_subscriber_is_registered_and_found(subscribers, change, tenant):
    assert await subscribers.register(change(), Registration(name="board", filters=("tickets",)))

    (found,) = await subscribers.list(tenant.id)
    assert (found.name, found.filters, found.state, found.starts_after) == (
        "board",
        ("tickets",),
        "ACTIVE",
        0,
    )
    assert not found.ready


@pytest.mark.parametrize(
    "name", ["", "a", "Board", "b" * 32, "1board", "bo ard", "board.x", "board>", "板", "b\n"]
)
async def test_a_name_that_would_not_be_one_token_is_refused(subscribers, change, name):
    doing = subscribers.register(change(), Registration(name=name))
    assert await refused(doing) is SubscriberRefusal.NAME_INVALID


@pytest.mark.parametrize(
    "name", ["", ">", "*", "tickets.>", "tickets.*", "ticket", "tickets.Raised", "evt.v1.x"]
)
async def test_a_filter_is_a_context_or_an_event_and_nothing_else(subscribers, change, name):
    doing = subscribers.register(change(), Registration(name="board", filters=(name,)))
    assert await refused(doing) is SubscriberRefusal.FILTER_UNKNOWN


async def test_more_filters_than_a_row_takes_are_refused_in_a_sentence(subscribers, change):
    asked = Registration(name="board", filters=("tickets",) * 100)
    assert await subscribers.register(change(), asked)
    asked = Registration(name="other", filters=("tickets",) * 101)
    assert await refused(subscribers.register(change(), asked)) is SubscriberRefusal.FILTERS_TOO_MANY


async def test_a_subscriber_that_was_a_webhook_is_none_any_more(subscribers, change, store, tenant, pool):
    await count_up(store, tenant, 2)
    guarded = Subscribers(pool, (), Guard([ip_network("127.0.0.0/8")]))
    await guarded.register(change(), Registration(name="board", url="http://127.0.0.1:1/"), b"sealed")
    async with writing(pool, tenant.id) as connection:
        await connection.execute("update webhook set failing = 1 where tenant_id = $1", tenant.id)
    await subscribers.set_state(change(), "board", State.REMOVED)
    await subscribers.register(change(), Registration(name="board"))

    for doing in (
        subscribers.replay(change(), "board", skip=False),
        subscribers.replay(change(), "board", skip=True),
        subscribers.rotate_secret(change(), "board", b"sealed"),
    ):
        assert await refused(doing) is SubscriberRefusal.NOT_A_WEBHOOK
    found = await subscribers.find(tenant.id, "board")
    assert found is not None
    assert found.acknowledged == 0


async def test_a_name_is_taken_until_its_subscriber_is_removed(subscribers, change):
    await subscribers.register(change(), Registration(name="board"))
    doing = subscribers.register(change(), Registration(name="board"))
    assert await refused(doing) is SubscriberRefusal.NAME_TAKEN

    await subscribers.set_state(change(), "board", State.REMOVED)
    assert await subscribers.register(change(), Registration(name="board"))


async def test_the_same_command_is_done_once_and_another_content_is_refused(subscribers, change, tenant):
    once = change()
    assert await subscribers.register(once, Registration(name="board")) is True
    assert await subscribers.register(once, Registration(name="board")) is False
    assert len(await subscribers.list(tenant.id)) == 1

    doing = subscribers.register(once, Registration(name="other"))
    assert await refused(doing) is SubscriberRefusal.COMMAND_REUSED


async def test_a_refused_command_may_be_sent_again(subscribers, change, store, tenant):
    asked = Registration(name="board", start=Start(position=3))
    again = change()
    assert await refused(subscribers.register(again, asked)) is SubscriberRefusal.START_AHEAD

    await count_up(store, tenant, 3)
    assert await subscribers.register(again, asked)


async def test_where_a_subscriber_starts(subscribers, change, store, tenant):
    await count_up(store, tenant, 3)
    between = datetime.now(UTC)
    await count_up(store, tenant, 2)
    head = await store.head(tenant.id)
    before = next(
        e.position for e in reversed(await store.read(tenant.id, 0, 100)) if e.recorded_at < between
    )

    starts = {"all": Start(), "at": Start(position=2), "now": Start(now=True), "time": Start(time=between)}
    for name, start in starts.items():
        await subscribers.register(change(), Registration(name=name + "-x", start=start))

    after = {one.name: one.starts_after for one in await subscribers.list(tenant.id)}
    assert after == {"all-x": 0, "at-x": 2, "now-x": head, "time-x": before}
    doing = subscribers.register(change(), Registration(name="both", start=Start(position=1, now=True)))
    assert await refused(doing) is SubscriberRefusal.START_AMBIGUOUS


async def test_a_change_of_what_was_changed_meanwhile_is_refused(subscribers, change, tenant):
    await subscribers.register(change(), Registration(name="board"))
    await subscribers.set_state(change(expected_revision=1), "board", State.PAUSED)

    doing = subscribers.set_state(change(expected_revision=1), "board", State.ACTIVE)
    assert await refused(doing) is SubscriberRefusal.VERSION_CONFLICT


async def test_what_is_not_there_is_refused(subscribers, change):
    for doing in (
        subscribers.set_state(change(), "nobody", State.PAUSED),
        subscribers.reset(change(), "nobody", Start()),
        subscribers.issue(change(), "nobody", "U1", keep=False),
        subscribers.revoke(change(), "nobody"),
    ):
        assert await refused(doing) is SubscriberRefusal.NOT_FOUND


async def test_a_tenant_has_a_hundred_subscribers_at_most(subscribers, change):
    for number in range(100):
        await subscribers.register(change(), Registration(name=f"number-{number}"))

    doing = subscribers.register(change(), Registration(name="one-more"))
    assert await refused(doing) is SubscriberRefusal.TOO_MANY


async def test_one_tenant_neither_sees_nor_changes_another_s(
    subscribers, change, tenant, simulated_tenant, pool
):
    await subscribers.register(change(), Registration(name="board"))

    assert await subscribers.list(simulated_tenant.id) == []
    doing = subscribers.set_state(change(tenant=simulated_tenant), "board", State.REMOVED)
    assert await refused(doing) is SubscriberRefusal.NOT_FOUND
    async with reading(pool, simulated_tenant.id) as connection:
        for table in ("subscriber", "subscriber_credential", "subscriber_change"):
            query = f"select count(*) from {table} where tenant_id = $1"
            assert await connection.fetchval(query, tenant.id) == 0


async def test_who_changed_what_is_kept_and_cannot_be_altered(subscribers, change, tenant, pool):
    await subscribers.register(change(), Registration(name="board"))
    await subscribers.set_state(change(), "board", State.REMOVED)

    async with reading(pool, tenant.id) as connection:
        rows = await connection.fetch(
            "select what, actor from subscriber_change where tenant_id = $1 order by at", tenant.id
        )
    assert [tuple(row) for row in rows] == [("registered", "service:clerk"), ("removed", "service:clerk")]
    for statement in ("update subscriber_change set actor = 'b'", "delete from subscriber_change"):
        async with pool.acquire() as connection:
            with pytest.raises(Exception, match="permission denied"):
                await connection.execute(statement)


async def test_the_command_registers_nothing_where_credentials_cannot_be_written(
    subscribers, operator, tenant, database, tmp_path
):
    environment = {"CONCORD_DATABASE_URL": database.dsn("{role}"), "CONCORD_DATA_DIR": str(tmp_path)}
    named = ["--tenant", tenant.code, "--name", "board", "--creds", str(tmp_path / "nowhere" / "board.creds")]
    failed = await asyncio.to_thread(CliRunner().invoke, command, ["add", *named], env=environment)

    assert isinstance(failed.exception, FileNotFoundError)
    assert await subscribers.find(tenant.id, "board") is None
