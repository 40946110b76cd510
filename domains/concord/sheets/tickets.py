"""诉求: each row raises one ticket on behalf of a member."""

from collections.abc import Sequence

from concord.charters import alliance_id, organization_id
from concord.commanding import Facts
from concord.importing import Asked, Column, Kind, Line, Sheet
from concord.privacy import Narrative, Personal
from concord.tickets.commands import RaiseTicket

CONTACT_STEP = 1
"""The contact's subject id is taken from a step that no command has."""


def _commands(line: Line, facts: Facts) -> Sequence[Asked]:
    contact = {"name": line["contact_name"], "phone": line["contact_phone"]}
    given = {name: value for name, value in contact.items() if value is not None}
    command = RaiseTicket(
        alliance=alliance_id(line.tenant, line["alliance"]),
        raiser=organization_id(line.tenant, line["credit_code"].upper()),
        title=line["title"],
        category=line["category"],
        description=Narrative(line["description"]),
        contact=Personal(line.command_id(CONTACT_STEP), given) if given else None,
    )
    return [Asked(command=command, columns={"raiser": "credit_code"})]


SHEET = Sheet(
    title="诉求",
    order=4,
    commands=_commands,
    columns=(
        Column(
            member="alliance", title="联盟名称", required=True, longest=100, example="“江海红湾”海工党建联盟"
        ),
        Column(
            member="credit_code",
            title="提出单位信用代码",
            required=True,
            longest=18,
            example="91000000DEMA00000A",
        ),
        Column(
            member="title", title="标题", required=True, longest=100, example="（示例）厂区外道路夜间照明不足"
        ),
        Column(member="category", title="类别", longest=60, example="通勤出行"),
        Column(
            member="description",
            title="情况说明",
            kind=Kind.LINES,
            required=True,
            longest=5_000,
            note="加密保存，不进入台账正文",
            example="夜班职工出行不便，请协调增设路灯",
        ),
        Column(member="contact_name", title="联系人姓名", note="加密保存，不进入台账正文"),
        Column(member="contact_phone", title="联系人电话", note="加密保存，不进入台账正文"),
    ),
)
