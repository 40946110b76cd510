"""Any sequence of steps: an activity is logged once, and what was logged changes by corrections only.

Seen to fail when `require_held` let a logged activity pass, and when `cancel` lost its status rule.
"""

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.activities.commands import (
    AssignLead,
    CancelActivity,
    CorrectActivity,
    HoldActivity,
    RecordAttendance,
    ScheduleActivity,
    SignUp,
)
from concord.activities.events import ActivityField, Attendance
from concord.privacy import Narrative

TEXT = Narrative("说明")
STEPS: dict[str, Callable[[Any, int], Any]] = {
    "schedule": lambda s, n: ScheduleActivity(
        activity=s.activity, starts_on=s.decider.today, place=f"第{n}厅"
    ),
    "lead": lambda s, n: AssignLead(activity=s.activity),
    "sign up": lambda s, n: SignUp(activity=s.activity, organization=(s.a, s.b, s.c)[n % 3], persons=n + 1),
    "hold": lambda s, n: HoldActivity(activity=s.activity),
    "attend": lambda s, n: RecordAttendance(
        activity=s.activity, records=(Attendance((s.a, s.b, s.c)[n % 3], n, n + 1),)
    ),
    "attach": lambda s, n: s.attaches(f"{n:064x}"),
    "log": lambda s, n: s.logs(),
    "correct": lambda s, n: CorrectActivity(
        activity=s.activity, field=ActivityField.TITLE, text=f"活动{n}", reason=TEXT
    ),
    "cancel": lambda s, n: CancelActivity(activity=s.activity, reason=TEXT),
}
REACHED = ("proposed", "led", "held", "evidenced", "logged")
sequences = st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 5)), max_size=12)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(REACHED), sequences)
def test_it_is_logged_at_most_once_and_then_only_corrected(
    fresh_scene: Any, reached: str, sequence: list[tuple[str, int]]
) -> None:
    scene = getattr(fresh_scene(), reached)()
    done = {
        "held": ["ActivityHeld"],
        "evidenced": ["ActivityHeld"],
        "logged": ["ActivityHeld", "ActivityLogged"],
    }
    kinds = done.get(reached, [])
    for name, number in sequence:
        before = dict(vars(scene.state()))
        decided = scene.decider.when(STEPS[name](scene, number))
        kinds += [type(one).__name__ for one in decided.events if one.originator_id == scene.activity]
        if decided.refusal is not None:
            assert decided.refusal.code in type(decided.command).refuses
            assert dict(vars(scene.state())) == before
    assert kinds.count("ActivityLogged") <= 1
    assert kinds.count("ActivityHeld") <= 1
    for last in ("ActivityLogged", "ActivityCancelled"):
        after = kinds[kinds.index(last) + 1 :] if last in kinds else []
        assert set(after) <= ({"ActivityCorrected"} if last == "ActivityLogged" else set())
