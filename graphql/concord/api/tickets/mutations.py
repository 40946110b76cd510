"""What can be done to tickets; who may is in the permission table, what is allowed in the context."""

from uuid import UUID

from concord.api.evidence.attaching import attaching, bound, removing
from concord.api.ids import decode
from concord.api.mutating import Returned, mutation
from concord.api.people import personal, written
from concord.api.tickets import inputs
from concord.api.tickets.loaders import MODEL, TICKET
from concord.api.tickets.types import Ticket
from concord.evidence.file import File
from concord.privacy import Narrative
from concord.tickets import commands

ANSWER = Returned(name="ticket", type=Ticket, chinese="诉求", load=TICKET, model=MODEL)


def _ticket(input: inputs.TicketStepInput) -> UUID:
    return decode("Ticket", input.ticket_id, "input.ticketId")


@mutation("吹哨: a member asks its alliance for help", commands.RaiseTicket, ANSWER)
def ticket_raise(input: inputs.TicketRaiseInput) -> commands.RaiseTicket:
    return commands.RaiseTicket(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        raiser=decode("Organization", input.raiser_id, "input.raiserId"),
        title=input.title,
        description=Narrative(input.description),
        category=input.category,
        contact=personal(input.contact, input.command_id, "contact"),
    )


@mutation("分级: decides how far up it must go", commands.TriageTicket, ANSWER)
def ticket_triage(input: inputs.TicketTriageInput) -> commands.TriageTicket:
    return commands.TriageTicket(ticket=_ticket(input), level=input.level, note=written(input.note))


@mutation("派单: sends it to the department that must answer", commands.DispatchTicket, ANSWER)
def ticket_dispatch(input: inputs.TicketDispatchInput) -> commands.DispatchTicket:
    return commands.DispatchTicket(
        ticket=_ticket(input),
        department=decode("Organization", input.department_id, "input.departmentId"),
        instruction=written(input.instruction),
    )


@mutation("接单: the department takes it on", commands.AcceptTicket, ANSWER)
def ticket_accept(input: inputs.TicketAcceptInput) -> commands.AcceptTicket:
    handler = personal(input.handler, input.command_id, "handler")
    return commands.AcceptTicket(ticket=_ticket(input), handler=handler)


@mutation("退单: the department is not competent", commands.ReturnTicket, ANSWER)
def ticket_return(input: inputs.TicketReasonInput) -> commands.ReturnTicket:
    return commands.ReturnTicket(ticket=_ticket(input), reason=Narrative(input.reason))


@mutation("办理进展: the department says how far it is", commands.NoteProgress, ANSWER)
def ticket_note_progress(input: inputs.TicketNoteProgressInput) -> commands.NoteProgress:
    return commands.NoteProgress(ticket=_ticket(input), note=Narrative(input.note))


@mutation("办结: the department answers", commands.ResolveTicket, ANSWER)
def ticket_resolve(input: inputs.TicketResolveInput) -> commands.ResolveTicket:
    return commands.ResolveTicket(ticket=_ticket(input), answer=Narrative(input.answer))


@mutation("确认: the raiser judges the answer", commands.ConfirmTicket, ANSWER)
def ticket_confirm(input: inputs.TicketConfirmInput) -> commands.ConfirmTicket:
    return commands.ConfirmTicket(
        ticket=_ticket(input), satisfaction=input.satisfaction, comment=written(input.comment)
    )


@mutation("默认确认: the charter's silence period has passed", commands.ConfirmBySilence, ANSWER)
def ticket_confirm_by_silence(input: inputs.TicketStepInput) -> commands.ConfirmBySilence:
    return commands.ConfirmBySilence(ticket=_ticket(input))


@mutation("重办: the raiser does not accept the answer", commands.ReopenTicket, ANSWER)
def ticket_reopen(input: inputs.TicketReasonInput) -> commands.ReopenTicket:
    return commands.ReopenTicket(ticket=_ticket(input), reason=Narrative(input.reason))


@mutation("升级: takes it to the charter's next level up", commands.EscalateTicket, ANSWER)
def ticket_escalate(input: inputs.TicketReasonInput) -> commands.EscalateTicket:
    return commands.EscalateTicket(ticket=_ticket(input), reason=Narrative(input.reason))


@mutation("延期: gives the open step until a later day", commands.ExtendDeadline, ANSWER)
def ticket_extend_deadline(input: inputs.TicketExtendDeadlineInput) -> commands.ExtendDeadline:
    return commands.ExtendDeadline(ticket=_ticket(input), until=input.until, reason=Narrative(input.reason))


@mutation("撤回: the raiser no longer needs an answer", commands.WithdrawTicket, ANSWER)
def ticket_withdraw(input: inputs.TicketOptionalReasonInput) -> commands.WithdrawTicket:
    return commands.WithdrawTicket(ticket=_ticket(input), reason=written(input.reason))


@mutation("归档: nothing is left to do", commands.CloseTicket, ANSWER)
def ticket_close(input: inputs.TicketOptionalReasonInput) -> commands.CloseTicket:
    return commands.CloseTicket(ticket=_ticket(input), reason=written(input.reason))


@mutation(
    "上传佐证: binds a file to the ticket", commands.AttachTicketEvidence, ANSWER, around=attaching(_ticket)
)
def ticket_attach_evidence(
    input: inputs.TicketAttachEvidenceInput, file: File
) -> commands.AttachTicketEvidence:
    return commands.AttachTicketEvidence(ticket=_ticket(input), **bound(file, input))


@mutation(
    "移除佐证: destroys a file's content; its digests stay",
    commands.RemoveTicketEvidence,
    ANSWER,
    around=removing(_ticket),
)
def ticket_remove_evidence(
    input: inputs.TicketRemoveEvidenceInput, _: File | None
) -> commands.RemoveTicketEvidence:
    return commands.RemoveTicketEvidence(
        ticket=_ticket(input), file=input.file_id, reason=Narrative(input.reason)
    )


FIELDS = (
    ticket_raise,
    ticket_triage,
    ticket_dispatch,
    ticket_accept,
    ticket_return,
    ticket_note_progress,
    ticket_resolve,
    ticket_confirm,
    ticket_confirm_by_silence,
    ticket_reopen,
    ticket_escalate,
    ticket_extend_deadline,
    ticket_withdraw,
    ticket_close,
    ticket_attach_evidence,
    ticket_remove_evidence,
)
