"""What an entry's bytes may be: RFC 8785, compared with the `rfc8785` package; numbers are whole."""

import json
import unicodedata

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from noting import in_chinese

from concord.verifying.canonical import NotCanonical, read

names = st.text(alphabet=st.characters(max_codepoint=127), max_size=8)
texts = st.text(alphabet=st.characters(exclude_categories=("Cs",))).map(
    lambda text: unicodedata.normalize("NFC", text)
)
integers = st.integers(-(2**53 - 1), 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_what_rfc_8785_writes_is_read(value):
    assert read(rfc8785.dumps(value)) == value


@given(values, st.data())
def test_any_other_text_of_the_same_value_is_refused(value, data):
    other = json.dumps(
        value, ensure_ascii=data.draw(st.booleans()), indent=data.draw(st.sampled_from([None, 1]))
    )
    if other.encode("utf-8", "surrogatepass") != rfc8785.dumps(value):
        with pytest.raises(NotCanonical):
            read(other.encode())


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b'{"a":1,"a":2}', "there twice"),
        (b'{"a":1,"\\u0061":2}', "there twice"),
        (b'{"a":1e3}', "not whole"),
        (b'{"a":1.5}', "not whole"),
        (b'{"a":1.0}', "not whole"),
        (b'{"a":NaN}', "not whole"),
        (b'{"a":9007199254740992}', "2^53-1"),
        (b'{"a":-9007199254740992}', "2^53-1"),
        (b'{"a":18446744073709551616}', "2^53-1"),
        (b'{"a":' + b"9" * 5000 + b"}", "2^53-1"),
        (b'{"a":-0}', "canonical spelling"),
        (b'{"a":01}', "not JSON"),
        (b'{"b":1,"a":2}', "UTF-16"),
        ('{"\ue000":1,"\U00010000":2}'.encode(), "not ASCII"),
        ('{"\U00010000":1,"\ue000":2}'.encode(), "canonical"),
        ('{"é":1}'.encode(), "not ASCII"),
        ('{"a":"Cafe\u0301"}'.encode(), "NFC"),
        ('{"a":["Cafe\u0301"]}'.encode(), "NFC"),
        (b'{"a": 1}', "space"),
        (b'{"a":1}\n', "space"),
        (b'\xef\xbb\xbf{"a":1}', "not JSON"),
        (b'{"a":"\\u00e9"}', "canonical spelling"),
        (b'{"a":"\\/"}', "canonical spelling"),
        (b'{"a":"\\u000A"}', "canonical spelling"),
        (b'{"a":"\\ud800"}', "canonical"),
        (b'{"a":"\xff"}', "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b"", "not JSON"),
    ],
)
def test_what_is_not_canonical_is_refused_with_the_rule(raw, why):
    with pytest.raises(NotCanonical, match=why.replace("^", r"\^")) as broken:
        read(raw)
    assert in_chinese(broken.value.rule.zh)


def test_a_mark_that_begins_a_line_is_not_taken_for_one_after_the_letter_of_its_escape():
    value = {"a": "\n\u0301"}
    assert read(rfc8785.dumps(value)) == value
