"""What can be done to organizations."""

import strawberry

from concord.api.charters.codes import OrganizationKind, PartyForm
from concord.api.fields import given, narrative
from concord.api.ids import decode, decode_optional
from concord.api.mutating import CommandInput, mutation
from concord.api.organizations.appointing import ANSWER
from concord.api.organizations.appointing import FIELDS as APPOINTING
from concord.api.people import PersonInput, personal, written
from concord.organizations.commands import (
    DeregisterOrganization,
    RegisterOrganization,
    RenameOrganization,
    UpdateProfile,
)


@strawberry.input(description="登记单位: what makes it known")
class OrganizationRegisterInput(CommandInput):
    """Of `organizationRegister`."""

    credit_code: str = given("统一社会信用代码: 18 characters, GB 32100")
    name: str = given("名称: of the unit")
    kind: OrganizationKind = given("单位类别: what sort of unit")
    party_form: PartyForm = given("党组织形式: its own party organization", default=PartyForm.NONE)
    party_members: int = given("管理党员数: party members under its management", default=0)
    affiliated_enterprises: int = given("辐射企业（机构）数: that it reaches beside itself", default=0)
    area: str = given("所在区域: town, street, park or community", default="")
    industry: str = given("行业: in the tenant's words", default="")
    contact: PersonInput | None = given("联络员: contact person", default=None)


@mutation("单位登记: makes an organization known, once, by its credit code", RegisterOrganization, ANSWER)
def organization_register(input: OrganizationRegisterInput) -> RegisterOrganization:
    return RegisterOrganization(
        credit_code=input.credit_code,
        name=input.name,
        kind=input.kind,
        party_form=input.party_form,
        party_members=input.party_members,
        affiliated_enterprises=input.affiliated_enterprises,
        area=input.area,
        industry=input.industry,
        contact=personal(input.contact, input.command_id, "contact"),
    )


@strawberry.input(description="单位更名: its new name")
class OrganizationRenameInput(CommandInput):
    """Of `organizationRename`."""

    organization_id: strawberry.ID = given("单位: which")
    name: str = given("名称: from now on")


@mutation("单位更名: the credit code stays", RenameOrganization, ANSWER)
def organization_rename(input: OrganizationRenameInput) -> RenameOrganization:
    organization = decode("Organization", input.organization_id, "input.organizationId")
    return RenameOrganization(organization=organization, name=input.name)


@strawberry.input(description="更新单位信息: what is left out stays as it was")
class OrganizationUpdateProfileInput(CommandInput):
    """Of `organizationUpdateProfile`."""

    organization_id: strawberry.ID = given("单位: which")
    kind: OrganizationKind | None = given("单位类别: what sort of unit", default=None)
    party_form: PartyForm | None = given("党组织形式: its own party organization", default=None)
    party_members: int | None = given("管理党员数: party members under its management", default=None)
    affiliated_enterprises: int | None = given("辐射企业（机构）数: that it reaches", default=None)
    area: str | None = given("所在区域: town, street, park or community", default=None)
    industry: str | None = given("行业: in the tenant's words", default=None)
    contact: PersonInput | None = given("联络员: contact person", default=None)


@mutation("更新单位信息: its whole profile as it is from now on", UpdateProfile, ANSWER)
def organization_update_profile(input: OrganizationUpdateProfileInput) -> UpdateProfile:
    return UpdateProfile(
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        kind=input.kind,
        party_form=input.party_form,
        party_members=input.party_members,
        affiliated_enterprises=input.affiliated_enterprises,
        area=input.area,
        industry=input.industry,
        contact=personal(input.contact, input.command_id, "contact"),
    )


@strawberry.input(description="单位注销: it can act and join no more")
class OrganizationDeregisterInput(CommandInput):
    """Of `organizationDeregister`."""

    organization_id: strawberry.ID = given("单位: which")
    successor_id: strawberry.ID | None = given("承接单位: into which it was merged", default=None)
    reason: str | None = narrative("事由: why", default=None)


@mutation("单位注销: what it did stays", DeregisterOrganization, ANSWER)
def organization_deregister(input: OrganizationDeregisterInput) -> DeregisterOrganization:
    return DeregisterOrganization(
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        successor=decode_optional("Organization", input.successor_id, "input.successorId"),
        reason=written(input.reason),
    )


FIELDS = (
    organization_register,
    organization_rename,
    organization_update_profile,
    organization_deregister,
    *APPOINTING,
)
