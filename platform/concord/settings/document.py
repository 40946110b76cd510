"""The table of settings as Markdown, for `docs/operators.md`."""

from concord.settings.loading import table

HEADING = ("| name 名称 | default 默认值 | meaning 含义 |", "|---|---|---|")


def markdown() -> str:
    """One row for each setting, English and Chinese."""
    rows = [
        f"| `{entry['name']}` | {_code(entry['default'])} | {entry['english']}<br>{entry['chinese']} |"
        for entry in (field.metadata for field in table())
    ]
    return "\n".join([*HEADING, *rows]) + "\n"


def _code(default: str) -> str:
    return f"`{default}`" if default else "(empty 空)"
