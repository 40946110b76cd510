"""docs/charters.md: every provision that is carried names a test that there is."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (?P<provision>[^|]+) \| (?P<carried>[^|]+) \| (?P<tests>[^|]*) ?\|$", re.MULTILINE)
NAMED = re.compile(r"`(test_\w+)`")


def rows() -> list[tuple[str, str, list[str]]]:
    """Provision, what carries it, and the tests that show it."""
    text = (ROOT / "docs" / "charters.md").read_text("utf-8")
    found = [(one["provision"], one["carried"], NAMED.findall(one["tests"])) for one in ROW.finditer(text)]
    return [one for one in found if one[0] not in ("provision",) and not one[0].startswith("---")]


def test_every_provision_names_a_test_unless_it_is_prose() -> None:
    assert len(rows()) > 90
    assert [provision for provision, carried, tests in rows() if not tests and carried != "prose"] == []


def test_every_test_that_is_named_is_there() -> None:
    files = (ROOT / "tests").rglob("test_*.py")
    there = {
        name
        for file in files
        for name in re.findall(r"^(?:async )?def (test_\w+)", file.read_text("utf-8"), re.M)
    }
    assert sorted({name for _, _, tests in rows() for name in tests} - there) == []
