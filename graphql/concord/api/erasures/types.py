"""Erasures as the API shows them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from concord.api.context import OperationContext
from concord.api.disclosing import narrative_field
from concord.api.erasures.codes import ErasureBasis, ErasureStatus
from concord.api.erasures.loaders import COPIES, ERASURE
from concord.api.fields import derived, field, row_type
from concord.api.node import LOADS, Node
from concord.api.scalars import Position
from concord.ledger.releasing import Released
from concord.readmodels.erasures.queries import ErasureRow


@row_type(Released, "明文副本: a file with personal values and texts in clear that left the ledger")
class ReleasedCopy:
    """Nobody can reach it from here: whoever has it must be asked to destroy it."""

    position: Position = field("台账序号: of the entry that recorded it")
    released_at: datetime = field("发出时间: when it was made")
    actor: str = field("领取人: who got it; a random id, or `system:operator`")
    first: Position = field("起始序号: of the first entry in it")
    last: Position = field("截止序号: of the last entry in it")
    format: str = field("格式: `xlsx`, `pdf`, `json`")
    sha256: str = field("文件哈希: SHA-256 of the file")


def _copies(row: ErasureRow, context: OperationContext) -> Any:
    return context.load(COPIES, row.subject or row.entry or 0)


@row_type(ErasureRow, "删除: of everything kept of one person, or of one text; entries and proofs stay")
class Erasure(Node):
    """Asked for by one person, decided by another."""

    subject: UUID | None = field("主体编号: of the person; null: a text")
    entry: Position | None = field("所在条目: of the text, its position in the ledger")
    digest: str | None = field("摘要: of the text, as the entry holds it")
    files: list[UUID] = field("佐证文件: that show the person and go too, with their names and captions")
    basis: ErasureBasis = field("删除事由: why")
    status: ErasureStatus = field("删除状态: how far it is")
    reason: str | None = narrative_field("理由: in words", "reason")
    decision_reason: str | None = narrative_field("不予删除的理由: if it was declined", "decision_reason")
    requested_by: str = field("提出人: a random id")
    requested_on: date = field("提出日期: by the ledger's time")
    decided_by: str | None = field("复核人: a random id; another than asked for it")
    decided_on: date | None = field("复核日期: by the ledger's time")
    copies: list[ReleasedCopy] = derived(
        "明文副本: files that left the ledger and may show it in clear; an erasure cannot reach them", _copies
    )
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["Erasure"] = ERASURE
