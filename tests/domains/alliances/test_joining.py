"""How a unit becomes a member, and what the charter asks of it."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from concord.alliances.commands import (
    AdmitMember,
    AdoptCharter,
    ApplyForMembership,
    ConsultOnApplication,
    DissolveAlliance,
    JoinAlliance,
    LeaveAlliance,
    RefuseMembership,
)
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import (
    ApplicationConsulted,
    CharterAdopted,
    ExclusiveSeatMoved,
    ExclusiveSeatTaken,
    JoinedBy,
    MemberJoined,
    MembershipApplied,
    MembershipRefused,
)
from concord.charters import Admission, AdmissionPath, OrganizationKind, Tier
from concord.privacy import Narrative

LED = (
    Tier(code="LEAD", name="牵头单位", minimum=1, maximum=1, lead_unit=True, may_chair=True),
    Tier(code="Y", name="成员单位"),
)


def admission(path: str = "DIRECT", **values: Any) -> Admission:
    return Admission(**{"path": AdmissionPath(path), "tier": "Y"} | values)


def join(alliance: UUID, organization: UUID, tier: str | None = None) -> JoinAlliance:
    return JoinAlliance(alliance=alliance, organization=organization, tier=tier)


def test_joins_in_one_step_as_a_newcomer(world: Any) -> None:
    alliance, new = world.found(), world.unit("new")
    world.decider.on(date(2024, 5, 6)).when(join(alliance, new)).then(
        (
            MemberJoined,
            {"organization": new, "tier": "Y", "joined_by": JoinedBy.DIRECT, "joined_on": date(2024, 5, 6)},
        )
    )


def test_nobody_joins_twice(world: Any) -> None:
    alliance = world.found()
    world.decider.when(join(alliance, world.member(2))).refused(
        AllianceRefusal.ALREADY_MEMBER, "organization"
    )


def test_a_full_tier_takes_no_more(world: Any) -> None:
    alliance = world.found(tiers="XXX")
    decided = world.decider.when(join(alliance, world.unit("new"), "X"))
    decided.refused(AllianceRefusal.TIER_FULL, "tier")
    assert decided.refusal.sentence("zh") == "章程规定会长单位最多 3 家，将达到 4 家"


def test_the_tier_is_one_of_the_charter(world: Any) -> None:
    world.decider.when(join(world.found(), world.unit("new"), "Z")).refused(
        AllianceRefusal.TIER_UNKNOWN, "tier"
    )


def test_only_units_that_exist_join(world: Any) -> None:
    alliance = world.found()
    world.decider.when(join(alliance, uuid4())).refused(AllianceRefusal.ORGANIZATION_UNKNOWN, "organization")
    world.decider.when(join(alliance, world.unit("gone", deregistered=True))).refused(
        AllianceRefusal.ORGANIZATION_DEREGISTERED, "organization"
    )


def test_only_kinds_of_unit_that_the_charter_admits(world: Any) -> None:
    kinds = (OrganizationKind.ENTERPRISE,)
    alliance = world.found(admission=admission(kinds=kinds, without_party_organization=False))
    world.decider.when(join(alliance, world.unit("village", kind="VILLAGE"))).refused(
        AllianceRefusal.KIND_NOT_ADMITTED, "organization"
    )
    world.decider.when(join(alliance, world.unit("none", party_form="NONE"))).refused(
        AllianceRefusal.PARTY_ORGANIZATION_REQUIRED, "organization"
    )


def test_a_unit_without_party_organization_joins_where_the_charter_is_open(world: Any) -> None:
    alliance, new = world.found(), world.unit("none", party_form="NONE")
    world.decider.when(join(alliance, new)).then((MemberJoined, {"organization": new}))


@pytest.mark.parametrize("path", ["APPLICATION", "CONSULTATION"])
def test_nobody_joins_past_the_application_that_the_charter_requires(world: Any, path: str) -> None:
    alliance = world.found(tiers="XX", admission=admission(path))
    decided = world.decider.when(join(alliance, world.unit("new")))
    decided.refused(AllianceRefusal.APPLICATION_REQUIRED)
    assert "区镇党（工）委" in decided.refusal.sentence("zh")


class Applied:
    """An alliance with a lead unit, and an application to it."""

    def __init__(self, world: Any) -> None:
        self.decider = world.decider
        self.alliance = world.found(tiers=["LEAD", "Y"], tiers_=LED, admission=admission("CONSULTATION"))
        self.lead, self.applicant, self.id = world.member(0), world.unit("applicant"), uuid4()
        self.application = ApplyForMembership(
            alliance=self.alliance, organization=self.applicant, statement=Narrative("愿意加入")
        )
        self.decided = self.decider.when(self.application, self.id)

    def consult(self, favourable: bool = True) -> ConsultOnApplication:
        return ConsultOnApplication(alliance=self.alliance, application=self.id, favourable=favourable)

    def admit(self, tier: str | None = None) -> AdmitMember:
        return AdmitMember(alliance=self.alliance, application=self.id, tier=tier)

    def refuse(self) -> RefuseMembership:
        return RefuseMembership(alliance=self.alliance, application=self.id, reason=Narrative("条件不符"))


@pytest.fixture
def applied(world: Any) -> Applied:
    return Applied(world)


def test_applies_consults_and_is_admitted(applied: Applied) -> None:
    applied.decided.then(
        (MembershipApplied, {"application": applied.id, "organization": applied.applicant, "tier": "Y"})
    )
    applied.decider.when(applied.consult()).then(
        (ApplicationConsulted, {"application": applied.id, "lead_unit": applied.lead, "favourable": True})
    )
    applied.decider.when(applied.admit()).then(
        (
            MemberJoined,
            {"organization": applied.applicant, "joined_by": JoinedBy.APPLICATION, "application": applied.id},
        )
    )


def test_nobody_is_admitted_before_the_lead_unit_was_consulted(applied: Applied) -> None:
    applied.decider.when(applied.admit()).refused(AllianceRefusal.CONSULTATION_REQUIRED, "application")


def test_the_lead_unit_advises_and_does_not_decide(applied: Applied) -> None:
    applied.decider.given(applied.consult(favourable=False))
    applied.decider.when(applied.admit()).then((MemberJoined, {"organization": applied.applicant}))


def test_the_lead_unit_is_asked_once(applied: Applied) -> None:
    applied.decider.given(applied.consult())
    applied.decider.when(applied.consult()).refused(AllianceRefusal.ALREADY_CONSULTED, "application")


def test_only_the_lead_unit_speaks_for_itself(applied: Applied) -> None:
    applied.decider.speaking(applied.applicant).when(applied.consult()).refused(AllianceRefusal.NOT_LEAD_UNIT)
    applied.decider.speaking(applied.lead).when(applied.consult()).then((ApplicationConsulted, {}))


def test_an_application_may_be_refused_and_made_again(applied: Applied) -> None:
    applied.decider.when(applied.refuse()).then((MembershipRefused, {"organization": applied.applicant}))
    applied.decider.when(applied.application).then((MembershipApplied, {}))


def test_an_application_is_decided_once(applied: Applied) -> None:
    applied.decider.given(applied.consult(), applied.admit())
    for command in (applied.admit(), applied.refuse(), applied.consult()):
        applied.decider.when(command).refused(AllianceRefusal.APPLICATION_UNKNOWN, "application")


def test_nobody_applies_twice_or_as_a_member(applied: Applied) -> None:
    applied.decider.when(applied.application).refused(AllianceRefusal.APPLICATION_PENDING, "organization")
    applied.decider.given(applied.consult(), applied.admit())
    applied.decider.when(applied.application).refused(AllianceRefusal.ALREADY_MEMBER, "organization")


def test_the_tier_is_checked_when_it_is_decided(applied: Applied) -> None:
    applied.decider.given(applied.consult())
    applied.decider.when(applied.admit("LEAD")).refused(AllianceRefusal.TIER_FULL, "tier")


def test_an_applicant_that_was_deregistered_meanwhile_is_not_admitted(world: Any, applied: Applied) -> None:
    applied.decider.given(applied.consult())
    world.unit("applicant", deregistered=True)
    applied.decider.when(applied.admit()).refused(AllianceRefusal.ORGANIZATION_DEREGISTERED, "application")


def test_without_a_lead_unit_there_is_nobody_to_consult(world: Any) -> None:
    alliance, application = world.found(tiers="XX", admission=admission("CONSULTATION")), uuid4()
    world.decider.when(ApplyForMembership(alliance=alliance, organization=world.unit("new")), application)
    world.decider.when(
        ConsultOnApplication(alliance=alliance, application=application, favourable=True)
    ).refused(AllianceRefusal.NO_LEAD_UNIT)
    world.decider.when(AdmitMember(alliance=alliance, application=application)).then((MemberJoined, {}))


class TestExclusive:
    """A charter by which a unit belongs to one alliance only (source 001, 二)."""

    @pytest.fixture
    def two(self, world: Any) -> tuple[UUID, UUID]:
        only = admission(exclusive=True)
        return world.found("第一联盟", "XX", admission=only), world.found("第二联盟", "XX", admission=only)

    def test_founding_takes_a_seat_for_every_founder(self, world: Any) -> None:
        decided = world.decider.when(world.founding("第一联盟", "XX", admission=admission(exclusive=True)))
        assert [type(event).__name__ for event in decided.events[-2:]] == ["ExclusiveSeatTaken"] * 2

    def test_a_unit_does_not_belong_to_two(self, world: Any, two: tuple[UUID, UUID]) -> None:
        decided = world.decider.when(join(two[1], world.member(0, "第一联盟")))
        decided.refused(AllianceRefusal.EXCLUSIVE_MEMBERSHIP, "organization")
        assert "第一联盟" in decided.refusal.sentence("zh")

    def test_nor_found_a_second(self, world: Any, two: tuple[UUID, UUID]) -> None:
        third = world.founding("第三联盟", "XX", admission=admission(exclusive=True))
        both = (
            third.members[0],
            msgspec.structs.replace(third.members[1], organization=world.member(0, "第一联盟")),
        )
        world.decider.when(msgspec.structs.replace(third, members=both)).refused(
            AllianceRefusal.EXCLUSIVE_MEMBERSHIP, "members"
        )

    def test_a_unit_that_left_joins_another_and_comes_back(self, world: Any, two: tuple[UUID, UUID]) -> None:
        unit = world.unit("wanderer")
        world.decider.when(join(two[0], unit)).then(
            (MemberJoined, {}), (ExclusiveSeatTaken, {"organization": unit, "alliance": two[0]})
        )
        world.decider.given(LeaveAlliance(alliance=two[0], organization=unit))
        world.decider.when(join(two[1], unit)).then(
            (MemberJoined, {}), (ExclusiveSeatMoved, {"alliance": two[1], "former": two[0]})
        )
        world.decider.when(join(two[0], unit)).refused(AllianceRefusal.EXCLUSIVE_MEMBERSHIP, "organization")
        world.decider.given(LeaveAlliance(alliance=two[1], organization=unit), join(two[0], unit))

    def test_a_unit_that_left_and_returns_still_has_its_seat(
        self, world: Any, two: tuple[UUID, UUID]
    ) -> None:
        unit = world.unit("wanderer")
        world.decider.given(join(two[0], unit), LeaveAlliance(alliance=two[0], organization=unit))
        world.decider.when(join(two[0], unit)).then((MemberJoined, {}))
        world.decider.when(join(two[1], unit)).refused(AllianceRefusal.EXCLUSIVE_MEMBERSHIP, "organization")

    def test_a_dissolved_alliance_keeps_nobody(self, world: Any, two: tuple[UUID, UUID]) -> None:
        world.decider.given(DissolveAlliance(alliance=two[0], resolution="第 9 号"))
        world.decider.when(join(two[1], world.member(0, "第一联盟"))).then(
            (MemberJoined, {}), (ExclusiveSeatMoved, {})
        )

    def test_an_open_alliance_beside_it_is_no_matter(self, world: Any, two: tuple[UUID, UUID]) -> None:
        open_one = world.found("开放联盟", "XX")
        world.decider.when(join(open_one, world.member(0, "第一联盟"))).then((MemberJoined, {}))

    def test_a_charter_that_becomes_exclusive_takes_the_seats(
        self, world: Any, two: tuple[UUID, UUID], example: Any
    ) -> None:
        open_one = world.found("开放联盟", "XX")
        exclusive = example(admission=admission(exclusive=True))
        adopt = AdoptCharter(alliance=open_one, charter=exclusive, resolution="第 2 号")
        world.decider.when(adopt).then(
            (CharterAdopted, {}), (ExclusiveSeatTaken, {}), (ExclusiveSeatTaken, {})
        )

    def test_and_is_refused_while_a_member_belongs_elsewhere(
        self, world: Any, two: tuple[UUID, UUID], example: Any
    ) -> None:
        open_one = world.found("开放联盟", "XX")
        world.decider.given(join(open_one, world.member(0, "第一联盟")))
        exclusive = example(admission=admission(exclusive=True))
        world.decider.when(AdoptCharter(alliance=open_one, charter=exclusive, resolution="第 2 号")).refused(
            AllianceRefusal.EXCLUSIVE_MEMBERSHIP, "charter"
        )
