"""From the day to the ledger: hold, record attendance, attach evidence, log, correct."""

from uuid import UUID, uuid4

from concord.activities import commands
from concord.activities.events import Attendance
from concord.api.activities import inputs
from concord.api.activities.answer import ANSWER, activity_of
from concord.api.errors import bad_input
from concord.api.evidence.attaching import attaching, bound, removing
from concord.api.ids import decode
from concord.api.mutating import mutation
from concord.api.people import PersonInput, personal, written
from concord.commanding import Message
from concord.evidence.file import File
from concord.privacy import Narrative, Personal

ONE_FILE = Message(
    "请给出 fileId（上传到本系统的文件），或另存他处文件的 originalSha256、storedSha256、size、mediaType",
    "Give fileId, of a file uploaded here, or originalSha256, storedSha256, size and mediaType of one kept "
    "elsewhere",
)


@mutation("举办活动: it took place on `occurredOn`", commands.HoldActivity, ANSWER)
def activity_hold(input: inputs.ActivityHoldInput) -> commands.HoldActivity:
    return commands.HoldActivity(activity=activity_of(input), place=input.place)


def _person(person: PersonInput, command_id: UUID | None, part: str) -> Personal:
    known = personal(person, command_id or uuid4(), part)
    assert known is not None
    return known


def _attendance(given: inputs.AttendanceInput, command_id: UUID | None, path: str) -> Attendance:
    named = enumerate(given.attendees)
    return Attendance(
        organization=decode("Organization", given.organization_id, f"{path}.organizationId"),
        present=given.present,
        expected=given.expected,
        attendees=tuple(_person(one, command_id, f"{path}.attendees[{index}]") for index, one in named),
    )


@mutation("登记考勤: how many of each organization came", commands.RecordAttendance, ANSWER)
def activity_record_attendance(input: inputs.ActivityRecordAttendanceInput) -> commands.RecordAttendance:
    records = enumerate(input.records)
    return commands.RecordAttendance(
        activity=activity_of(input),
        records=tuple(
            _attendance(one, input.command_id, f"input.records[{index}]") for index, one in records
        ),
    )


@mutation(
    "上传佐证: binds a file to the record by its digests",
    commands.AttachEvidence,
    ANSWER,
    around=attaching(activity_of),
)
def activity_attach_evidence(
    input: inputs.ActivityAttachEvidenceInput, file: File | None
) -> commands.AttachEvidence:
    told = (input.original_sha256, input.stored_sha256, input.size, input.media_type)
    if file is not None and told == (None,) * 4:
        return commands.AttachEvidence(activity=activity_of(input), **bound(file, input))
    original, stored, size, media_type = told
    if file is not None or original is None or stored is None or size is None or media_type is None:
        raise bad_input(ONE_FILE)
    return commands.AttachEvidence(
        activity=activity_of(input),
        original_sha256=original,
        stored_sha256=stored,
        size=size,
        media_type=media_type,
        name=written(input.name),
        caption=written(input.caption),
    )


@mutation(
    "移除佐证: destroys a file's content; its digests stay",
    commands.RemoveEvidence,
    ANSWER,
    around=removing(activity_of),
)
def activity_remove_evidence(
    input: inputs.ActivityRemoveEvidenceInput, _: File | None
) -> commands.RemoveEvidence:
    return commands.RemoveEvidence(
        activity=activity_of(input), file=input.file_id, reason=Narrative(input.reason)
    )


@mutation("入台账: the record is complete", commands.LogActivity, ANSWER)
def activity_log(input: inputs.ActivityLogInput) -> commands.LogActivity:
    return commands.LogActivity(activity=activity_of(input), summary=Narrative(input.summary))


@mutation("更正台账: gives one field its right value", commands.CorrectActivity, ANSWER)
def activity_correct(input: inputs.ActivityCorrectInput) -> commands.CorrectActivity:
    attendance = input.attendance
    return commands.CorrectActivity(
        activity=activity_of(input),
        field=input.field,
        reason=Narrative(input.reason),
        text=input.text,
        day=input.day,
        attendance=_attendance(attendance, input.command_id, "input.attendance") if attendance else None,
        summary=written(input.summary),
    )


FIELDS = (
    activity_hold,
    activity_record_attendance,
    activity_attach_evidence,
    activity_remove_evidence,
    activity_log,
    activity_correct,
)
