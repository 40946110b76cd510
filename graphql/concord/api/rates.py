"""How often: a token bucket per tenant and one per user, in this process."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

import msgspec

from concord.api.errors import limit_exceeded
from concord.commanding import Message

TOO_OFTEN = Message("请求过于频繁，请 {seconds} 秒后再试", "Too many requests: try again in {seconds} s")
REMEMBERED = 10_000
"""Buckets kept; the one longest unused is forgotten, and is full again when it is needed."""


class Rate(msgspec.Struct, frozen=True):
    """So many a second (0: no limit), and so many at once after a pause."""

    per_second: float
    burst: float


PER_PEER = Rate(per_second=10, burst=50)
"""Of a network address that shows no valid token."""


class Buckets:
    """Token buckets by key: each request takes one token, time gives them back."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._levels: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, key: Hashable) -> None:
        """Raises LIMIT_EXCEEDED, saying when to come again."""
        if not self._rate.per_second:
            return
        now = self._clock()
        level, since = self._levels.pop(key, (self._rate.burst, now))
        level = min(self._rate.burst, level + (now - since) * self._rate.per_second)
        allowed = level >= 1
        self._levels[key] = (level - 1 if allowed else level, now)
        if len(self._levels) > REMEMBERED:
            self._levels.popitem(last=False)
        if not allowed:
            raise limit_exceeded(TOO_OFTEN, seconds=f"{(1 - level) / self._rate.per_second:.1f}")
