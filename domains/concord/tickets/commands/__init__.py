"""What one may ask of a ticket."""

from concord.tickets.commands.answering import AcceptTicket, NoteProgress, ResolveTicket, ReturnTicket
from concord.tickets.commands.concluding import (
    CloseTicket,
    ConfirmBySilence,
    ConfirmTicket,
    ReopenTicket,
    WithdrawTicket,
)
from concord.tickets.commands.raising import (
    DispatchTicket,
    EscalateTicket,
    ExtendDeadline,
    RaiseTicket,
    TriageTicket,
)

COMMANDS = (
    RaiseTicket,
    TriageTicket,
    DispatchTicket,
    AcceptTicket,
    ReturnTicket,
    NoteProgress,
    ResolveTicket,
    ConfirmTicket,
    ConfirmBySilence,
    ReopenTicket,
    EscalateTicket,
    ExtendDeadline,
    WithdrawTicket,
    CloseTicket,
)

__all__ = [
    "COMMANDS",
    "AcceptTicket",
    "CloseTicket",
    "ConfirmBySilence",
    "ConfirmTicket",
    "DispatchTicket",
    "EscalateTicket",
    "ExtendDeadline",
    "NoteProgress",
    "RaiseTicket",
    "ReopenTicket",
    "ResolveTicket",
    "ReturnTicket",
    "TriageTicket",
    "WithdrawTicket",
]
