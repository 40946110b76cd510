"""An alliance: its charters, members, applications, chair and breaches, as its events leave them.

The methods record what has been decided; the rules that decide are in admission.py, departure.py
and chair.py. State is kept so that a decision looks at the present: past stays and terms are lists
that only grow.
"""

from dataclasses import field
from datetime import date, timedelta
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate, event

from concord.alliances import events
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import BreachRule, GuidanceForm, JoinedBy, Leader, Obligation, VacancyCause
from concord.alliances.facts import AllianceFacts, ChairTerm, Membership
from concord.alliances.groups import Agreement, Group, Pairing
from concord.charters import (
    AdoptedCharter,
    AllianceKind,
    Charter,
    Decision,
    GroupKind,
    Overrides,
    RotationBasis,
    in_force,
)
from concord.commanding import Refusal
from concord.privacy import Narrative, Personal


class Application(msgspec.Struct, frozen=True):
    """入盟申请: pending."""

    organization: UUID
    tier: str
    consulted: bool = False


class Breach(msgspec.Struct, frozen=True):
    """名额不符: open."""

    rule: BreachRule
    tier: str
    limit: int
    cure_by: date


class Alliance(Aggregate):
    """联盟: a standing cooperation of organizations under a charter."""

    AllianceProposed = events.AllianceProposed
    AllianceApproved = events.AllianceApproved
    AllianceRefused = events.AllianceRefused
    ProposalRenewed = events.ProposalRenewed
    ProgrammeFollowed = events.ProgrammeFollowed
    CharterAdopted = events.CharterAdopted
    CharterAmended = events.CharterAmended
    GroupFormed = events.GroupFormed
    GroupLeadershipSet = events.GroupLeadershipSet
    MemberGrouped = events.MemberGrouped
    MemberUngrouped = events.MemberUngrouped
    PersonGrouped = events.PersonGrouped
    PersonUngrouped = events.PersonUngrouped
    GroupDissolved = events.GroupDissolved
    PairingFormed = events.PairingFormed
    PairingEnded = events.PairingEnded
    AgreementSigned = events.AgreementSigned
    DirectiveReceived = events.DirectiveReceived
    GuidanceGiven = events.GuidanceGiven
    MembershipApplied = events.MembershipApplied
    ApplicationConsulted = events.ApplicationConsulted
    MemberJoined = events.MemberJoined
    MembershipRefused = events.MembershipRefused
    MemberLeft = events.MemberLeft
    MemberRemoved = events.MemberRemoved
    TierChanged = events.TierChanged
    ChairRotated = events.ChairRotated
    ChairVacated = events.ChairVacated
    RotationCalled = events.RotationCalled
    HandoverRecorded = events.HandoverRecorded
    BreachRecorded = events.BreachRecorded
    BreachCured = events.BreachCured
    AllianceDissolved = events.AllianceDissolved

    name: str
    kind: AllianceKind
    proposers: tuple[UUID, ...]
    approved_on: date | None = field(init=False, default=None)
    refused: bool = field(init=False, default=False)
    programme: UUID | None = field(init=False, default=None)
    overrides: Overrides = field(init=False, default_factory=Overrides)
    charters: list[AdoptedCharter] = field(init=False, default_factory=list)
    members: dict[UUID, Membership] = field(init=False, default_factory=dict)
    former: list[Membership] = field(init=False, default_factory=list)
    joined: list[UUID] = field(init=False, default_factory=list)
    """Everybody who ever joined, in the order of joining: who has left keeps the place in the turn."""
    applications: dict[UUID, Application] = field(init=False, default_factory=dict)
    terms: list[ChairTerm] = field(init=False, default_factory=list)
    vacant: bool = field(init=False, default=False)
    """A vacancy is recorded after the last term."""
    called_for: date | None = field(init=False, default=None)
    """End of the term after which a rotation was called for last."""
    breaches: dict[UUID, Breach] = field(init=False, default_factory=dict)
    groups: dict[UUID, Group] = field(init=False, default_factory=dict)
    pairings: dict[UUID, Pairing] = field(init=False, default_factory=dict)
    agreements: list[Agreement] = field(init=False, default_factory=list)
    carried_out: list[UUID] = field(init=False, default_factory=list)
    """Resolutions of meetings that were carried out: each once."""
    dissolved_on: date | None = field(init=False, default=None)

    # What is so

    def charter_on(self, day: date) -> Charter:
        """The charter in force. Raises `Refusal` before the first."""
        charter = in_force(self.charters, day)
        if charter is None:
            raise Refusal(AllianceRefusal.CHARTER_NOT_YET, day=day)
        return charter

    def count(self, tier: str) -> int:
        """Members of a tier."""
        return sum(member.tier == tier for member in self.members.values())

    def lead_unit(self, charter: Charter) -> UUID | None:
        """The member in the charter's tier of the standing lead unit, if there is one."""
        leading = {tier.code for tier in charter.tiers if tier.lead_unit}
        return next((one.organization for one in self.members.values() if one.tier in leading), None)

    def has_left(self, organization: UUID | None) -> bool:
        """Whether it was a member and is none any more."""
        return organization in self.joined and organization not in self.members

    @property
    def last_term(self) -> ChairTerm | None:
        """The term settled last: present, coming or past."""
        return self.terms[-1] if self.terms else None

    def facts(self) -> AllianceFacts:
        """What other contexts may know."""
        return AllianceFacts(
            id=self.id,
            name=self.name,
            kind=self.kind,
            approved_on=self.approved_on,
            dissolved_on=self.dissolved_on,
            charters=tuple(self.charters),
            memberships=(*self.former, *self.members.values()),
            chair_terms=tuple(self.terms),
            groups=tuple(self.groups),
        )

    # What happens

    @event(events.AllianceApproved)
    def approve(self, authority: str, document: str, approved_on: date) -> None:
        self.approved_on = approved_on

    @event(events.AllianceRefused)
    def turn_down(self, authority: str, refused_on: date, reason: Narrative) -> None:
        self.refused = True

    @event(events.ProposalRenewed)
    def propose_again(
        self, kind: AllianceKind, proposers: tuple[UUID, ...], purpose: Narrative | None
    ) -> None:
        self.kind, self.proposers, self.refused = kind, proposers, False
        self.programme, self.overrides = None, Overrides()

    @event(events.ProgrammeFollowed)
    def follow(self, programme: UUID, overrides: Overrides) -> None:
        self.programme, self.overrides = programme, overrides

    @event(events.CharterAmended)
    def amend(
        self,
        charter: Charter,
        overrides: Overrides,
        programme: UUID,
        by_programme: bool,
        effective_on: date,
        resolution: str,
        decision: Decision | None = None,
    ) -> None:
        self._carry_out(decision)
        self.charters.append(AdoptedCharter(effective_on, charter))
        self.overrides = overrides

    @event(events.GroupFormed)
    def form_group(self, group: UUID, code: str, kind: GroupKind, name: str, formed_on: date) -> None:
        self.groups[group] = Group(code, kind, name)

    @event(events.GroupLeadershipSet)
    def set_leadership(
        self, group: UUID, leaders: tuple[Leader, ...], deputies: tuple[Leader, ...], set_on: date
    ) -> None:
        self.groups[group] = self.groups[group].led_by((*leaders, *deputies))

    @event(events.MemberGrouped)
    def group_member(self, group: UUID, organization: UUID, grouped_on: date) -> None:
        self.groups[group] = self.groups[group].joined_by(organization)

    @event(events.MemberUngrouped)
    def ungroup_member(self, group: UUID, organization: UUID, ungrouped_on: date) -> None:
        self.groups[group] = self.groups[group].left_by(organization)

    @event(events.PersonGrouped)
    def group_person(
        self, group: UUID, person: Personal, organization: UUID | None, duty: str, grouped_on: date
    ) -> None:
        self.groups[group] = self.groups[group].with_person(person.subject)

    @event(events.PersonUngrouped)
    def ungroup_person(self, group: UUID, subject: UUID, ungrouped_on: date) -> None:
        self.groups[group] = self.groups[group].without_person(subject)

    @event(events.GroupDissolved)
    def dissolve_group(self, group: UUID, dissolved_on: date, reason: Narrative | None) -> None:
        del self.groups[group]

    @event(events.PairingFormed)
    def pair(
        self,
        pairing: UUID,
        organization: UUID,
        partner: UUID,
        scheme: str,
        formed_on: date,
        aim: Narrative | None,
    ) -> None:
        self.pairings[pairing] = Pairing(organization, partner, scheme)

    @event(events.PairingEnded)
    def end_pairing(self, pairing: UUID, ended_on: date, reason: Narrative | None) -> None:
        del self.pairings[pairing]

    @event(events.AgreementSigned)
    def sign(
        self, agreement: UUID, organization: UUID, title: str, year: int, signed_on: date, document: str
    ) -> None:
        self.agreements.append(Agreement(organization, title, year))

    @event(events.DirectiveReceived)
    def receive_directive(
        self,
        directive: UUID,
        title: str,
        issuer: str,
        document: str,
        obliges: Obligation,
        received_on: date,
        due_on: date,
        content: Narrative | None,
    ) -> None:
        pass

    @event(events.GuidanceGiven)
    def take_guidance(
        self, guidance: UUID, form: GuidanceForm, given_by: str, given_on: date, content: Narrative
    ) -> None:
        pass

    @event(events.CharterAdopted)
    def adopt(
        self, charter: Charter, effective_on: date, resolution: str, decision: Decision | None = None
    ) -> None:
        self._carry_out(decision)
        self.charters.append(AdoptedCharter(effective_on, charter))

    @event(events.MembershipApplied)
    def apply_for(
        self, application: UUID, organization: UUID, tier: str, statement: Narrative | None
    ) -> None:
        self.applications[application] = Application(organization, tier)

    @event(events.ApplicationConsulted)
    def consult(
        self, application: UUID, lead_unit: UUID, favourable: bool, opinion: Narrative | None
    ) -> None:
        pending = self.applications[application]
        self.applications[application] = msgspec.structs.replace(pending, consulted=True)

    @event(events.MemberJoined)
    def join(
        self,
        organization: UUID,
        tier: str,
        joined_on: date,
        joined_by: JoinedBy,
        application: UUID | None,
        decision: Decision | None = None,
    ) -> None:
        self._carry_out(decision)
        self.members[organization] = Membership(organization, tier, joined_on)
        if organization in self.joined:  # back after having left: at the end of the turn
            self.joined.remove(organization)
        self.joined.append(organization)
        if application is not None:
            del self.applications[application]

    @event(events.MembershipRefused)
    def refuse(self, application: UUID, organization: UUID, reason: Narrative) -> None:
        del self.applications[application]

    @event(events.MemberLeft)
    def leave(self, organization: UUID, tier: str, left_on: date, reason: Narrative | None) -> None:
        self._end_membership(organization, left_on)

    @event(events.MemberRemoved)
    def remove(
        self,
        organization: UUID,
        tier: str,
        removed_on: date,
        resolution: str,
        reason: Narrative,
        decision: Decision | None = None,
    ) -> None:
        self._carry_out(decision)
        self._end_membership(organization, removed_on)

    @event(events.TierChanged)
    def change_tier(
        self,
        organization: UUID,
        from_tier: str,
        to_tier: str,
        changed_on: date,
        resolution: str,
        decision: Decision | None = None,
    ) -> None:
        self._carry_out(decision)
        self.members[organization] = msgspec.structs.replace(self.members[organization], tier=to_tier)

    @event(events.ChairRotated)
    def rotate(
        self,
        organization: UUID,
        title: str,
        starts_on: date,
        ends_on: date,
        basis: RotationBasis,
        resolution: str | None,
        predecessor: UUID | None,
        predecessor_ends_on: date | None,
        passed_over: tuple[UUID, ...],
        decision: Decision | None = None,
    ) -> None:
        self._carry_out(decision)
        if predecessor_ends_on is not None:
            self.terms[-1] = msgspec.structs.replace(self.terms[-1], ends_on=predecessor_ends_on)
        self.terms.append(ChairTerm(organization, starts_on, ends_on))
        self.vacant = False

    @event(events.ChairVacated)
    def vacate(
        self, organization: UUID, vacated_on: date, cause: VacancyCause, reason: Narrative | None
    ) -> None:
        last = self.terms[-1]
        self.vacant = last.organization == organization and last.starts_on <= vacated_on
        kept, latest = self.terms[:-2], self.terms[-2:]  # a term ahead and the one before it
        self.terms = kept + [term for one in latest if (term := _cut(one, organization, vacated_on))]

    @event(events.RotationCalled)
    def call_for_rotation(
        self,
        title: str,
        predecessor: UUID,
        ended_on: date,
        basis: RotationBasis,
        successor: UUID | None,
        called_on: date,
    ) -> None:
        self.called_for = ended_on

    @event(events.HandoverRecorded)
    def hand_over(
        self,
        predecessor: UUID,
        successor: UUID,
        term_starts_on: date,
        handed_over_on: date,
        notes: Narrative,
    ) -> None:
        self.terms = [
            msgspec.structs.replace(term, handed_over=True) if term.starts_on == term_starts_on else term
            for term in self.terms
        ]

    @event(events.BreachRecorded)
    def record_breach(
        self,
        breach: UUID,
        rule: BreachRule,
        tier: str,
        count: int,
        limit: int,
        recorded_on: date,
        cure_by: date,
    ) -> None:
        self.breaches[breach] = Breach(rule, tier, limit, cure_by)

    @event(events.BreachCured)
    def cure(self, breach: UUID, count: int, cured_on: date) -> None:
        del self.breaches[breach]

    @event(events.AllianceDissolved)
    def dissolve(
        self,
        dissolved_on: date,
        resolution: str,
        reason: Narrative | None,
        decision: Decision | None = None,
    ) -> None:
        self._carry_out(decision)
        self.dissolved_on = dissolved_on

    def _carry_out(self, decision: Decision | None) -> None:
        if decision is not None:
            self.carried_out.append(decision.resolution)

    def _end_membership(self, organization: UUID, day: date) -> None:
        stay = self.members.pop(organization)
        self.former.append(msgspec.structs.replace(stay, left_on=day))
        self.groups = {
            key: group.left_by(organization).no_longer_led_from(organization)
            for key, group in self.groups.items()
        }
        self.pairings = {k: one for k, one in self.pairings.items() if one.organization != organization}


def _cut(term: ChairTerm, organization: UUID, vacated_on: date) -> ChairTerm | None:
    """The term as the vacancy leaves it; None where nothing is left of it."""
    if term.organization != organization or not term.starts_on <= vacated_on <= term.ends_on:
        return term
    if term.starts_on == vacated_on:
        return None
    return msgspec.structs.replace(term, ends_on=vacated_on - timedelta(days=1))
