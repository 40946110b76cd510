"""Receiving a year's bundle for an archive: by another person than who offered it."""

import strawberry

from concord.api.changing import Changed, Changes
from concord.api.context import OperationContext
from concord.api.fields import derived, field, given, row_type
from concord.api.mutating import CommandInput
from concord.api.scalars import Position
from concord.api.tenants.types import Retention
from concord.commanding import Refusal
from concord.lifecycle import Retention as RetentionCode
from concord.lifecycle.errors import HandOverRefusal
from concord.lifecycle.events import PeriodHandedOver, PeriodOffered
from concord.lifecycle.handing_over import receive
from concord.lifecycle.recording import Actor

LONGEST = 100


@row_type(PeriodOffered, "移交年度: a year of the ledger, as its bundle was offered")
class HandedOverPeriod:
    """The ledger keeps every entry of it."""

    year: int = field("年度: by the days on which entries were recorded")
    first: Position = field("起始序号: first position")
    last: Position = field("截止序号: last position")
    retention: Retention = derived(  # type: ignore[valid-type]
        "保管期限: as the tenant had chosen", lambda one, _: RetentionCode(one.retention)
    )
    keep_until: str | None = field("保管至: last day, 2035-12-31; null: for ever")
    sha256: str = field("文件哈希: SHA-256 of the bundle")


@strawberry.input(description="接收移交: which year, what was received, by whom")
class PeriodReceiveInput(CommandInput):
    """Of `periodReceive`. Again, it answers the same."""

    year: int = given("年度: that was offered")
    sha256: str = given("文件哈希: SHA-256 of what was received, 64 hexadecimal digits", longest=64)
    archive: str = given("接收单位: name of the archive", longest=LONGEST)


change = Changes(
    name="period",
    type_=HandedOverPeriod,
    told="移交年度: as it was offered; null if refused",
    refusals=(HandOverRefusal,),
)


@change("接收移交: an archive has a year's bundle, as another person than who offered it confirms")
async def period_receive(context: OperationContext, input: PeriodReceiveInput) -> Changed:
    if not input.archive:
        raise Refusal(HandOverRefusal.ARCHIVE_INVALID, "archive", longest=LONGEST)
    services, viewer = context.services, context.viewer
    received = PeriodHandedOver(year=input.year, sha256=input.sha256.lower(), archive=input.archive)
    offered, position = await receive(
        services.pool,
        services.store,
        viewer.tenant,
        received,
        Actor.of(viewer),
        command=input.command_id,
        expected_version=input.expected_version,
        occurred_on=input.occurred_on,
    )
    return Changed(offered, position=position)


FIELDS = (period_receive,)
