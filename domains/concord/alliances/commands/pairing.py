"""What binds single members: pairs with others, agreements with the alliance."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from concord.alliances.admission import require_unit
from concord.alliances.aggregate import Alliance
from concord.alliances.commands.existing import ACTING, Existing, acting, require_name, unit_read
from concord.alliances.departure import require_member
from concord.alliances.errors import AllianceRefusal
from concord.alliances.groups import Agreement
from concord.commanding import Circumstances, Facts, Read, Refusal, RefusalCode
from concord.privacy import Narrative

_OF_MEMBER: tuple[RefusalCode, ...] = (AllianceRefusal.NOT_A_MEMBER, AllianceRefusal.BEFORE_JOINING)


class FormPairing(Existing, frozen=True, kw_only=True):
    """建立结对: a member with another organization, once under one campaign; its id is the command's."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        *_OF_MEMBER,
        AllianceRefusal.ORGANIZATION_UNKNOWN,
        AllianceRefusal.ORGANIZATION_DEREGISTERED,
        AllianceRefusal.PAIR_WITH_ITSELF,
        AllianceRefusal.ALREADY_PAIRED,
        AllianceRefusal.NAME_INVALID,
    )

    organization: UUID
    partner: UUID
    scheme: str
    aim: Narrative | None = None

    def reads(self, tenant: UUID, known: Facts) -> Mapping[str, Read]:
        return {"partner": unit_read(self.partner)}

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        require_member(alliance, self.organization, at.occurred_on)
        require_unit(facts["partner"], "partner")
        if self.partner == self.organization:
            raise Refusal(AllianceRefusal.PAIR_WITH_ITSELF, "partner")
        scheme = require_name(self.scheme, "scheme")
        for one in alliance.pairings.values():
            if one.scheme == scheme and one.joins(self.organization, self.partner):
                raise Refusal(AllianceRefusal.ALREADY_PAIRED, "partner", scheme=scheme)
        alliance.pair(
            pairing=at.command,
            organization=self.organization,
            partner=self.partner,
            scheme=scheme,
            formed_on=at.occurred_on,
            aim=self.aim,
        )
        return alliance


class EndPairing(Existing, frozen=True, kw_only=True):
    """结束结对."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (*ACTING, AllianceRefusal.PAIRING_UNKNOWN)

    pairing: UUID
    reason: Narrative | None = None

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        if self.pairing not in alliance.pairings:
            raise Refusal(AllianceRefusal.PAIRING_UNKNOWN, "pairing")
        alliance.end_pairing(pairing=self.pairing, ended_on=at.occurred_on, reason=self.reason)
        return alliance


class SignAgreement(Existing, frozen=True, kw_only=True):
    """签订协议: a member's agreement with the alliance, once a year; its id is the command's."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        *_OF_MEMBER,
        AllianceRefusal.NAME_INVALID,
        AllianceRefusal.AGREEMENT_SIGNED,
        AllianceRefusal.AGREEMENT_YEAR,
    )

    organization: UUID
    title: str | None = None
    """None: as the charter calls it."""
    year: int | None = None
    """None: the year of signing."""
    document: str = ""

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        require_member(alliance, self.organization, at.occurred_on)
        obligations = alliance.charter_on(at.occurred_on).obligations
        title = require_name(self.title or (obligations.agreement if obligations else None) or "", "title")
        year = at.occurred_on.year if self.year is None else self.year
        if abs(year - at.occurred_on.year) > 1:
            raise Refusal(AllianceRefusal.AGREEMENT_YEAR, "year", year=year)
        if Agreement(self.organization, title, year) in alliance.agreements:
            raise Refusal(AllianceRefusal.AGREEMENT_SIGNED, "organization", title=title, year=year)
        alliance.sign(
            agreement=at.command,
            organization=self.organization,
            title=title,
            year=year,
            signed_on=at.occurred_on,
            document=self.document,
        )
        return alliance
