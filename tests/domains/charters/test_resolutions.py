"""What others may rely on: a resolution that was passed, of this alliance, about this very thing."""

from datetime import date
from uuid import uuid4

import pytest

from concord.charters import Decision, MotionKind, Resolution, ResolutionRefusal, Resolved
from concord.commanding import Refusal

ALLIANCE, PROJECT, RESOLUTION = uuid4(), uuid4(), uuid4()
MEETING = Resolved(ALLIANCE, (Resolution(RESOLUTION, MotionKind.PROJECT, PROJECT, date(2024, 3, 15)),))


def test_a_passed_resolution_is_found() -> None:
    found = MEETING.require(RESOLUTION, ALLIANCE, MotionKind.PROJECT, PROJECT)
    assert found.passed_on == date(2024, 3, 15)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ((uuid4(), ALLIANCE, MotionKind.PROJECT, PROJECT), ResolutionRefusal.RESOLUTION_NOT_PASSED),
        (
            (RESOLUTION, uuid4(), MotionKind.PROJECT, PROJECT),
            ResolutionRefusal.RESOLUTION_OF_ANOTHER_ALLIANCE,
        ),
        ((RESOLUTION, ALLIANCE, MotionKind.CHAIR, PROJECT), ResolutionRefusal.RESOLUTION_ABOUT_OTHER),
        ((RESOLUTION, ALLIANCE, MotionKind.PROJECT, uuid4()), ResolutionRefusal.RESOLUTION_ABOUT_OTHER),
    ],
)
def test_any_other_is_no_basis(asked: tuple, code: ResolutionRefusal) -> None:
    with pytest.raises(Refusal) as refused:
        MEETING.require(*asked)
    assert refused.value.code is code


def test_a_decision_is_no_basis_for_what_was_done_before_it_or_where_nobody_has_met() -> None:
    decision, day = Decision(uuid4(), RESOLUTION), date(2024, 3, 15)
    assert decision.require(MEETING, ALLIANCE, MotionKind.PROJECT, PROJECT, day).passed_on == day
    for meeting, on, code in (
        (MEETING, date(2024, 3, 14), ResolutionRefusal.RESOLUTION_LATER),
        (None, day, ResolutionRefusal.RESOLUTION_NOT_PASSED),
    ):
        with pytest.raises(Refusal) as refused:
            decision.require(meeting, ALLIANCE, MotionKind.PROJECT, PROJECT, on)
        assert (refused.value.code, refused.value.field) == (code, "decision")
