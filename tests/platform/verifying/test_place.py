"""The quick way by which entries are read lets nothing through that the careful one refuses."""

import json
import unicodedata

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from noting import in_chinese

from concord.verifying import Fault, Wrong
from concord.verifying.canonical import _SETTLED, is_nfc
from concord.verifying.place import Places, _carefully, _quickly

ENTRY = {
    "actor": "人",
    "causation": None,
    "command": "c",
    "correlation": "c",
    "data": {"title": "主题党日"},
    "occurred_on": "2026-01-01",
    "organization": "o",
    "position": 1,
    "recorded_at": "2026-01-01T00:00:00.000000Z",
    "role": "secretary",
    "schema": 1,
    "stream": "s",
    "tenant": "t",
    "type": "a.B",
    "version": 1,
}
texts = st.text(alphabet=st.sampled_from('ae\u0301é党\ue000\U00010000\n"\\ :,{}'), max_size=6)
scalars = st.none() | st.booleans() | st.integers(-(2**65), 2**65) | st.floats(allow_nan=False) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


def raw(**changed):
    return orjson.dumps(ENTRY | changed, option=orjson.OPT_SORT_KEYS)


def test_an_entry_as_usual_is_read_quickly():
    assert _quickly(raw()) == _carefully(raw(), 1) == ENTRY


@given(st.sampled_from([*ENTRY, "more"]), values, st.booleans())
def test_what_is_read_quickly_is_read_carefully_as_well(name, value, is_ascii):
    written = json.dumps(
        ENTRY | {name: value}, ensure_ascii=is_ascii, sort_keys=True, separators=(",", ":")
    ).encode("utf-8", "surrogatepass")

    found = _quickly(written)

    if found is not None:
        assert found == _carefully(written, 1) == ENTRY | {name: value}


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (raw(data={"a": 1.5}), Fault.ENTRY_NOT_CANONICAL),
        (raw(data={"a": [{"b": 1.0}]}), Fault.ENTRY_NOT_CANONICAL),
        (raw(data={"名": 1}), Fault.ENTRY_NOT_CANONICAL),
        (raw(data={"a": [{"名": 1}]}), Fault.ENTRY_NOT_CANONICAL),
        (raw(data={"a": "Cafe\u0301"}), Fault.ENTRY_NOT_CANONICAL),
        (raw(data={"a": 2**53}), Fault.ENTRY_NOT_CANONICAL),
        (raw().replace(b'"version":1', b'"version":1,"version":1'), Fault.ENTRY_NOT_CANONICAL),
        (raw().replace(b'"schema":1', b'"schema":1e0'), Fault.ENTRY_NOT_CANONICAL),
        (raw().replace(b'"schema"', b' "schema"'), Fault.ENTRY_NOT_CANONICAL),
        (raw(position=1.0), Fault.ENTRY_NOT_CANONICAL),
        (raw(more=1), Fault.ENTRY_MALFORMED),
        (raw(data={"a": "x" * 65_536}), Fault.ENTRY_MALFORMED),
        (raw(data=[]), Fault.ENTRY_MALFORMED),
        (raw(role=""), Fault.ENTRY_MALFORMED),
        (raw(recorded_at="2026-01-01"), Fault.ENTRY_MALFORMED),
        (raw(position=2), Fault.OUT_OF_PLACE),
        (raw(tenant="u"), Fault.TENANT_DIFFERS),
    ],
    ids=lambda value: value.name if isinstance(value, Fault) else "",
)
def test_what_is_wrong_is_said(written, fault):
    with pytest.raises(Wrong) as refused:
        Places("t").take(written)
    assert refused.value.fault is fault
    assert in_chinese(refused.value.said("zh"))


def test_what_is_nested_deeply_is_read_carefully():
    deep = raw(data={"a": {"b": {"c": {"d": {"e": [1]}}}}})
    assert _quickly(deep) is None
    Places("t").take(deep)


def test_no_character_that_is_settled_is_changed_by_its_neighbour():
    """By the Unicode data: of class 0, its own NFC, and second in no composition."""
    pairs = [parts for n in range(0x110000) if len(parts := unicodedata.decomposition(chr(n)).split()) == 2]
    seconds = {int(second, 16) for first, second in pairs if not first.startswith("<")}
    settled = [c for c in map(chr, range(0x80, 0x110000)) if not "\ud800" <= c <= "\udfff" and _SETTLED(c)]

    assert len(settled) > 20_000
    assert not [
        c
        for c in settled
        if unicodedata.combining(c) or ord(c) in seconds or unicodedata.normalize("NFC", c) != c
    ]
    assert not is_nfc("党e\u0301".encode())
