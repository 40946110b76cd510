"""One chair at a time, eligible by the charter; terms neither overlap nor leave a gap."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest

from concord.alliances.commands import (
    CallForRotation,
    JoinAlliance,
    RecordHandover,
    RotateChair,
    VacateChair,
)
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import (
    ChairRotated,
    ChairVacated,
    HandoverRecorded,
    RotationCalled,
    VacancyCause,
)
from concord.charters import (
    Convener,
    Decision,
    Meeting,
    MotionKind,
    Period,
    ResolutionRefusal,
    Rotation,
    RotationBasis,
)
from concord.commanding import CommandRefusal
from concord.privacy import Narrative

BY_RESOLUTION = Rotation(title="主席单位", period=Period.QUARTER, basis=RotationBasis.RESOLUTION)
CODES = tuple(f"{letter * 17}1" for letter in "ABC")


@pytest.fixture
def alliance(world: Any) -> UUID:
    found: UUID = world.found(tiers="XXXY")
    return found


def rotate(alliance: UUID, organization: UUID, **values: Any) -> RotateChair:
    return RotateChair(alliance=alliance, organization=organization, **values)


def test_the_first_term_begins_when_it_is_decided(world: Any, alliance: UUID) -> None:
    world.decider.on(date(2024, 1, 10)).when(rotate(alliance, world.member(0))).then(
        (
            ChairRotated,
            {
                "organization": world.member(0),
                "title": "执行会长单位",
                "starts_on": date(2024, 1, 10),
                "ends_on": date(2024, 4, 9),
                "basis": RotationBasis.FIXED_ORDER,
                "predecessor": None,
                "passed_over": (),
            },
        )
    )


def test_the_next_term_follows_without_overlap_or_gap(world: Any, alliance: UUID) -> None:
    world.decider.given(rotate(alliance, world.member(0)))
    world.decider.on(date(2024, 4, 8)).when(rotate(alliance, world.member(1))).then(
        (
            ChairRotated,
            {
                "starts_on": date(2024, 4, 1),
                "ends_on": date(2024, 6, 30),
                "predecessor": world.member(0),
                "predecessor_ends_on": date(2024, 3, 31),
            },
        )
    )


def test_it_can_be_settled_beforehand_but_only_one(world: Any, alliance: UUID) -> None:
    world.decider.given(rotate(alliance, world.member(0)))
    world.decider.on(date(2024, 3, 20)).given(rotate(alliance, world.member(1)))
    world.decider.when(rotate(alliance, world.member(2))).refused(AllianceRefusal.NEXT_TERM_SET)


def test_a_gap_is_refused_until_a_vacancy_is_recorded(world: Any, alliance: UUID) -> None:
    world.decider.given(rotate(alliance, world.member(0)))
    late = rotate(alliance, world.member(1), starts_on=date(2024, 4, 15))
    world.decider.on(date(2024, 4, 20)).when(late).refused(AllianceRefusal.TERM_GAP, "starts_on")
    world.decider.given(VacateChair(alliance=alliance, vacated_on=date(2024, 4, 1)))
    world.decider.when(late).then(
        (ChairRotated, {"starts_on": date(2024, 4, 15), "predecessor_ends_on": date(2024, 3, 31)})
    )


def test_an_overlap_is_refused(world: Any, alliance: UUID) -> None:
    world.decider.given(rotate(alliance, world.member(0)))
    early = rotate(alliance, world.member(1), starts_on=date(2024, 3, 1))
    world.decider.on(date(2024, 3, 1)).when(early).refused(AllianceRefusal.TERM_OVERLAPS, "starts_on")


def test_a_resolution_cuts_a_term_short_but_does_not_undo_it(world: Any, alliance: UUID) -> None:
    world.decider.given(rotate(alliance, world.member(0)))
    world.decider.on(date(2024, 3, 1))
    undone = rotate(alliance, world.member(1), starts_on=date(2024, 1, 1), resolution="第 5 号")
    world.decider.when(undone).refused(AllianceRefusal.TERM_OVERLAPS, "starts_on")
    early = rotate(alliance, world.member(1), starts_on=date(2024, 3, 1), resolution="第 5 号")
    world.decider.when(early).then((ChairRotated, {"predecessor_ends_on": date(2024, 2, 29)}))


def test_only_members_in_an_eligible_tier_hold_it(world: Any, alliance: UUID) -> None:
    world.decider.when(rotate(alliance, world.unit("stranger"))).refused(
        AllianceRefusal.CHAIR_NOT_MEMBER, "organization"
    )
    decided = world.decider.when(rotate(alliance, world.member(3)))
    decided.refused(AllianceRefusal.CHAIR_NOT_ELIGIBLE, "organization")
    assert decided.refusal.sentence("zh") == "章程规定执行会长单位只在会长单位中产生"


def test_only_members_on_the_first_day_of_the_term(world: Any) -> None:
    alliance, late = world.found(), world.unit("late")
    world.decider.on(date(2024, 3, 1)).given(JoinAlliance(alliance=alliance, organization=late, tier="X"))
    world.decider.when(rotate(alliance, late, starts_on=date(2024, 2, 1), resolution="第 1 号")).refused(
        AllianceRefusal.CHAIR_NOT_MEMBER, "organization"
    )


def test_only_units_that_still_exist(world: Any, alliance: UUID) -> None:
    world.unit("海工党建联盟0", deregistered=True)
    world.decider.when(rotate(alliance, world.member(0))).refused(
        AllianceRefusal.ORGANIZATION_DEREGISTERED, "organization"
    )


def test_no_unit_follows_itself(world: Any, alliance: UUID) -> None:
    world.decider.given(rotate(alliance, world.member(0)))
    world.decider.on(date(2024, 4, 1)).when(rotate(alliance, world.member(0), resolution="第 2 号")).refused(
        AllianceRefusal.CHAIR_UNCHANGED, "organization"
    )


def test_by_fixed_order_it_goes_round(world: Any, alliance: UUID) -> None:
    holders = [0, 1, 2, 0, 1, 2, 0]
    for number, holder in enumerate(holders):
        world.decider.on(date(2024 + number // 4, number % 4 * 3 + 1, 1))
        world.decider.given(rotate(alliance, world.member(holder)))
    terms = world.decider.aggregate(alliance).facts().chair_terms
    assert [term.organization for term in terms] == [world.member(holder) for holder in holders]


def test_by_fixed_order_nobody_is_passed_over_without_a_resolution(world: Any, alliance: UUID) -> None:
    world.decider.given(rotate(alliance, world.member(0)))
    world.decider.on(date(2024, 4, 1))
    refused = world.decider.when(rotate(alliance, world.member(2))).refused(
        AllianceRefusal.NOT_NEXT_IN_ORDER, "organization"
    )
    assert refused.refusal.sentence("zh") == "按固定次序应轮到海工党建联盟1；另定他人须有会议决议"
    world.decider.when(rotate(alliance, world.member(2), resolution="第 7 号")).then(
        (
            ChairRotated,
            {"basis": RotationBasis.RESOLUTION, "resolution": "第 7 号", "passed_over": (world.member(1),)},
        )
    )


def test_the_charter_may_name_the_order(world: Any) -> None:
    named = Rotation(
        title="轮值单位", period=Period.YEAR, basis=RotationBasis.FIXED_ORDER, order=(CODES[1], CODES[0])
    )
    alliance = world.found(chair=named)
    for code in CODES[:1]:
        world.decider.given(JoinAlliance(alliance=alliance, organization=world.unit(code), tier="X"))
    world.decider.when(rotate(alliance, world.member(0))).refused(
        AllianceRefusal.NOT_NEXT_IN_ORDER, "organization"
    )
    world.decider.when(rotate(alliance, world.unit(CODES[0]))).then((ChairRotated, {"passed_over": ()}))


def test_by_resolution_anybody_eligible_may_follow(world: Any) -> None:
    alliance = world.found(tiers="XXX", chair=BY_RESOLUTION)
    world.decider.when(rotate(alliance, world.member(2))).refused(
        AllianceRefusal.RESOLUTION_REQUIRED, "resolution"
    )
    world.decider.when(rotate(alliance, world.member(2), resolution=" ")).refused(
        AllianceRefusal.RESOLUTION_REQUIRED, "resolution"
    )
    world.decider.when(rotate(alliance, world.member(2), resolution="第 1 号")).then(
        (ChairRotated, {"basis": RotationBasis.RESOLUTION, "passed_over": ()})
    )


def test_a_term_lasts_no_longer_than_the_period(world: Any, alliance: UUID) -> None:
    world.decider.when(rotate(alliance, world.member(0), ends_on=date(2024, 4, 1))).refused(
        AllianceRefusal.TERM_TOO_LONG, "ends_on"
    )
    world.decider.when(rotate(alliance, world.member(0), ends_on=date(2023, 12, 31))).refused(
        AllianceRefusal.TERM_ENDS_BEFORE_START, "ends_on"
    )
    world.decider.when(rotate(alliance, world.member(0), ends_on=date(2024, 1, 31))).then(
        (ChairRotated, {"ends_on": date(2024, 1, 31)})
    )


def test_a_first_term_lies_neither_before_the_founding_nor_in_another_age(world: Any, alliance: UUID) -> None:
    world.decider.when(rotate(alliance, world.member(0), starts_on=date(2023, 12, 31))).refused(
        AllianceRefusal.BEFORE_FOUNDING
    )
    world.decider.when(rotate(alliance, world.member(0), starts_on=date(2204, 1, 1))).refused(
        AllianceRefusal.TERM_TOO_FAR_AHEAD, "starts_on"
    )


def test_without_a_chair_in_the_charter_there_is_none(world: Any) -> None:
    alliance = world.found(chair=None)
    world.decider.when(rotate(alliance, world.member(0))).refused(AllianceRefusal.NO_CHAIR)
    world.decider.when(VacateChair(alliance=alliance)).refused(AllianceRefusal.NO_CHAIR)


def test_an_unknown_alliance_has_no_chair(world: Any) -> None:
    unit = world.unit("unit")
    world.decider.when(rotate(uuid4(), unit)).refused(CommandRefusal.NOT_FOUND, "alliance")


def test_a_vacancy_begins_within_the_term_or_right_after_it(world: Any, alliance: UUID) -> None:
    world.decider.when(VacateChair(alliance=alliance)).refused(AllianceRefusal.CHAIR_VACANT)
    world.decider.on(date(2024, 2, 1)).given(rotate(alliance, world.member(0)))
    for day in (date(2024, 1, 31), date(2024, 5, 2)):
        world.decider.when(VacateChair(alliance=alliance, vacated_on=day)).refused(
            AllianceRefusal.NOT_IN_TERM, "vacated_on"
        )
    world.decider.when(VacateChair(alliance=alliance, vacated_on=date(2024, 2, 20))).then(
        (ChairVacated, {"organization": world.member(0), "cause": VacancyCause.DECIDED})
    )
    for day in (date(2024, 2, 20), date(2024, 3, 1)):
        world.decider.when(VacateChair(alliance=alliance, vacated_on=day)).refused(
            AllianceRefusal.CHAIR_VACANT
        )
    world.decider.when(
        rotate(alliance, world.member(1), starts_on=date(2024, 2, 19), resolution="第 3 号")
    ).refused(AllianceRefusal.TERM_OVERLAPS, "starts_on")


def test_the_chair_in_office_is_vacated_though_the_next_term_is_settled(world: Any, alliance: UUID) -> None:
    world.decider.given(rotate(alliance, world.member(0)))
    world.decider.on(date(2024, 3, 20)).given(rotate(alliance, world.member(1)))
    world.decider.when(VacateChair(alliance=alliance)).then(
        (ChairVacated, {"organization": world.member(0), "vacated_on": date(2024, 3, 20)})
    )
    in_office, coming = world.decider.aggregate(alliance).facts().chair_terms
    assert (in_office.organization, in_office.ends_on) == (world.member(0), date(2024, 3, 19))
    assert (coming.organization, coming.starts_on) == (world.member(1), date(2024, 4, 1))
    between = VacateChair(alliance=alliance, vacated_on=date(2024, 3, 25))
    world.decider.when(between).refused(AllianceRefusal.CHAIR_VACANT)
    world.decider.when(VacateChair(alliance=alliance, vacated_on=date(2024, 7, 2))).refused(
        AllianceRefusal.NOT_IN_TERM, "vacated_on"
    )


def test_the_chair_in_office_is_vacated_after_its_successor_withdrew(world: Any, alliance: UUID) -> None:
    world.decider.given(rotate(alliance, world.member(0)))
    world.decider.on(date(2024, 3, 20)).given(
        rotate(alliance, world.member(1)), VacateChair(alliance=alliance, vacated_on=date(2024, 4, 1))
    )
    world.decider.when(VacateChair(alliance=alliance)).then((ChairVacated, {"organization": world.member(0)}))
    [term] = world.decider.aggregate(alliance).facts().chair_terms
    assert term.ends_on == date(2024, 3, 19)


def test_a_term_vacated_on_its_first_day_never_was(world: Any, alliance: UUID) -> None:
    world.decider.given(rotate(alliance, world.member(0)), VacateChair(alliance=alliance))
    assert world.decider.aggregate(alliance).facts().chair_terms == ()
    world.decider.when(rotate(alliance, world.member(0))).then((ChairRotated, {"predecessor": None}))


def test_a_handover_is_recorded_once_for_each_term(world: Any, alliance: UUID) -> None:
    handover = RecordHandover(alliance=alliance, notes=Narrative("印章、台账、未办事项三件"))
    world.decider.given(rotate(alliance, world.member(0)))
    world.decider.when(handover).refused(AllianceRefusal.NO_PREDECESSOR)
    world.decider.on(date(2024, 4, 2)).given(rotate(alliance, world.member(1)))
    world.decider.when(handover).then(
        (
            HandoverRecorded,
            {
                "predecessor": world.member(0),
                "successor": world.member(1),
                "term_starts_on": date(2024, 4, 1),
                "handed_over_on": date(2024, 4, 2),
            },
        )
    )
    world.decider.when(handover).refused(AllianceRefusal.HANDOVER_RECORDED)


def test_terms_of_twenty_years_stay_in_order(world: Any, alliance: UUID) -> None:
    day = date(2024, 1, 1)
    for number in range(80):
        world.decider.on(day).given(rotate(alliance, world.member(number % 3)))
        day = world.decider.aggregate(alliance).last_term.ends_on + timedelta(days=1)
    terms = world.decider.aggregate(alliance).facts().chair_terms
    assert all(later.starts_on == earlier.ends_on + timedelta(days=1) for earlier, later in pairwise(terms))


JOINT = Meeting(code="JOINT", name="联席会议", period=Period.QUARTER, convener=Convener.CHAIR)


def test_an_alliance_with_meetings_chooses_by_a_resolution_that_was_passed(world: Any) -> None:
    alliance = world.found(tiers="XXX", chair=BY_RESOLUTION, meetings=(JOINT,))
    chosen, day = world.member(1), date(2024, 1, 10)
    world.decider.on(day)
    typed = rotate(alliance, chosen, resolution="第一次联席会议")
    decided = world.decider.when(typed).refused(AllianceRefusal.MEETING_DECIDES, "decision")
    assert decided.refusal.sentence("zh").startswith("章程规定不按次序或提前的轮值由会议决定")
    for decision, code in (
        (Decision(uuid4(), uuid4()), ResolutionRefusal.RESOLUTION_NOT_PASSED),
        (world.passed(alliance, MotionKind.TIER, chosen, day), ResolutionRefusal.RESOLUTION_ABOUT_OTHER),
        (
            world.passed(alliance, MotionKind.CHAIR, world.member(2), day),
            ResolutionRefusal.RESOLUTION_ABOUT_OTHER,
        ),
        (
            world.passed(uuid4(), MotionKind.CHAIR, chosen, day),
            ResolutionRefusal.RESOLUTION_OF_ANOTHER_ALLIANCE,
        ),
        (
            world.passed(alliance, MotionKind.CHAIR, chosen, date(2024, 1, 11)),
            ResolutionRefusal.RESOLUTION_LATER,
        ),
    ):
        world.decider.when(rotate(alliance, chosen, decision=decision)).refused(code, "decision")
    decision = world.passed(alliance, MotionKind.CHAIR, chosen, day)
    world.decider.when(rotate(alliance, chosen, decision=decision)).then(
        (ChairRotated, {"decision": decision, "resolution": "2024-01-10 会议决议", "organization": chosen})
    )
    other = world.passed(alliance, MotionKind.CHAIR, world.member(0), day)
    world.decider.on(date(2024, 4, 1)).given(rotate(alliance, world.member(0), decision=other))
    again = rotate(alliance, chosen, decision=decision)
    world.decider.on(date(2024, 7, 1)).when(again).refused(AllianceRefusal.RESOLUTION_USED, "decision")


def test_passing_over_and_cutting_short_are_the_meeting_s_but_the_next_in_time_is_not(world: Any) -> None:
    alliance = world.found(tiers="XXX", meetings=(JOINT,))
    world.decider.given(rotate(alliance, world.member(0)))
    world.decider.on(date(2024, 3, 1))
    cut = rotate(alliance, world.member(1), starts_on=date(2024, 3, 1), resolution="第 5 号")
    world.decider.when(cut).refused(AllianceRefusal.MEETING_DECIDES, "decision")
    over = rotate(alliance, world.member(2), resolution="第 5 号")
    world.decider.when(over).refused(AllianceRefusal.MEETING_DECIDES, "decision")
    decision = world.passed(alliance, MotionKind.CHAIR, world.member(2), date(2024, 3, 1))
    world.decider.when(rotate(alliance, world.member(2), decision=decision)).then(
        (ChairRotated, {"passed_over": (world.member(1),), "basis": RotationBasis.RESOLUTION})
    )


def call(alliance: UUID) -> CallForRotation:
    return CallForRotation(alliance=alliance)


def test_a_term_that_ends_without_another_is_called_for_once_and_names_whose_turn_it_is(
    world: Any, alliance: UUID
) -> None:
    world.decider.given(rotate(alliance, world.member(0)))
    world.decider.on(date(2024, 3, 31)).when(call(alliance)).refused(AllianceRefusal.ROTATION_NOT_DUE)
    told = {"predecessor": world.member(0), "ended_on": date(2024, 3, 31), "successor": world.member(1)}
    world.decider.on(date(2024, 4, 1)).when(call(alliance)).then((RotationCalled, told))
    world.decider.when(call(alliance)).refused(AllianceRefusal.ROTATION_CALLED)
    world.decider.given(rotate(alliance, world.member(1)))
    world.decider.when(call(alliance)).refused(AllianceRefusal.ROTATION_NOT_DUE)
    world.decider.on(date(2024, 7, 1)).when(call(alliance)).then(
        (RotationCalled, {"successor": world.member(2), "ended_on": date(2024, 6, 30)})
    )


def test_a_vacancy_is_called_for_too_and_where_a_meeting_chooses_nobody_is_named(world: Any) -> None:
    alliance = world.found(tiers="XXX", chair=BY_RESOLUTION)
    world.decider.when(call(alliance)).refused(AllianceRefusal.ROTATION_NOT_DUE)
    world.decider.given(rotate(alliance, world.member(0), resolution="第 1 号"))
    world.decider.on(date(2024, 2, 10)).given(VacateChair(alliance=alliance))
    world.decider.when(call(alliance)).then(
        (
            RotationCalled,
            {"successor": None, "basis": RotationBasis.RESOLUTION, "ended_on": date(2024, 2, 9)},
        )
    )
