"""Group commit: whatever appends wait leave together in one call, one transaction, one flush.

A lone append leaves at once by the plain path; nobody waits on a timer; one append's conflict refuses
that append only; a tenant whose head is taken goes alone, so that one slow tenant stalls nobody.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from time import monotonic
from typing import Any
from uuid import UUID

import asyncpg
import structlog
from msgspec import structs

from concord.eventstore.append import Append, Appended
from concord.eventstore.bell import Bell
from concord.eventstore.errors import AWAY, AppendError, StoreUnavailable
from concord.eventstore.queue import Queue, Waiting
from concord.eventstore.writer import Known, Writer
from concord.telemetry.metrics import APPEND_GROUP_SIZE, APPEND_SECONDS

WRITERS = 2
LANES = 8
"""Connections for appends that go alone: as many slow tenants may wait for their heads at once."""
SMALL_GROUP = 16
"""Events that are not worth dividing."""
PATIENCE = 15.0
"""Seconds an append is tried again while the database is away, before `StoreUnavailable`."""

AGAIN = ("40001", "40P01", "XX000", "53300", "55P03")
"""SQLSTATEs after which the same command is sent again (distribution rule 6)."""

log = structlog.get_logger()


class GroupCommit:
    """The appends of this process on their way to the database."""

    def __init__(self, dsn: str, *, patience: float = PATIENCE, queue: Queue | None = None) -> None:
        self._dsn = dsn
        self._patience = patience
        self._queue = Queue() if queue is None else queue  # an empty queue is falsy
        self._bell = Bell(dsn)
        self._writers = Connections(dsn, WRITERS)
        self._lanes = Connections(dsn, LANES)
        self._tasks: set[asyncio.Task[None]] = set()
        self._flying = 0
        self._scheduled = False
        self._landing = asyncio.Event()

    async def append(self, append: Append) -> Appended:
        """Stores one append. Raises the errors of eventstore/errors.py."""
        started = monotonic()
        waiting = Waiting(append, asyncio.get_running_loop().create_future(), started + self._patience)
        try:
            if append.silence is None and (self._flying or not self._queue.empty):
                self._queue.put(waiting)
                self._wake()
            else:
                await self._at_once(waiting)
            return await waiting.answer
        finally:
            APPEND_SECONDS.observe(monotonic() - started)

    async def _at_once(self, waiting: Waiting) -> None:
        """Nothing waits and nothing is under way: no queue, no task, no turn of the loop."""
        self._flying += 1
        self._queue.occupy(waiting.append.tenant)
        try:
            async with self._lanes.use() as slot:
                self._answer(waiting, await self._insist(slot, waiting))
        finally:
            self._landed({waiting.append.tenant})

    def _landed(self, tenants: set[UUID]) -> None:
        self._flying -= 1
        self._queue.release(tenants)
        self._landing.set()
        if not self._queue.empty:
            self._wake()

    async def close(self) -> None:
        """Lets everything under way finish, then disconnects."""
        while self._flying or not self._queue.empty:
            self._landing.clear()
            await self._landing.wait()
        await self._bell.close()
        await self._writers.close()
        await self._lanes.close()

    def _wake(self) -> None:
        # After the current turn of the loop, so that all who are ready to append leave together.
        if not self._scheduled:
            self._scheduled = True
            asyncio.get_running_loop().call_soon(self._dispatch)

    def _dispatch(self, answered: int = 0) -> None:
        """Sends what waits. Those just `answered` are about to ask again: a group takes half of all, so
        that one half is prepared here while the database stores the other."""
        self._scheduled = False
        most = max(SMALL_GROUP, (answered + self._queue.events + 1) // 2)
        while self._writers.free and (group := self._queue.take(most)):
            alone = [waiting for waiting in group if waiting.append.tracking]  # the plain path's business
            together = [waiting for waiting in group if not waiting.append.tracking]
            if len(together) == 1 and not self._flying and self._lanes.free:
                alone, together = [*alone, *together], []
            for waiting in alone:
                self._start(self._alone, [waiting])
            if together:
                self._start(self._together, together)

    def _start(
        self, work: Callable[[list[Waiting]], Coroutine[Any, Any, None]], items: list[Waiting]
    ) -> None:
        self._flying += 1
        task = asyncio.create_task(work(items))
        self._tasks.add(task)
        task.add_done_callback(partial(self._finished, items))

    def _finished(self, items: list[Waiting], task: "asyncio.Task[None]") -> None:
        """Whatever happened, nobody waits for ever and no tenant stays busy."""
        self._tasks.discard(task)
        if error := task.exception():
            log.error("append failed in an unforeseen way", exc_info=error)
            for waiting in items:
                self._answer(waiting, StoreUnavailable(f"the append failed: {error!r}"))
        self._landed({waiting.append.tenant for waiting in items})

    async def _together(self, items: list[Waiting]) -> None:
        group = list(items)
        async with self._writers.use() as slot:
            outcomes = await self._try(slot, group)
        left: dict[UUID, list[Waiting]] = {}
        for waiting, outcome in zip(group, outcomes, strict=True):
            if outcome is None:
                left.setdefault(waiting.append.tenant, []).append(waiting)
        items[:] = [waiting for waiting, outcome in zip(group, outcomes, strict=True) if outcome is None]
        self._queue.release({waiting.append.tenant for waiting in group} - left.keys())
        try:
            self._dispatch(len(group))  # before the answers: the next group is under way while they are read
        finally:
            for waiting, outcome in zip(group, outcomes, strict=True):
                if outcome is not None:
                    self._answer(waiting, outcome)
        if left:
            await asyncio.gather(*(self._alone(lane) for lane in left.values()))

    async def _try(self, slot: "Slot", group: list[Waiting]) -> list[Appended | AppendError | None]:
        """The outcomes; None for each append that is to go alone: where its tenant's head was taken,
        and for all where the call failed as a whole, so that one at fault stops no other."""
        APPEND_GROUP_SIZE.observe(len(group))
        try:
            async with _answering(slot, self._patience):
                writer = await slot.writer()
                for waiting in group:
                    waiting.sent = True
                outcomes = await writer.append_group([waiting.append for waiting in group])
                return [
                    await self._first_answer(writer, waiting) if isinstance(outcome, Known) else outcome
                    for waiting, outcome in zip(group, outcomes, strict=True)
                ]
        except (*AWAY, asyncpg.PostgresError) as error:
            log.warning("group not stored, its appends go alone", size=len(group), error=repr(error))
            return [None] * len(group)

    async def _alone(self, items: list[Waiting]) -> None:
        """Appends of one tenant one after the other, by the plain path, each until it has an answer."""
        async with self._lanes.use() as slot:
            for waiting in items:
                self._answer(waiting, await self._insist(slot, waiting))

    async def _insist(self, slot: "Slot", waiting: Waiting) -> Appended | AppendError:
        pause = 0.05
        while (left := waiting.deadline - monotonic()) > 0:
            try:
                async with _answering(slot, left):
                    return await self._attempt(await slot.writer(), waiting)
            except (*AWAY, asyncpg.PostgresError) as error:
                sqlstate = getattr(error, "sqlstate", None)
                if not isinstance(error, AWAY) and sqlstate not in AGAIN:
                    return StoreUnavailable(f"the database refused to store: {error}")
                if pause > waiting.deadline - monotonic():
                    return StoreUnavailable(f"the database did not answer: {error!r}")
                await asyncio.sleep(pause)
                pause = min(2 * pause, 1.0)
        return StoreUnavailable("the database did not answer in time")

    async def _attempt(self, writer: Writer, waiting: Waiting) -> Appended | AppendError:
        sent_before, waiting.sent = waiting.sent, True
        try:
            return await writer.append(waiting.append)
        except Known:
            first = await self._first_answer(writer, waiting)
            # Taken by our own earlier attempt, whose answer was lost: to the caller it is the first.
            return (
                structs.replace(first, replayed=False)
                if sent_before and isinstance(first, Appended)
                else first
            )
        except AppendError as refusal:
            return refusal

    async def _first_answer(self, writer: Writer, waiting: Waiting) -> Appended | AppendError:
        """What the command was answered with before."""
        try:
            taken = await writer.taken(waiting.append)
        except AppendError as refusal:
            return refusal
        return taken or StoreUnavailable("the command is known, but its answer is gone")

    def _answer(self, waiting: Waiting, outcome: Appended | AppendError) -> None:
        if isinstance(outcome, Appended):
            self._bell.ring(waiting.append.tenant)
        if waiting.answer.done():  # the caller was cancelled; what is stored is stored
            return
        if isinstance(outcome, Appended):
            waiting.answer.set_result(outcome)
        else:
            waiting.answer.set_exception(outcome)


class Slot:
    """A place for a connection, opened when first used and again after it was lost."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._writer: Writer | None = None

    async def writer(self) -> Writer:
        """A live connection."""
        if self._writer is None or self._writer.closed:
            self._writer = await Writer.open(self._dsn)
        return self._writer

    async def close(self) -> None:
        """Disconnects."""
        if self._writer is not None:
            await self._writer.close()


@asynccontextmanager
async def _answering(slot: Slot, seconds: float) -> AsyncIterator[None]:
    """Raises `TimeoutError` where no answer came: a database may be silent without being gone. Its
    connection is dropped, or whoever has the slot next would wait for that answer too."""
    try:
        async with asyncio.timeout(seconds):
            yield
    except TimeoutError:
        await slot.close()
        raise


class Connections:
    """A few slots; who finds none waits."""

    def __init__(self, dsn: str, size: int) -> None:
        self._slots = [Slot(dsn) for _ in range(size)]
        self._all = tuple(self._slots)
        self._gate = asyncio.Semaphore(size)

    @property
    def free(self) -> bool:
        """A slot could be had at once."""
        return not self._gate.locked()

    @asynccontextmanager
    async def use(self) -> AsyncIterator[Slot]:
        """A slot of one's own."""
        async with self._gate:
            slot = self._slots.pop()
            try:
                yield slot
            finally:
                self._slots.append(slot)

    async def close(self) -> None:
        """Disconnects all."""
        for slot in self._all:
            await slot.close()
