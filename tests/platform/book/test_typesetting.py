"""Lines of Chinese text: no wider than asked, nothing lost, punctuation where readers expect it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.book.typeface import MISSING, Typeface
from concord.book.typesetting import lines

TYPEFACE = Typeface()
SIZE = 9.0
TEXTS = st.text(st.sampled_from("江海红湾联盟台账，。；：（）《》“” 0123456789.-ABCxyz/"), max_size=120)


@given(text=TEXTS, width=st.integers(30, 400))
@settings(deadline=None)
def test_nothing_is_lost_and_no_line_is_wider(text: str, width: int) -> None:
    made = list(lines(TYPEFACE, text, SIZE, width))
    assert "".join("".join(made).split()) == "".join(text.split())
    assert all(TYPEFACE.width(line) * SIZE / 1000 <= width + 1e-6 for line in made)


@pytest.mark.parametrize("width", range(40, 120, 7))
def test_no_line_begins_with_closing_punctuation_or_ends_with_opening(width: int) -> None:
    text = "江海红湾（海工党建联盟）：《章程》已通过，“五共”主题已确定；轮值单位、会长单位均已到会。" * 3
    made = list(lines(TYPEFACE, text, SIZE, width))
    assert len(made) > 3
    assert not any(line[0] in "，。、；：）》”" for line in made)
    assert not any(line[-1] in "（《“" for line in made)


def test_a_number_is_not_torn_apart() -> None:
    made = list(lines(TYPEFACE, "金额共计1234567.89元整", SIZE, 70))
    assert any("1234567.89" in line for line in made)


def test_a_word_longer_than_a_line_is_cut() -> None:
    digest = "0123456789abcdef" * 4
    made = list(lines(TYPEFACE, digest, SIZE, 100))
    assert len(made) > 1
    assert "".join(made) == digest


def test_a_character_that_the_typeface_lacks_is_shown_as_missing() -> None:
    assert TYPEFACE.encoded("\U00030eda") == TYPEFACE.encoded(MISSING)
    assert TYPEFACE.encoded("联") != TYPEFACE.encoded(MISSING)
