"""A new alliance is proposed by units together, approved or refused, and proposed again."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.alliances.commands import (
    AdoptProgramme,
    ApproveAlliance,
    FoundingMember,
    JoinAlliance,
    ProposeAlliance,
    RefuseAlliance,
)
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import (
    AllianceApproved,
    AllianceEnrolled,
    AllianceProposed,
    AllianceRefused,
    CharterAdopted,
    MemberJoined,
    ProgrammeFollowed,
    ProposalRenewed,
)
from concord.charters import (
    AllianceKind,
    Overrides,
    StandingRefusal,
    Theme,
    alliance_id,
    in_force,
    programme_id,
)
from concord.commanding import CommandRefusal
from concord.privacy import Narrative

NAME = "第四联盟"
REASON = Narrative("宜就近加入已有联盟")


def proposing(world: Any, count: int = 3, **more: Any) -> ProposeAlliance:
    units = tuple(world.unit(f"{NAME}{number}") for number in range(count))
    return ProposeAlliance(**{"name": NAME, "kind": AllianceKind.REGIONAL, "proposers": units} | more)


@pytest.fixture
def alliance(world: Any) -> UUID:
    """The id of the one proposed by these tests."""
    return alliance_id(world.decider.tenant, NAME)


@pytest.fixture
def programme(world: Any, example: Any) -> UUID:
    """Adopted."""
    world.decider.given(AdoptProgramme(name="实施方案", charter=example(), document="一号"))
    return programme_id(world.decider.tenant, "实施方案")


def chairs(world: Any) -> tuple[FoundingMember, ...]:
    """Two of the proposers, as the charter wants chair units."""
    return tuple(FoundingMember(organization=world.member(at, NAME), tier="X") for at in range(2))


def test_units_propose_and_the_authority_approves(world: Any, alliance: UUID, programme: UUID) -> None:
    own = Overrides(themes=(Theme(code="OWN", name="自选"),))
    world.decider.when(proposing(world, programme=programme, overrides=own)).then(
        (AllianceProposed, {"name": NAME}), (ProgrammeFollowed, {"programme": programme})
    )
    world.decider.on(date(2024, 2, 1))
    approve = ApproveAlliance(alliance=alliance, members=chairs(world), document="批复")
    world.decider.when(approve).then(
        (AllianceApproved, {"approved_on": date(2024, 2, 1), "authority": "区镇党（工）委"}),
        (CharterAdopted, {"effective_on": date(2024, 2, 1)}),
        (MemberJoined, {"tier": "X"}),
        (MemberJoined, {"tier": "X"}),
        (MemberJoined, {"tier": "Y"}),
        (AllianceEnrolled, {"alliance": alliance}),
    )
    charter = in_force(world.decider.aggregate(alliance).charters, date(2024, 2, 1))
    assert charter is not None
    assert [one.code for one in charter.themes] == ["OWN"]


def test_without_a_programme_the_charter_comes_with_the_approval(
    world: Any, alliance: UUID, example: Any
) -> None:
    world.decider.given(proposing(world))
    bare = ApproveAlliance(alliance=alliance, members=chairs(world))
    world.decider.when(bare).refused(AllianceRefusal.CHARTER_OR_PROGRAMME, "charter")
    world.decider.given(ApproveAlliance(alliance=alliance, charter=example(), members=chairs(world)))
    assert len(world.decider.aggregate(alliance).members) == 3


def test_nothing_can_be_done_in_an_alliance_that_is_only_proposed(world: Any, alliance: UUID) -> None:
    world.decider.given(proposing(world))
    join = JoinAlliance(alliance=alliance, organization=world.unit("又一家"))
    world.decider.when(join).refused(CommandRefusal.NOT_FOUND, "alliance")


def test_a_refused_one_is_proposed_again_and_starts_anew(
    world: Any, alliance: UUID, programme: UUID, example: Any
) -> None:
    world.decider.given(proposing(world, programme=programme))
    refuse = RefuseAlliance(alliance=alliance, authority="机关工委", reason=REASON)
    world.decider.when(refuse).then((AllianceRefused, {"authority": "机关工委"}))
    world.decider.when(refuse).refused(AllianceRefusal.NOT_PROPOSED, "alliance")
    approve = ApproveAlliance(alliance=alliance, charter=example(), members=chairs(world))
    world.decider.when(approve).refused(AllianceRefusal.NOT_PROPOSED, "alliance")
    world.decider.when(proposing(world, 4)).then((ProposalRenewed, {}))
    world.decider.given(approve)
    assert len(world.decider.aggregate(alliance).members) == 4
    assert world.decider.aggregate(alliance).programme is None


def test_a_proposal_is_made_once_and_by_several(world: Any, alliance: UUID, example: Any) -> None:
    world.decider.when(proposing(world, 1)).refused(AllianceRefusal.PROPOSERS_TOO_FEW, "proposers")
    unit = world.unit("甲")
    twice = proposing(world, proposers=(unit, unit))
    world.decider.when(twice).refused(AllianceRefusal.PROPOSER_REPEATED, "proposers")
    strange = proposing(world, proposers=(unit, uuid4()))
    world.decider.when(strange).refused(AllianceRefusal.ORGANIZATION_UNKNOWN, "proposers")
    gone = proposing(world, proposers=(unit, world.unit("乙", deregistered=True)))
    world.decider.when(gone).refused(AllianceRefusal.ORGANIZATION_DEREGISTERED, "proposers")
    loose = proposing(world, overrides=Overrides(without=("chair",)))
    world.decider.when(loose).refused(AllianceRefusal.CHARTER_OR_PROGRAMME, "overrides")
    world.decider.speaking(world.unit("外单位"))
    world.decider.when(proposing(world)).refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "proposers")
    world.decider.speaking(world.member(1, NAME)).given(proposing(world))
    world.decider.when(proposing(world)).refused(AllianceRefusal.ALREADY_PROPOSED, "name")
    world.decider.given(ApproveAlliance(alliance=alliance, charter=example(), members=chairs(world)))
    world.decider.when(proposing(world)).refused(AllianceRefusal.ALLIANCE_EXISTS, "name")


def test_members_are_those_who_proposed_within_the_charter_s_limits(
    world: Any, alliance: UUID, example: Any
) -> None:
    world.decider.given(proposing(world))
    stranger = (FoundingMember(organization=world.unit("外单位"), tier="X"),)
    foreign = ApproveAlliance(alliance=alliance, charter=example(), members=stranger)
    world.decider.when(foreign).refused(AllianceRefusal.NOT_A_PROPOSER, "members")
    few = ApproveAlliance(alliance=alliance, charter=example())
    world.decider.when(few).refused(AllianceRefusal.TIER_MINIMUM, "members")
