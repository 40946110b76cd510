"""The tables of roles and of policies as Markdown, for `docs/api.md`."""

from concord.api.permissions import BOUND, RULES, Rule
from concord.identity import ROLE_NAMES, Role
from concord.reacting.finding import find_policies

BEGIN, END = "<!-- roles -->\n", "<!-- /roles -->\n"
"""Between these the page holds the table."""
POLICIES_BEGIN, POLICIES_END = "<!-- policies -->\n", "<!-- /policies -->\n"
MAY, OWN, MAY_NOT = "●", "○", ""


def markdown() -> str:
    """One row for each root field, one column for each role."""
    heading = "| | " + " | ".join(f"{role.value} {ROLE_NAMES[role].zh}" for role in Role) + " |"
    rows = [_row(kind, name, rule) for kind, fields in RULES.items() for name, rule in fields.items()]
    return "\n".join([heading, "|---" * (len(Role) + 1) + "|", *rows]) + "\n"


def policies_markdown() -> str:
    """One row for each policy: the commands that it may give."""
    rows = [
        f"| `policy:{one.name}` | {one.chinese}。{one.english}. | "
        f"{', '.join(f'`{command.__name__}`' for command in one.sends)} |"
        for one in find_policies()
    ]
    return "\n".join(["| actor 操作者 | rule 规则 | may give 可下达 |", "|---|---|---|", *rows]) + "\n"


def _row(kind: str, name: str, rule: Rule) -> str:
    label = f"`{name}`" if kind == "Mutation" else f"`{name}` ({kind.lower()})"
    return f"| {label} | " + " | ".join(_mark(rule, role) for role in Role) + " |"


def _mark(rule: Rule, role: Role) -> str:
    if role not in rule.roles:
        return MAY_NOT
    return OWN if rule.own and role in BOUND else MAY
