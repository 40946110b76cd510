"""GB 32100-2015: the check character of the unified social credit code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.organizations.credit_code import ALPHABET, check_character, is_well_formed

BODIES = st.tuples(
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
).map("".join)


def test_the_published_example_passes() -> None:
    code = "91350100M000100Y43"
    assert is_well_formed(code)
    assert check_character(code[:-1]) == code[-1]


@given(BODIES)
def test_every_body_has_exactly_one_check_character(body: str) -> None:
    assert is_well_formed(body + check_character(body))


@given(BODIES, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_mistyped_character_is_always_noticed(body: str, place: int, typed: str) -> None:
    mistyped = body[:place] + typed + body[place + 1 :]
    assert (check_character(mistyped) == check_character(body)) == (mistyped == body)


@given(BODIES, st.integers(0, 15))
def test_two_swapped_characters_are_always_noticed(body: str, place: int) -> None:
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    assert (check_character(swapped) == check_character(body)) == (swapped == body)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "91350100M000100Y4",
        "91350100M000100Y433",
        "9135010OM000100Y43",
        "91350100m000100Y43",
        "９1350100M000100Y43",
    ],
)
def test_other_lengths_and_letters_are_malformed(code: str) -> None:
    assert not is_well_formed(code)
