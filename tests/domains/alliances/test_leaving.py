"""How members leave and move, what that breaks, and how it is cured."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest

from concord.alliances.commands import (
    ChangeTier,
    CureBreach,
    JoinAlliance,
    LeaveAlliance,
    Move,
    RemoveMember,
    RotateChair,
)
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import (
    BreachCured,
    BreachRecorded,
    BreachRule,
    ChairVacated,
    MemberLeft,
    MemberRemoved,
    TierChanged,
    VacancyCause,
)
from concord.charters import Departure, DepartureRule, Tier
from concord.privacy import Narrative

LENIENT = Departure(on_limit=DepartureRule.RECORD_BREACH, days_to_cure=90)


def leave(alliance: UUID, organization: UUID) -> LeaveAlliance:
    return LeaveAlliance(alliance=alliance, organization=organization)


def remove(alliance: UUID, organization: UUID, resolution: str = "联席会议第 2 号") -> RemoveMember:
    return RemoveMember(
        alliance=alliance,
        organization=organization,
        resolution=resolution,
        reason=Narrative("长期不参加活动"),
    )


def change(alliance: UUID, *moves: tuple[UUID, str]) -> ChangeTier:
    return ChangeTier(
        alliance=alliance, moves=tuple(Move(organization=one, tier=tier) for one, tier in moves)
    )


def test_leaves_from_the_day_on(world: Any) -> None:
    alliance, leaver = world.found(), world.member(2)
    world.decider.on(date(2024, 5, 10)).when(leave(alliance, leaver)).then(
        (MemberLeft, {"organization": leaver, "tier": "Y", "left_on": date(2024, 5, 10)})
    )
    (stay,) = [
        one for one in world.decider.aggregate(alliance).facts().memberships if one.organization == leaver
    ]
    assert stay.covers(date(2024, 5, 9))
    assert not stay.covers(date(2024, 5, 10))


def test_is_removed_by_resolution_only(world: Any) -> None:
    alliance, member = world.found(), world.member(2)
    world.decider.when(remove(alliance, member, " ")).refused(
        AllianceRefusal.RESOLUTION_REQUIRED, "resolution"
    )
    world.decider.when(remove(alliance, member)).then(
        (MemberRemoved, {"organization": member, "resolution": "联席会议第 2 号"})
    )


def test_who_has_left_neither_leaves_nor_moves_nor_is_removed(world: Any) -> None:
    alliance, leaver = world.found(), world.member(2)
    world.decider.given(leave(alliance, leaver))
    for command in (leave(alliance, leaver), remove(alliance, leaver), change(alliance, (leaver, "X"))):
        world.decider.when(command).refused(AllianceRefusal.NOT_A_MEMBER, "organization")


def test_nobody_leaves_before_joining(world: Any) -> None:
    alliance, new = world.found(), world.unit("new")
    world.decider.on(date(2024, 5, 1)).given(JoinAlliance(alliance=alliance, organization=new))
    world.decider.on(date(2024, 5, 2), occurred_on=date(2024, 4, 30)).when(leave(alliance, new)).refused(
        AllianceRefusal.BEFORE_JOINING, "organization"
    )


def test_a_member_that_left_may_join_again(world: Any) -> None:
    alliance, leaver = world.found(), world.member(2)
    world.decider.given(leave(alliance, leaver))
    world.decider.on(date(2024, 8, 1)).given(JoinAlliance(alliance=alliance, organization=leaver))
    stays = [
        one for one in world.decider.aggregate(alliance).facts().memberships if one.organization == leaver
    ]
    assert [(one.joined_on, one.left_on) for one in stays] == [
        (date(2024, 1, 1), date(2024, 1, 1)),
        (date(2024, 8, 1), None),
    ]


def test_a_departure_that_breaks_a_limit_is_refused_where_the_charter_says_so(world: Any) -> None:
    alliance = world.found()
    decided = world.decider.when(leave(alliance, world.member(0)))
    decided.refused(AllianceRefusal.TIER_MINIMUM, "members")
    assert decided.refusal.sentence("zh") == "章程规定会长单位至少 2 家，将只有 1 家"
    world.decider.when(remove(alliance, world.member(0))).refused(AllianceRefusal.TIER_MINIMUM, "members")


class TestBreach:
    """A departure that breaks a limit, under a charter that gives time to cure it."""

    @pytest.fixture
    def alliance(self, world: Any) -> UUID:
        found: UUID = world.found(departure=LENIENT)
        return found

    def test_is_recorded_with_its_deadline(self, world: Any, alliance: UUID) -> None:
        world.decider.on(date(2024, 3, 1)).when(leave(alliance, world.member(0))).then(
            (MemberLeft, {}),
            (
                BreachRecorded,
                {
                    "rule": BreachRule.TIER_MINIMUM,
                    "tier": "X",
                    "count": 1,
                    "limit": 2,
                    "recorded_on": date(2024, 3, 1),
                    "cure_by": date(2024, 5, 30),
                },
            ),
        )

    def test_keeps_its_first_deadline_when_it_grows(self, world: Any, alliance: UUID) -> None:
        world.decider.given(leave(alliance, world.member(0)))
        world.decider.when(leave(alliance, world.member(1))).then((MemberLeft, {}))

    def test_is_cured_when_the_limit_holds_again(self, world: Any, alliance: UUID) -> None:
        decided = world.decider.when(leave(alliance, world.member(0)))
        breach = decided.events[-1].breach
        cure = CureBreach(alliance=alliance, breach=breach)
        stands = world.decider.when(cure).refused(AllianceRefusal.BREACH_STANDS, "breach")
        assert stands.refusal.sentence("zh").startswith("名额仍不符：")
        world.decider.given(change(alliance, (world.member(2), "X")))
        world.decider.when(cure).then((BreachCured, {"breach": breach, "count": 2}))
        world.decider.when(cure).refused(AllianceRefusal.BREACH_UNKNOWN, "breach")

    def test_is_recorded_once_for_a_command(self, world: Any, alliance: UUID) -> None:
        command = uuid4()
        decided = world.decider.when(leave(alliance, world.member(0)), command)
        assert decided.events[-1].breach == uuid5(command, "breach:TIER_MINIMUM:X")


def test_moves_between_tiers(world: Any) -> None:
    alliance, riser = world.found(), world.member(2)
    world.decider.when(change(alliance, (riser, "X"))).then(
        (TierChanged, {"organization": riser, "from_tier": "Y", "to_tier": "X"})
    )


def test_moves_keep_the_limits(world: Any) -> None:
    alliance = world.found(tiers="XXXY")
    world.decider.when(change(alliance)).refused(AllianceRefusal.NOBODY_MOVES, "moves")
    world.decider.when(change(alliance, (world.member(3), "X"))).refused(AllianceRefusal.TIER_FULL, "moves")
    world.decider.when(change(alliance, (world.member(0), "Y"), (world.member(1), "Y"))).refused(
        AllianceRefusal.TIER_MINIMUM, "moves"
    )
    world.decider.when(change(alliance, (world.member(0), "Z"))).refused(
        AllianceRefusal.TIER_UNKNOWN, "moves"
    )
    world.decider.when(change(alliance, (world.member(0), "X"))).refused(
        AllianceRefusal.TIER_UNCHANGED, "moves"
    )


def test_one_takes_the_place_of_another(world: Any) -> None:
    only = (
        Tier(code="LEAD", name="牵头单位", minimum=1, maximum=1, lead_unit=True, may_chair=True),
        Tier(code="Y", name="成员单位"),
    )
    alliance = world.found(tiers=["LEAD", "Y"], tiers_=only)
    former, successor = world.member(0), world.member(1)
    world.decider.when(change(alliance, (successor, "LEAD"))).refused(AllianceRefusal.TIER_FULL, "moves")
    world.decider.when(change(alliance, (former, "Y"), (successor, "LEAD"))).then(
        (TierChanged, {"organization": former}), (TierChanged, {"organization": successor})
    )
    found = world.decider.aggregate(alliance)
    assert found.lead_unit(found.charter_on(world.decider.today)) == successor


def test_the_chair_stays_in_a_tier_that_may_hold_it(world: Any) -> None:
    alliance = world.found(tiers="XXX")
    world.decider.given(RotateChair(alliance=alliance, organization=world.member(0)))
    world.decider.when(change(alliance, (world.member(0), "Y"))).refused(
        AllianceRefusal.CHAIR_KEEPS_TIER, "moves"
    )
    world.decider.on(date(2024, 4, 1)).when(change(alliance, (world.member(0), "Y"))).then((TierChanged, {}))


class TestLeavingChair:
    """The chair leaves: nobody holds it from that day on."""

    @pytest.fixture
    def alliance(self, world: Any) -> UUID:
        found: UUID = world.found(tiers="XXX")
        world.decider.given(RotateChair(alliance=found, organization=world.member(0)))
        return found

    def test_vacates_it(self, world: Any, alliance: UUID) -> None:
        world.decider.on(date(2024, 2, 10)).when(leave(alliance, world.member(0))).then(
            (MemberLeft, {}),
            (
                ChairVacated,
                {
                    "organization": world.member(0),
                    "vacated_on": date(2024, 2, 10),
                    "cause": VacancyCause.LEFT,
                },
            ),
        )
        (term,) = world.decider.aggregate(alliance).facts().chair_terms
        assert term.ends_on == date(2024, 2, 9)

    def test_by_removal_as_well(self, world: Any, alliance: UUID) -> None:
        world.decider.on(date(2024, 2, 10)).when(remove(alliance, world.member(0))).then(
            (MemberRemoved, {}), (ChairVacated, {"cause": VacancyCause.REMOVED})
        )

    def test_a_coming_term_falls_away(self, world: Any, alliance: UUID) -> None:
        world.decider.on(date(2024, 3, 1)).given(RotateChair(alliance=alliance, organization=world.member(1)))
        world.decider.when(leave(alliance, world.member(1))).then(
            (MemberLeft, {}), (ChairVacated, {"vacated_on": date(2024, 4, 1)})
        )
        (term,) = world.decider.aggregate(alliance).facts().chair_terms
        assert (term.organization, term.ends_on) == (world.member(0), date(2024, 3, 31))

    def test_the_settled_successor_keeps_its_term(self, world: Any, alliance: UUID) -> None:
        world.decider.on(date(2024, 3, 1)).given(RotateChair(alliance=alliance, organization=world.member(1)))
        world.decider.given(leave(alliance, world.member(0)))
        terms = world.decider.aggregate(alliance).facts().chair_terms
        assert [(one.starts_on, one.ends_on) for one in terms] == [
            (date(2024, 1, 1), date(2024, 2, 29)),
            (date(2024, 4, 1), date(2024, 6, 30)),
        ]

    def test_and_the_term_after_it_leaves_no_gap(self, world: Any, alliance: UUID) -> None:
        world.decider.on(date(2024, 3, 1)).given(RotateChair(alliance=alliance, organization=world.member(1)))
        world.decider.given(leave(alliance, world.member(0)))
        late = RotateChair(alliance=alliance, organization=world.member(2), starts_on=date(2024, 7, 9))
        world.decider.on(date(2024, 7, 9)).when(late).refused(AllianceRefusal.TERM_GAP, "starts_on")

    def test_who_comes_back_is_last_in_the_turn(self, world: Any, alliance: UUID) -> None:
        world.decider.given(leave(alliance, world.member(1)))
        world.decider.given(JoinAlliance(alliance=alliance, organization=world.member(1), tier="X"))
        world.decider.on(date(2024, 4, 1))
        next_one = RotateChair(alliance=alliance, organization=world.member(2))
        world.decider.given(next_one)

    def test_nobody_has_left_before_taking_the_chair(self, world: Any, alliance: UUID) -> None:
        world.decider.on(date(2024, 4, 1)).given(RotateChair(alliance=alliance, organization=world.member(1)))
        world.decider.on(date(2024, 4, 20), occurred_on=date(2024, 3, 15))
        world.decider.when(leave(alliance, world.member(1))).refused(
            AllianceRefusal.HELD_CHAIR_SINCE, "organization"
        )
