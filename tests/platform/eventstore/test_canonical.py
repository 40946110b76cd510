"""The canonical text of an entry, compared with the `rfc8785` package."""

import unicodedata

import orjson
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from concord.eventstore.canonical import NotCanonical, canonical

names = st.text(alphabet=st.characters(max_codepoint=127, exclude_characters="\0"), max_size=8)
texts = st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0"))
integers = st.integers(min_value=-(2**53 - 1), max_value=2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


def _nfc(value):
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case list():
            return [_nfc(v) for v in value]
        case dict():
            return {k: _nfc(v) for k, v in value.items()}
    return value


@given(values)
def test_it_is_what_rfc_8785_asks_for_of_nfc_text(value):
    assert canonical(value) == rfc8785.dumps(_nfc(value))


@given(values)
def test_canonical_of_what_was_read_is_the_same_text(value):
    text = canonical(value)
    assert canonical(orjson.loads(text)) == text


def test_two_ways_to_type_a_name_make_one_text():
    assert canonical({"name": "Café"}) == canonical({"name": "Cafe\u0301"})


def test_a_mark_at_the_beginning_of_a_text_does_not_reach_the_quote():
    assert orjson.loads(canonical({"name": "\u0338a\u0301"})) == {"name": "\u0338á"}


@pytest.mark.parametrize("before", ["\n", "\t", "\b", "\f", "\r", "\x1a", '"', "\\"])
def test_a_mark_after_a_character_that_is_escaped_does_not_reach_the_escape(before):
    """The n of `\\n` composes with an acute accent, and then the entry is no JSON any more."""
    assert orjson.loads(canonical({"name": f"{before}\u0301\u0307"})) == {"name": f"{before}\u0301\u0307"}


@pytest.mark.parametrize(
    "value",
    [
        2**53,
        -(2**53),
        "\ud800",
        {"a": "x\0"},
        "\\\0",
        {1, 2},
        1.5,
        [float("nan")],
        {"a": ({"b": 1e16},)},
        {"名": 1},
    ],
)
def test_what_has_no_canonical_text_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


def test_an_escaped_backslash_before_u0000_is_text_like_any_other():
    assert orjson.loads(canonical("\\u0000")) == "\\u0000"
