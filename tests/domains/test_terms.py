"""A sentence in Chinese calls a field what users call it."""

import re
from pathlib import Path
from types import ModuleType

import pytest

from concord.activities import limits as activities
from concord.assessments import limits as assessments
from concord.commanding import Refusal
from concord.tickets import limits as tickets

CHECKED = re.compile(r"check_(?:text|narrative)\(\"(\w+)\"")


@pytest.mark.parametrize("limits", [activities, assessments, tickets], ids=lambda one: one.__name__)
def test_every_field_that_takes_a_text_has_a_term(limits: ModuleType) -> None:
    context = Path(limits.__file__ or "").parent
    own = re.compile(rf"from {limits.__name__} import [^.]*\bcheck_")  # others take the shared checks
    texts = [file.read_text("utf-8") for file in context.rglob("*.py")]
    fields = {name for text in texts if own.search(text) for name in CHECKED.findall(text)}
    assert fields
    for field in fields:
        with pytest.raises(Refusal) as empty:
            limits.check_text(field, " ", 10)
        assert re.search("[a-z]", empty.value.sentence("zh")) is None
        assert "“文字”" not in empty.value.sentence("zh"), f"{field} has no term"
        assert empty.value.sentence("en") == f"{field} must not be empty"
