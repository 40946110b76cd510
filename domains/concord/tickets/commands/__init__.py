"""What one may ask of a ticket."""

from concord.tickets.commands.answering import AcceptTicket, NoteProgress, ResolveTicket, ReturnTicket
from concord.tickets.commands.concluding import (
    CloseTicket,
    ConfirmBySilence,
    ConfirmTicket,
    ReopenTicket,
    WithdrawTicket,
)
from concord.tickets.commands.evidencing import AttachTicketEvidence, RemoveTicketEvidence
from concord.tickets.commands.raising import (
    DispatchTicket,
    EscalateTicket,
    ExtendDeadline,
    RaiseTicket,
    TriageTicket,
    UrgeTicket,
)
from concord.tickets.commands.tasking import (
    ClaimTask,
    CompleteTask,
    ConfirmTask,
    ListNeed,
    ReleaseTask,
    TakeUpResource,
    WithdrawNeed,
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
    UrgeTicket,
    WithdrawTicket,
    CloseTicket,
    AttachTicketEvidence,
    RemoveTicketEvidence,
    ListNeed,
    ClaimTask,
    TakeUpResource,
    ReleaseTask,
    CompleteTask,
    ConfirmTask,
    WithdrawNeed,
)

__all__ = [
    "COMMANDS",
    "AcceptTicket",
    "AttachTicketEvidence",
    "ClaimTask",
    "CloseTicket",
    "CompleteTask",
    "ConfirmBySilence",
    "ConfirmTask",
    "ConfirmTicket",
    "DispatchTicket",
    "EscalateTicket",
    "ExtendDeadline",
    "ListNeed",
    "NoteProgress",
    "RaiseTicket",
    "ReleaseTask",
    "RemoveTicketEvidence",
    "ReopenTicket",
    "ResolveTicket",
    "ReturnTicket",
    "TakeUpResource",
    "TriageTicket",
    "UrgeTicket",
    "WithdrawNeed",
    "WithdrawTicket",
]
