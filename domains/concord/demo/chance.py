"""Choices that look like chance and are the same every time, whatever else is chosen before them."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Choice = TypeVar("Choice")


def number(label: str, least: int, most: int) -> int:
    """A whole number from `least` to `most`, both included."""
    drawn = int.from_bytes(hashlib.sha256(label.encode()).digest()[:8])
    return least + drawn % (most - least + 1)


def pick(label: str, options: Sequence[Choice]) -> Choice:
    """One of the options."""
    return options[number(label, 0, len(options) - 1)]


def some(label: str, options: Sequence[Choice], count: int) -> tuple[Choice, ...]:
    """So many different options, in their own order."""
    ranked = sorted(range(len(options)), key=lambda place: number(f"{label}:{place}", 0, 1 << 62))
    return tuple(options[place] for place in sorted(ranked[:count]))
