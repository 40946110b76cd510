"""Makes an entry's canonical text, cut where the ledger splices in `position` and `recorded_at`."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from concord.eventstore.append import NewEvent
from concord.eventstore.canonical import canonical

SYSTEM_ROLE = "system"


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What every event carries beside its own data."""

    tenant: str
    """The tenant's code."""
    actor: str
    organization: UUID | None
    role: str
    command: UUID
    correlation: UUID
    causation: str | None
    """Id of the event that caused this one, `<tenant>:<position>`; None for a person's own act."""
    occurred_on: date


def compose(
    metadata: Metadata, *, stream: UUID, version: int, name: str, schema: int, data: dict[str, Any]
) -> NewEvent:
    """An event ready to append. `data` is plain JSON; `name` is `<context>.<PastTense>`.

    Raises `NotCanonical`.
    """
    head = {
        "actor": metadata.actor,
        "causation": metadata.causation,
        "command": str(metadata.command),
        "correlation": str(metadata.correlation),
        "data": data,
        "occurred_on": metadata.occurred_on.isoformat(),
        "organization": str(metadata.organization) if metadata.organization else None,
    }
    tail = {
        "role": metadata.role,
        "schema": schema,
        "stream": str(stream),
        "tenant": metadata.tenant,
        "type": name,
        "version": version,
    }
    # Sorted, `position` and `recorded_at` stand between the two halves.
    before = canonical(head)[:-1] + b',"position":'
    after = b'",' + canonical(tail)[1:]
    return NewEvent(stream, version, name, before, after)
