"""From a command to appended events: load, decide, append; the same command gets the same answer."""

import asyncio
import hmac
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import entry_points
from typing import Any
from uuid import UUID, uuid4

import msgspec
import orjson
import structlog
from eventsourcing.domain import Aggregate

from concord.commanding.command import Circumstances, Command, Context, Facts, Read, Survey, Surveyed
from concord.commanding.days import day_of
from concord.commanding.loading import SNAPSHOT_EVERY, Shape, freeze, restore, shape_of
from concord.commanding.naming import named
from concord.eventstore.append import Append, Appended, Disclosure, Guard, NewEvent, Silence
from concord.eventstore.canonical import NotCanonical
from concord.eventstore.composing import Metadata, compose
from concord.eventstore.errors import CommandReused, EntryTooLarge, StoreUnavailable, VersionConflict
from concord.eventstore.mapper import Mapper
from concord.eventstore.store import EventStore
from concord.identity.viewer import Viewer
from concord.privacy.disclosable import Narrative, Personal
from concord.privacy.disclosures import Undisclosed, encrypt
from concord.privacy.keystore import KeyDestroyed, KeyStore
from concord.refusals import CommandRefusal, Refusal
from concord.tenancy import Tenant

ATTEMPTS = 12
"""How often a decision is made again because what it relied on has changed meanwhile."""
SURVEYED = 20_000_000
"""Entries of a ledger that is counted while somebody waits: some seconds a million."""

Source = tuple[type[Aggregate], UUID]
Load = Callable[[UUID, list[Source]], Awaitable[list[Aggregate | None]]]
"""Aggregates of a tenant as they stand."""
Count = Callable[[UUID, Survey], Awaitable[Surveyed]]
ReliedOn = Guard | Silence

log = structlog.get_logger()


class Outcome(msgspec.Struct, frozen=True):
    """What came of a command."""

    stream: UUID
    version: int
    position: int
    """Of the last event, or of the ledger's head where nothing changed."""
    recorded_at: datetime
    replayed: bool = False
    """The command had been taken before; this is its first answer."""


class Snapshot(msgspec.Struct, frozen=True):
    """A cache of an aggregate, to be kept once its events are stored."""

    tenant: UUID
    stream: UUID
    shape: str
    version: int
    state: bytes


def contexts() -> list[Context]:
    """The bounded contexts that are installed."""
    return [point.load().CONTEXT for point in entry_points(group="concord.contexts")]


class Commander:
    """Executes commands against the ledgers of one store."""

    def __init__(self, store: EventStore, keys: KeyStore, installed: Iterable[Context] | None = None) -> None:
        self._store = store
        self._keys = keys
        chosen = list(installed) if installed is not None else contexts()
        self.mapper = Mapper(chosen)
        self._aggregates = {f"{c.name}.{a.__name__}": a for c in chosen for a in c.aggregates}
        self._shapes = {a: shape_of(name.partition(".")[0], a) for name, a in self._aggregates.items()}

    async def execute(
        self,
        viewer: Viewer,
        command: Command,
        *,
        command_id: UUID | None = None,
        expected_version: int | None = None,
        occurred_on: date | None = None,
        correlation: UUID | None = None,
        causation: str | None = None,
        now: datetime | None = None,
    ) -> Outcome:
        """Decides and stores.

        `command_id` makes it idempotent; `expected_version` refuses when the aggregate has moved on;
        `now` is a simulated tenant's own time; without one, it goes on from its last entry.
        Raises `Refusal`, or an error of eventstore/errors.py (`QueueFull`, `StoreUnavailable`).
        """
        try:
            if now is None and viewer.tenant.simulated:
                now = await self.now(viewer.tenant)
            request = _Request(viewer, command, command_id, occurred_on, correlation, causation, now)
            digest = await self._digest(request)
            if command_id is not None and (
                taken := await self._store.taken(viewer.tenant.id, command_id, digest)
            ):
                return _outcome(taken)
            return await self._insist(request, digest, expected_version)
        except CommandReused:
            raise Refusal(CommandRefusal.COMMAND_REUSED, "command_id") from None
        except KeyDestroyed as error:
            raise Refusal(CommandRefusal.SUBJECT_ERASED, subject=error.key) from None
        except EntryTooLarge as error:
            raise Refusal(CommandRefusal.ENTRY_TOO_LARGE, size=error.size, limit=error.limit) from None
        except (NotCanonical, UnicodeEncodeError):
            raise Refusal(CommandRefusal.TEXT_INVALID) from None

    async def rehearse(self, viewer: Viewer, command: Command) -> Facts:
        """Whether a command would be taken now, before what it needs is sent: decides, and stores nothing.

        Returns the facts that it rested on. Raises `Refusal`.
        """
        now = await self.now(viewer.tenant) if viewer.tenant.simulated else None
        request = _Request(viewer, command, None, None, None, None, now)
        aggregate, facts, _ = await self._gather(request, self._load, self._survey)
        command.decide(aggregate, facts, request.circumstances())
        return facts

    async def _simulated_now(self, tenant: UUID) -> datetime:
        """A minute after the last entry: by the wall's clock, a year that ended long ago would be over."""
        last = await self._store.last_recorded_at(tenant)
        return last + timedelta(minutes=1) if last else datetime.now(UTC)

    async def load(self, tenant: UUID, aggregate: str, stream: UUID) -> Aggregate | None:
        """An aggregate (`<context>.<Aggregate>`) as it stands now, or None."""
        found = await self._load(tenant, [(self._aggregates[aggregate], stream)])
        return found[0]

    async def now(self, tenant: Tenant) -> datetime:
        """The time at which a command without one of its own is decided."""
        return await self._simulated_now(tenant.id) if tenant.simulated else datetime.now(UTC)

    async def facts(self, tenant: UUID, reads: Callable[[Facts], Mapping[str, Read]]) -> Facts:
        """What `reads` asks for, asked again until it names nothing new. For whoever decides on commands
        rather than events: versions are not kept. Raises `Refusal` (NOT_FOUND)."""
        known: dict[str, Any] = {}
        while new := {name: read for name, read in reads(known).items() if name not in known}:
            wanted = [(self._aggregates[read.aggregate], read.stream) for read in new.values()]
            found = await self._load(tenant, wanted)
            known |= {
                name: _fact(name, read, one, kind)
                for (name, read), one, (kind, _) in zip(new.items(), found, wanted, strict=True)
            }
        return known

    async def _insist(self, request: "_Request", digest: bytes, expected_version: int | None) -> Outcome:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._decide_and_append(request, digest, expected_version)
            except VersionConflict as conflict:
                if expected_version is not None and conflict.stream == request.stream:
                    raise _conflict(expected_version, conflict.actual) from None
                if attempt == ATTEMPTS:
                    raise _conflict(conflict.expected, conflict.actual) from None
                # Those who met here would meet again if they all came back at once.
                await asyncio.sleep(random.uniform(0, 0.002 * attempt))  # noqa: S311
        raise AssertionError("unreachable")

    async def _decide_and_append(
        self, request: "_Request", digest: bytes, expected_version: int | None
    ) -> Outcome:
        aggregate, facts, relied_on = await self._gather(request, self._load, self._survey)
        version = aggregate.version if aggregate else 0
        if expected_version is not None and version != expected_version:
            raise _conflict(expected_version, version)
        decided = request.command.decide(aggregate, facts, request.circumstances())
        changed = decided if isinstance(decided, tuple) else (decided,)
        if not request.may_come_again and not any(one.pending_events for one in changed):
            head = await self._store.head(request.tenant)
            return Outcome(changed[0].id, changed[0].version, head, changed[0].modified_on)
        append, beside, snapshots = self._drafted(request, digest, version, changed, relied_on)
        disclosures = await self._encrypted(request.tenant, beside)
        appended = await self._store.append(msgspec.structs.replace(append, disclosures=disclosures))
        await self._keep(snapshots)
        return _outcome(appended)

    async def _gather(
        self, request: "_Request", load: Load, count: Count
    ) -> tuple[Aggregate | None, Facts, tuple[ReliedOn, ...]]:
        """The deciding aggregate and every fact it asks for, each stream once, in as few round trips
        as they allow."""
        target = (request.command.aggregate, request.stream)
        loaded: dict[Source, Aggregate | None] = {}
        known: dict[str, Any] = {}
        while True:
            reads = request.command.reads(request.tenant, known)
            asked = {name: read for name, read in reads.items() if name not in known}
            if loaded and not asked:
                break
            new = {name: read for name, read in asked.items() if isinstance(read, Read)}
            sources = {name: (self._aggregates[read.aggregate], read.stream) for name, read in new.items()}
            wanted = [source for source in {target, *sources.values()} if source not in loaded]
            loaded.update(zip(wanted, await load(request.tenant, wanted), strict=True))
            known |= {
                name: _fact(name, read, loaded[sources[name]], sources[name][0]) for name, read in new.items()
            }
            for name, survey in asked.items():
                if isinstance(survey, Survey):
                    known[name] = await count(request.tenant, survey)
        guards = {stream: one.version if one else 0 for (_, stream), one in loaded.items()}
        relied_on: list[ReliedOn] = [Guard(s, v) for s, v in guards.items() if s != request.stream]
        relied_on += [one.silence for one in known.values() if isinstance(one, Surveyed) and one.silence]
        return loaded[target], known, tuple(relied_on)

    async def _survey(self, tenant: UUID, survey: Survey) -> Surveyed:
        head = await self._store.head(tenant)
        if survey.begin is None:
            return Surveyed(head)
        if head > SURVEYED:
            raise Refusal(CommandRefusal.LEDGER_TOO_LONG, head=head, limit=SURVEYED)
        tally = survey.begin()
        async for entries in self._store.read_types(tenant, survey.types, until=head):
            for entry in entries:
                tally.take(entry)
        return Surveyed(head, tally, Silence(head, survey.types) if survey.guarded else None)

    async def _load(self, tenant: UUID, wanted: list[Source]) -> list[Aggregate | None]:
        shapes = [self._shapes[aggregate] for aggregate, _ in wanted]
        streams = [(stream, shape.name) for (_, stream), shape in zip(wanted, shapes, strict=True)]
        stored = await self._store.load(tenant, streams)
        return [
            restore(self.mapper, aggregate, shape, stream, one)
            for (aggregate, stream), shape, one in zip(wanted, shapes, stored, strict=True)
        ]

    def _drafted(
        self,
        request: "_Request",
        digest: bytes,
        version: int,
        changed: tuple[Aggregate, ...],
        relied_on: tuple[ReliedOn, ...],
    ) -> tuple[Append, list[Undisclosed], list[Snapshot]]:
        """What a decision is stored as: the append without its disclosures, these, and snapshots that are
        due. `version` is the one at which the aggregate decided."""
        if not any(one.pending_events for one in changed):
            # Stored as well: should it come again, this is the first answer that it gets.
            relied_on = (*relied_on, Guard(request.stream, version))
        snapshots = self._due(request.tenant, changed)
        events: list[NewEvent] = []
        beside: list[Undisclosed] = []
        for aggregate in changed:
            made, undisclosed = self.composed(request, aggregate, aggregate.collect_events())
            events += made
            beside += undisclosed
        append = Append(
            tenant=request.tenant,
            command=request.command_id,
            digest=digest,
            events=tuple(events),
            guards=tuple(one for one in relied_on if isinstance(one, Guard)),
            silence=next((one for one in relied_on if isinstance(one, Silence)), None),
            result=orjson.dumps({"stream": changed[0].id, "version": changed[0].version}),
            recorded_at=request.now if request.viewer.tenant.simulated else None,
        )
        return append, beside, snapshots

    def composed(
        self, request: "_Request", aggregate: Aggregate, pending: Iterable[Any]
    ) -> tuple[list[NewEvent], list[Undisclosed]]:
        """Events of an aggregate as they go into the ledger, and what is kept encrypted beside it."""
        metadata = request.metadata()
        events: list[NewEvent] = []
        beside: list[Undisclosed] = []
        for event in pending:
            event_type = self.mapper.type_of(event)
            data, undisclosed = self.mapper.data(event, aggregate.id)
            beside += undisclosed
            events.append(
                compose(
                    metadata,
                    stream=aggregate.id,
                    version=event.originator_version,
                    name=event_type.name,
                    schema=event_type.schema,
                    data=data,
                )
            )
        return events, beside

    async def _encrypted(self, tenant: UUID, beside: list[Undisclosed]) -> tuple[Disclosure, ...]:
        keys = await self._keys.obtain(tenant, {one.key for one in beside})
        return tuple(Disclosure(one.digest, one.key, encrypt(one, keys[one.key])) for one in beside)

    async def _digest(self, request: "_Request") -> bytes:
        """What of a person makes two commands the same goes in by a hash under the person's own key: when
        that is erased, nobody can try names and numbers against a digest that was kept."""
        command, people = request.command, list[Personal]()

        def content(value: Any) -> Any:
            if isinstance(value, Narrative):
                return value.text
            if isinstance(value, Personal):
                people.append(value)
                return value.subject
            raise NotImplementedError(f"{type(value)} has no place in a command")

        named = [type(command).__name__, command, request.claimed]
        parts = [msgspec.json.encode(named, enc_hook=content, order="sorted")]
        keys = await self._keys.obtain(request.tenant, {one.subject for one in people})
        parts += [
            hmac.digest(keys[one.subject], msgspec.json.encode(one.values, order="sorted"), "sha256")
            for one in people
        ]
        return await self._keys.authenticate(request.tenant, "command", b"".join(parts))

    def _due(self, tenant: UUID, changed: Iterable[Aggregate]) -> list[Snapshot]:
        """Of those whose pending events step over the mark, which may be several."""
        due = []
        for one in changed:
            was = one.version - len(one.pending_events)
            if one.version // SNAPSHOT_EVERY != was // SNAPSHOT_EVERY:
                shape: Shape = self._shapes[type(one)]
                due.append(Snapshot(tenant, one.id, shape.name, one.version, freeze(one, shape)))
        return due

    async def _keep(self, snapshots: Sequence[Snapshot]) -> None:
        for one in snapshots:
            try:
                await self._store.save_snapshot(one.tenant, one.stream, one.shape, one.version, one.state)
            except StoreUnavailable as error:  # only a cache; the events are stored, and that is the answer
                log.warning("snapshot not kept", error=str(error))


class _Request:
    """One command with who sent it and when."""

    def __init__(
        self,
        viewer: Viewer,
        command: Command,
        command_id: UUID | None,
        occurred_on: date | None,
        correlation: UUID | None,
        causation: str | None,
        now: datetime | None,
    ) -> None:
        if now is not None and not viewer.tenant.simulated:
            raise Refusal(CommandRefusal.TIME_NOT_ALLOWED)
        self.viewer = viewer
        self.tenant = viewer.tenant.id
        self.command = command
        self.command_id = command_id or uuid4()
        self.may_come_again = command_id is not None
        self.claimed = occurred_on
        self.correlation = correlation or self.command_id
        self.causation = causation
        self.now = now or datetime.now(UTC)
        self.today = day_of(self.now)
        self.occurred_on = occurred_on or self.today
        if self.occurred_on > self.today:
            raise Refusal(
                CommandRefusal.OCCURRED_IN_FUTURE,
                "occurred_on",
                occurred_on=self.occurred_on,
                today=self.today,
            )
        self.stream = command.stream(self.tenant, self.command_id)

    def circumstances(self) -> Circumstances:
        return Circumstances(
            tenant=self.tenant,
            now=self.now,
            today=self.today,
            occurred_on=self.occurred_on,
            actor=self.viewer.subject,
            organization=self.viewer.organization,
            role=self.viewer.role,
            command=self.command_id,
            charters=self.viewer.tenant.charters,
            themes=self.viewer.tenant.themes,
            resource_lists=self.viewer.tenant.resource_lists,
        )

    def metadata(self) -> Metadata:
        return Metadata(
            tenant=self.viewer.tenant.code,
            actor=self.viewer.subject,
            organization=self.viewer.organization,
            role=self.viewer.role,
            command=self.command_id,
            correlation=self.correlation,
            causation=self.causation,
            occurred_on=self.occurred_on,
        )


def _fact(name: str, read: Read, aggregate: Aggregate | None, kind: type[Aggregate]) -> Any:
    if aggregate is not None and issubclass(read.shape, Aggregate):
        return aggregate
    if aggregate is not None:
        facts: Any = getattr(aggregate, "facts")()  # noqa: B009 - aggregates that are read offer it
        return msgspec.convert(facts, read.shape, from_attributes=True)
    if read.optional:
        return None
    raise Refusal(CommandRefusal.NOT_FOUND, name, what=named(kind))


def _outcome(appended: Appended) -> Outcome:
    result = orjson.loads(appended.result)
    return Outcome(
        UUID(result["stream"]), result["version"], appended.position, appended.recorded_at, appended.replayed
    )


def _conflict(expected: int, actual: int) -> Refusal:
    return Refusal(CommandRefusal.VERSION_CONFLICT, "expected_version", expected=expected, actual=actual)
