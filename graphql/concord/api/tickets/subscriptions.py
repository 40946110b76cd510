"""Following tickets."""

from collections.abc import AsyncGenerator
from typing import Annotated
from uuid import UUID

import strawberry

from concord.api.fields import followed
from concord.api.freshness import wait_for
from concord.api.ids import decode_optional
from concord.api.info import Info
from concord.api.ledger.subscriptions import follow
from concord.api.tickets.loaders import MODEL, TICKET
from concord.api.tickets.types import Ticket
from concord.readmodels.tickets.rows import TicketRow

PATIENCE = 60.0
"""Seconds that the read model may lag before a subscription gives up with STALE_READ."""
CONTEXT = "tickets."


async def _ticket_changed(
    info: Info,
    id: Annotated[
        strawberry.ID | None, strawberry.argument(description="诉求: which; all if omitted")
    ] = None,
) -> AsyncGenerator[TicketRow, None]:
    context = info.context
    wanted = decode_optional("Ticket", id, "id")
    ahead: dict[UUID, int] = {}
    """Positions up to which tickets have been shown already: a row may be ahead of the entry."""
    async for entry in follow(context, await context.services.store.head(context.tenant)):
        if not entry.type.startswith(CONTEXT) or wanted not in (None, entry.stream):
            continue
        if ahead.get(entry.stream, 0) >= entry.position:
            if ahead[entry.stream] == entry.position:
                del ahead[entry.stream]
            continue
        await wait_for(context, MODEL, entry.position, PATIENCE)
        context.forget()
        ticket = await context.load(TICKET, entry.stream)
        if ticket is not None:
            if ticket.position > entry.position:
                ahead[entry.stream] = ticket.position
            yield ticket


FIELDS = (
    followed(
        _ticket_changed, "诉求: as it stands after each change from now on", Ticket, name="ticketChanged"
    ),
)
