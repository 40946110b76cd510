"""Which part of a file is asked for (RFC 9110, section 14)."""

import re

_ONE = re.compile(r"bytes=\s*(\d{0,18})-(\d{0,18})\s*", re.ASCII)


class Unsatisfiable(Exception):
    """The range begins behind the end."""


def wanted(header: str | None, size: int) -> tuple[int, int] | None:
    """The bytes from and before, or None for the whole file: also where the header is not understood, or asks
    for several parts. Raises `Unsatisfiable`."""
    found = _ONE.fullmatch(header or "")
    if found is None or found[0].strip() == "bytes=-":
        return None
    first, last = found[1], found[2]
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= end:
        raise Unsatisfiable
    return start, end
