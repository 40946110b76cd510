"""Texts are there and bounded, and every field that takes one has its Chinese term."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from concord.charters import TextRefusal, check_narrative, check_optional, check_person, check_text
from concord.charters.texts import (
    MOST_NARRATIVE,
    MOST_PERSONAL_VALUE,
    MOST_PERSONAL_VALUES,
    MOST_TITLE,
    TERMS,
)
from concord.commanding import Refusal
from concord.privacy import Narrative, Personal

DOMAINS = Path(__file__).parents[3] / "domains" / "concord"
CHECKED = re.compile(r"check_(?:text|optional|narrative)\(\s*\"(\w+)\"")

SHARED = re.compile(r"from concord.charters import [^.]*\bcheck_")
"""Imports of the checks that are shared; older contexts have their own."""


def code(check: Any, *arguments: Any) -> TextRefusal | None:
    try:
        check(*arguments)
    except Refusal as refusal:
        found = refusal
    else:
        return None
    assert isinstance(found.code, TextRefusal)
    assert re.search("[a-z]", found.sentence("zh")) is None
    return found.code


@pytest.mark.parametrize("text", [None, "", " ", "\u3000"])
def test_a_text_that_says_nothing_is_refused(text: str | None) -> None:
    assert code(check_text, "title", text) is TextRefusal.TEXT_EMPTY


def test_a_text_is_as_long_as_it_may_be_and_no_longer() -> None:
    assert code(check_text, "title", "字" * MOST_TITLE) is None
    assert code(check_text, "title", "字" * (MOST_TITLE + 1)) is TextRefusal.TEXT_TOO_LONG
    assert code(check_narrative, "note", Narrative("字" * MOST_NARRATIVE)) is None
    assert code(check_narrative, "note", Narrative("字" * 1_000_000)) is TextRefusal.TEXT_TOO_LONG


def test_what_need_not_be_there_may_be_missing_but_not_empty() -> None:
    assert code(check_optional, "category", None) is None
    assert code(check_optional, "category", " ") is TextRefusal.TEXT_EMPTY
    assert code(check_narrative, "note", None) is None


@pytest.mark.parametrize(
    "values",
    [
        {"name": "长" * (MOST_PERSONAL_VALUE + 1)},
        {str(number): "值" for number in range(MOST_PERSONAL_VALUES + 1)},
    ],
)
def test_a_person_described_at_length_is_refused(values: dict[str, str]) -> None:
    assert code(check_person, "contact", Personal(uuid4(), values)) is TextRefusal.PERSON_TOO_LONG
    assert code(check_person, "contact", None) is None


def test_every_field_that_takes_a_text_has_a_term() -> None:
    fields = {
        name
        for file in DOMAINS.rglob("*.py")
        if SHARED.search(text := file.read_text("utf-8"))
        for name in CHECKED.findall(text)
    }
    assert {"title", "description"} <= fields <= TERMS.keys()
