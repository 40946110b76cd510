"""One cell as a value, or why it is none: a sentence in the clerk's language."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from concord.importing.sheet import Column, Kind

MOST_NUMBER = 2**53 - 1
"""Integers of an entry (RFC 8785)."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)


class Unreadable(Exception):
    """Why a cell is not what its column asks for."""


def read_cell(column: Column, cell: Any) -> Any:
    """The value of a cell; None where it is empty. Raises `Unreadable`."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        if column.required:
            raise Unreadable("必填，不能为空")
        return None
    return _READERS[column.kind](column, cell)


def _text(column: Column, cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)  # a program that took a code for a number
    text = unicodedata.normalize("NFC", str(cell).replace("\r\n", "\n")).strip()
    if _CONTROL.search(text) or (column.kind is not Kind.LINES and "\n" in text):
        raise Unreadable("含有不允许的字符（换行、控制字符或残缺的编码）")
    if len(text) > column.longest:
        raise Unreadable(f"过长：最多 {column.longest} 个字，这里有 {len(text)} 个")
    return text


def _number(column: Column, cell: Any) -> int:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    if not re.fullmatch(r"\d{1,16}", text, re.ASCII) or int(text) > MOST_NUMBER:
        raise Unreadable(f"应为不小于 0 的整数，填写的是“{str(cell)[:40]}”")
    return int(text)


def _day(column: Column, cell: Any) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.fullmatch(str(cell).strip())
    with suppress(ValueError):  # 2月30日
        if found:
            return date(*map(int, found.groups()))
    raise Unreadable(f"应为日期，如 2026-03-18，填写的是“{str(cell)[:40]}”")


def _choice(column: Column, cell: Any) -> Any:
    text = str(cell).strip()
    if text not in column.choices:
        raise Unreadable(f"应为其中之一：{'、'.join(column.choices)}；填写的是“{text[:40]}”")
    return column.choices[text]


def _files(column: Column, cell: Any) -> tuple[str, ...]:
    return tuple(name.strip() for name in re.split("[;；\n]", str(cell)) if name.strip())


_READERS = {
    Kind.TEXT: _text,
    Kind.LINES: _text,
    Kind.NUMBER: _number,
    Kind.DAY: _day,
    Kind.CHOICE: _choice,
    Kind.FILES: _files,
}
