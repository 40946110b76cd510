"""The ledger as the API shows it: entries as they are stored, and their leaves."""

from base64 import b64encode
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
import strawberry

from concord.api.annotations.loaders import ANNOTATION
from concord.api.annotations.types import EntryAnnotation
from concord.api.context import Load, OperationContext
from concord.api.fields import derived, field, given, row_type
from concord.api.ids import decode_optional
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.scalars import Position
from concord.charters import annotation_id
from concord.eventstore import Entry
from concord.ledger import checkpoints
from concord.ledger.cosigning import Cosignature, cosignatures_of
from concord.ledger.merkle import leaf_hash
from concord.ledger.stamps import TimeStamp, stamps_of
from concord.tenancy import reading


def _member(name: str) -> Callable[[Entry, OperationContext], Any]:
    return lambda entry, _: entry.members[name]


def _uuid(name: str) -> Callable[[Entry, OperationContext], UUID]:
    return lambda entry, _: UUID(entry.members[name])


def _organization(entry: Entry, context: OperationContext) -> Any:
    organization = entry.members["organization"]
    return None if organization is None else context.load(ORGANIZATION, UUID(organization))


def _annotation(entry: Entry, context: OperationContext) -> Any:
    return context.load(ANNOTATION, annotation_id(context.tenant, entry.position))


def _leaf_hash(entry: Entry, _context: OperationContext) -> str:
    return leaf_hash(entry.raw).hex()


@row_type(Entry, "台账条目: one event, as the ledger holds it for ever")
class LedgerEntry:
    """`entry` is the evidence; everything else is read out of it."""

    position: Position = field("台账序号: from 1, without gaps")
    type: str = field("事件名称: `<context>.<Event>`")
    schema: int = field("结构版本: of the event's data")
    stream_id: UUID = field("事件流编号: of the object that it happened to", source="stream")
    version: int = field("版本: of the object after it")
    occurred_on: date = field("发生日期: as claimed")
    recorded_at: datetime = field("记录时刻: when the ledger took it")
    actor: str = derived("办理人: a random id, `policy:…` or `system:…`", _member("actor"))
    role: str = derived("角色代码: of the actor", _member("role"))
    organization: Organization | None = derived("办理单位: for which the actor acted", _organization)
    command: UUID = derived("命令编号: of the command that caused it", _uuid("command"))
    correlation: UUID = derived("关联编号: of everything that one request caused", _uuid("correlation"))
    causation: str | None = derived("起因: the event that a policy reacted to", _member("causation"))
    entry: str = derived("原文: the stored bytes as text, RFC 8785", lambda e, _: e.raw.decode())
    leaf_hash: str = derived("叶哈希: SHA-256(0x00 || entry), 64 hexadecimal digits (RFC 6962)", _leaf_hash)
    annotation: EntryAnnotation | None = derived(
        "批注: whether somebody holds the entry to be mistaken; null where nobody does", _annotation
    )


@row_type(
    Cosignature, "见证签名: a witness's word that the ledger was only continued (C2SP tlog-cosignature)"
)
class CheckpointCosignature:
    """Check it with the witness's verifier key; its line stands in the checkpoint's `text`, too."""

    witness: str = field("见证方: name of its key")
    key_id: str = derived("密钥编号: 8 hexadecimal digits", lambda c, _: c.key_id.hex())
    signed_at: datetime = field("签署时刻: by the witness's clock; part of what it signed")
    line: str = field("签名行: as it stands under the checkpoint")


@row_type(TimeStamp, "时间戳: that the checkpoint was there at a time (RFC 3161)")
class CheckpointStamp:
    """Check it with the certificate of the authority, over the checkpoint's first three lines."""

    authority: str = field("时间戳服务: address that was asked")
    stamped_at: datetime = field("时间: by the authority's clock")
    reply: str = derived("原文: TimeStampResp in DER, as base64", lambda s, _: b64encode(s.reply).decode())


async def _stamps(context: OperationContext, heads: list[tuple[int, int]]) -> list[list[TimeStamp]]:
    async with reading(context.services.pool, context.tenant) as connection:
        return await stamps_of(connection, context.tenant, heads)


STAMPS: Load[tuple[int, int], list[TimeStamp]] = Load(_stamps)


@row_type(checkpoints.Checkpoint, "检查点: what the ledger is at a size, signed by the sealer")
class Checkpoint:
    """`text` is the evidence; everything else is read out of it, but for the time."""

    text: str = field("原文: C2SP tlog-checkpoint, with its signatures", source="note")
    origin: str = derived("台账标识: for ever the first line of its checkpoints", lambda c, _: c.head.origin)
    size: Position = derived("条数: entries covered, also the last position", lambda c, _: c.head.size)
    root: str = derived("根哈希: of RFC 6962, 64 hexadecimal digits", lambda c, _: c.head.root.hex())
    signed_at: datetime = field("签署时刻: by the sealer's clock; not part of what is signed")
    cosignatures: list[CheckpointCosignature] = derived(
        "见证签名: of witnesses, none while no witness has seen it", lambda c, _: cosignatures_of(c)
    )
    stamps: list[CheckpointStamp] = derived(
        "时间戳: of this very checkpoint, one a day at most",
        lambda c, context: context.load(STAMPS, (c.head.epoch, c.head.size)),
    )


class LedgerCursor(msgspec.Struct, frozen=True, array_like=True):
    """Where an entry stands."""

    position: int


def cursor(entry: Entry) -> LedgerCursor:
    """The cursor of an entry."""
    return LedgerCursor(entry.position)


class EntryFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list of entries may be narrowed to; what is None narrows nothing."""

    types: list[str] | None = None
    stream: UUID | None = None
    organization: str | None = None
    occurred_from: str | None = None
    occurred_to: str | None = None
    until: int | None = None
    """Position of the moment looked at."""
    hidden: list[str] | None = None
    """Types of entries that are shown only where they are of the organizations `own`."""
    own: list[str] | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything but the moment is given."""
        return self != EntryFilter(until=self.until)


@strawberry.input(name="LedgerFilter", description="台账筛选: what is left out narrows nothing")
class LedgerFilterInput:
    """Conditions of `ledger.entries`."""

    types: list[str] | None = given("事件名称: any of these", default=None)
    stream_id: UUID | None = given("事件流编号: of one object", default=None)
    organization_id: strawberry.ID | None = given("办理单位: for which the actor acted", default=None)
    occurred_from: date | None = given("发生日期自: first day", default=None)
    occurred_to: date | None = given("发生日期至: last day", default=None)

    def read(self) -> EntryFilter:
        """As the statement takes it: entries hold ids and dates as text."""
        organization = decode_optional("Organization", self.organization_id, "filter.organizationId")
        return EntryFilter(
            types=self.types,
            stream=self.stream_id,
            organization=str(organization) if organization else None,
            occurred_from=self.occurred_from.isoformat() if self.occurred_from else None,
            occurred_to=self.occurred_to.isoformat() if self.occurred_to else None,
        )
