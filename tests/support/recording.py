"""The `eventsourcing` library's recorders as a thin synchronous facade over our event store, so that the
library's own recorder test cases can judge it. Their opaque state travels as base64 in an entry's data."""

import asyncio
import base64
import os
from collections.abc import Coroutine, Sequence
from datetime import date
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.persistence import (
    AggregateRecorder,
    IntegrityError,
    ListenNotifySubscription,
    Notification,
    ProcessRecorder,
    StoredEvent,
    Subscription,
    Tracking,
)

from concord.eventstore import Append, Appended, Entry, EventStore
from concord.eventstore.composing import Metadata, compose
from concord.eventstore.errors import AppendError
from concord.tenancy import Tenant, reading


class Facade:
    """An event store in an event loop of its own thread, for callers that cannot await."""

    def __init__(self, dsn: str, tenant: Tenant) -> None:
        self.tenant = tenant
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.store: EventStore = self.run(EventStore.open(dsn))

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def close(self) -> None:
        self.run(self.store.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def append(self, events: Sequence[StoredEvent], tracking: Tracking | None) -> Appended:
        command = uuid4()
        metadata = Metadata(
            tenant=self.tenant.code,
            actor="system:test",
            organization=None,
            role="system",
            command=command,
            correlation=command,
            causation=None,
            occurred_on=date(2026, 1, 1),
        )
        composed = tuple(
            compose(
                metadata,
                stream=UUID(str(event.originator_id)),
                version=event.originator_version,
                name=event.topic,
                schema=1,
                data={"state": base64.b64encode(event.state).decode()},
            )
            for event in events
        )
        consumed = (tracking.application_name, tracking.notification_id) if tracking else None
        try:
            return self.run(
                self.store.append(
                    Append(
                        tenant=self.tenant.id,
                        command=command,
                        digest=os.urandom(32),
                        events=composed,
                        tracking=consumed,
                    )
                )
            )
        except AppendError as error:
            raise IntegrityError(error) from error


def _state(entry: Entry) -> bytes:
    return base64.b64decode(entry.data["state"])


class Aggregates(AggregateRecorder):
    def __init__(self, facade: Facade) -> None:
        self.facade = facade

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int] | None:
        if stored_events:
            self.facade.append(stored_events, None)
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        stream = UUID(str(originator_id))
        (stored,) = self.facade.run(self.facade.store.load(self.facade.tenant.id, [(stream, "")]))
        events = [StoredEvent(stream, entry.version, entry.type, _state(entry)) for entry in stored]
        chosen = [
            e
            for e in events
            if (gt is None or e.originator_version > gt) and (lte is None or e.originator_version <= lte)
        ]
        return (chosen[::-1] if desc else chosen)[:limit]


class Processes(ProcessRecorder, Aggregates):
    def insert_events(
        self, stored_events: Sequence[StoredEvent], *, tracking: Tracking | None = None, **kwargs: Any
    ) -> Sequence[int] | None:
        if not stored_events and tracking is None:
            return []
        appended = self.facade.append(stored_events, tracking)
        return list(range(appended.position - len(stored_events) + 1, appended.position + 1))

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = 0 if start is None else start - inclusive_of_start
        found: list[Notification] = []
        while len(found) < limit:
            page = self.facade.run(self.facade.store.read(self.facade.tenant.id, after, limit))
            for entry in page:
                if (stop is None or entry.position <= stop) and (not topics or entry.type in topics):
                    found.append(
                        Notification(
                            entry.stream, entry.version, entry.type, _state(entry), id=entry.position
                        )
                    )
            if len(page) < limit:
                break
            after = page[-1].position
        return found[:limit]

    def max_notification_id(self) -> int | None:
        return self.facade.run(self.facade.store.head(self.facade.tenant.id)) or None

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[Any]:
        return Polled(recorder=self, gt=gt, topics=topics)

    def insert_tracking(self, tracking: Tracking) -> None:
        self.facade.append([], tracking)

    def max_tracking_id(self, application_name: str) -> int | None:
        return self.facade.run(self._tracked(application_name))

    async def _tracked(self, upstream: str) -> int | None:
        tenant = self.facade.tenant.id
        async with reading(self.facade.store.pool, tenant) as connection:
            return await connection.fetchval(
                "select position from concord.tracking where tenant_id = $1 and upstream = $2",
                tenant,
                upstream,
            )


class Polled(ListenNotifySubscription[Any]):
    """Wakes itself up: who follows a ledger may rely on positions alone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._waker = Thread(target=self._wake, daemon=True)
        self._waker.start()

    def _wake(self) -> None:
        while self._pull_thread.is_alive():
            self._has_been_notified.set()
            self._pull_thread.join(0.02)
