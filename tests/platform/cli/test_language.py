"""The command speaks the language of the terminal."""

import pytest

from concord.cli.failures import NO_SCHEMA
from concord.cli.language import language, said


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LANG": "", "LC_ALL": ""}, "en"),
        ({}, "en"),
    ],
    ids=str,
)
def test_the_language_is_that_of_the_terminal(environment: dict[str, str], expected: str):
    assert language(environment) == expected


def test_a_failure_is_told_in_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert said(NO_SCHEMA).startswith("数据库没有结构")
