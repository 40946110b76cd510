"""Whoever reads Chinese is answered in Chinese: every sentence that commands fail with has both."""

import ast
from pathlib import Path

import pytest

CLI = Path(__file__).parents[3] / "platform" / "concord" / "cli"
PASSED_ON = {"str(error)", "str(wrong)"}
"""Sentences that others have made."""


@pytest.mark.parametrize("file", sorted(CLI.rglob("*.py")), ids=lambda file: str(file.relative_to(CLI)))
def test_a_failure_is_said_in_the_reader_s_language(file: Path) -> None:
    calls = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    failures = [call for call in calls if getattr(call.func, "id", "") == "Failure"]
    for told in (ast.unparse(call.args[0]) for call in failures):
        assert told.startswith("said(") or told in PASSED_ON or not told.isascii(), f"{file.name}: {told}"
