"""What waits to be appended, and which of it may leave together."""

from asyncio import Future
from collections import Counter, OrderedDict, deque
from uuid import UUID

from concord.eventstore.append import Append, Appended
from concord.eventstore.errors import QueueFull
from concord.eventstore.writer import checks

TENANT_EVENTS = 100
"""Events of one tenant in a group: a busy tenant takes its turn like everybody else."""
GROUP_EVENTS = 1_000
WAITING_EVENTS = 10_000
PLACE_BYTES = 4_096
"""A large event counts as several: what waits is bounded in memory, 40 MB, not only in number."""


class Waiting:
    """An append on its way. `sent`: an attempt may have been stored without our hearing of it."""

    __slots__ = ("answer", "append", "deadline", "sent", "size", "touched", "written")

    def __init__(self, append: Append, answer: "Future[Appended]", deadline: float) -> None:
        self.append = append
        self.answer = answer
        self.deadline = deadline
        self.sent = False
        # One of guards or tracking alone takes a place as well.
        self.size = max(1, len(append.events), _bytes(append) // PLACE_BYTES)
        # One that contradicts itself is refused here: in a group it would take its neighbours along.
        self.touched = set(checks(append))
        self.written = {event.stream for event in append.events}


def _bytes(append: Append) -> int:
    entries = sum(len(event.before) + len(event.after) for event in append.events)
    return entries + sum(len(disclosure.ciphertext) for disclosure in append.disclosures)


class Queue:
    """Fair by tenant: a queue each, served in turn, at most one group of a tenant under way."""

    def __init__(self, limit: int = WAITING_EVENTS) -> None:
        self._limit = limit
        self._events = 0
        self._sizes: Counter[UUID] = Counter()
        self._tenants: OrderedDict[UUID, deque[Waiting]] = OrderedDict()
        self._busy: set[UUID] = set()

    def put(self, waiting: Waiting) -> None:
        """Adds at the end of its tenant's queue. Raises `QueueFull`.

        A tenant may wait with as much as it leaves free, so that a stuck one shuts nobody out.
        """
        tenant = waiting.append.tenant
        if self._sizes[tenant] + waiting.size > self._limit - self._events:
            raise QueueFull(f"{self._events} events wait already, {self._sizes[tenant]} of this tenant")
        self._events += waiting.size
        self._sizes[tenant] += waiting.size
        self._tenants.setdefault(tenant, deque()).append(waiting)

    @property
    def empty(self) -> bool:
        """Nothing waits."""
        return not self._tenants

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
        ready = {tenant: Share() for tenant in self._tenants if tenant not in self._busy}
        group: list[Waiting] = []
        turn = deque(ready.items())
        total = 0
        while turn and total < min(most, GROUP_EVENTS):
            tenant, share = turn.popleft()
            if taken := self._next(tenant, share):
                total += taken.size
                turn.append((tenant, share))
        for tenant, share in ready.items():
            if share.items:
                self._leave(tenant, share)
                group += share.items
        return group

    def _next(self, tenant: UUID, share: "Share") -> Waiting | None:
        queue = self._tenants[tenant]
        if len(share.items) == len(queue) or not share.takes(queue[len(share.items)]):
            return None
        waiting = queue[len(share.items)]
        share.add(waiting)
        return waiting

    def _leave(self, tenant: UUID, share: "Share") -> None:
        queue = self._tenants[tenant]
        for _ in share.items:
            queue.popleft()
        self._events -= share.events
        self._sizes[tenant] -= share.events
        self._busy.add(tenant)
        if queue:
            self._tenants.move_to_end(tenant)
        else:
            del self._tenants[tenant], self._sizes[tenant]


class Share:
    """What of one tenant leaves with a group."""

    __slots__ = ("commands", "events", "items", "touched", "written")

    def __init__(self) -> None:
        self.items: list[Waiting] = []
        self.events = 0
        self.written: set[UUID] = set()
        self.touched: set[UUID] = set()
        self.commands: set[UUID] = set()

    def takes(self, waiting: Waiting) -> bool:
        """Whether this append may go with those that are in already; the first always may."""
        if not self.items:
            return True
        return (
            self.events + waiting.size <= TENANT_EVENTS
            and self.touched.isdisjoint(waiting.written)
            and self.written.isdisjoint(waiting.touched)
            and waiting.append.command not in self.commands
            # tracking is checked by the plain path only
            and waiting.append.tracking is None
            and self.items[0].append.tracking is None
        )

    def add(self, waiting: Waiting) -> None:
        """Takes it in."""
        self.items.append(waiting)
        self.events += waiting.size
        self.written |= waiting.written
        self.touched |= waiting.touched
        self.commands.add(waiting.append.command)
