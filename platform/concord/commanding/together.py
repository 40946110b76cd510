"""Many commands as one append: each decides on what those before it decided, and all are stored or none.

For what comes as a whole (a workbook). A command that is refused leaves nothing behind, so that the next
ones can still be judged and everything that is wrong be said at once.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

import orjson
from eventsourcing.domain import Aggregate

from concord.commanding.command import Command, Facts, Read, Survey
from concord.commanding.commander import Commander, Outcome, _fact, _outcome, _Request
from concord.commanding.loading import restore
from concord.eventstore.append import Append, Disclosure, Guard, NewEvent
from concord.eventstore.errors import CommandReused
from concord.eventstore.store import Stored
from concord.identity.viewer import Viewer
from concord.privacy.disclosures import Undisclosed, encrypt
from concord.privacy.keystore import KeyDestroyed
from concord.refusals import CommandRefusal, Refusal

MOST_EVENTS = 5_000
"""Of one append: half of what may wait in a process."""

Source = tuple[type[Aggregate], UUID]


class Together:
    """One such whole, by one viewer. Used once: decide, decide, ..., store.
    It is a part of the commander."""

    def __init__(
        self,
        commander: Commander,
        viewer: Viewer,
        *,
        command_id: UUID,
        content: bytes,
        now: datetime,
    ) -> None:
        """`command_id` names the whole and makes it idempotent; `content` is what it stands for."""
        self._commander = commander
        self._viewer = viewer
        self._command_id = command_id
        self._content = content
        self._now = now
        self._streams: dict[Source, _Stream] = {}
        self._events: list[NewEvent] = []
        self._beside: list[Undisclosed] = []

    @property
    def events(self) -> int:
        """How many are to be stored."""
        return len(self._events)

    async def taken(self) -> Outcome | None:
        """The first answer, if the whole was stored before. Raises `Refusal` (COMMAND_REUSED)."""
        try:
            found = await self._commander._store.taken(self._tenant, self._command_id, await self._digest())
        except CommandReused:
            raise Refusal(CommandRefusal.COMMAND_REUSED) from None
        return _outcome(found) if found else None

    async def facts(self, reads: Callable[[Facts], Mapping[str, Read | Survey]]) -> Facts:
        """Facts as they stand after what was decided so far; a `Survey` counts what is stored already.
        Raises `Refusal` (NOT_FOUND)."""
        known: dict[str, Any] = {}
        while new := {name: read for name, read in reads(known).items() if name not in known}:
            sources = {name: self._source(read) for name, read in new.items() if isinstance(read, Read)}
            await self._load(*sources.values())
            for name, read in new.items():
                if isinstance(read, Survey):
                    known[name] = await self._commander._survey(self._tenant, read)
                else:
                    kind = sources[name][0]
                    known[name] = _fact(name, read, self._streams[sources[name]].aggregate, kind)
        return known

    async def decide(self, command: Command, *, id: UUID, occurred_on: date | None = None) -> None:
        """Takes one command up under the id from which ids of what it makes derive. Raises `Refusal`."""
        request = _Request(
            self._viewer, command, id, occurred_on, self._command_id, None, self._simulated_now()
        )
        target = (command.aggregate, request.stream)
        await self._load(target)
        facts = await self.facts(lambda known: command.reads(self._tenant, known))
        try:
            decided = command.decide(self._streams[target].aggregate, facts, request.circumstances())
        except Refusal:
            self._undo()
            raise
        changed = decided if isinstance(decided, tuple) else (decided,)
        if self.events + sum(len(one.pending_events) for one in changed) > MOST_EVENTS:
            self._undo()
            raise Refusal(CommandRefusal.TOO_MUCH_AT_ONCE, limit=MOST_EVENTS)
        for aggregate in changed:
            self._take(aggregate, request)

    async def store(self) -> Outcome:
        """Stores everything that was decided.

        Raises `VersionConflict` where something that a decision relied on has changed meanwhile: decide anew.
        """
        guards = tuple(
            Guard(stream, one.base) for (_, stream), one in self._streams.items() if not one.events
        )
        try:
            keys = await self._commander._keys.obtain(self._tenant, {one.key for one in self._beside})
        except KeyDestroyed as error:
            raise Refusal(CommandRefusal.SUBJECT_ERASED, subject=error.key) from None
        append = Append(
            tenant=self._tenant,
            command=self._command_id,
            digest=await self._digest(),
            events=tuple(self._events),
            guards=guards,
            disclosures=tuple(
                Disclosure(one.digest, one.key, encrypt(one, keys[one.key])) for one in self._beside
            ),
            result=orjson.dumps({"stream": self._command_id, "version": self.events}),
            recorded_at=self._simulated_now(),
        )
        return _outcome(await self._commander._store.append(append))

    @property
    def _tenant(self) -> UUID:
        return self._viewer.tenant.id

    def _simulated_now(self) -> datetime | None:
        return self._now if self._viewer.tenant.simulated else None

    async def _digest(self) -> bytes:
        return await self._commander._keys.authenticate(self._tenant, "command", self._content)

    def _source(self, read: Read) -> Source:
        return self._commander._aggregates[read.aggregate], read.stream

    async def _load(self, *wanted: Source) -> None:
        new = [source for source in dict.fromkeys(wanted) if source not in self._streams]
        if not new:
            return
        shapes = [self._commander._shapes[aggregate].name for aggregate, _ in new]
        asked = [(stream, shape) for (_, stream), shape in zip(new, shapes, strict=True)]
        stored = await self._commander._store.load(self._tenant, asked)
        for source, one in zip(new, stored, strict=True):
            self._streams[source] = _Stream(self._commander, source, one)

    def _take(self, aggregate: Aggregate, request: _Request) -> None:
        source = (type(aggregate), aggregate.id)
        if source not in self._streams:
            self._streams[source] = _Stream(self._commander, source, Stored())
        pending = list(aggregate.collect_events())
        events, beside = self._commander.composed(request, aggregate, pending)
        self._events += events
        self._beside += beside
        self._streams[source].aggregate = aggregate
        self._streams[source].events += pending

    def _undo(self) -> None:
        """A decision may have changed an aggregate before it was refused: all are made anew."""
        for one in self._streams.values():
            one.forget()


class _Stream:
    """One stream: as stored, with what was decided since."""

    def __init__(self, commander: Commander, source: Source, stored: Stored) -> None:
        self._commander, self._source, self._stored = commander, source, stored
        self._aggregate: Aggregate | None = None
        self._fresh = False
        self.events: list[Any] = []
        self.base = 0
        self.base = self.aggregate.version if self.aggregate else 0

    @property
    def aggregate(self) -> Aggregate | None:
        if not self._fresh:
            kind, stream = self._source
            shape = self._commander._shapes[kind]
            found: Any = restore(self._commander.mapper, kind, shape, stream, self._stored)
            for event in self.events:
                found = event.mutate(found)
            self._aggregate, self._fresh = found, True
        return self._aggregate

    @aggregate.setter
    def aggregate(self, aggregate: Aggregate) -> None:
        self._aggregate, self._fresh = aggregate, True

    def forget(self) -> None:
        """What is in memory may be wrong."""
        self._fresh = False
