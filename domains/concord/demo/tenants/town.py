"""A demo tenant: who it is, and its year."""

from collections.abc import Callable

import msgspec

from concord.demo.diary import Diary


class Town(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant with what it does in a year."""

    code: str
    name: str
    division_code: str
    year: Callable[[Diary], None]
    """Writes everything into the diary; the last step by time begins a stream."""
