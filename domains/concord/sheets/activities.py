"""往期活动: each row is one activity that took place, from its proposal to the ledger's record."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from concord.activities.commands import (
    AssignLead,
    AttachEvidence,
    HoldActivity,
    LogActivity,
    ProposeActivity,
    RecordAttendance,
    ScheduleActivity,
)
from concord.activities.events import ActivityForm, ActivityScale, Attendance
from concord.activities.facts import AllianceFacts
from concord.charters import ActivitySource, alliance_id, in_force, organization_id
from concord.commanding import Command, Facts, Read
from concord.importing import Asked, Column, Kind, Line, Mistaken, Sheet, StoredFile
from concord.privacy import Narrative
from concord.sheets.vocabulary import ACTIVITY_FORMS, ACTIVITY_SCALES, ACTIVITY_SOURCES

COLUMNS = {
    "starts_on": "held_on",
    "occurred_on": "held_on",
    "organization": "lead",
    "records": "attendance",
    "attendance": "attendance",
    "decision": "resolution",
}
_PRESENT = re.compile(r"([0-9A-Za-z]{18})\s*[:：]\s*(\d{1,6})\s*[/／]\s*(\d{1,6})", re.ASCII)


def _reads(line: Line) -> Mapping[str, Read]:
    alliance = alliance_id(line.tenant, line["alliance"])
    return {"alliance": Read("alliances.Alliance", alliance, AllianceFacts, optional=True)}


def _commands(line: Line, facts: Facts) -> Sequence[Asked]:
    if facts["alliance"] is None:
        raise Mistaken("alliance", f"没有名为“{line['alliance']}”的联盟")
    propose = _propose(line, facts["alliance"])
    activity = propose.stream(line.tenant, line.command_id(0))
    held = line["held_on"]
    steps: list[tuple[Command, date | None]] = [
        (propose, None),
        (ScheduleActivity(activity=activity, starts_on=held, place=line["place"]), None),
        (_lead(line, activity), None),
        (HoldActivity(activity=activity), held),
        (RecordAttendance(activity=activity, records=_records(line)), None),
        *((_attach(activity, file), None) for file in line["evidence"] or ()),
        (LogActivity(activity=activity, summary=Narrative(line["summary"])), None),
    ]
    return [Asked(command=command, occurred_on=on, columns=COLUMNS) for command, on in steps]


def _propose(line: Line, alliance: AllianceFacts) -> ProposeActivity:
    return ProposeActivity(
        alliance=alliance_id(line.tenant, line["alliance"]),
        title=line["title"],
        theme=_theme(line, alliance),
        form=line["form"] or ActivityForm.PRACTICE,
        scale=line["scale"] or ActivityScale.SMALL,
        source=line["source"] or ActivitySource.ALLIANCE,
        proposer=_organization(line, "proposer"),
        department=line["department"],
        planned_on=line["held_on"],
    )


def _theme(line: Line, alliance: AllianceFacts) -> str:
    charter = in_force(alliance.charters, line["held_on"]) or in_force(alliance.charters, date.max)
    themes = {theme.name: theme.code for theme in charter.themes} if charter else {}
    if line["theme"] not in themes and line["theme"] not in themes.values():
        raise Mistaken("theme", f"章程中没有主题“{line['theme']}”；应为其中之一：{'、'.join(themes)}")
    return themes.get(line["theme"]) or str(line["theme"])


def _lead(line: Line, activity: UUID) -> AssignLead:
    return AssignLead(
        activity=activity,
        organization=_organization(line, "lead"),
        resolution=line["resolution"],
        reason=Narrative("导入往期活动") if line["resolution"] else None,
    )


def _records(line: Line) -> tuple[Attendance, ...]:
    parts = [part.strip() for part in re.split("[;；\n]", line["attendance"]) if part.strip()]
    return tuple(_record(line, part) for part in parts)


def _record(line: Line, part: str) -> Attendance:
    found = _PRESENT.fullmatch(part)
    if found is None:
        raise Mistaken("attendance", f"“{part[:40]}”应写作 信用代码:实到/应到")
    organization = organization_id(line.tenant, found[1].upper())
    return Attendance(organization=organization, present=int(found[2]), expected=int(found[3]))


def _attach(activity: UUID, file: StoredFile) -> AttachEvidence:
    return AttachEvidence(
        activity=activity,
        original_sha256=file.sha256,
        stored_sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
    )


def _organization(line: Line, member: str) -> UUID | None:
    return organization_id(line.tenant, line[member].upper()) if line[member] else None


SHEET = Sheet(
    title="往期活动",
    order=3,
    reads=_reads,
    commands=_commands,
    columns=(
        Column(
            member="alliance", title="联盟名称", required=True, longest=100, example="“江海红湾”海工党建联盟"
        ),
        Column(
            member="title", title="活动名称", required=True, longest=100, example="（示例）清洁江滩志愿服务"
        ),
        Column(member="theme", title="主题", required=True, note="章程中的主题名称", example="联盟活动共办"),
        Column(member="form", title="活动形式", kind=Kind.CHOICE, choices=ACTIVITY_FORMS, example="志愿服务"),
        Column(member="scale", title="规模", kind=Kind.CHOICE, choices=ACTIVITY_SCALES, example="小型"),
        Column(
            member="source", title="来源", kind=Kind.CHOICE, choices=ACTIVITY_SOURCES, example="党建联盟定"
        ),
        Column(member="proposer", title="提出单位信用代码", longest=18, note="来源为党员群众选时必填"),
        Column(member="department", title="结对部门", longest=60, note="来源为部门结对送时必填"),
        Column(member="held_on", title="举办日期", kind=Kind.DAY, required=True, example=date(2026, 3, 18)),
        Column(member="place", title="地点", required=True, longest=100, example="江滩公园"),
        Column(member="lead", title="牵头单位信用代码", longest=18, note="不填则按轮值次序"),
        Column(
            member="resolution",
            title="决议文号",
            longest=100,
            note="牵头单位不按次序时必填；尚在补登期限内的，须凭会议决议在系统中办理，不能导入",
        ),
        Column(
            member="attendance",
            title="参加单位",
            kind=Kind.LINES,
            required=True,
            longest=10_000,
            note="每个单位写作 信用代码:实到/应到，用分号隔开",
            example="91000000DEMA00000A:8/10",
        ),
        Column(
            member="summary",
            title="活动小结",
            kind=Kind.LINES,
            required=True,
            longest=5_000,
            note="加密保存，不进入台账正文",
            example="清理江滩垃圾二百公斤",
        ),
        Column(
            member="evidence",
            title="佐证文件",
            kind=Kind.FILES,
            note="佐证文件夹中的文件名，用分号隔开；台账记录其 SHA-256",
            example="江滩1.jpg;签到表.pdf",
        ),
    ),
)
