"""What the charter leaves to the meeting is done by its resolution only, and each resolution once."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from concord.alliances.commands import (
    AdmitMember,
    AdoptCharter,
    ApplyForMembership,
    ChangeTier,
    DissolveAlliance,
    JoinAlliance,
    Move,
    RemoveMember,
)
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import (
    AllianceDissolved,
    CharterAdopted,
    MemberJoined,
    MemberRemoved,
    TierChanged,
)
from concord.charters import Admission, AdmissionPath, Decision, Deliberation, MotionKind, ResolutionRefusal
from concord.privacy import Narrative

DAY = date(2024, 3, 1)
FOUNDED = date(2024, 1, 1)
DECIDES = Deliberation(decides=(MotionKind.TIER, MotionKind.MEMBERSHIP))


@pytest.fixture
def alliance(world: Any) -> UUID:
    found: UUID = world.found(tiers="XXYY", deliberation=DECIDES)
    world.decider.on(DAY)
    return found


def rise(alliance: UUID, *moves: tuple[UUID, str, Decision | None]) -> ChangeTier:
    named = (Move(organization=one, tier=tier, decision=decision) for one, tier, decision in moves)
    return ChangeTier(alliance=alliance, moves=tuple(named), resolution="联席会议")


def test_a_tier_changes_by_a_resolution_about_that_member(world: Any, alliance: UUID) -> None:
    one, two = world.member(2), world.member(3)
    refused = world.decider.when(rise(alliance, (one, "X", None)))
    refused.refused(AllianceRefusal.MEETING_DECIDES, "moves")
    assert refused.refusal.sentence("zh") == "章程规定调整成员层级由会议决定，须指明会议和所通过的决议"
    about = world.passed(alliance, MotionKind.TIER, one, DAY)
    world.decider.when(rise(alliance, (two, "X", about))).refused(
        ResolutionRefusal.RESOLUTION_ABOUT_OTHER, "moves"
    )
    world.decider.when(rise(alliance, (one, "X", about))).then((TierChanged, {"decision": about}))
    back = world.passed(alliance, MotionKind.TIER, one, DAY)
    world.decider.given(rise(alliance, (one, "Y", back)))
    world.decider.when(rise(alliance, (one, "X", about))).refused(AllianceRefusal.RESOLUTION_USED, "moves")


def test_every_member_that_moves_has_its_own_resolution(world: Any, alliance: UUID) -> None:
    down, up = world.member(0), world.member(2)
    first, second = (world.passed(alliance, MotionKind.TIER, one, DAY) for one in (down, up))
    world.decider.when(rise(alliance, (down, "Y", first), (up, "X", None))).refused(
        AllianceRefusal.MEETING_DECIDES, "moves"
    )
    world.decider.when(rise(alliance, (down, "Y", first), (up, "X", second))).then(
        (TierChanged, {"organization": down}), (TierChanged, {"organization": up})
    )


def test_who_joins_and_who_is_removed_is_the_meeting_s(world: Any, alliance: UUID) -> None:
    new, old = world.unit("新单位"), world.member(2)
    join = JoinAlliance(alliance=alliance, organization=new)
    world.decider.when(join).refused(AllianceRefusal.MEETING_DECIDES, "decision")
    let_in = world.passed(alliance, MotionKind.MEMBERSHIP, new, DAY)
    world.decider.when(JoinAlliance(alliance=alliance, organization=new, decision=let_in)).then(
        (MemberJoined, {"organization": new, "decision": let_in})
    )

    def remove(decision: Decision | None) -> RemoveMember:
        return RemoveMember(
            alliance=alliance,
            organization=old,
            resolution="联席会议",
            reason=Narrative("长期不参加"),
            decision=decision,
        )

    world.decider.when(remove(None)).refused(AllianceRefusal.MEETING_DECIDES, "decision")
    world.decider.when(remove(let_in)).refused(ResolutionRefusal.RESOLUTION_ABOUT_OTHER, "decision")
    earlier = world.passed(alliance, MotionKind.MEMBERSHIP, old, FOUNDED - timedelta(days=1))
    world.decider.when(remove(earlier)).refused(AllianceRefusal.RESOLUTION_BEFORE_JOINING, "decision")
    put_out = world.passed(alliance, MotionKind.MEMBERSHIP, old, DAY)
    world.decider.when(remove(put_out)).then((MemberRemoved, {"decision": put_out}))


def test_an_application_is_granted_by_the_meeting(world: Any) -> None:
    by_application = Admission(path=AdmissionPath.APPLICATION, tier="Y")
    alliance = world.found(tiers="XXY", deliberation=DECIDES, admission=by_application)
    new, application = world.unit("新单位"), UUID(int=5)
    world.decider.on(DAY).when(ApplyForMembership(alliance=alliance, organization=new), application)
    admit = AdmitMember(alliance=alliance, application=application)
    world.decider.when(admit).refused(AllianceRefusal.MEETING_DECIDES, "decision")
    later = world.passed(alliance, MotionKind.MEMBERSHIP, new, date(2024, 3, 2))
    world.decider.when(AdmitMember(alliance=alliance, application=application, decision=later)).refused(
        ResolutionRefusal.RESOLUTION_LATER, "decision"
    )
    decision = world.passed(alliance, MotionKind.MEMBERSHIP, new, DAY)
    world.decider.when(AdmitMember(alliance=alliance, application=application, decision=decision)).then(
        (MemberJoined, {"decision": decision})
    )


OF_ITS_OWN = Deliberation(decides=(MotionKind.CHARTER, MotionKind.DISSOLUTION))


def test_a_charter_is_adopted_by_a_resolution_of_the_alliance_where_the_charter_says_so(world: Any) -> None:
    alliance = world.found(deliberation=OF_ITS_OWN)
    world.decider.on(DAY)
    other = world.founding(deliberation=OF_ITS_OWN, late_entry_days=9).charter

    def adopt(decision: Decision | None) -> AdoptCharter:
        return AdoptCharter(alliance=alliance, charter=other, resolution="联席会议", decision=decision)

    refused = world.decider.when(adopt(None)).refused(AllianceRefusal.MEETING_DECIDES, "decision")
    assert "章程的通过和修订由会议决定" in refused.refusal.sentence("zh")
    for kind, subject in ((MotionKind.DISSOLUTION, alliance), (MotionKind.CHARTER, world.member(0))):
        about = world.passed(alliance, kind, subject, DAY)
        world.decider.when(adopt(about)).refused(ResolutionRefusal.RESOLUTION_ABOUT_OTHER, "decision")
    decided = world.passed(alliance, MotionKind.CHARTER, alliance, DAY)
    world.decider.when(adopt(decided)).then((CharterAdopted, {"decision": decided}))
    world.decider.when(adopt(decided)).refused(AllianceRefusal.RESOLUTION_USED, "decision")


def test_an_alliance_ends_by_its_resolution_where_the_charter_says_so(world: Any) -> None:
    alliance = world.found(deliberation=OF_ITS_OWN)
    world.decider.on(DAY)

    def end(decision: Decision | None) -> DissolveAlliance:
        return DissolveAlliance(alliance=alliance, resolution="联席会议", decision=decision)

    world.decider.when(end(None)).refused(AllianceRefusal.MEETING_DECIDES, "decision")
    later = world.passed(alliance, MotionKind.DISSOLUTION, alliance, date(2024, 3, 2))
    world.decider.when(end(later)).refused(ResolutionRefusal.RESOLUTION_LATER, "decision")
    decided = world.passed(alliance, MotionKind.DISSOLUTION, alliance, DAY)
    world.decider.when(end(decided)).then((AllianceDissolved, {"decision": decided}))


def test_where_the_charter_leaves_it_open_both_are_done_by_what_is_written(world: Any) -> None:
    alliance = world.found()
    world.decider.given(AdoptCharter(alliance=alliance, charter=world.founding().charter, resolution="批复"))
    world.decider.when(DissolveAlliance(alliance=alliance, resolution="批复")).then(
        (AllianceDissolved, {"decision": None})
    )
