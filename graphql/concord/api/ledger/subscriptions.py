"""Following the ledger: history first, then live, no entry left out and none twice."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated

import strawberry
import structlog

from concord.api.context import OperationContext
from concord.api.errors import bad_input
from concord.api.fields import followed
from concord.api.info import Info
from concord.api.leading import find_led
from concord.api.ledger.sight import shows
from concord.api.ledger.types import LedgerEntry
from concord.api.listening import APPENDED, POLL
from concord.api.scalars import Position
from concord.commanding import Message
from concord.contract.ledger import RECORDED
from concord.eventstore import Entry
from concord.eventstore.errors import AWAY
from concord.identity.failures import EXPIRED, Unauthenticated
from concord.telemetry.metrics import SUBSCRIPTIONS

PAGE = 100

UNKNOWN_EVENT = Message(
    "没有名为 {type} 的事件；事件名称如 tickets.TicketRaised",
    "There is no event {type}: names are like tickets.TicketRaised",
)
NO_EVENT = Message(
    "types 为空，什么也收不到：请列出事件名称，或不填以接收全部",
    "With an empty list of types nothing would ever come: name events, or leave types out for all",
)
AHEAD = Message("台账最新序号是 {head}，没有 {after}", "The ledger ends at {head}: there is no {after} yet")

log = structlog.get_logger()


async def follow(context: OperationContext, after: int) -> AsyncGenerator[Entry, None]:
    """Every entry after a position, for as long as the token is valid.

    Positions are in commit order and without gaps, so reading on from the last one seen misses and doubles
    nothing; the wake-up is armed before reading, so that what is appended meanwhile is not slept over.
    """
    listener = context.session.listener
    SUBSCRIPTIONS.inc()
    try:
        while True:
            await context.session.still()
            with suppress(*AWAY):  # groups change while somebody follows
                context.led = (await find_led(context)).members
            wake = listener.expect(APPENDED, context.tenant)
            while entries := await _read(context, after):
                for entry in entries:
                    after = context.position = entry.position
                    yield entry
                await asyncio.sleep(0)  # a long history must not keep others waiting
                await context.session.still()
            await listener.wait(wake, min(POLL, _seconds_left(context)))
            wake.cancel()
    finally:
        SUBSCRIPTIONS.dec()


async def _read(context: OperationContext, after: int) -> list[Entry]:
    """The next entries; none while the database is away, for it comes back and nothing is lost."""
    try:
        return await context.services.store.read(context.tenant, after, PAGE)
    except AWAY as error:
        log.warning("a follower waits for the database", error=type(error).__name__)
        return []


def _seconds_left(context: OperationContext) -> float:
    """Until the token expires. Raises `Unauthenticated` when it has."""
    expires_at = context.session.expires_at
    left = POLL if expires_at is None else (expires_at - datetime.now(UTC)).total_seconds()
    if left <= 0:
        raise Unauthenticated(EXPIRED)
    return left


async def _ledger_entries(
    info: Info,
    after: Annotated[
        Position | None,
        strawberry.argument(description="从此序号之后: 0 or omitted means from the first entry"),
    ] = None,
    types: Annotated[
        list[str] | None, strawberry.argument(description="事件名称: any of these; all if omitted")
    ] = None,
) -> AsyncGenerator[Entry, None]:
    await _check(info.context, after or 0, types)
    wanted = None if types is None else frozenset(types)
    async for entry in follow(info.context, after or 0):
        if (wanted is None or entry.type in wanted) and shows(info.context, entry):
            info.context.forget()
            yield entry


async def _check(context: OperationContext, after: int, types: list[str] | None) -> None:
    """Whoever waits for what cannot come would wait for ever. Raises BAD_USER_INPUT."""
    if types == []:
        raise bad_input(NO_EVENT)
    known = context.services.commander.mapper.types
    for name in types or ():
        if name not in known and name not in RECORDED:
            raise bad_input(UNKNOWN_EVENT, type=name)
    with suppress(*AWAY):  # a follower waits for the database, and one that comes back has a right position
        if after and after > (head := await context.services.store.head(context.tenant)):
            raise bad_input(AHEAD, head=head, after=after)


FIELDS = (
    followed(
        _ledger_entries,
        "台账条目: history first, then live; no gap, no double",
        LedgerEntry,
        name="ledgerEntries",
    ),
)
