"""Commands of one tenant one after another, each decided on what those before it decided, before they are
stored.

For whoever has many to give and can wait for their answers (the demo's years, 20,000 events): a decision
then costs no round trip, keys are made for many at once, and appends leave together (group commit). Each is
stored by itself all the same, in the order given, under its own command, time and answer.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from itertools import takewhile
from typing import NamedTuple, Self
from uuid import UUID

import msgspec
from eventsourcing.domain import Aggregate

from concord.commanding.command import Command, Survey, Surveyed
from concord.commanding.commander import (
    Commander,
    Outcome,
    ReliedOn,
    Snapshot,
    Source,
    _outcome,
    _Request,
)
from concord.eventstore.append import Append, Appended
from concord.identity.viewer import Viewer
from concord.privacy.disclosures import Undisclosed
from concord.privacy.keystore import KeyDestroyed
from concord.refusals import CommandRefusal, Refusal
from concord.tenancy import Tenant

BATCH = 100
"""Events that leave together: as many as one tenant may have in a group."""
PAGE = 1_000


class Given:
    """A command that was given; its answer comes when it is stored."""

    def __init__(self, succession: "Succession") -> None:
        self._succession = succession
        self._outcome: Outcome | None = None

    async def outcome(self) -> Outcome:
        """The answer, waited for. Raises what kept it, or one before it, from being stored."""
        if self._outcome is None:
            await self._succession.settle()
        assert self._outcome is not None, "what is settled was answered"
        return self._outcome


class _Decided(NamedTuple):
    """A decision on its way to the store."""

    given: Given
    append: Append
    beside: Sequence[Undisclosed]
    snapshots: Sequence[Snapshot]

    @property
    def keys(self) -> set[UUID]:
        return {one.key for one in self.beside}


class Succession:
    """Used by one task, as a context: leaving it waits until everything given is stored, or, after an
    error, until what was on its way is. It is a part of the commander."""

    def __init__(self, commander: Commander, tenant: Tenant) -> None:
        self._commander = commander
        self._tenant = tenant
        self._aggregates: dict[Source, Aggregate | None] = {}
        self._batch: list[_Decided] = []
        self._events = 0
        self._storing: asyncio.Task[None] | None = None
        self._head: int | None = None
        """The last position once everything that was given is stored; None before it was asked for."""
        self._alone = False
        """The ledger was empty: what is not known here is nowhere, and need not be asked for."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            await self.settle()
        elif self._storing is not None:  # its answer is nobody's any more, but it may still be stored
            await asyncio.wait([self._storing])

    async def taken(self) -> Mapping[UUID, int]:
        """Commands that the ledger holds entries of, with the position of the last one: what need not be
        given again where an earlier succession was broken off."""
        found: dict[UUID, int] = {}
        last = 0
        while page := await self._commander._store.read(self._tenant.id, last, PAGE):
            found.update((UUID(entry.members["command"]), entry.position) for entry in page)
            last = page[-1].position
        return found

    async def give(
        self,
        viewer: Viewer,
        command: Command,
        *,
        command_id: UUID,
        occurred_on: date | None = None,
        now: datetime | None = None,
    ) -> Given:
        """Decides, and stores later. Each command is given once.

        Raises `Refusal`, which leaves nothing behind; or what kept an earlier one from being stored, after
        which nothing more can be given.
        """
        request = _Request(viewer, command, command_id, occurred_on, None, None, now)
        try:
            digest = await self._commander._digest(request)
        except KeyDestroyed as error:
            raise _erased(error) from None
        try:
            changed, version, relied_on = await self._decide(request)
        except Refusal:
            await self._forget()  # once more by what is stored: somebody else may have written meanwhile
            changed, version, relied_on = await self._decide(request)
        drafted = self._commander._drafted(request, digest, version, changed, relied_on)
        self._aggregates.update(((type(one), one.id), one) for one in changed)
        given, append = Given(self), drafted[0]
        self._head = await self._known_head() + len(append.events)
        self._batch.append(_Decided(given, *drafted))
        self._events += max(1, len(append.events))
        if self._events >= BATCH:
            await self._send()
        return given

    async def _decide(self, request: _Request) -> tuple[tuple[Aggregate, ...], int, tuple[ReliedOn, ...]]:
        """What changed, the version at which the aggregate decided, and what it relied on."""
        await self._known_head()
        aggregate, facts, relied_on = await self._commander._gather(request, self._load, self._survey)
        version = aggregate.version if aggregate else 0
        try:
            decided = request.command.decide(aggregate, facts, request.circumstances())
        except Refusal:
            self._aggregates.clear()  # it may have changed one before it was refused
            raise
        return decided if isinstance(decided, tuple) else (decided,), version, relied_on

    async def _forget(self) -> None:
        """What is known here, once it is all stored."""
        await self.settle()
        self._aggregates.clear()
        self._head, self._alone = await self._commander._store.head(self._tenant.id), False

    async def settle(self) -> None:
        """Waits until everything that was given is stored.

        Raises `VersionConflict` where somebody else changed what a decision relied on, or another error of
        eventstore/errors.py: what was given before is stored, what was given after is not.
        """
        await self._send()
        if self._storing is not None:
            await asyncio.shield(self._storing)  # whoever waits may be cancelled, what is on its way not

    async def _send(self) -> None:
        """The next batch leaves once the one before it is stored; meanwhile others are decided."""
        if self._storing is not None:
            await asyncio.shield(self._storing)
        if self._batch:
            batch, self._batch, self._events = self._batch, [], 0
            self._storing = asyncio.create_task(self._store(batch))

    async def _store(self, batch: Sequence[_Decided]) -> None:
        keys = {key for decided in batch for key in decided.keys}
        try:  # in one go: each time waits for the disk
            await self._commander._keys.obtain(self._tenant.id, keys)
        except KeyDestroyed as error:  # erased since it was given; what was given before is stored
            needed = error.key
            await self._store(list(takewhile(lambda one: needed not in one.keys, batch)))
            raise _erased(error) from None
        appends = [await self._encrypted(decided) for decided in batch]
        # Tasks begin in this order, and the queue keeps it: nothing overtakes what it relied on.
        store = self._commander._store
        stored = await asyncio.gather(*(store.append(one) for one in appends), return_exceptions=True)
        for decided, answer in zip(batch, stored, strict=True):
            decided.given._outcome = _first_outcome(answer)
        for decided in batch:
            await self._commander._keep(decided.snapshots)

    async def _encrypted(self, decided: _Decided) -> Append:
        disclosures = await self._commander._encrypted(self._tenant.id, list(decided.beside))
        return msgspec.structs.replace(decided.append, disclosures=disclosures)

    async def _load(self, tenant: UUID, wanted: list[Source]) -> list[Aggregate | None]:
        new = [source for source in wanted if source not in self._aggregates]
        if self._alone:
            self._aggregates.update(dict.fromkeys(new))
        elif new:  # not known here, so nothing that waits concerns it
            found = await self._commander._load(tenant, new)
            self._aggregates.update(zip(new, found, strict=True))
        return [self._aggregates[source] for source in wanted]

    async def _survey(self, tenant: UUID, survey: Survey) -> Surveyed:
        if survey.begin is None:
            return Surveyed(await self._known_head())
        await self.settle()
        return await self._commander._survey(tenant, survey)

    async def _known_head(self) -> int:
        if self._head is None:
            self._head = await self._commander._store.head(self._tenant.id)
            self._alone = self._head == 0
        return self._head


def _erased(error: KeyDestroyed) -> Refusal:
    return Refusal(CommandRefusal.SUBJECT_ERASED, subject=error.key)


def _first_outcome(answer: Appended | BaseException) -> Outcome:
    """Raises what kept it from being stored, and refuses a command that was given before: what was decided
    after it rests on its being decided now."""
    if isinstance(answer, BaseException):
        raise answer
    if answer.replayed:
        raise Refusal(CommandRefusal.COMMAND_REUSED, "command_id")
    return _outcome(answer)
