"""What queries of tickets answer. Texts named as digests are disclosures (`concord.privacy`)."""

from datetime import date, datetime
from uuid import UUID

import msgspec


class TicketRow(msgspec.Struct, frozen=True, kw_only=True):
    """诉求（吹哨）, as it stands."""

    id: UUID
    alliance: UUID
    raiser: UUID
    title: str
    category: str | None
    status: str
    level: str | None
    department: UUID | None
    """Who has it, or answered it."""
    description: str
    """Digest."""
    contact_subject: UUID | None
    contact_digests: list[str]
    handler_subject: UUID | None
    handler_digests: list[str]
    answer: str | None
    """Digest of the answer last given."""
    raised_on: date
    raised_at: datetime
    due_on: date | None
    """Last day of the open step; None when nothing is due any more."""
    resolved_at: datetime | None
    """When the answer last given was recorded; None while it is worked on."""
    ended_at: datetime | None
    """When it was closed or withdrawn."""
    satisfaction: str | None
    confirmed_by_silence: bool
    reopened: int
    escalated: int
    returned: int
    extended: int
    late_steps: int
    """Steps that were recorded after the day on which they were due."""
    version: int
    position: int
    """Of the last event that changed this row."""

    def overdue(self, on: date) -> bool:
        """Whether its open step is past its deadline on a day that is not before its last event.

        Once resolved, the deadline is the raiser's, whose silence confirms: nothing is overdue then.
        """
        return self.due_on is not None and self.due_on < on and self.status != "RESOLVED"


class StepRow(msgspec.Struct, frozen=True, kw_only=True):
    """办理环节: one event of a ticket."""

    ticket: UUID
    version: int
    """The ticket's version after this step."""
    type: str
    """The event's name without its context (`TicketTriaged`)."""
    status: str
    """Of the ticket after this step."""
    level: str | None
    department: UUID | None
    actor: str
    organization: UUID | None
    """The actor's."""
    note: str | None
    """Digest of what was said with it."""
    satisfaction: str | None
    responsible: str | None
    """Who must act, where the step urges somebody."""
    due_on: date | None
    """By when this step was due."""
    on_time: bool | None
    """None where nothing was due."""
    next_due_on: date | None
    """By when the step that it opened is due."""
    occurred_on: date
    recorded_at: datetime
    position: int


class TicketCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a row stands in the list: by when it was raised, latest first."""

    raised_at: datetime
    id: UUID


def cursor(row: TicketRow) -> TicketCursor:
    """The cursor of a row."""
    return TicketCursor(row.raised_at, row.id)
