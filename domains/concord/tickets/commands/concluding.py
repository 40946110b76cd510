"""What follows the answer: confirm, reopen, withdraw, close.

Closing and withdrawing remain possible in an alliance that has been dissolved: what is open can be ended.
"""

from concord.charters import StandingRefusal
from concord.commanding import Circumstances
from concord.privacy import Narrative
from concord.tickets.aggregate import Ticket
from concord.tickets.commands.base import BY_RAISER, BY_ROLE, RULED, STEP, TicketCommand
from concord.tickets.errors import TicketRefusal
from concord.tickets.events import Satisfaction
from concord.tickets.facts import AllianceFacts
from concord.tickets.limits import check_narrative


class ConfirmTicket(TicketCommand, frozen=True, kw_only=True):
    """确认: the raiser judges the answer."""

    refuses = (*STEP, *BY_RAISER, StandingRefusal.ALLIANCE_NOT_ACTIVE)

    satisfaction: Satisfaction
    comment: Narrative | None = None

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("comment", self.comment)
        alliance.require_active(at.today)
        ticket.confirm(self.satisfaction, self.comment, at)


class ConfirmBySilence(TicketCommand, frozen=True, kw_only=True):
    """默认确认: the charter's silence period has passed."""

    refuses = (*STEP, *BY_ROLE, TicketRefusal.SILENCE_NOT_PASSED)

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        ticket.confirm_by_silence(at)


class ReopenTicket(TicketCommand, frozen=True, kw_only=True):
    """重办: the raiser does not accept the answer."""

    refuses = (*STEP, *RULED, *BY_RAISER, TicketRefusal.LEVEL_NOT_IN_CHARTER)

    reason: Narrative

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        alliance.require_active(at.today)
        ticket.reopen(self.reason, alliance.terms(at.today), at)


class WithdrawTicket(TicketCommand, frozen=True, kw_only=True):
    """撤回: the raiser no longer needs an answer."""

    refuses = (*STEP, *BY_RAISER)

    reason: Narrative | None = None

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        ticket.withdraw(self.reason, at)


class CloseTicket(TicketCommand, frozen=True, kw_only=True):
    """归档: nothing is left to do."""

    refuses = (*STEP, *BY_ROLE, TicketRefusal.CLOSING_NEEDS_REASON)

    reason: Narrative | None = None

    def act(self, ticket: Ticket, alliance: AllianceFacts, at: Circumstances) -> None:
        check_narrative("reason", self.reason)
        ticket.close(self.reason)
