"""The building blocks of a charter's checks: each yields the mistakes that it finds."""

import re
from collections.abc import Iterable, Iterator, Mapping

from concord.charters.problem import Problem
from concord.commanding import Message

CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,31}")
TEXT_LIMIT = 200


def problem(path: str, zh: str, en: str, right_zh: str, right_en: str) -> Problem:
    """One mistake: where, what is wrong, and what would be right."""
    return Problem(path, Message(zh, en), Message(right_zh, right_en))


def texts(places: Mapping[str, str]) -> Iterator[Problem]:
    """Every word that people read is there, and short; by path."""
    for path, text in places.items():
        if not 0 < len(text.strip()) <= TEXT_LIMIT:
            yield problem(
                path,
                "文字为空或过长",
                "the text is empty or too long",
                f"应为 1 至 {TEXT_LIMIT} 个字",
                f"1 to {TEXT_LIMIT} characters",
            )


def codes(path: str, given: Iterable[str]) -> Iterator[Problem]:
    """Codes of the list at `path` are ASCII names, each there once."""
    seen: set[str] = set()
    for index, code in enumerate(given):
        place = f"{path}[{index}].code" if path else "code"
        if not CODE.fullmatch(code):
            yield problem(
                place,
                f"代码“{code}”不合规范",
                f"“{code}” is no code",
                "应以英文字母开头，由字母、数字、_ 或 - 组成，最多 32 个字符",
                "a letter, then letters, digits, _ or -, 32 characters at most",
            )
        if code in seen:
            yield repeated(place, code)
        seen.add(code)


def repeated(path: str, code: str) -> Problem:
    """What may be there once is there again."""
    return problem(
        path, f"“{code}”重复", f"“{code}” appears twice", "每个代码只能出现一次", "each code appears once"
    )


def limits(path: str, minimum: int, maximum: int | None) -> Iterator[Problem]:
    """A lower and an upper limit that can both hold."""
    yield from at_least(f"{path}.minimum", minimum, 0)
    if maximum is not None and maximum < max(minimum, 1):
        yield below(f"{path}.maximum", max(minimum, 1))


def at_least(path: str, number: int, least: int) -> Iterator[Problem]:
    """A number that is not below `least`."""
    if number < least:
        yield below(path, least)


def below(path: str, least: int) -> Problem:
    """The number is smaller than it may be."""
    return problem(path, "数值过小", "the number is too small", f"应不小于 {least}", f"{least} or more")
