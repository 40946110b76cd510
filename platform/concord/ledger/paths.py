"""Names of tiles and entry bundles below a ledger's address, as C2SP tlog-tiles spells them."""

import re
from typing import NamedTuple

from concord.ledger.tiles import WIDTH

PATTERN = re.compile(
    r"(?P<level>entries|0|[1-5]?[1-9]|[1-5]0|6[0-3])/(?P<number>(?:x[0-9]{3}/){0,5}[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


class Path(NamedTuple):
    """What is asked for."""

    level: int
    number: int
    width: int
    is_entries: bool


def parsed(text: str) -> Path | None:
    """`<L>/<N>[.p/<W>]` or `entries/<N>[.p/<W>]`; None for any other spelling."""
    found = PATTERN.fullmatch(text)
    if found is None:
        return None
    number = int(re.sub(r"[x/]", "", found["number"]))
    width = int(found["width"] or WIDTH)
    if number_path(number) != found["number"] or (found["width"] and width >= WIDTH):
        return None
    is_entries = found["level"] == "entries"
    return Path(0 if is_entries else int(found["level"]), number, width, is_entries)


def number_path(number: int) -> str:
    """1234067 is `x001/x234/067`."""
    parts = [f"{number % 1000:03}"]
    while number := number // 1000:
        parts.insert(0, f"x{number % 1000:03}")
    return "/".join(parts)
