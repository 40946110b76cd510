"""An organization is registered, renamed, described, deregistered."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.charters import OrganizationKind, PartyForm, organization_id
from concord.commanding import (
    Circumstances,
    Command,
    CommandRefusal,
    Facts,
    Read,
    Refusal,
    RefusalCode,
    named,
)
from concord.organizations.aggregate import Organization, OrganizationFacts, Profile
from concord.organizations.credit_code import check_character, is_well_formed
from concord.organizations.errors import OrganizationRefusal
from concord.privacy import Narrative, Personal

NAME_LIMIT = 100
TEXT_LIMIT = 100
_PROFILE = (OrganizationRefusal.TEXT_TOO_LONG, OrganizationRefusal.COUNT_NEGATIVE)


class RegisterOrganization(Command, frozen=True, kw_only=True):
    """登记单位: make an organization known, once, by its credit code."""

    aggregate: ClassVar[type[Aggregate]] = Organization
    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        OrganizationRefusal.CREDIT_CODE_MALFORMED,
        OrganizationRefusal.CREDIT_CODE_CHECK_FAILED,
        OrganizationRefusal.ALREADY_REGISTERED,
        OrganizationRefusal.NAME_INVALID,
        *_PROFILE,
    )

    credit_code: str
    name: str
    kind: OrganizationKind
    party_form: PartyForm = PartyForm.NONE
    party_members: int = 0
    affiliated_enterprises: int = 0
    area: str = ""
    industry: str = ""
    contact: Personal | None = None

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return organization_id(tenant, self.credit_code)

    def decide(self, aggregate: Organization | None, facts: Facts, at: Circumstances) -> Organization:
        _check_credit_code(self.credit_code)
        if aggregate is not None:
            raise Refusal(OrganizationRefusal.ALREADY_REGISTERED, "credit_code", credit_code=self.credit_code)
        _check_name(self.name)
        profile = msgspec.convert(self, Profile, from_attributes=True)
        _check_profile(profile)
        return Organization._create(
            Organization.OrganizationRegistered,
            id=organization_id(at.tenant, self.credit_code),
            credit_code=self.credit_code,
            name=self.name,
            **msgspec.structs.asdict(profile),
            contact=self.contact,
        )


class Existing(Command, frozen=True, kw_only=True):
    """A command to an organization that is registered."""

    aggregate: ClassVar[type[Aggregate]] = Organization

    organization: UUID

    def stream(self, tenant: UUID, command: UUID) -> UUID:
        return self.organization


class RenameOrganization(Existing, frozen=True, kw_only=True):
    """单位更名: the credit code stays."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        OrganizationRefusal.NAME_INVALID,
        OrganizationRefusal.ORGANIZATION_DEREGISTERED,
    )

    name: str

    def decide(self, aggregate: Organization | None, facts: Facts, at: Circumstances) -> Organization:
        organization = acting(aggregate, self.organization)
        _check_name(self.name)
        organization.rename(self.name)
        return organization


class UpdateProfile(Existing, frozen=True, kw_only=True):
    """更新单位信息: what is left out stays as it was."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        OrganizationRefusal.ORGANIZATION_DEREGISTERED,
        *_PROFILE,
    )

    kind: OrganizationKind | None = None
    party_form: PartyForm | None = None
    party_members: int | None = None
    affiliated_enterprises: int | None = None
    area: str | None = None
    industry: str | None = None
    contact: Personal | None = None

    def decide(self, aggregate: Organization | None, facts: Facts, at: Circumstances) -> Organization:
        organization = acting(aggregate, self.organization)
        given = {name: getattr(self, name) for name in Profile.__struct_fields__}
        profile = msgspec.structs.replace(
            organization.profile, **{name: value for name, value in given.items() if value is not None}
        )
        _check_profile(profile)
        organization.update(profile, self.contact)
        return organization


class DeregisterOrganization(Existing, frozen=True, kw_only=True):
    """注销单位: it can act and join no more."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        OrganizationRefusal.ORGANIZATION_DEREGISTERED,
        OrganizationRefusal.SUCCESSOR_INVALID,
    )

    successor: UUID | None = None
    reason: Narrative | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        if self.successor is None:
            return {}
        return {
            "successor": Read("organizations.Organization", self.successor, OrganizationFacts, optional=True)
        }

    def decide(self, aggregate: Organization | None, facts: Facts, at: Circumstances) -> Organization:
        organization = acting(aggregate, self.organization)
        if self.successor is not None:
            successor = facts["successor"]
            if successor is None or successor.deregistered or self.successor == self.organization:
                raise Refusal(OrganizationRefusal.SUCCESSOR_INVALID, "successor")
        organization.deregister(self.successor, self.reason)
        return organization


def acting(aggregate: Organization | None, organization: UUID) -> Organization:
    """The organization, registered and not deregistered."""
    if aggregate is None:
        raise Refusal(CommandRefusal.NOT_FOUND, "organization", what=named(Organization))
    if aggregate.deregistered:
        raise Refusal(OrganizationRefusal.ORGANIZATION_DEREGISTERED, "organization")
    return aggregate


def _check_credit_code(code: str) -> None:
    if not is_well_formed(code):
        raise Refusal(OrganizationRefusal.CREDIT_CODE_MALFORMED, "credit_code")
    expected = check_character(code[:-1])
    if code[-1] != expected:
        raise Refusal(
            OrganizationRefusal.CREDIT_CODE_CHECK_FAILED, "credit_code", expected=expected, given=code[-1]
        )


def _check_name(name: str) -> None:
    if not 0 < len(name) <= NAME_LIMIT or name != name.strip():
        raise Refusal(OrganizationRefusal.NAME_INVALID, "name", limit=NAME_LIMIT)


def _check_profile(profile: Profile) -> None:
    for name in ("area", "industry"):
        if len(getattr(profile, name)) > TEXT_LIMIT:
            raise Refusal(OrganizationRefusal.TEXT_TOO_LONG, name, limit=TEXT_LIMIT)
    for name in ("party_members", "affiliated_enterprises"):
        if getattr(profile, name) < 0:
            raise Refusal(OrganizationRefusal.COUNT_NEGATIVE, name)
