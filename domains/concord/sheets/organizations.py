"""单位: each row registers one organization."""

from collections.abc import Sequence
from datetime import date

from concord.commanding import Facts
from concord.importing import Asked, Column, Kind, Line, Sheet
from concord.organizations.commands import RegisterOrganization
from concord.privacy import Personal
from concord.sheets.vocabulary import ORGANIZATION_KINDS, PARTY_FORMS

CONTACT_STEP = 1
"""The contact's subject id is taken from a step that no command has."""


def _commands(line: Line, facts: Facts) -> Sequence[Asked]:
    contact = {"name": line["contact_name"], "phone": line["contact_phone"]}
    given = {name: value for name, value in contact.items() if value is not None}
    command = RegisterOrganization(
        credit_code=line["credit_code"].upper(),
        name=line["name"],
        kind=line["kind"],
        party_form=line["party_form"],
        party_members=line["party_members"] or 0,
        affiliated_enterprises=line["affiliated_enterprises"] or 0,
        area=line["area"] or "",
        industry=line["industry"] or "",
        contact=Personal(line.command_id(CONTACT_STEP), given) if given else None,
    )
    return [
        Asked(command=command, occurred_on=line["registered_on"], columns={"occurred_on": "registered_on"})
    ]


SHEET = Sheet(
    title="单位",
    order=1,
    commands=_commands,
    columns=(
        Column(
            member="credit_code",
            title="统一社会信用代码",
            required=True,
            longest=18,
            note="18 位，按 GB 32100 校验",
            example="91000000DEMA00000A",
        ),
        Column(
            member="name", title="单位名称", required=True, longest=100, example="（示例）某某海工有限公司"
        ),
        Column(
            member="kind",
            title="单位类别",
            kind=Kind.CHOICE,
            required=True,
            choices=ORGANIZATION_KINDS,
            example="企业",
        ),
        Column(
            member="party_form",
            title="党组织形式",
            kind=Kind.CHOICE,
            required=True,
            choices=PARTY_FORMS,
            example="党支部",
        ),
        Column(member="party_members", title="党员人数", kind=Kind.NUMBER, example=12),
        Column(member="affiliated_enterprises", title="辐射企业数", kind=Kind.NUMBER, example=3),
        Column(member="area", title="所在区域", longest=100, example="海工园"),
        Column(member="industry", title="所属行业", longest=100, example="船舶制造"),
        Column(
            member="contact_name",
            title="联络员姓名",
            note="加密保存，不进入台账正文",
            example="（示例）王联络",
        ),
        Column(
            member="contact_phone", title="联络员电话", note="加密保存，不进入台账正文", example="13000000000"
        ),
        Column(member="registered_on", title="登记日期", kind=Kind.DAY, example=date(2026, 1, 5)),
    ),
)
