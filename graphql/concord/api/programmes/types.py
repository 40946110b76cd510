"""Programmes as the API shows them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from concord.api.alliances.codes import GuidanceForm, Obligation
from concord.api.alliances.loaders import ALLIANCE
from concord.api.charters.types import CharterType, OverridesType
from concord.api.disclosing import narrative_field
from concord.api.fields import field, given, reference, row_type
from concord.api.node import LOADS, Node
from concord.api.programmes import loaders
from concord.api.scalars import Position
from concord.readmodels.programmes.queries import ProgrammeFilter
from concord.readmodels.programmes.rows import (
    DirectiveRow,
    FollowingRow,
    GuidanceRow,
    ProgrammeCharterRow,
    ProgrammeRow,
    ReferenceItemRow,
    ReferenceListRow,
)

if TYPE_CHECKING:
    from concord.api.alliances.types import Alliance


@row_type(ProgrammeCharterRow, "实施意见章程版本: the charter that alliances inherit from a day on")
class ProgrammeCharter:
    """In force until the next one."""

    effective_on: date = field("生效日期: first day")
    document: str = field("文号: of the document")
    charter: CharterType = field("章程: the rules")
    position: Position = field("台账序号: of the entry that adopted it")


@row_type(ReferenceItemRow, "参考活动: one that a programme suggests")
class ReferenceItem:
    """Of a reference list."""

    title: str = field("标题: of the activity")
    theme: str = field("主题代码: in the programme's charter")


@row_type(ReferenceListRow, "参考清单: activities that the alliances may choose from in a year")
class ReferenceList:
    """Of a programme."""

    title: str = field("标题: of the list")
    year: int = field("年度: for which")
    items: list[ReferenceItem] = field("参考活动: in the list's order")
    document: str = field("文号: empty if none")
    issued_on: date = field("下发日期: business date")
    position: Position = field("台账序号: of the entry that issued it")


@row_type(FollowingRow, "适用关系: an alliance that follows a programme")
class Following:
    """Or would, while it is only proposed."""

    alliance: Annotated["Alliance", strawberry.lazy("concord.api.alliances.types")] = reference(
        "联盟: that follows", ALLIANCE, "alliance"
    )
    programme: "Programme" = reference("实施意见: that it follows", loaders.PROGRAMME, "programme")
    overrides: OverridesType = field("补充规定: what it has otherwise; null parts are inherited")
    since: date = field("适用自: business date")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(ProgrammeRow, "实施意见: a plan that governs several alliances at once")
class Programme(Node):
    """Its charter is inherited and overridden by theirs."""

    name: str = field("名称: unique in the tenant")
    adopted_on: date = field("通过日期: business date")
    alliance_count: int = field("适用联盟数: that ever came to follow it", source="alliances")
    alliances: list[Following] = reference("适用联盟: in the order of coming to", loaders.ALLIANCES, "id")
    charters: list[ProgrammeCharter] = reference("章程版本: in the order of adoption", loaders.CHARTERS, "id")
    reference_lists: list[ReferenceList] = reference("参考清单: by year", loaders.REFERENCE_LISTS, "id")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["Programme"] = loaders.PROGRAMME


@row_type(DirectiveRow, "上级部署: an order from above that obliges an alliance")
class Directive:
    """Whether it was done in time is among the alliance's duties."""

    directive: UUID = field("部署编号: of this one", source="id")
    title: str = field("标题: of the order")
    issuer: str = field("部署单位: who gave it")
    document: str = field("文号: empty if none")
    obliges: Obligation = field("部署要求: a meeting, an activity or a report")
    received_on: date = field("收到日期: business date")
    due_on: date = field("完成期限: last day")
    content: str | None = narrative_field("内容: in words", "content")
    position: Position = field("台账序号: of the entry that recorded it")


@row_type(GuidanceRow, "指导检查: the body above looked after an alliance")
class Guidance:
    """Guidance, coordination, supervision or inspection."""

    form: GuidanceForm = field("指导方式: how")
    given_by: str = field("指导单位: who")
    given_on: date = field("指导日期: business date")
    content: str | None = narrative_field("内容: in words", "content")
    position: Position = field("台账序号: of the entry that recorded it")


@strawberry.input(name="ProgrammeFilter", description="实施意见筛选: what is left out narrows nothing")
class ProgrammeFilterInput:
    """Conditions of `programmes`."""

    text: str | None = given("名称: part of it", default=None)

    def read(self) -> ProgrammeFilter:
        """The read model's filter."""
        return ProgrammeFilter(text=self.text)
