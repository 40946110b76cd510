"""What people call a kind of aggregate: nobody knows a record by its UUID."""

import re
from functools import cache

from eventsourcing.domain import Aggregate

from concord.refusals import Message

_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def named(kind: type[Aggregate]) -> Message:
    """The one that was named: by the term with which the class's docstring begins."""
    term = (kind.__doc__ or "").partition(":")[0].strip()
    english = _WORDS.sub(" ", kind.__name__).lower()
    return Message(f"所指的{term}", f"the {english} that was named")
