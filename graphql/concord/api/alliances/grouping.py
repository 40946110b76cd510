"""Bodies inside an alliance; pairs and agreements of its members."""

from uuid import UUID

import strawberry

from concord.alliances import commands
from concord.alliances.events import Leader
from concord.api.alliances.answer import ANSWER, alliance_of
from concord.api.alliances.inputs import AllianceStepInput
from concord.api.fields import given, narrative
from concord.api.ids import decode, decode_optional
from concord.api.mutating import mutation
from concord.api.people import PersonInput, somebody, written


@strawberry.input(description="成立组织机构: one that the charter provides for")
class AllianceFormGroupInput(AllianceStepInput):
    """Of `allianceFormGroup`."""

    code: str = given("代码: of the charter's group")
    name: str | None = given("名称: as the charter calls it if omitted", default=None)


@mutation("成立组织机构: a body inside the alliance", commands.FormGroup, ANSWER)
def alliance_form_group(input: AllianceFormGroupInput) -> commands.FormGroup:
    return commands.FormGroup(alliance=alliance_of(input), code=input.code, name=input.name)


@strawberry.input(description="组织机构: which")
class GroupStepInput(AllianceStepInput):
    """Base of what is done to a group."""

    group: UUID = given("机构编号: which group")


@strawberry.input(description="负责人: a person, and of which member")
class GroupLeaderInput:
    """One of the leadership."""

    person: PersonInput = given("人员: who")
    organization_id: strawberry.ID | None = given("单位: the member that the person is of", default=None)


@strawberry.input(description="确定负责人: the whole leadership")
class AllianceSetGroupLeadershipInput(GroupStepInput):
    """Of `allianceSetGroupLeadership`."""

    leaders: list[GroupLeaderInput] = given("正职: as many as the charter says")
    deputies: list[GroupLeaderInput] | None = given("副职: as many as the charter says", default=None)


def _leaders(given: list[GroupLeaderInput] | None, command_id: UUID | None, name: str) -> tuple[Leader, ...]:
    return tuple(
        Leader(
            somebody(one.person, command_id, f"{name}[{index}]"),
            decode_optional("Organization", one.organization_id, f"input.{name}[{index}].organizationId"),
        )
        for index, one in enumerate(given or [])
    )


@mutation("确定负责人: instead of the leadership before", commands.SetGroupLeadership, ANSWER)
def alliance_set_group_leadership(input: AllianceSetGroupLeadershipInput) -> commands.SetGroupLeadership:
    return commands.SetGroupLeadership(
        alliance=alliance_of(input),
        group=input.group,
        leaders=_leaders(input.leaders, input.command_id, "leaders"),
        deputies=_leaders(input.deputies, input.command_id, "deputies"),
    )


@strawberry.input(description="编入成员: which member into which group")
class AllianceGroupMemberInput(GroupStepInput):
    """Of `allianceGroupMember`."""

    organization_id: strawberry.ID = given("单位: which member")


@mutation("编入成员: one division only, other groups as it likes", commands.GroupMember, ANSWER)
def alliance_group_member(input: AllianceGroupMemberInput) -> commands.GroupMember:
    organization = decode("Organization", input.organization_id, "input.organizationId")
    return commands.GroupMember(alliance=alliance_of(input), group=input.group, organization=organization)


@mutation("编出成员: it stays a member of the alliance", commands.UngroupMember, ANSWER)
def alliance_ungroup_member(input: AllianceGroupMemberInput) -> commands.UngroupMember:
    organization = decode("Organization", input.organization_id, "input.organizationId")
    return commands.UngroupMember(alliance=alliance_of(input), group=input.group, organization=organization)


@strawberry.input(description="人员加入: who, doing what")
class AllianceGroupPersonInput(GroupStepInput):
    """Of `allianceGroupPerson`."""

    person: PersonInput = given("人员: who")
    organization_id: strawberry.ID | None = given("单位: the member that the person is of", default=None)
    duty: str = given("分工: what the person does", default="")


@mutation("人员加入: somebody belongs to the group", commands.GroupPerson, ANSWER)
def alliance_group_person(input: AllianceGroupPersonInput) -> commands.GroupPerson:
    return commands.GroupPerson(
        alliance=alliance_of(input),
        group=input.group,
        person=somebody(input.person, input.command_id, "person"),
        organization=decode_optional("Organization", input.organization_id, "input.organizationId"),
        duty=input.duty,
    )


@strawberry.input(description="人员退出: who")
class AllianceUngroupPersonInput(GroupStepInput):
    """Of `allianceUngroupPerson`."""

    subject: UUID = given("主体编号: of the person")


@mutation("人员退出: belongs to the group no more", commands.UngroupPerson, ANSWER)
def alliance_ungroup_person(input: AllianceUngroupPersonInput) -> commands.UngroupPerson:
    return commands.UngroupPerson(alliance=alliance_of(input), group=input.group, subject=input.subject)


@strawberry.input(description="撤销组织机构: which, and why")
class AllianceDissolveGroupInput(GroupStepInput):
    """Of `allianceDissolveGroup`."""

    reason: str | None = narrative("事由: in words", default=None)


@mutation("撤销组织机构: what it did stays", commands.DissolveGroup, ANSWER)
def alliance_dissolve_group(input: AllianceDissolveGroupInput) -> commands.DissolveGroup:
    return commands.DissolveGroup(
        alliance=alliance_of(input), group=input.group, reason=written(input.reason)
    )


@strawberry.input(description="建立结对: who with whom")
class AllianceFormPairingInput(AllianceStepInput):
    """Of `allianceFormPairing`."""

    organization_id: strawberry.ID = given("成员单位: of the alliance")
    partner_id: strawberry.ID = given("结对单位: need be no member")
    scheme: str = given("结对行动: under which campaign")
    aim: str | None = narrative("结对内容: in words", default=None)


@mutation("建立结对: a member and another organization help each other", commands.FormPairing, ANSWER)
def alliance_form_pairing(input: AllianceFormPairingInput) -> commands.FormPairing:
    return commands.FormPairing(
        alliance=alliance_of(input),
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        partner=decode("Organization", input.partner_id, "input.partnerId"),
        scheme=input.scheme,
        aim=written(input.aim),
    )


@strawberry.input(description="结束结对: which, and why")
class AllianceEndPairingInput(AllianceStepInput):
    """Of `allianceEndPairing`."""

    pairing: UUID = given("结对编号: which")
    reason: str | None = narrative("事由: in words", default=None)


@mutation("结束结对: from the day of happening", commands.EndPairing, ANSWER)
def alliance_end_pairing(input: AllianceEndPairingInput) -> commands.EndPairing:
    return commands.EndPairing(
        alliance=alliance_of(input), pairing=input.pairing, reason=written(input.reason)
    )


@strawberry.input(description="签订协议: a member's for a year")
class AllianceSignAgreementInput(AllianceStepInput):
    """Of `allianceSignAgreement`."""

    organization_id: strawberry.ID = given("成员单位: who signs")
    title: str | None = given("协议名称: as the charter calls it if omitted", default=None)
    year: int | None = given("年度: that of signing if omitted", default=None)
    document: str = given("协议编号: empty if none", default="")


@mutation("签订协议: once a year", commands.SignAgreement, ANSWER)
def alliance_sign_agreement(input: AllianceSignAgreementInput) -> commands.SignAgreement:
    return commands.SignAgreement(
        alliance=alliance_of(input),
        organization=decode("Organization", input.organization_id, "input.organizationId"),
        title=input.title,
        year=input.year,
        document=input.document,
    )


FIELDS = (
    alliance_form_group,
    alliance_set_group_leadership,
    alliance_group_member,
    alliance_ungroup_member,
    alliance_group_person,
    alliance_ungroup_person,
    alliance_dissolve_group,
    alliance_form_pairing,
    alliance_end_pairing,
    alliance_sign_agreement,
)
