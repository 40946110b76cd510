"""What can be done to forget a person or a text; who may is in the permission table."""

from uuid import UUID

import strawberry

from concord.api import ids
from concord.api.context import OperationContext
from concord.api.erasures.codes import ErasureBasis
from concord.api.erasures.loaders import ERASURE, MODEL
from concord.api.erasures.types import Erasure
from concord.api.fields import given, narrative
from concord.api.mutating import Around, CommandInput, Returned, mutation
from concord.api.scalars import Position
from concord.commanding import Refusal
from concord.erasures import commands
from concord.erasures.errors import ErasureRefusal
from concord.erasures.events import FilePlace, TextPlace
from concord.evidence.attachments import attachments
from concord.privacy import Narrative
from concord.privacy.erasing import carry_out, is_known_person
from concord.tenancy import reading

ANSWER = Returned(name="erasure", type=Erasure, chinese="删除", load=ERASURE, model=MODEL)


@strawberry.input(description="删除: of whom, and why")
class SubjectRequestErasureInput(CommandInput):
    """Of `subjectRequestErasure`."""

    subject: UUID = given("主体编号: of the person, as `Person.subject` shows it")
    basis: ErasureBasis = given("删除事由: why")
    reason: str = narrative("理由: in words, kept beside the ledger; do not name the person")
    files: list[UUID] = strawberry.field(
        description="佐证文件: that show the person (`Evidence.fileId`), at most 100, and go too",
        default_factory=list,
        metadata={},
    )


@strawberry.input(description="删除: of whom")
class SubjectEraseInput(CommandInput):
    """Of `subjectErase`."""

    subject: UUID = given("主体编号: of the person whose erasure was asked for")


@strawberry.input(description="删除文字: which one, and why")
class TextRequestRedactionInput(CommandInput):
    """Of `textRequestRedaction`."""

    entry: Position = given("所在条目: its position in the ledger")
    stream_id: UUID = given("数据流编号: of the entry (`LedgerEntry.streamId`)")
    digest: str = given("摘要: of the text, as the entry holds it in `_sd`", longest=43)
    basis: ErasureBasis = given("删除事由: why")
    reason: str = narrative("理由: in words, kept beside the ledger")


@strawberry.input(description="删除文字: which one")
class TextRedactInput(CommandInput):
    """Of `textRedact`."""

    digest: str = given("摘要: of the text whose erasure was asked for", longest=43)


@strawberry.input(description="不予删除: what, and why")
class ErasureDeclineInput(CommandInput):
    """Of `erasureDecline`."""

    erasure_id: strawberry.ID = given("删除编号: of what was asked for")
    reason: str = narrative("理由: in words, kept beside the ledger")


async def _found(context: OperationContext, input: SubjectRequestErasureInput) -> tuple[FilePlace, ...]:
    """Where the files are evidence that show the person, who must be known."""
    async with reading(context.services.pool, context.tenant) as connection:
        if not await is_known_person(connection, context.tenant, input.subject):
            raise Refusal(ErasureRefusal.SUBJECT_UNKNOWN, "subject")
        found = await attachments(connection, context.tenant, input.files)
    for file in input.files:
        if file not in found:
            raise Refusal(ErasureRefusal.FILE_NOT_ATTACHED, "files", file=file)
    return tuple(FilePlace(entry=one.entry, stream=one.stream, file=one.file) for one in found.values())


async def _carried_out(context: OperationContext) -> None:
    """Before the answer: whoever is told that it is done can rely on it."""
    await carry_out(context.services.pool, context.services.keys, context.tenant)
    await context.services.files.erased(context.tenant)


@mutation(
    "提出删除个人信息: everything kept of a person; a second one decides",
    commands.RequestErasure,
    ANSWER,
    around=Around(_found),
)
def subject_request_erasure(
    input: SubjectRequestErasureInput, files: tuple[FilePlace, ...]
) -> commands.RequestErasure:
    return commands.RequestErasure(
        subject=input.subject, basis=input.basis, reason=Narrative(input.reason), files=files
    )


@mutation(
    "复核并删除个人信息: by another person than asked for it; for good",
    commands.EraseSubject,
    ANSWER,
    then=_carried_out,
)
def subject_erase(input: SubjectEraseInput) -> commands.EraseSubject:
    return commands.EraseSubject(subject=input.subject)


@mutation("提出删除文字: one that somebody wrote; a second person decides", commands.RequestRedaction, ANSWER)
def text_request_redaction(input: TextRequestRedactionInput) -> commands.RequestRedaction:
    return commands.RequestRedaction(
        text=TextPlace(entry=input.entry, stream=input.stream_id, digest=input.digest),
        basis=input.basis,
        reason=Narrative(input.reason),
    )


@mutation(
    "复核并删除文字: by another person than asked for it; for good",
    commands.RedactText,
    ANSWER,
    then=_carried_out,
)
def text_redact(input: TextRedactInput) -> commands.RedactText:
    return commands.RedactText(digest=input.digest)


@mutation(
    "不予删除: what was kept stays; by another person than asked for it", commands.DeclineErasure, ANSWER
)
def erasure_decline(input: ErasureDeclineInput) -> commands.DeclineErasure:
    return commands.DeclineErasure(
        erasure=ids.decode("Erasure", input.erasure_id, "input.erasureId"), reason=Narrative(input.reason)
    )


FIELDS = (subject_request_erasure, subject_erase, text_request_redaction, text_redact, erasure_decline)
