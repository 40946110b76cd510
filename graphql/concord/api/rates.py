"""How often: a token bucket per tenant and one per user, in this process."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import NamedTuple

import msgspec

from concord.api.errors import ApiError, ErrorCode
from concord.commanding import Message

TOO_OFTEN = Message("请求过于频繁，请 {seconds} 秒后再试", "Too many requests: try again in {seconds} s")
REMEMBERED = 10_000
"""Buckets kept; the one longest unused is forgotten, and is full again when it is needed."""


class Rate(msgspec.Struct, frozen=True):
    """So many a second (0: no limit), and so many at once after a pause."""

    per_second: float
    burst: float

    @property
    def window(self) -> int:
        """Seconds in which an empty bucket is full again."""
        return math.ceil(self.burst / self.per_second)


PER_PEER = Rate(per_second=10, burst=50)
"""Of a network address that shows no valid token."""


class Left(NamedTuple):
    """What a bucket still holds."""

    rate: Rate
    tokens: float

    @property
    def seconds(self) -> int:
        """Until it is full again."""
        return math.ceil((self.rate.burst - self.tokens) / self.rate.per_second)


class TooOften(ApiError):
    """LIMIT_EXCEEDED, with the seconds after which it is worth trying again."""

    def __init__(self, seconds: float, left: Left) -> None:
        super().__init__(ErrorCode.LIMIT_EXCEEDED, TOO_OFTEN, seconds=f"{seconds:.1f}")
        self.seconds, self.left = math.ceil(seconds), left


class Buckets:
    """Token buckets by key: an operation takes what it weighs, time gives it back."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._levels: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def take(self, key: Hashable, tokens: float = 1) -> Left | None:
        """What is left; None where there is no limit. Raises `TooOften`, and takes nothing then."""
        rate = self._rate
        if not rate.per_second:
            return None
        tokens = min(tokens, rate.burst)  # what weighs more than a full bucket would wait for ever
        now = self._clock()
        level, since = self._levels.pop(key, (rate.burst, now))
        level = min(rate.burst, level + (now - since) * rate.per_second)
        allowed = level >= tokens
        self._levels[key] = (level - tokens if allowed else level, now)
        if len(self._levels) > REMEMBERED:
            self._levels.popitem(last=False)
        if not allowed:
            raise TooOften((tokens - level) / rate.per_second, Left(rate, level))
        return Left(rate, level - tokens)
