"""Refuses SQL on a tenant table without `tenant_id`, and a tenant set for a whole session.

    python tests/tooling/tenancy_linter.py platform domains projections graphql

Row-level security is the net under the explicit condition, not its replacement: a statement without it is
slow, cannot be distributed by tenant, and leaks the day a policy is missing. Looks at `.sql` files and at
every text in `.py` files that reads like SQL. Exceptions say why, in the statement:
`-- every tenant: <reason>`.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from sql_scopes import scopes, statements, without_literals

_TABLE = re.compile(
    r"create\s+table\s+(?:if\s+not\s+exists\s+)?(?:concord\.)?(\w+)\s*\(([^;]*)", re.IGNORECASE
)
_USE = re.compile(
    r"\b(?:from|join|into|update|using|truncate|only|table|lock|merge)\s+(?:only\s+)?(?:concord\.)?\"?(\w+)\"?"
    r"(?=((?:\s+(?:as\s+)?\w+)?(?:\s*,\s*(?:concord\.)?\w+(?:\s+(?:as\s+)?\w+)?)*))",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"\s*(?:create|alter|grant|revoke|comment|drop)\b(?!\s+(?:or\s+replace\s+)?view)", re.IGNORECASE
)
_READS_LIKE_SQL = re.compile(
    r"\s*(?:with\s+\w+.*\bas\s*\(|select\b|insert\s+into\b|update\s+\w+.*\bset\b|delete\s+from\b|merge\s+into\b|set\b"
    r"|copy\s|lock\s+table\b|truncate\b|alter\s+role\b|begin\b)",
    re.IGNORECASE | re.DOTALL,
)
_SESSION_SET = re.compile(r"(?<!local\s)\bset\s+(?:session\s+)?\"?app\.tenant\b", re.IGNORECASE)
_SESSION_CONFIG = re.compile(
    r"set_config\s*\(\s*'app\.tenant'[^)]*,\s*(?:false|\$\d+|\w+)\s*\)", re.IGNORECASE
)
_EXCEPTION = re.compile(r"--\s*every tenant:\s*\S")


class Finding(NamedTuple):
    """Where, and what is wrong."""

    path: Path
    line: int
    message: str


def tenant_tables(paths: Iterable[Path]) -> frozenset[str]:
    """Names of the tables that have a `tenant_id`, from their definitions."""
    found = set()
    for path in paths:
        for name, columns in _TABLE.findall(without_literals(path.read_text("utf-8"))):
            if re.search(r"\btenant_id\b", columns):
                found.add(name.lower())
    return frozenset(found)


def check_sql(text: str, tables: frozenset[str]) -> Iterator[tuple[int, str]]:
    """(offset, message) of whatever is wrong in a script."""
    for found in [*_SESSION_SET.finditer(text), *_session_configs(text)]:
        yield (
            found.start(),
            "sets the tenant for the whole session: a pooled connection keeps it; use SET LOCAL",
        )
    bare = without_literals(text)
    for start, statement in statements(bare):
        if _DEFINITION.match(statement) or _EXCEPTION.search(text[start : start + len(statement)]):
            continue
        for offset, scope in scopes(statement):
            for table in sorted(_used(scope) & tables):
                if not re.search(r"\btenant_id\b", scope):
                    yield start + offset + _leading(scope), f"reads or writes {table} without tenant_id"


def _session_configs(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _SESSION_CONFIG.finditer(text) if not found[0].rstrip(") ").endswith("true"))


def _used(scope: str) -> set[str]:
    names = set()
    for first, others in _USE.findall(scope):
        names |= {first.lower(), *(name.lower() for name in re.findall(r",\s*(?:concord\.)?(\w+)", others))}
    return names


def _leading(scope: str) -> int:
    return len(scope) - len(scope.lstrip())


def check_python(text: str, tables: frozenset[str]) -> Iterator[tuple[int, str]]:
    """(line, message) of whatever is wrong in the texts of a module."""
    for line, literal in _literals(ast.parse(text)):
        if _READS_LIKE_SQL.match(literal):
            for offset, message in check_sql(literal, tables):
                yield line + literal.count("\n", 0, offset), message


def _literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(id(node.value))  # a docstring
        if isinstance(node, ast.JoinedStr):
            inside |= {id(value) for value in node.values}
            yield (
                node.lineno,
                "".join(value.value if isinstance(value, ast.Constant) else " _ " for value in node.values),
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            yield node.lineno, node.value


def check(roots: Iterable[Path]) -> list[Finding]:
    """Everything wrong below `roots`."""
    files = sorted(path for root in roots for path in root.rglob("*") if path.suffix in (".sql", ".py"))
    tables = tenant_tables(path for path in files if path.suffix == ".sql")
    findings = []
    for path in files:
        text = path.read_text("utf-8")
        if path.suffix == ".sql":
            findings += [Finding(path, text.count("\n", 0, at) + 1, m) for at, m in check_sql(text, tables)]
        else:
            findings += [Finding(path, line, m) for line, m in check_python(text, tables)]
    return findings


def main(arguments: list[str]) -> int:
    """Prints findings as `path:line: message`; 1 if there are any."""
    findings = check(map(Path, arguments))
    for finding in findings:
        print(f"{finding.path}:{finding.line}: {finding.message}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
