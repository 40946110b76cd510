"""An organization is registered once by a valid credit code, and acts until it is deregistered."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.charters import OrganizationKind, PartyForm, organization_id
from concord.commanding import CommandRefusal
from concord.organizations.commands import (
    DeregisterOrganization,
    RegisterOrganization,
    RenameOrganization,
    UpdateProfile,
)
from concord.organizations.credit_code import check_character
from concord.organizations.errors import OrganizationRefusal
from concord.organizations.events import (
    OrganizationDeregistered,
    OrganizationRegistered,
    OrganizationRenamed,
    ProfileUpdated,
)
from concord.privacy import Narrative, Personal

CODE = "91350100M000100Y43"
OTHER = "91371323MA3XNEWN1" + check_character("91371323MA3XNEWN1")


def register(code: str = CODE, **values: Any) -> RegisterOrganization:
    return RegisterOrganization(
        **{"credit_code": code, "name": "帅克宠物用品有限公司", "kind": OrganizationKind.ENTERPRISE} | values
    )


@pytest.fixture
def organization(decider: Any) -> UUID:
    decider.given(register(party_form=PartyForm.BRANCH, party_members=9))
    return organization_id(decider.tenant, CODE)


def test_registers_with_its_profile(decider: Any) -> None:
    contact = Personal(uuid4(), {"name": "某某", "phone": "13800000000"})
    decider.when(register(area="界湖街道", contact=contact)).then(
        (OrganizationRegistered, {"credit_code": CODE, "area": "界湖街道", "contact": contact})
    )


def test_the_stream_follows_from_the_code_and_the_tenant(decider: Any, organization: UUID) -> None:
    assert decider.aggregate(organization).facts().name == "帅克宠物用品有限公司"
    assert organization_id(uuid4(), CODE) != organization


def test_a_code_is_registered_once(decider: Any, organization: UUID) -> None:
    decider.when(register(name="另一名称")).refused(OrganizationRefusal.ALREADY_REGISTERED, "credit_code")


def test_a_deregistered_code_is_not_registered_again(decider: Any, organization: UUID) -> None:
    decider.given(DeregisterOrganization(organization=organization))
    decider.when(register()).refused(OrganizationRefusal.ALREADY_REGISTERED, "credit_code")


@pytest.mark.parametrize("code", ["91350100m000100y43", CODE[:-1], "", "9" * 1000])
def test_a_malformed_code_is_refused(decider: Any, code: str) -> None:
    decider.when(register(code)).refused(OrganizationRefusal.CREDIT_CODE_MALFORMED, "credit_code")


def test_a_wrong_check_character_is_refused_and_the_right_one_named(decider: Any) -> None:
    decided = decider.when(register(CODE[:-1] + "4"))
    decided.refused(OrganizationRefusal.CREDIT_CODE_CHECK_FAILED, "credit_code")
    assert f"“{check_character(CODE[:-1])}”" in decided.refusal.sentence("zh")


@pytest.mark.parametrize("name", ["", " ", " 帅克", "帅克\n", "某" * 101])
def test_a_name_is_neither_blank_nor_padded_nor_endless(decider: Any, organization: UUID, name: str) -> None:
    decider.when(register(OTHER, name=name)).refused(OrganizationRefusal.NAME_INVALID, "name")
    decider.when(RenameOrganization(organization=organization, name=name)).refused(
        OrganizationRefusal.NAME_INVALID, "name"
    )


@pytest.mark.parametrize("count", ["party_members", "affiliated_enterprises"])
def test_counts_are_not_negative(decider: Any, organization: UUID, count: str) -> None:
    decider.when(register(OTHER, **{count: -1})).refused(OrganizationRefusal.COUNT_NEGATIVE, count)
    decider.when(UpdateProfile(organization=organization, **{count: -1})).refused(
        OrganizationRefusal.COUNT_NEGATIVE, count
    )


@pytest.mark.parametrize("text", ["area", "industry"])
def test_words_of_a_profile_are_short(decider: Any, organization: UUID, text: str) -> None:
    decider.when(register(OTHER, **{text: "某" * 101})).refused(OrganizationRefusal.TEXT_TOO_LONG, text)


def test_is_renamed(decider: Any, organization: UUID) -> None:
    renaming = RenameOrganization(organization=organization, name="帅克宠物股份有限公司")
    decider.when(renaming).then((OrganizationRenamed, {"name": "帅克宠物股份有限公司"}))
    decider.when(renaming).then()
    assert decider.aggregate(organization).name == "帅克宠物股份有限公司"


def test_an_update_keeps_what_it_leaves_out(decider: Any, organization: UUID) -> None:
    update = UpdateProfile(organization=organization, party_members=11)
    decider.when(update).then(
        (ProfileUpdated, {"party_members": 11, "party_form": PartyForm.BRANCH, "contact": None})
    )
    decider.when(update).then()


def test_is_deregistered_into_a_successor(decider: Any, organization: UUID) -> None:
    decider.given(register(OTHER, name="承接单位"))
    successor = organization_id(decider.tenant, OTHER)
    decider.when(
        DeregisterOrganization(organization=organization, successor=successor, reason=Narrative("合并"))
    ).then((OrganizationDeregistered, {"successor": successor}))
    assert decider.aggregate(organization).facts().deregistered


def test_the_successor_is_another_one_that_still_exists(decider: Any, organization: UUID) -> None:
    decider.given(register(OTHER))
    gone = organization_id(decider.tenant, OTHER)
    decider.given(DeregisterOrganization(organization=gone))
    for successor in (organization, gone, uuid4()):
        decider.when(DeregisterOrganization(organization=organization, successor=successor)).refused(
            OrganizationRefusal.SUCCESSOR_INVALID, "successor"
        )


def test_a_deregistered_one_acts_no_more(decider: Any, organization: UUID) -> None:
    decider.given(DeregisterOrganization(organization=organization))
    for command in (
        RenameOrganization(organization=organization, name="新名"),
        UpdateProfile(organization=organization, party_members=1),
        DeregisterOrganization(organization=organization),
    ):
        decider.when(command).refused(OrganizationRefusal.ORGANIZATION_DEREGISTERED, "organization")


def test_an_unknown_one_is_not_found(decider: Any) -> None:
    decider.when(RenameOrganization(organization=uuid4(), name="新名")).refused(
        CommandRefusal.NOT_FOUND, "organization"
    )
