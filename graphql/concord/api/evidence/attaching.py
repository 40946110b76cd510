"""Mutations that attach a file and that remove one: what happens before the command, and after it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import structlog

from concord.api.asof import reading
from concord.api.context import OperationContext
from concord.api.evidence.serving import file_of
from concord.api.mutating import Around
from concord.commanding import Refusal
from concord.evidence.errors import EvidenceRefusal
from concord.evidence.file import File
from concord.evidence.stores import StoreAway
from concord.privacy import Narrative
from concord.readmodels.evidence import queries

log = structlog.get_logger()


def bound(file: File, input: Any) -> dict[str, Any]:
    """What a command says of a file that is attached."""
    return {
        "file": file.id,
        "original_sha256": file.original_sha256,
        "stored_sha256": file.stored_sha256,
        "size": file.size,
        "media_type": file.media_type,
        "name": Narrative(input.name) if input.name else None,
        "caption": Narrative(input.caption) if input.caption else None,
    }


def attaching(object_of: Callable[[Any], UUID]) -> Around:
    """Claims an upload before the command, so that no sweep takes it; settles it afterwards."""

    async def claim(context: OperationContext, input: Any) -> File | None:
        if input.file_id is None:
            return None
        files = context.services.files
        file = await files.claim(context.tenant, input.file_id, object_of(input))
        if file is None:
            raise Refusal(EvidenceRefusal.FILE_UNKNOWN, "file")
        return file

    async def settle(context: OperationContext, file: File | None) -> None:
        if file is not None:
            await context.services.files.attached(context.tenant, file.id)

    return Around(claim, settle)


async def _lost(context: OperationContext, id: UUID, object: UUID) -> File | None:
    """A file of which nothing is known but what the ledger says: its row went with an older database."""
    async with reading(context) as connection:
        row = await queries.by_file(connection, context.tenant, id)
    return file_of(row) if row is not None and row.object == object and row.removed_at is None else None


def removing(object_of: Callable[[Any], UUID]) -> Around:
    """Notes the intent before the command; destroys key and content once the event is in the ledger."""

    async def intend(context: OperationContext, input: Any) -> File | None:
        files, object = context.services.files, object_of(input)
        file = await files.leaving(context.tenant, input.file_id, object)
        if file is None and (file := await _lost(context, input.file_id, object)) is not None:
            await files.removing(context.tenant, file)
        return file  # none: the command will refuse it

    async def destroy(context: OperationContext, file: File | None) -> None:
        if file is None:
            return
        try:
            await context.services.files.removed(context.tenant, file)
        except StoreAway as error:  # its key is destroyed; the sweep deletes what is left
            log.warning("content of a removed file is left", file=str(file.id), error=str(error))

    return Around(intend, destroy)
