"""Organizations as the API shows them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from concord.api.alliances.loaders import MEMBERSHIPS
from concord.api.appointments.loaders import APPOINTMENTS, FLOATING_MEMBERS, PLEDGES, SUPERVISION
from concord.api.charters.codes import OrganizationKind, PartyForm
from concord.api.fields import field, given, reference, row_type
from concord.api.ids import decode_optional
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.people import Person, person_field
from concord.api.scalars import Position
from concord.readmodels.organizations.queries import OrganizationFilter, OrganizationRow

if TYPE_CHECKING:
    from concord.api.alliances.types import Membership
    from concord.api.appointments.types import Appointment, FloatingMember, Pledge, Supervision

PEOPLE = strawberry.lazy("concord.api.appointments.types")


@row_type(OrganizationRow, "单位（党组织）: a unit that can join alliances")
class Organization(Node):
    """Its profile as last updated."""

    credit_code: str = field("统一社会信用代码: GB 32100")
    name: str = field("名称: in force now")
    kind: OrganizationKind = field("单位类别: what sort of unit")
    party_form: PartyForm = field("党组织形式: its own party organization")
    party_members: int = field("管理党员数: party members under its management")
    affiliated_enterprises: int = field("辐射企业（机构）数: that it reaches beside itself")
    area: str = field("所在区域: town, street, park or community; empty if not said")
    industry: str = field("行业: in the tenant's words; empty if not said")
    contact: Person | None = person_field(
        "联络员: contact person", "contact_subject", "contact_digests", of=("id",), office=True
    )
    membership_count: int = field("入盟数: alliances that it belongs to now", source="memberships")
    memberships: list[Annotated["Membership", strawberry.lazy("concord.api.alliances.types")]] = reference(
        "入盟: its memberships that last", MEMBERSHIPS, "id"
    )
    supervision: list[Annotated["Supervision", PEOPLE]] = reference(
        "主管关系: oldest first; the last one stands", SUPERVISION, "id"
    )
    appointments: list[Annotated["Appointment", PEOPLE]] = reference(
        "聘任: oldest first, ended ones too", APPOINTMENTS, "id"
    )
    floating_members: list[Annotated["FloatingMember", PEOPLE]] = reference(
        "流动党员: oldest first, those who left too", FLOATING_MEMBERS, "id"
    )
    pledges: list[Annotated["Pledge", PEOPLE]] = reference(
        "承诺: oldest first, fulfilled ones too", PLEDGES, "id"
    )
    registered_on: date = field("登记日期: business date")
    deregistered_on: date | None = field("注销日期: null while it is registered")
    successor: "Organization | None" = reference(
        "承接单位: into which it was merged", ORGANIZATION, "successor"
    )
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


LOADS["Organization"] = ORGANIZATION


@strawberry.input(name="OrganizationFilter", description="单位筛选: what is left out narrows nothing")
class OrganizationFilterInput:
    """Conditions of `organizations`."""

    text: str | None = given(
        "名称或信用代码: part of the name, or the beginning of the credit code", default=None
    )
    kinds: list[OrganizationKind] | None = given("单位类别: any of these", default=None)
    area: str | None = given("所在区域: exactly", default=None)
    alliance_id: strawberry.ID | None = given("联盟: members of it now", default=None)
    registered: bool | None = given("在册: not deregistered", default=None)

    def read(self) -> OrganizationFilter:
        """The read model's filter."""
        return OrganizationFilter(
            text=self.text,
            kinds=self.kinds,
            area=self.area,
            alliance=decode_optional("Alliance", self.alliance_id, "filter.allianceId"),
            registered=self.registered,
        )
