"""Files that show what a ticket is about, or what was done about it."""

from uuid import UUID

from concord.charters import TEXT
from concord.commanding import Circumstances, Facts
from concord.evidence.holding import ATTACHING, MOST_NAME, REMOVING
from concord.privacy import Narrative
from concord.tickets.aggregate import Ticket
from concord.tickets.commands.base import BY_ROLE, STEP, TicketCommand
from concord.tickets.errors import TicketRefusal
from concord.tickets.facts import AllianceFacts
from concord.tickets.limits import check_narrative, check_text


class AttachTicketEvidence(TicketCommand, frozen=True, kw_only=True):
    """上传佐证: by the raiser, by the department, or by whoever runs the alliance."""

    refuses = (*STEP, *BY_ROLE, *ATTACHING, TicketRefusal.NOT_INVOLVED)

    file: UUID
    original_sha256: str
    stored_sha256: str
    size: int
    media_type: str
    name: Narrative | None = None
    caption: Narrative | None = None

    def decide(self, aggregate: Ticket, facts: Facts, at: Circumstances) -> Ticket:
        # The department acts as such: it need not be, or still be, a member.
        if at.organization != aggregate.department:
            facts["alliance"].require_not_departed(at.organization, at.today)
        self.act(aggregate, facts["alliance"], at)
        return aggregate

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("caption", self.caption)
        if self.name is not None:
            check_text("name", self.name.text, MOST_NAME)
        ticket.attach(
            self.file,
            self.stored_sha256,
            at,
            original_sha256=self.original_sha256,
            size=self.size,
            media_type=self.media_type,
            name=self.name,
            caption=self.caption,
        )


class RemoveTicketEvidence(TicketCommand, frozen=True, kw_only=True):
    """移除佐证: its content is destroyed, its digests and the reason stay."""

    refuses = (*TEXT, *BY_ROLE, *REMOVING)

    file: UUID
    reason: Narrative

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        ticket.remove(self.file, self.reason)
