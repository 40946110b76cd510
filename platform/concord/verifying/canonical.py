"""RFC 8785 canonical JSON, as an entry has to be: one text for one value, and no number but whole ones."""

import json
import re
import unicodedata
from typing import Any, NoReturn

import orjson

from concord.verifying.faults import Sentence

LARGEST = 2**53 - 1
"""What a reader that takes numbers for IEEE 754 doubles still tells apart (RFC 7493)."""
_OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_ASCII = bytes(range(128))
_SETTLED = re.compile(
    "[\u0080-\u02ff\u2010-\u2027\u2030-\u205e\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]*"
).fullmatch
"""Text of characters that no neighbour changes under NFC: European letters, Chinese characters, punctuation.
ASCII is such, too."""


class NotCanonical(ValueError):
    """The rule that is broken, as a few words in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.rule = Sentence(zh, en)


def read(raw: bytes) -> Any:
    """The value. Raises `NotCanonical`.

    A million entries are read like this, so the way that proves most is the fast one: written again, a value
    gives the same bytes only if names were in order, none was there twice, and every text and number had its
    one spelling. What that leaves open is looked at afterwards; a refusal is explained by reading carefully.
    """
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise _reason(raw) from None
    if not is_canonical_of(value, raw):
        raise _reason(raw)
    refuse_ambiguous(value)
    if not is_nfc(raw):
        _refuse_decomposed(value)
    return value


def is_canonical_of(value: Any, raw: bytes) -> bool:
    """Whether a value that was read from the bytes is written by them and no others."""
    try:
        written: bytes = orjson.dumps(value, option=_OPTIONS)
    except TypeError:
        return False
    return written == raw


def is_settled(raw: bytes) -> bool:
    """Whether one look at a text, or at many in a row, shows that NFC would change nothing."""
    try:
        return _SETTLED(raw.translate(None, _ASCII).decode()) is not None
    except UnicodeDecodeError:
        return False


def is_nfc(raw: bytes) -> bool:
    """Whether a text has no character that NFC would change."""
    return is_settled(raw) or unicodedata.is_normalized("NFC", raw.decode())


def refuse_ambiguous(value: Any) -> None:
    """Floats that were canonical, and names whose order by UTF-16 differs from the order by code point.
    Raises `NotCanonical`."""
    if type(value) is dict:
        for name, member in value.items():
            if not name.isascii():
                raise NotCanonical("有非 ASCII 的成员名", "a member name that is not ASCII")
            if type(member) is not str:
                refuse_ambiguous(member)
    elif type(value) is list:
        for member in value:
            if type(member) is not str:
                refuse_ambiguous(member)
    elif type(value) is float:
        raise NotCanonical("有非整数", "a number that is not whole")


def _refuse_decomposed(value: Any) -> None:
    """Value by value: in the text as a whole, a mark that begins a line follows the n of its escape."""
    if isinstance(value, str):
        if not unicodedata.is_normalized("NFC", value):
            raise NotCanonical("有未按 NFC 规范化的文字", "text that is not NFC")
    elif isinstance(value, dict):
        for member in value.values():
            _refuse_decomposed(member)
    elif isinstance(value, list):
        for member in value:
            _refuse_decomposed(member)


def _reason(raw: bytes) -> NotCanonical:
    """Which rule is broken, found by another parser that shows what the fast one drops."""
    try:
        json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_ordered,
            parse_float=_not_whole,
            parse_int=_exact,
            parse_constant=_not_whole,
        )
    except UnicodeDecodeError:
        return NotCanonical("不是 UTF-8 编码", "not UTF-8")
    except NotCanonical as broken:
        return broken
    except (json.JSONDecodeError, RecursionError) as error:
        return NotCanonical("不是 JSON", f"not JSON ({type(error).__name__})")
    return NotCanonical(
        "有空格，或有字符、数字未按规范书写",
        "a space, or a character or number that is not in its canonical spelling",
    )


def _ordered(members: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in members]
    if len(set(names)) != len(names):
        raise NotCanonical("成员名重复", "a member name that is there twice")
    if names != sorted(names, key=lambda name: name.encode("utf-16-be", "surrogatepass")):
        raise NotCanonical(
            "成员名未按 UTF-16 码元排序", "member names that are not in the order of their UTF-16 code units"
        )
    return dict(members)


def _not_whole(text: str) -> NoReturn:
    raise NotCanonical(f"数 {text[:40]} 不是整数", f"the number {text[:40]}, which is not whole")


def _exact(text: str) -> int:
    value = int(text) if len(text) < 20 else LARGEST + 1
    if abs(value) > LARGEST:
        raise NotCanonical(f"数 {text[:40]} 超出 ±(2^53-1)", f"the number {text[:40]}, beyond ±(2^53-1)")
    return value
