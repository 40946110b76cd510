"""The words of the human ledger: every event, member and code that a context may write has a Chinese term."""

import re
import typing
from enum import Enum

import pytest

from concord.api.vocabulary import _enums, _structures, vocabulary
from concord.commanding.commander import contexts
from concord.contract.ledger import RECORDED
from concord.eventstore.mapper import Mapper

WORDS = vocabulary()
EVENTS = Mapper(contexts()).types
SHAPES = {name: one.payload for name, one in EVENTS.items()} | RECORDED
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_every_member_of_an_event_has_a_chinese_term(name: str) -> None:
    assert CHINESE.search(WORDS.events[name])
    shapes = {name: SHAPES[name], **_structures(SHAPES[name])}
    bare = [
        f"{owner}.{member}"
        for owner, shape in shapes.items()
        for member in typing.get_type_hints(shape)
        if not CHINESE.search(WORDS.field(owner, member))
    ]
    assert bare == [], "give them a GraphQL field of that name, or a term in concord.api.vocabulary.TERMS"


def test_every_code_has_a_chinese_term() -> None:
    bare = [f"{e.__name__}.{one.value}" for e in _enums(EVENTS) for one in e if not _told(e, one)]
    assert bare == [], "tell the enum in the API (concord.api.made.told)"


def test_every_context_has_its_name() -> None:
    assert all(CHINESE.search(WORDS.contexts[name.partition(".")[0]]) for name in EVENTS)


def test_what_nobody_gave_a_term_is_shown_by_its_own_name() -> None:
    assert WORDS.field("other.SomethingHappened", "some_member") == "some member"
    assert WORDS.code("Other", "CODE") == "CODE"


def test_a_structure_s_own_term_goes_before_one_of_the_same_name_elsewhere() -> None:
    assert WORDS.field("Indicator", "maximum") == "最高分"
    assert WORDS.field("Tier", "maximum") == "上限"


def _told(enum: type[Enum], one: Enum) -> bool:
    return CHINESE.search(WORDS.code(enum.__name__, str(one.value))) is not None
