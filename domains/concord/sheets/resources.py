"""资源: each row shares one resource of a member, on the charter's lists that it names."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from concord.charters import Charter, Standing, alliance_id, in_force, organization_id
from concord.commanding import Facts, Read
from concord.importing import Asked, Column, Kind, Line, Mistaken, Sheet
from concord.privacy import Narrative, Personal
from concord.resources.commands import ShareResource
from concord.sheets.vocabulary import RESOURCE_KINDS

PERSON_STEP = 1
"""The person's subject id is taken from a step that no command has."""
COLUMNS = {"owner": "credit_code", "person": "person_name", "list_code": "lists"}


def _reads(line: Line) -> Mapping[str, Read]:
    alliance = alliance_id(line.tenant, line["alliance"])
    return {"alliance": Read("alliances.Alliance", alliance, Standing, optional=True)}


def _commands(line: Line, facts: Facts) -> Sequence[Asked]:
    if facts["alliance"] is None:
        raise Mistaken("alliance", f"没有名为“{line['alliance']}”的联盟")
    person = {"name": line["person_name"], "phone": line["person_phone"]}
    given = {name: value for name, value in person.items() if value is not None}
    command = ShareResource(
        alliance=alliance_id(line.tenant, line["alliance"]),
        owner=organization_id(line.tenant, line["credit_code"].upper()),
        kind=line["kind"],
        name=line["name"],
        description=Narrative(line["description"]) if line["description"] else None,
        person=Personal(line.command_id(PERSON_STEP), given) if given else None,
        capacity=line["capacity"],
        lists=_lists(line, in_force(facts["alliance"].charters, date.max)),
    )
    return [Asked(command=command, columns=COLUMNS)]


def _lists(line: Line, charter: Charter | None) -> tuple[str, ...]:
    """Codes of the lists that the cell names, by the name or the code that the charter has for each."""
    rules = charter.resources if charter else None
    known = {one.name: one.code for one in rules.lists} if rules else {}
    wanted = [part.strip() for part in re.split("[;；\n]", line["lists"] or "") if part.strip()]
    for one in wanted:
        if one not in known and one not in known.values():
            told = f"；应为其中之一：{'、'.join(known)}" if known else ""
            raise Mistaken("lists", f"章程中没有资源清单“{one}”{told}")
    return tuple(dict.fromkeys(known.get(one, one) for one in wanted))


SHEET = Sheet(
    title="资源",
    order=5,
    reads=_reads,
    commands=_commands,
    columns=(
        Column(
            member="alliance", title="联盟名称", required=True, longest=100, example="“江海红湾”海工党建联盟"
        ),
        Column(
            member="credit_code",
            title="提供单位信用代码",
            required=True,
            longest=18,
            example="91000000DEMA00000A",
        ),
        Column(member="name", title="资源名称", required=True, longest=100, example="（示例）党员活动室"),
        Column(
            member="kind",
            title="资源类别",
            kind=Kind.CHOICE,
            required=True,
            choices=RESOURCE_KINDS,
            example="阵地",
        ),
        Column(
            member="lists",
            title="资源清单",
            longest=200,
            note="章程中的清单名称，几个清单用分号隔开；不填则不列入清单",
            example="共享阵地",
        ),
        Column(member="capacity", title="可容纳人数", kind=Kind.NUMBER, example=80),
        Column(
            member="description",
            title="说明",
            kind=Kind.LINES,
            longest=5_000,
            note="加密保存，不进入台账正文",
            example="工作日九点至十七点开放",
        ),
        Column(
            member="person_name",
            title="专家或管理人姓名",
            note="加密保存，不进入台账正文",
        ),
        Column(member="person_phone", title="联系电话", note="加密保存，不进入台账正文"),
    ),
)
