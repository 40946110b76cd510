"""What a worker has before it: (tenant, consumer) pairs, each once, in turn."""

import asyncio
from collections.abc import Iterable
from uuid import UUID

Item = tuple[UUID, str]


class Agenda:
    """First in, first out; an item that comes again while it is worked on waits until that is done."""

    def __init__(self) -> None:
        self._waiting: dict[Item, None] = {}
        self._busy: dict[Item, bool] = {}
        self._changed = asyncio.Event()
        self._closed = False

    def add(self, items: Iterable[Item]) -> None:
        """Put at the end whatever is not there yet."""
        for item in items:
            if item in self._busy:
                self._busy[item] = True
            else:
                self._waiting.setdefault(item)
                self._changed.set()

    async def take(self) -> Item | None:
        """The next item, when there is one; hand it back by `done`. None: closed."""
        while not self._waiting and not self._closed:
            self._changed.clear()
            await self._changed.wait()
        if self._closed:
            return None
        item = next(iter(self._waiting))
        del self._waiting[item]
        self._busy[item] = False
        return item

    def done(self, item: Item, *, again: bool) -> None:
        """`again`: there is more to do; behind everybody who waits, so that nobody is starved."""
        if self._busy.pop(item) or again:
            self.add([item])

    def close(self) -> None:
        """Nothing is taken any more; what waits is found again by the next scan."""
        self._closed = True
        self._changed.set()
