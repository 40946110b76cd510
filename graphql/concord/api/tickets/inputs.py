"""Inputs of the mutations on tickets."""

from datetime import date

import strawberry

from concord.api.charters.codes import TriageLevel
from concord.api.evidence.inputs import FileInput, FileRemovalInput
from concord.api.fields import given, narrative
from concord.api.mutating import CommandInput
from concord.api.people import PersonInput
from concord.api.tickets.codes import Satisfaction


@strawberry.input(description="诉求步骤: which ticket")
class TicketStepInput(CommandInput):
    """Base of what is done to an existing ticket."""

    ticket_id: strawberry.ID = given("诉求: which")


@strawberry.input(description="吹哨: what is needed")
class TicketRaiseInput(CommandInput):
    """Of `ticketRaise`."""

    alliance_id: strawberry.ID = given("联盟: in which")
    raiser_id: strawberry.ID = given("吹哨单位: the member whose need it is")
    title: str = given("标题: in a few words")
    description: str = narrative("描述: kept beside the ledger, erasable")
    category: str | None = given("类别: in the tenant's words", default=None)
    contact: PersonInput | None = given("联系人: of the raiser", default=None)


@strawberry.input(description="分级: how far up it must go")
class TicketTriageInput(TicketStepInput):
    """Of `ticketTriage`."""

    level: TriageLevel = given("诉求分级: decides who must act, and by when")
    note: str | None = narrative("说明: in words", default=None)


@strawberry.input(description="派单: to whom")
class TicketDispatchInput(TicketStepInput):
    """Of `ticketDispatch`."""

    department_id: strawberry.ID = given("承办单位: a registered organization")
    instruction: str | None = narrative("交办意见: in words", default=None)


@strawberry.input(description="接单: who handles it")
class TicketAcceptInput(TicketStepInput):
    """Of `ticketAccept`."""

    handler: PersonInput | None = given("经办人: of the department", default=None)


@strawberry.input(description="说明理由: why")
class TicketReasonInput(TicketStepInput):
    """Of steps that need a reason."""

    reason: str = narrative("理由: in words")


@strawberry.input(description="可说明理由: why, if said")
class TicketOptionalReasonInput(TicketStepInput):
    """Of steps that may be given a reason."""

    reason: str | None = narrative("理由: in words", default=None)


@strawberry.input(description="办理进展: how far it is")
class TicketNoteProgressInput(TicketStepInput):
    """Of `ticketNoteProgress`."""

    note: str = narrative("进展: in words")


@strawberry.input(description="办结: the answer")
class TicketResolveInput(TicketStepInput):
    """Of `ticketResolve`."""

    answer: str = narrative("答复: in words")


@strawberry.input(description="确认: the raiser's judgement")
class TicketConfirmInput(TicketStepInput):
    """Of `ticketConfirm`."""

    satisfaction: Satisfaction = given("满意度: of the answer")
    comment: str | None = narrative("意见: in words", default=None)


@strawberry.input(description="延期: until when")
class TicketExtendDeadlineInput(TicketStepInput):
    """Of `ticketExtendDeadline`."""

    until: date = given("新期限: last day")
    reason: str = narrative("理由: in words")


@strawberry.input(description="上传佐证: which file, what it shows")
class TicketAttachEvidenceInput(TicketStepInput, FileInput):
    """Of `ticketAttachEvidence`."""


@strawberry.input(description="移除佐证: which file, why")
class TicketRemoveEvidenceInput(TicketStepInput, FileRemovalInput):
    """Of `ticketRemoveEvidence`."""
