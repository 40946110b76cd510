"""The stream EVENTS: its configuration, its last message of a tenant, and atomic batches into it.

An atomic batch (NATS ADR-50) is stored whole or not at all. Its first message carries the sequence that the
tenant's last message is expected to have: a batch that was in fact stored is refused when sent again, and so
is a second publisher. nats-py 2.16 has no call for batches; its raw headers do. A batch costs the server
as much as many messages, whatever its size: a few go one after the other, each expecting the one before.
"""

import base64
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import uuid4

import nats.errors
import orjson
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import StorageType, StreamConfig
from nats.js.errors import NotFoundError

from concord.projecting.outage import Away
from concord.publishing.envelope import CONTENT_TYPE, Message

STREAM = "EVENTS"
TIMEOUT = 10.0
"""Seconds for an answer of JetStream."""
WRONG_LAST_SEQUENCE = (10071, 10164)
NO_MESSAGE = 10037
FEW = 8
"""Messages that are stored sooner one by one than as a batch."""


class Refused(Exception):
    """The tenant's last message is not the one expected; nothing was stored."""


class StreamError(Exception):
    """JetStream refused for a reason that waiting does not mend by itself."""


class Stored(NamedTuple):
    """A stored message: its sequence in the stream and its payload."""

    sequence: int
    payload: bytes


def configuration(replicas: int) -> StreamConfig:
    """Nothing that was published is ever deleted or overwritten."""
    return StreamConfig(
        name=STREAM,
        description="Concord: the ledgers of all tenants as CloudEvents",
        subjects=["evt.v1.>"],
        storage=StorageType.FILE,
        num_replicas=replicas,
        deny_delete=True,
        deny_purge=True,
        allow_atomic=True,
        allow_direct=True,
    )


async def ensure_stream(client: Client, replicas: int = 1) -> None:
    """Creates the stream where there is none; one that exists keeps its configuration. Raises `Away`."""
    jetstream = client.jetstream(timeout=TIMEOUT)
    try:
        if not await _exists(jetstream):
            await jetstream.add_stream(configuration(replicas))
    except (nats.errors.Error, OSError) as error:
        raise Away(f"JetStream: {error!r}") from error


async def _exists(jetstream: JetStreamContext) -> bool:
    try:
        await jetstream.stream_info(STREAM)
    except NotFoundError:
        return False
    return True


async def last_message(client: Client, filter_subject: str) -> Stored | None:
    """The last message that matches."""
    return await _message(client, {"last_by_subj": filter_subject})


async def next_message(client: Client, filter_subject: str, sequence: int) -> Stored | None:
    """The first message that matches, of this sequence or a later one."""
    return await _message(client, {"seq": sequence, "next_by_subj": filter_subject})


async def message_at(client: Client, sequence: int) -> Stored | None:
    """The message of this sequence."""
    return await _message(client, {"seq": sequence})


async def _message(client: Client, asked: dict[str, Any]) -> Stored | None:
    """Asked of the stream's leader: a replica could be behind it."""
    answer = await _ask(client, f"$JS.API.STREAM.MSG.GET.{STREAM}", orjson.dumps(asked), None)
    if (error := answer.get("error")) is not None:
        if error.get("err_code") == NO_MESSAGE:
            return None
        raise _failure(error)
    message = answer["message"]
    return Stored(message["seq"], base64.b64decode(message["data"]))


async def publish(client: Client, messages: Sequence[Message], filter_subject: str, expected: int) -> int:
    """Stores messages in order, if the last one that matches the filter has sequence `expected` (0: none).

    Many are stored all or none; of a few, a failure may leave the first ones stored. Returns the sequence
    of the last one. Raises `Refused`, `Away`, `StreamError`.
    """
    if len(messages) > FEW:
        headers = await _begin_batch(client, messages[:-1], _expecting(filter_subject, expected))
        return await _store(client, messages[-1], headers)
    for message in messages:
        expected = await _store(client, message, _expecting(filter_subject, expected))
    return expected


def _expecting(filter_subject: str, sequence: int) -> dict[str, str]:
    return {
        "content-type": CONTENT_TYPE,
        "Nats-Expected-Last-Subject-Sequence": str(sequence),
        "Nats-Expected-Last-Subject-Sequence-Subject": filter_subject,
    }


async def _store(client: Client, message: Message, headers: dict[str, str]) -> int:
    """Its sequence, once it is stored."""
    answer = await _ask(client, message.subject, message.payload, headers)
    if (error := answer.get("error")) is not None:
        raise _failure(error)
    return int(answer["seq"])


async def _begin_batch(
    client: Client, messages: Sequence[Message], headers: dict[str, str]
) -> dict[str, str]:
    """Sends all but the last message, unacknowledged; returns the headers of the one that commits."""
    batch = {"content-type": CONTENT_TYPE, "Nats-Batch-Id": uuid4().hex, "Nats-Batch-Sequence": "1"}
    headers |= batch
    try:
        for number, message in enumerate(messages, 1):
            headers["Nats-Batch-Sequence"] = str(number)
            await client.publish(message.subject, message.payload, headers=headers)
            headers = batch  # the expectation stands on the first one alone
    except (nats.errors.Error, OSError) as error:
        raise Away(f"NATS: {error!r}") from error
    return batch | {"Nats-Batch-Sequence": str(len(messages) + 1), "Nats-Batch-Commit": "1"}


async def _ask(
    client: Client, subject: str, payload: bytes, headers: dict[str, str] | None
) -> dict[str, Any]:
    try:
        answer = await client.request(subject, payload, timeout=TIMEOUT, headers=headers)
    except (nats.errors.Error, OSError) as error:
        raise Away(f"NATS: {error!r}") from error
    members: dict[str, Any] = orjson.loads(answer.data)
    return members


def _failure(error: dict[str, Any]) -> Exception:
    if error.get("err_code") in WRONG_LAST_SEQUENCE:
        return Refused(error.get("description", ""))
    if error.get("code", 500) >= 500:
        return Away(f"JetStream: {error}")
    return StreamError(f"JetStream: {error}")
