"""The people of organizations as the API shows them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import strawberry

from concord.api.alliances.loaders import ALLIANCE
from concord.api.appointments.codes import AppointmentRole
from concord.api.context import OperationContext
from concord.api.disclosing import narrative_field
from concord.api.fields import derived, field, reference, row_type
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.people import Known, Person, person_field, value
from concord.api.scalars import Position
from concord.api.sight import Kind, erased
from concord.readmodels.people.rows import AppointmentRow, FloatingMemberRow, PledgeRow, SupervisionRow

if TYPE_CHECKING:
    from concord.api.alliances.types import Alliance
    from concord.api.organizations.types import Organization

Unit = Annotated["Organization", strawberry.lazy("concord.api.organizations.types")]


@row_type(SupervisionRow, "主管关系: which bodies answer for an organization's party work")
class Supervision:
    """From a day on; the last one stands."""

    line: Unit | None = reference("条: by its trade", ORGANIZATION, "line")
    place: Unit | None = reference("块: by its place", ORGANIZATION, "place")
    assigned_on: date = field("明确日期: business date")
    document: str = field("文号: empty if none")
    position: Position = field("台账序号: of the entry that assigned it")


@row_type(AppointmentRow, "聘任: a person serves an organization, or a group on its behalf")
class Appointment:
    """It may be over."""

    appointment: UUID = field("聘任编号: give it to the mutation that ends it", source="id")
    person: Person = person_field("人员: who", "subject", "digests", of=("organization",), office=True)
    role: AppointmentRole = field("聘任职务: as what")
    alliance: Annotated["Alliance", strawberry.lazy("concord.api.alliances.types")] | None = reference(
        "联盟: whose group is served", ALLIANCE, "alliance"
    )
    group: UUID | None = field("机构编号: of the group that is served", source="group_id")
    starts_on: date = field("开始日期: first day")
    ends_on: date | None = field("聘期至: last day as appointed; null: until ended")
    ended_on: date | None = field("结束日期: first day of not serving any more")
    end_reason: str | None = narrative_field("结束事由: in words", "reason")
    document: str = field("聘书编号: empty if none")
    position: Position = field("台账序号: of the last entry that changed it")


async def _home(row: FloatingMemberRow, context: OperationContext) -> str:
    """Plain in entries of before; a value of the person since."""
    if row.home is not None:
        return row.home
    known = Known(row.subject, tuple(row.digests), (row.organization,), Kind.NAME)
    shown = value("home")(known, context)
    return (shown if isinstance(shown, str) else await shown) or erased(context.language)


@row_type(FloatingMemberRow, "流动党员: belongs elsewhere, takes part here (一方隶属、双重管理)")
class FloatingMember:
    """One stay."""

    person: Person = person_field("人员: who", "subject", "digests", of=("organization",))
    home: str = derived(
        "隶属党组织: where the member belongs; or `[erased]` 〔已删除〕, `[withheld]` 〔无权查看〕",
        _home,
    )
    enrolled_on: date = field("纳管日期: business date")
    left_on: date | None = field("转出日期: null while the member takes part")
    leave_reason: str | None = narrative_field("转出事由: in words", "reason")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(PledgeRow, "承诺: of a floating member, or of the organization")
class Pledge:
    """亮身份、践承诺."""

    pledge: UUID = field("承诺编号: give it to the mutation that fulfils it", source="id")
    subject: UUID | None = field("主体编号: of the floating member; null: the organization's")
    text: str | None = narrative_field("承诺内容: in words; null once redacted", "text")
    made_on: date = field("承诺日期: business date")
    due_on: date | None = field("兑现期限: null: none")
    fulfilled_on: date | None = field("兑现日期: null while it stands")
    note: str | None = narrative_field("兑现情况: in words", "note")
    position: Position = field("台账序号: of the last entry that changed it")
