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


class Waiting:
    """An append on its way. `sent`: an attempt may have been stored without our hearing of it."""

    __slots__ = ("answer", "append", "deadline", "sent", "touched", "written")

    def __init__(self, append: Append, answer: "Future[Appended]", deadline: float) -> None:
        self.append = append
        self.answer = answer
        self.deadline = deadline
        self.sent = False
        self.written = {event.stream for event in append.events}
        self.touched = self.written | {guard.stream for guard in append.guards}


class Queue:
    """Fair by tenant: a queue each, served in turn, at most one group of a tenant under way."""

    def __init__(self, limit: int = WAITING_EVENTS) -> None:
        self._limit = limit
        self._events = 0
        self._tenants: OrderedDict[UUID, deque[Waiting]] = OrderedDict()
        self._busy: set[UUID] = set()

    def put(self, waiting: Waiting) -> None:
        """Adds at the end of its tenant's queue. Raises `QueueFull`."""
        size = len(waiting.append.events)
        if self._events + size > self._limit:
            raise QueueFull(f"{self._events} events wait already")
        self._events += size
        self._tenants.setdefault(waiting.append.tenant, deque()).append(waiting)

    def release(self, tenants: set[UUID]) -> None:
        """What was under way of these tenants has been answered."""
        self._busy -= tenants

    def __len__(self) -> int:
        """Appends that wait, whether or not they may leave now."""
        return sum(len(queue) for queue in self._tenants.values())

    def take(self) -> list[Waiting]:
        """The next group: one append of each free tenant in turn, until nothing fits.

        No append of it writes or relies on a stream that another one writes, so that the database
        can judge all of them at once. Its tenants are busy until `release`.
        """
        ready = [tenant for tenant in self._tenants if tenant not in self._busy]
        taken: dict[UUID, list[Waiting]] = {tenant: [] for tenant in ready}
        total = 0
        while ready and total < GROUP_EVENTS:
            still = []
            for tenant in ready:
                waiting = self._next(tenant, taken[tenant])
                if waiting is not None:
                    taken[tenant].append(waiting)
                    total += len(waiting.append.events)
                    still.append(tenant)
            ready = still
        return self._leave(taken)

    def _next(self, tenant: UUID, with_: list[Waiting]) -> Waiting | None:
        queue = self._tenants[tenant]
        if len(with_) == len(queue):
            return None
        waiting = queue[len(with_)]
        if with_ and (
            _events(with_) + len(waiting.append.events) > TENANT_EVENTS or _entangled(waiting, with_)
        ):
            return None
        if with_ and (waiting.append.tracking or with_[0].append.tracking):
            return None  # tracking is checked by the plain path only
        return waiting

    def _leave(self, taken: dict[UUID, list[Waiting]]) -> list[Waiting]:
        group = []
        for tenant, items in taken.items():
            if not items:
                continue
            queue = self._tenants[tenant]
            for waiting in items:
                queue.popleft()
                self._events -= len(waiting.append.events)
            if queue:
                self._tenants.move_to_end(tenant)
            else:
                del self._tenants[tenant]
            self._busy.add(tenant)
            group += items
        return group


def _events(items: list[Waiting]) -> int:
    return sum(len(waiting.append.events) for waiting in items)


def _entangled(waiting: Waiting, others: list[Waiting]) -> bool:
    return any(
        waiting.written & other.touched
        or waiting.touched & other.written
        or waiting.append.command == other.append.command
        for other in others
    )
