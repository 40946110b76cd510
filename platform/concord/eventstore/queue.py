"""What waits to be appended, and which of it may leave together."""

from asyncio import Future
from collections import OrderedDict, deque
from uuid import UUID

from concord.eventstore.append import Append, Appended
from concord.eventstore.errors import QueueFull

TENANT_EVENTS = 100
"""Events of one tenant in a group: a busy tenant takes its turn like everybody else."""
GROUP_EVENTS = 1_000
WAITING_EVENTS = 10_000
PLACE_BYTES = 4_096
"""A large event counts as several: what waits is bounded in memory, 40 MB, not only in number."""


class Waiting:
    """An append on its way. `sent`: an attempt may have been stored without our hearing of it."""

    __slots__ = ("answer", "append", "commands", "deadline", "sent", "size", "touched", "written")

    def __init__(self, append: Append, answer: "Future[Appended]", deadline: float) -> None:
        self.append = append
        self.answer = answer
        self.deadline = deadline
        self.sent = False
        # One of guards or tracking alone takes a place as well.
        self.size = max(1, len(append.events), _bytes(append) // PLACE_BYTES)
        # One that contradicts itself is refused here: in a group it would take its neighbours along.
        self.touched = set(append.must_be)
        self.written = {event.stream for event in append.events}
        self.commands = {append.command}


def _bytes(append: Append) -> int:
    size = 0
    for event in append.events:
        size += len(event.before) + len(event.after)
    for disclosure in append.disclosures:
        size += len(disclosure.ciphertext)
    return size


class Line:
    """What waits of one tenant."""

    __slots__ = ("events", "items")

    def __init__(self) -> None:
        self.items: deque[Waiting] = deque()
        self.events = 0


class Queue:
    """Fair by tenant: a queue each, served in turn, at most one group of a tenant under way."""

    def __init__(self, limit: int = WAITING_EVENTS) -> None:
        self._limit = limit
        self._events = 0
        self._lines: OrderedDict[UUID, Line] = OrderedDict()
        self._busy: set[UUID] = set()

    def put(self, waiting: Waiting) -> None:
        """Adds at the end of its tenant's queue. Raises `QueueFull`.

        A tenant may wait with as much as it leaves free, so that a stuck one shuts nobody out.
        """
        line = self._lines.get(waiting.append.tenant) or Line()
        if line.events + waiting.size > self._limit - self._events:
            raise QueueFull(f"{self._events} events wait already, {line.events} of this tenant")
        if not line.items:
            self._lines[waiting.append.tenant] = line
        line.items.append(waiting)
        line.events += waiting.size
        self._events += waiting.size

    @property
    def empty(self) -> bool:
        """Nothing waits."""
        return not self._lines

    def occupy(self, tenant: UUID) -> None:
        """Something of this tenant is under way that never waited."""
        self._busy.add(tenant)

    def release(self, tenants: set[UUID]) -> None:
        """What was under way of these tenants has been answered."""
        self._busy -= tenants

    @property
    def events(self) -> int:
        """How many wait."""
        return self._events

    def take(self, most: int = GROUP_EVENTS) -> list[Waiting]:
        """The next group: one append of each free tenant in turn, until nothing fits or it has `most` events.

        No append of it writes or relies on a stream that another one writes, so that the database
        can judge all of them at once. Its tenants are busy until `release`.
        """
        ready = [Share(t, line) for t, line in self._lines.items() if t not in self._busy]
        turn = deque(ready)
        total = 0
        while turn and total < min(most, GROUP_EVENTS):
            share = turn.popleft()
            if taken := share.take():
                total += taken.size
                turn.append(share)
        for share in ready:
            if share.items:
                self._leave(share)
        return [waiting for share in ready for waiting in share.items]

    def _leave(self, share: "Share") -> None:
        for _ in share.items:
            share.line.items.popleft()
        share.line.events -= share.events
        self._events -= share.events
        self._busy.add(share.tenant)
        if share.line.items:
            self._lines.move_to_end(share.tenant)
        else:
            del self._lines[share.tenant]


class Share:
    """What of one tenant leaves with a group."""

    __slots__ = ("commands", "events", "items", "line", "tenant", "touched", "written")

    def __init__(self, tenant: UUID, line: Line) -> None:
        self.tenant = tenant
        self.line = line
        self.items: list[Waiting] = []
        self.events = 0
        self.written: set[UUID] = set()
        self.touched: set[UUID] = set()
        self.commands: set[UUID] = set()

    def take(self) -> Waiting | None:
        """Takes the next of the line in; None where none is left or it has to wait for another group."""
        if len(self.items) == len(self.line.items):
            return None
        waiting = self.line.items[len(self.items)]
        if self.items and not self._fits(waiting):
            return None
        self.items.append(waiting)
        self.events += waiting.size
        self.written |= waiting.written
        self.touched |= waiting.touched
        self.commands |= waiting.commands
        return waiting

    def _fits(self, waiting: Waiting) -> bool:
        """Whether it may go with those that are in already; the first always may."""
        return (
            self.events + waiting.size <= TENANT_EVENTS
            and self.touched.isdisjoint(waiting.written)
            and self.written.isdisjoint(waiting.touched)
            and self.commands.isdisjoint(waiting.commands)
            # tracking is checked by the plain path only
            and waiting.append.tracking is None
            and self.items[0].append.tracking is None
        )
