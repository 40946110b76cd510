"""入盟: each row makes an organization a member, at once or by an application that was granted."""

from collections.abc import Sequence
from datetime import date

from concord.alliances.commands import AdmitMember, ApplyForMembership, ConsultOnApplication, JoinAlliance
from concord.charters import alliance_id, organization_id
from concord.commanding import Command, Facts
from concord.importing import Asked, Column, Kind, Line, Sheet

APPLICATION, CONSULTED = "申请批准", "申请、协商后批准"
PATHS = {path: path for path in ("直接加入", APPLICATION, CONSULTED)}
COLUMNS = {"organization": "credit_code", "occurred_on": "joined_on"}


def _commands(line: Line, facts: Facts) -> Sequence[Asked]:
    alliance = alliance_id(line.tenant, line["alliance"])
    organization = organization_id(line.tenant, line["credit_code"].upper())
    if line["path"] not in (APPLICATION, CONSULTED):
        return [_asked(line, JoinAlliance(alliance=alliance, organization=organization, tier=line["tier"]))]
    application = line.command_id(0)
    steps: list[Command] = [
        ApplyForMembership(alliance=alliance, organization=organization, tier=line["tier"])
    ]
    if line["path"] == CONSULTED:
        steps.append(ConsultOnApplication(alliance=alliance, application=application, favourable=True))
    steps.append(AdmitMember(alliance=alliance, application=application))
    return [_asked(line, step) for step in steps]


def _asked(line: Line, command: Command) -> Asked:
    return Asked(command=command, occurred_on=line["joined_on"], columns=COLUMNS)


SHEET = Sheet(
    title="入盟",
    order=2,
    commands=_commands,
    columns=(
        Column(
            member="alliance", title="联盟名称", required=True, longest=100, example="“江海红湾”海工党建联盟"
        ),
        Column(
            member="credit_code",
            title="统一社会信用代码",
            required=True,
            longest=18,
            note="已登记的单位，或本文件“单位”表中的单位",
            example="91000000DEMA00000A",
        ),
        Column(
            member="tier", title="成员层级代码", note="章程中的层级代码，如 X、Y；不填按章程默认", example="Y"
        ),
        Column(
            member="path",
            title="入盟方式",
            kind=Kind.CHOICE,
            choices=PATHS,
            note="按章程；不填为直接加入",
            example="直接加入",
        ),
        Column(member="joined_on", title="加入日期", kind=Kind.DAY, required=True, example=date(2026, 1, 6)),
    ),
)
