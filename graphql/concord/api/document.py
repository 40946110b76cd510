"""The tables of roles and of policies as Markdown, for `docs/api.md`."""

from collections.abc import Mapping

from concord.api.permissions import BOUND, RULES, Rule
from concord.api.sight import RECORDS, SIGHT, Kind, Reach, Record
from concord.identity import ROLE_NAMES, Role
from concord.reacting.finding import find_policies

BEGIN, END = "<!-- roles -->\n", "<!-- /roles -->\n"
"""Between these the page holds the table."""
POLICIES_BEGIN, POLICIES_END = "<!-- policies -->\n", "<!-- /policies -->\n"
SIGHT_BEGIN, SIGHT_END = "<!-- sight -->\n", "<!-- /sight -->\n"
RECORDS_BEGIN, RECORDS_END = "<!-- records -->\n", "<!-- /records -->\n"
MAY, OWN, MAY_NOT = "●", "○", ""
PERSONS = " †"

REACH: Mapping[Reach, str] = {Reach.ALL: MAY, Reach.OWN: OWN, Reach.NONE: MAY_NOT}
KINDS: Mapping[Kind, str] = {
    Kind.OFFICE: "任职人员姓名: of who serves (liaison, appointee, group leader, handler, expert)",
    Kind.NAME: "其他人员姓名: of anybody else",
    Kind.PHONE: "电话: of anybody",
    Kind.OTHER: "其他个人信息: where a floating member belongs, and whatever else is kept",
    Kind.TEXT: "叙述文字: what somebody wrote",
}

RECORD_KINDS: Mapping[Record, str] = {
    Record.SELF_REPORT: "自评: what an organization claims",
    Record.SCORE: "得分: until the results are final",
    Record.OBJECTION: "异议: and what was decided",
    Record.NOMINATION: "提名: until it is granted",
    Record.REWARD: "拟奖: until it is approved",
    Record.EVIDENCE: "佐证文件: their content; digests are for all",
    Record.ERASURE: "删除条目: that somebody was erased",
}


def markdown() -> str:
    """One row for each root field, one column for each role."""
    heading = _heading()
    rows = [_row(kind, name, rule) for kind, fields in RULES.items() for name, rule in fields.items()]
    return "\n".join([heading, "|---" * (len(Role) + 1) + "|", *rows]) + "\n"


def sight_markdown() -> str:
    """One row for each kind of disclosure, one column for each role."""
    heading = _heading()
    rows = [
        f"| `{kind.value}` {KINDS[kind]} | " + " | ".join(REACH[SIGHT[kind][role]] for role in Role) + " |"
        for kind in Kind
    ]
    return "\n".join([heading, "|---" * (len(Role) + 1) + "|", *rows]) + "\n"


def records_markdown() -> str:
    """One row for each kind of record, one column for each role."""
    rows = [
        f"| `{one.value}` {RECORD_KINDS[one]} | "
        + " | ".join(REACH[RECORDS[one][role]] for role in Role)
        + " |"
        for one in Record
    ]
    return "\n".join([_heading(), "|---" * (len(Role) + 1) + "|", *rows]) + "\n"


def policies_markdown() -> str:
    """One row for each policy: the commands that it may give."""
    rows = [
        f"| `policy:{one.name}` | {one.chinese}。{one.english}. | "
        f"{', '.join(f'`{command.__name__}`' for command in one.sends)} |"
        for one in find_policies()
    ]
    return "\n".join(["| actor 操作者 | rule 规则 | may give 可下达 |", "|---|---|---|", *rows]) + "\n"


def _heading() -> str:
    return "| | " + " | ".join(f"{role.value} {ROLE_NAMES[role].zh}" for role in Role) + " |"


def _row(kind: str, name: str, rule: Rule) -> str:
    label = f"`{name}`" if kind == "Mutation" else f"`{name}` ({kind.lower()})"
    label += PERSONS if rule.persons else ""
    return f"| {label} | " + " | ".join(_mark(rule, role) for role in Role) + " |"


def _mark(rule: Rule, role: Role) -> str:
    if role not in rule.roles:
        return MAY_NOT
    return OWN if rule.own and role in BOUND else MAY
