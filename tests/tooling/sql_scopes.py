"""Cuts SQL into scopes: each query, and each subquery in parentheses or behind UNION, on its own."""

import re
from collections.abc import Iterator

_LITERAL = re.compile(
    r"""
      --[^\n]*                      # comment
    | /\*.*?\*/
    | '(?:[^']|'')*'                # text
    """,
    re.VERBOSE | re.DOTALL,
)
_QUERY = re.compile(r"\s*(?:with|select|insert|update|delete|merge|truncate|copy|lock)\b", re.IGNORECASE)
_UNION = re.compile(r"\b(?:union(?:\s+all)?|except|intersect)\b", re.IGNORECASE)
_BODY = re.compile(r"\$(\w*)\$(.*?)\$\1\$", re.DOTALL)


def without_literals(text: str) -> str:
    """Comments and texts blanked; line breaks stay, so that positions keep their lines."""
    return _LITERAL.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def statements(text: str) -> Iterator[tuple[int, str]]:
    """(offset, statement) of each statement, those inside function bodies on their own."""
    bodies = list(_BODY.finditer(text))
    for body in bodies:
        yield from _cut(body[2], body.start(2))
    outside = text
    for body in bodies:
        outside = outside[: body.start(2)] + " " * len(body[2]) + outside[body.end(2) :]
    yield from _cut(outside, 0)


def _cut(text: str, start: int) -> Iterator[tuple[int, str]]:
    for piece in re.finditer(r"[^;]+", text):
        yield start + piece.start(), piece[0]


def scopes(text: str) -> Iterator[tuple[int, str]]:
    """(offset, scope): a statement with its subqueries blanked, and each of those."""
    own = list(text)
    for opened, closed in _outermost(text):
        inside = text[opened + 1 : closed]
        if _QUERY.match(inside):
            own[opened + 1 : closed] = [c if c == "\n" else " " for c in inside]
            yield from ((opened + 1 + offset, scope) for offset, scope in scopes(inside))
        else:
            for offset, scope in scopes(inside):
                if offset > 0:  # a subquery deeper inside an expression
                    yield opened + 1 + offset, scope
                    here = opened + 1 + offset
                    own[here : here + len(scope)] = [c if c == "\n" else " " for c in scope]
    rest, offset = "".join(own), 0
    for part in _UNION.split(rest):
        yield offset, part
        offset = rest.find(part, offset) + len(part)


def _outermost(text: str) -> Iterator[tuple[int, int]]:
    depth, opened = 0, 0
    for at, letter in enumerate(text):
        if letter == "(":
            opened, depth = (at, 1) if depth == 0 else (opened, depth + 1)
        elif letter == ")" and depth:
            depth -= 1
            if depth == 0:
                yield opened, at
