"""Durable consumers of the stream EVENTS, one for each subscriber, made by the platform alone."""

from typing import Any, NamedTuple

import nats.errors
import orjson
from nats.aio.client import Client

from concord.accounts import Access
from concord.projecting.outage import Away
from concord.publishing.envelope import position_of, subjects_of
from concord.publishing.stream import STREAM, TIMEOUT, last_message, next_message
from concord.subscribers.subscriber import State, Subscriber

ACK_WAIT = 30.0
"""Seconds after which what was not acknowledged is sent again."""
MAX_ACK_PENDING = 1_000
"""Events sent and not acknowledged; then it waits for the subscriber."""
MOST_WAITING = 64
"""Pulls of one subscriber that wait for events at a time."""
FOR_EVER = "2200-01-01T00:00:00Z"
NOT_FOUND = 10014


class NotPublished(Exception):
    """The stream has not come to the position from which the subscriber starts."""


class Progress(NamedTuple):
    """What JetStream knows of a consumer."""

    acknowledged: int
    """Sequence in the stream up to which all is acknowledged; 0: nothing yet."""
    waiting: int
    redelivered: int
    delivered_at: str | None


async def ensure(client: Client, tenant: str, subscriber: Subscriber, after: int, *, anew: bool) -> None:
    """Makes the subscriber's consumer where there is none, starting after the ledger position `after`.

    `anew`: also where there is one. Raises `NotPublished`, `Away`.
    """
    access = Access(tenant, subscriber.name)
    if anew:
        await delete(client, access)
    elif await progress(client, access) is not None:
        await _pause(client, access, subscriber)
        return
    configuration = {
        "durable_name": access.consumer,
        "name": access.consumer,
        "description": f"subscriber {subscriber.name} of {tenant}",
        **await _start(client, tenant, after),
        "filter_subjects": _subjects(tenant, subscriber),
        "ack_policy": "explicit",
        "ack_wait": int(ACK_WAIT * 1e9),
        "max_ack_pending": MAX_ACK_PENDING,
        "max_waiting": MOST_WAITING,
    }
    asked = {"stream_name": STREAM, "config": configuration, "action": "create"}
    await _api(client, f"CONSUMER.CREATE.{STREAM}.{access.consumer}", asked)
    await _pause(client, access, subscriber)


async def delete(client: Client, access: Access) -> None:
    """Ends a consumer; it need not be there."""
    await _api(client, f"CONSUMER.DELETE.{STREAM}.{access.consumer}", {}, missing_is_fine=True)


async def progress(client: Client, access: Access) -> Progress | None:
    """How far a consumer has come; None: there is none."""
    info = await _api(client, f"CONSUMER.INFO.{STREAM}.{access.consumer}", {}, missing_is_fine=True)
    if info is None:
        return None
    return Progress(
        acknowledged=info["ack_floor"]["stream_seq"],
        waiting=info["num_pending"] + info["num_ack_pending"],
        redelivered=info["num_redelivered"],
        delivered_at=info["delivered"].get("last_active"),
    )


async def _start(client: Client, tenant: str, after: int) -> dict[str, Any]:
    """Where in the stream a ledger position is: found by halving, for a tenant's messages are in order."""
    if after == 0:
        return {"deliver_policy": "all"}
    subject = subjects_of(tenant)
    last = await last_message(client, subject)
    if last is None or position_of(last.payload) < after:
        raise NotPublished(f"{tenant}:{after}")
    low, high = 1, last.sequence + 1  # the first message after `after`, or the one that will be
    while low < high:
        middle = (low + high) // 2
        found = await next_message(client, subject, middle)
        if found is None or position_of(found.payload) > after:
            high = middle
        else:
            low = found.sequence + 1
    return {"deliver_policy": "by_start_sequence", "opt_start_seq": low}


def _subjects(tenant: str, subscriber: Subscriber) -> list[str]:
    if not subscriber.filters:
        return [subjects_of(tenant)]
    contexts = {name for name in subscriber.filters if "." not in name}
    events = {name for name in subscriber.filters if name.partition(".")[0] not in contexts}
    return sorted(f"evt.v1.{tenant}.{name}.>" for name in contexts) + sorted(
        f"evt.v1.{tenant}.{name}" for name in events - contexts
    )


async def _pause(client: Client, access: Access, subscriber: Subscriber) -> None:
    """A paused consumer sends nothing; asked without a moment it goes on."""
    until = {"pause_until": FOR_EVER} if subscriber.state is State.PAUSED else {}
    await _api(client, f"CONSUMER.PAUSE.{STREAM}.{access.consumer}", until)


async def _api(
    client: Client, verb: str, asked: dict[str, Any], *, missing_is_fine: bool = False
) -> dict[str, Any] | None:
    try:
        answer = await client.request(f"$JS.API.{verb}", orjson.dumps(asked), timeout=TIMEOUT)
    except (nats.errors.Error, OSError) as error:
        raise Away(f"JetStream: {error!r}") from error
    members: dict[str, Any] = orjson.loads(answer.data)
    if (refused := members.get("error")) is None:
        return members
    if missing_is_fine and refused.get("err_code") == NOT_FOUND:
        return None
    raise Away(f"JetStream: {refused}")
