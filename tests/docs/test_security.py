"""The security page says what is so: every test it names is there, and both languages name the same."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / name for name in ("security.md", "security.zh-CN.md")]
NAMED = re.compile(r"`(test_\w+)`")


def test_every_test_that_guards_is_there():
    tree = "".join(file.read_text("utf-8") for file in (ROOT / "tests").glob("**/test_*.py"))
    there = set(re.findall(r"^(?:async )?def (test_\w+)\(", tree, re.MULTILINE))
    for page in PAGES:
        named = set(NAMED.findall(page.read_text("utf-8")))
        assert len(named) > 40
        assert named - there == set()


def test_both_languages_name_the_same_threats():
    english, chinese = (
        [NAMED.findall(line) for line in page.read_text("utf-8").splitlines() if "`test_" in line]
        for page in PAGES
    )
    assert english == chinese


def test_every_threat_has_a_guard_and_a_test():
    for page in PAGES:
        threats = (
            page.read_text("utf-8").partition("## Threats, guards, tests")[2]
            or page.read_text("utf-8").partition("## 威胁、防线、测试")[2]
        )
        rows = [row.split("|") for row in threats.partition("\n## ")[0].splitlines() if row.startswith("| ")][
            1:
        ]
        assert len(rows) > 15
        for row in rows:
            assert row[2].strip(), row
            assert NAMED.search(row[3]), row
