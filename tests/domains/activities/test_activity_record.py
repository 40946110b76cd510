"""Hold, record attendance, attach evidence, log once, correct."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from concord.activities.commands import (
    CorrectActivity,
    HoldActivity,
    LogActivity,
    RecordAttendance,
    RemoveEvidence,
)
from concord.activities.errors import ActivityRefusal
from concord.activities.events import (
    ActivityCorrected,
    ActivityField,
    ActivityHeld,
    ActivityLogged,
    Attendance,
    AttendanceRecorded,
    EvidenceAttached,
    EvidenceRemoved,
)
from concord.charters import StandingRefusal, TextRefusal
from concord.evidence.errors import EvidenceRefusal
from concord.privacy import Narrative, Personal

WRONG = Narrative("登记有误")


def records(scene: Any, *rows: Attendance) -> RecordAttendance:
    return RecordAttendance(activity=scene.activity, records=rows)


def corrects(scene: Any, field: ActivityField, **value: Any) -> CorrectActivity:
    return CorrectActivity(activity=scene.activity, field=field, reason=WRONG, **value)


def test_it_is_held_on_the_day_that_the_clerk_says(scene: Any) -> None:
    scene.led().decider.on(date(2024, 3, 5), occurred_on=date(2024, 3, 2))
    scene.decider.when(HoldActivity(activity=scene.activity)).then(
        (ActivityHeld, {"held_on": date(2024, 3, 2), "place": "江海厅"})
    )


def test_it_may_be_held_elsewhere(scene: Any) -> None:
    command = HoldActivity(activity=scene.led().activity, place="红色驿站")
    scene.decider.when(command).then((ActivityHeld, {"place": "红色驿站"}))


def test_it_is_not_held_where_the_alliance_was_not_yet(scene: Any) -> None:
    scene.led().decider.on(date(2024, 3, 5), occurred_on=date(2021, 4, 30))
    command = HoldActivity(activity=scene.activity)
    scene.decider.when(command).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)


def test_it_is_not_held_twice(scene: Any) -> None:
    command = HoldActivity(activity=scene.held().activity)
    scene.decider.when(command).refused(ActivityRefusal.WRONG_STATUS)


def test_attendance_is_recorded_with_those_who_came(scene: Any) -> None:
    row = Attendance(scene.a, 2, 3, (Personal(uuid4(), {"name": "王"}), Personal(uuid4(), {"name": "李"})))
    decided = scene.held().decider.when(records(scene, row)).then((AttendanceRecorded, {"records": (row,)}))
    assert decided.refusal is None
    assert scene.state().attendance == {scene.a: (2, 3)}


def test_attendance_of_an_organization_is_recorded_once(scene: Any) -> None:
    scene.attended()
    again = records(scene, Attendance(scene.a, 9, 10))
    scene.decider.when(again).refused(ActivityRefusal.ATTENDANCE_RECORDED_ALREADY, "records")
    twice = records(scene, Attendance(scene.observer, 1, 1), Attendance(scene.observer, 1, 1))
    scene.decider.when(twice).refused(ActivityRefusal.ATTENDANCE_RECORDED_ALREADY, "records")


def test_only_who_was_a_member_on_the_day_attended(scene: Any) -> None:
    scene.held()
    command = records(scene, Attendance(scene.departed, 1, 1))
    scene.decider.when(command).refused(StandingRefusal.NOT_A_MEMBER, "records")


def test_who_has_left_since_did_attend(scene: Any) -> None:
    scene.held().decider.on(date(2024, 3, 10))
    scene.join(scene.a, left_on=date(2024, 3, 5))
    scene.settle().decider.when(records(scene, Attendance(scene.a, 1, 1))).then((AttendanceRecorded, {}))


@pytest.mark.parametrize(("present", "expected"), [(-1, 5), (6, 5), (0, 0), (1, 100_001)])
def test_counts_of_attendance_make_sense(scene: Any, present: int, expected: int) -> None:
    command = records(scene.held(), Attendance(scene.a, present, expected))
    scene.decider.when(command).refused(ActivityRefusal.ATTENDANCE_INVALID, "records")


def test_those_named_are_different_persons_and_no_more_than_came(scene: Any) -> None:
    scene.held()
    one = Personal(uuid4(), {"name": "王"})
    for row in (Attendance(scene.a, 2, 3, (one, one)), Attendance(scene.a, 0, 3, (one,))):
        scene.decider.when(records(scene, row)).refused(ActivityRefusal.ATTENDEES_INVALID, "records")


def test_an_entry_takes_so_many_and_no_more(scene: Any) -> None:
    scene.held()
    many = tuple(Attendance(uuid4(), 1, 1) for _ in range(201))
    crowd = tuple(Personal(uuid4(), {"name": "王"}) for _ in range(151))
    full = Personal(uuid4(), {str(n): "王" for n in range(4)})
    for rows in (many, (Attendance(scene.a, 151, 151, crowd),), (Attendance(scene.a, 1, 1, (full,)),)):
        scene.decider.when(records(scene, *rows)).refused(ActivityRefusal.TOO_MANY, "records")


def test_a_name_is_bounded(scene: Any) -> None:
    row = Attendance(scene.held().a, 1, 1, (Personal(uuid4(), {"name": "长" * 201}),))
    scene.decider.when(records(scene, row)).refused(TextRefusal.TEXT_TOO_LONG, "records")


def test_no_attendance_is_nothing_to_record(scene: Any) -> None:
    scene.held().decider.when(records(scene)).refused(ActivityRefusal.NOTHING_TO_RECORD, "records")


def test_attendance_comes_after_the_day(scene: Any) -> None:
    command = records(scene.led(), Attendance(scene.a, 1, 1))
    scene.decider.when(command).refused(ActivityRefusal.WRONG_STATUS)


def test_evidence_is_bound_by_its_digests(scene: Any) -> None:
    scene.held().decider.when(scene.attaches()).then(
        (EvidenceAttached, {"original_sha256": "cd" * 32, "stored_sha256": "ab" * 32, "size": 250_000})
    )
    command = scene.attaches()
    scene.decider.when(command).refused(EvidenceRefusal.EVIDENCE_ATTACHED_ALREADY, "stored_sha256")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("original_sha256", "AB" * 32, ActivityRefusal.DIGEST_INVALID),
        ("stored_sha256", "ab" * 31, ActivityRefusal.DIGEST_INVALID),
        ("size", 0, ActivityRefusal.FILE_SIZE_INVALID),
        ("size", 104_857_601, ActivityRefusal.FILE_SIZE_INVALID),
        ("media_type", "jpeg", ActivityRefusal.MEDIA_TYPE_INVALID),
        ("media_type", "image/jpeg\n", ActivityRefusal.MEDIA_TYPE_INVALID),
        ("caption", Narrative("长" * 5_001), TextRefusal.TEXT_TOO_LONG),
    ],
)
def test_evidence_is_what_it_says(scene: Any, field: str, value: Any, code: ActivityRefusal) -> None:
    scene.held().decider.when(scene.attaches(**{field: value})).refused(code, field)


def test_evidence_of_one_activity_is_bounded(scene: Any) -> None:
    scene.held().decider.given(*(scene.attaches(f"{n:064x}") for n in range(100)))
    scene.decider.when(scene.attaches()).refused(EvidenceRefusal.TOO_MUCH_EVIDENCE)


def test_a_log_says_who_came_and_what_it_rests_on(scene: Any) -> None:
    scene.evidenced().decider.when(scene.logs()).then(
        (
            ActivityLogged,
            {
                "held_on": date(2024, 3, 1),
                "judged_on": date(2024, 3, 1),
                "lead": scene.a,
                "organizations": 2,
                "present": 13,
                "expected": 20,
                "evidence": ("ab" * 32,),
            },
        )
    )


def test_an_activity_is_logged_once(scene: Any) -> None:
    scene.logged()
    attendance = records(scene, Attendance(scene.observer, 1, 1))
    for command in (scene.logs(), attendance, scene.attaches("ef" * 32)):
        scene.decider.when(command).refused(ActivityRefusal.ALREADY_LOGGED)


@pytest.mark.parametrize(
    ("logged_on", "judged_on"),
    [(date(2024, 3, 31), date(2024, 3, 1)), (date(2024, 4, 1), date(2024, 4, 1))],
)
def test_logged_later_than_the_charter_allows_it_is_judged_by_that_day(
    scene: Any, logged_on: date, judged_on: date
) -> None:
    scene.evidenced().decider.on(logged_on).when(scene.logs()).then(
        (ActivityLogged, {"judged_on": judged_on})
    )


def test_it_is_not_logged_before_it_is_held(scene: Any) -> None:
    scene.led().decider.when(scene.logs()).refused(ActivityRefusal.WRONG_STATUS)


def test_it_is_not_logged_without_attendance(scene: Any) -> None:
    scene.held().decider.given(scene.attaches(), records(scene, Attendance(scene.a, 0, 5)))
    scene.decider.when(scene.logs()).refused(ActivityRefusal.ATTENDANCE_MISSING)


def test_it_is_not_logged_without_the_evidence_that_the_charter_asks_for(scene: Any) -> None:
    scene.attended().decider.when(scene.logs()).refused(ActivityRefusal.EVIDENCE_MISSING)
    scene.settle(evidence_minimum=0).decider.when(scene.logs()).then((ActivityLogged, {"evidence": ()}))


def test_a_log_has_a_summary(scene: Any) -> None:
    command = LogActivity(activity=scene.evidenced().activity, summary=Narrative(""))
    scene.decider.when(command).refused(TextRefusal.TEXT_EMPTY, "summary")


def test_who_has_left_logs_nothing(scene: Any) -> None:
    scene.evidenced().by(scene.departed).when(scene.logs()).refused(StandingRefusal.MEMBER_HAS_LEFT)


def test_what_was_held_is_logged_even_where_the_alliance_is_dissolved_since(scene: Any) -> None:
    scene.evidenced().settle(dissolved_on=date(2024, 3, 2)).decider.on(date(2024, 3, 3))
    scene.decider.when(scene.logs()).then((ActivityLogged, {}))


@pytest.mark.parametrize(
    ("field", "value", "version"),
    [
        (ActivityField.TITLE, {"text": "安全生产联查"}, 1),
        (ActivityField.THEME, {"text": "TALENT"}, 1),
        (ActivityField.HELD_ON, {"day": date(2024, 2, 29)}, 4),
        (ActivityField.PLACE, {"text": "红色驿站"}, 4),
        (ActivityField.SUMMARY, {"summary": Narrative("四处")}, 7),
    ],
)
def test_a_correction_names_the_event_that_stated_the_wrong_value(
    scene: Any, field: ActivityField, value: dict[str, Any], version: int
) -> None:
    scene.logged().decider.when(corrects(scene, field, **value)).then(
        (ActivityCorrected, {"field": field, "corrects": version})
    )


def test_a_second_correction_names_the_first(scene: Any) -> None:
    scene.logged().decider.given(corrects(scene, ActivityField.TITLE, text="安全联查"))
    scene.decider.when(corrects(scene, ActivityField.TITLE, text="安全互查")).then(
        (ActivityCorrected, {"corrects": 8})
    )
    assert scene.state().title == "安全互查"


def test_attendance_is_corrected_for_one_organization(scene: Any) -> None:
    value = Attendance(scene.logged().b, 4, 5)
    scene.decider.when(corrects(scene, ActivityField.ATTENDANCE, attendance=value)).then(
        (ActivityCorrected, {"attendance": value, "corrects": 5})
    )
    assert scene.state().attendance[scene.b] == (4, 5)


def test_what_was_never_stated_is_not_corrected(scene: Any) -> None:
    command = corrects(scene.logged(), ActivityField.ATTENDANCE, attendance=Attendance(scene.observer, 1, 1))
    scene.decider.when(command).refused(ActivityRefusal.NOTHING_TO_CORRECT, "field")


def test_before_the_log_its_summary_is_not_corrected(scene: Any) -> None:
    command = corrects(scene.held(), ActivityField.SUMMARY, summary=Narrative("四处"))
    scene.decider.when(command).refused(ActivityRefusal.NOTHING_TO_CORRECT, "field")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (ActivityField.TITLE, {"text": "安全生产互查"}),
        (ActivityField.PLACE, {"text": "江海厅"}),
        (ActivityField.HELD_ON, {"day": date(2024, 3, 1)}),
    ],
)
def test_a_correction_changes_something(scene: Any, field: ActivityField, value: dict[str, Any]) -> None:
    command = corrects(scene.logged(), field, **value)
    scene.decider.when(command).refused(ActivityRefusal.CORRECTION_CHANGES_NOTHING, "field")


def test_attendance_that_stands_is_not_corrected(scene: Any) -> None:
    command = corrects(scene.logged(), ActivityField.ATTENDANCE, attendance=Attendance(scene.a, 8, 10))
    scene.decider.when(command).refused(ActivityRefusal.CORRECTION_CHANGES_NOTHING, "field")


@pytest.mark.parametrize(
    ("field", "value", "missing"),
    [
        (ActivityField.TITLE, {}, "text"),
        (ActivityField.TITLE, {"day": date(2024, 2, 1)}, "text"),
        (ActivityField.HELD_ON, {"text": "x", "day": date(2024, 2, 1)}, "day"),
        (ActivityField.ATTENDANCE, {"text": "x"}, "attendance"),
        (ActivityField.SUMMARY, {"text": "x"}, "summary"),
    ],
)
def test_a_correction_gives_exactly_the_value_of_its_field(
    scene: Any, field: ActivityField, value: dict[str, Any], missing: str
) -> None:
    command = corrects(scene.logged(), field, **value)
    scene.decider.when(command).refused(ActivityRefusal.CORRECTION_INCOMPLETE, missing)


@pytest.mark.parametrize(
    ("field", "value", "at", "code"),
    [
        (ActivityField.TITLE, {"text": "长" * 101}, "text", TextRefusal.TEXT_TOO_LONG),
        (ActivityField.THEME, {"text": "LEARN"}, "text", ActivityRefusal.THEME_NOT_IN_CHARTER),
        (ActivityField.HELD_ON, {"day": date(2024, 3, 2)}, "day", ActivityRefusal.DAY_IN_FUTURE),
        (ActivityField.SUMMARY, {"summary": Narrative("")}, "summary", TextRefusal.TEXT_EMPTY),
    ],
)
def test_the_right_value_keeps_the_rules_of_the_wrong_one(
    scene: Any, field: ActivityField, value: dict[str, Any], at: str, code: ActivityRefusal
) -> None:
    scene.logged().decider.when(corrects(scene, field, **value)).refused(code, at)


def test_a_correction_has_a_reason(scene: Any) -> None:
    command = CorrectActivity(
        activity=scene.logged().activity, field=ActivityField.TITLE, text="x", reason=Narrative("")
    )
    scene.decider.when(command).refused(TextRefusal.TEXT_EMPTY, "reason")


def test_a_plan_is_not_corrected_but_changed(scene: Any) -> None:
    command = corrects(scene.led(), ActivityField.TITLE, text="安全联查")
    scene.decider.when(command).refused(ActivityRefusal.WRONG_STATUS)


def test_a_file_is_removed_also_after_the_log_and_counts_no_longer_before_it(scene: Any) -> None:
    file = uuid4()
    scene.attended().decider.given(scene.attaches(file=file))
    remove = RemoveEvidence(activity=scene.activity, file=file, reason=WRONG)
    scene.decider.when(remove).then((EvidenceRemoved, {"removed_file": file, "stored_sha256": "ab" * 32}))
    scene.decider.when(scene.logs()).refused(ActivityRefusal.EVIDENCE_MISSING)
    other = uuid4()
    scene.decider.given(scene.attaches(file=other), scene.logs())
    scene.decider.when(RemoveEvidence(activity=scene.activity, file=other, reason=WRONG)).then(
        (EvidenceRemoved, {"removed_file": other})
    )
    scene.decider.when(remove).refused(EvidenceRefusal.EVIDENCE_REMOVED, "file")


def test_a_file_that_was_removed_is_not_attached_again(scene: Any) -> None:
    file = uuid4()
    scene.attended().decider.given(
        scene.attaches(file=file), RemoveEvidence(activity=scene.activity, file=file, reason=WRONG)
    )
    scene.decider.when(scene.attaches(file=file)).refused(EvidenceRefusal.EVIDENCE_ATTACHED_ALREADY, "file")
