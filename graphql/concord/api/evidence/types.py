"""Evidence as the API shows it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry

from concord.api.context import OperationContext
from concord.api.disclosing import narrative_field
from concord.api.evidence.loaders import EVIDENCE
from concord.api.evidence.serving import may_fetch, url_of
from concord.api.fields import derived, field, reference, row_type
from concord.api.inspections.loaders import FINDING
from concord.api.scalars import Position
from concord.api.sight import Record
from concord.readmodels.evidence.rows import EvidenceRow

if TYPE_CHECKING:
    from concord.api.inspections.types import Finding


def _url(source: EvidenceRow, context: OperationContext) -> Any:
    path = url_of(source)
    if path is None or context.bounds(Record.EVIDENCE) is None:
        return path
    return _where_seen(source, context, path)


async def _where_seen(source: EvidenceRow, context: OperationContext, path: str) -> str | None:
    return path if await may_fetch(context, source) else None


@row_type(EvidenceRow, "佐证: one file, bound to the ledger by its digests")
class Evidence:
    """What was removed stays in the list, without its content."""

    file_id: UUID | None = field("文件编号: null where the file is kept elsewhere", source="file")
    url: str | None = derived(
        "下载地址: path of the file, fetched with the same token; null where it is kept elsewhere, or no "
        "longer, or not for you",
        _url,
    )
    name: str | None = narrative_field("文件名: as it was uploaded", "name")
    stored_sha256: str = field("存件哈希: SHA-256 of the file as it is kept")
    original_sha256: str = field("原件哈希: SHA-256 of the file as it was handed in")
    size: int = field("字节数: of the stored file")
    media_type: str = field("媒体类型: IANA, of the stored file")
    finding: Annotated["Finding", strawberry.lazy("concord.api.inspections.types")] | None = reference(
        "问题: which finding of an inspection it shows; null: the whole", FINDING, "finding"
    )
    caption: str | None = narrative_field("说明: in words", "caption")
    attached_on: date = field("上传日期: business date")
    recorded_at: datetime = field("记录时刻: when the ledger took it")
    position: Position = field("台账序号: of the entry that attached it")
    removed_at: datetime | None = field("移除时刻: null while it is there")
    removal_reason: str | None = narrative_field(
        "移除理由: in words; null where it went with a person whom it showed", "removal_reason"
    )
    removed_position: Position | None = field("移除序号: of the entry that removed it")


def evidence_field() -> Any:
    """The list of an object's evidence."""
    return reference("佐证: oldest first", EVIDENCE, "id")
