"""Appends of small events that no context knows, for tests of the store itself."""

import os
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from concord.eventstore import Append, Disclosure, Guard
from concord.eventstore.composing import Metadata, compose
from concord.tenancy import Tenant


def append_of(
    tenant: Tenant,
    *,
    stream: UUID | None = None,
    version: int = 1,
    events: int = 1,
    name: str = "tests.Happened",
    text: str = "",
    data: dict[str, object] | None = None,
    command: UUID | None = None,
    digest: bytes | None = None,
    guards: Sequence[Guard] = (),
    disclosures: Sequence[Disclosure] = (),
    recorded_at: datetime | None = None,
    tracking: tuple[str, int] | None = None,
) -> Append:
    """`events` events of one stream, the first at `version`."""
    command = command or uuid4()
    stream = stream or uuid4()
    metadata = Metadata(
        tenant=tenant.code,
        actor="system:test",
        organization=None,
        role="system",
        command=command,
        correlation=command,
        causation=None,
        occurred_on=date(2026, 1, 1),
    )
    made = [
        compose(
            metadata,
            stream=stream,
            version=version + n,
            name=name,
            schema=1,
            data=data or {"text": text},
        )
        for n in range(events)
    ]
    return Append(
        tenant=tenant.id,
        command=command,
        digest=digest or os.urandom(32),
        events=tuple(made),
        guards=tuple(guards),
        disclosures=tuple(disclosures),
        recorded_at=recorded_at,
        tracking=tracking,
    )
