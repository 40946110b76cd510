"""The page that lists the documents' provisions names tests that there are."""

import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "charters.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(test_\w+)`", PAGE)))
FIELD = re.compile(r"^\| (?P<provision>[^|]+) \| (?P<carried>[^|]+) \|(?P<tests>[^|]*)\|$", re.MULTILINE)
ROWS = [row for row in FIELD.finditer(PAGE) if row["provision"] != "provision" and "---" not in row[0]]
UNTESTED = ("prose", "not yet", "context of their own", "not in this charter")
"""How a row without a test says why: it is prose, not there, or another page's matter."""


@cache
def written() -> frozenset[str]:
    """The names of all tests."""
    texts = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    return frozenset(name for text in texts for name in re.findall(r"def (test_\w+)\(", text))


@pytest.mark.parametrize("name", NAMED)
def test_a_named_test_exists(name: str) -> None:
    assert name in written()


def test_every_provision_has_a_test_or_says_why_not() -> None:
    silent = [row["provision"] for row in ROWS if not row["tests"].strip()]
    excused = [
        row["provision"]
        for row in ROWS
        if not row["tests"].strip() and any(word in row["carried"] for word in UNTESTED)
    ]
    assert silent == excused
    assert len(ROWS) > 100


@pytest.mark.parametrize("code", ["jianghai", "jiguan", "yangdu", "dongfanghong", "yili"])
def test_every_part_of_a_shipped_charter_is_on_the_page(code: str) -> None:
    """Codes of meetings, groups, activity quotas and phases that the charter's file has."""
    text = (ROOT / "domains" / "concord" / "charters" / "data" / f"{code}.toml").read_text("utf-8")
    section = PAGE.split(f"(`{code}`)")[1].split("\n## ")[0]
    for part in ("meetings", "groups", "obligations.activities", "phases"):
        for found in re.findall(rf"\[\[{re.escape(part)}\]\]\ncode = \"(\w+)\"", text):
            assert f"`{found}`" in section, f"{part} {found}"
