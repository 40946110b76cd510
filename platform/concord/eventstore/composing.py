"""Makes an entry's canonical text, cut where the ledger splices in `position` and `recorded_at`."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import orjson

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
    # Sorted, `position` and `recorded_at` stand between the two halves. Beside `data` only `actor` can hold
    # what is not canonical yet; orjson writes ids and dates as their own texts.
    head = {
        "actor": orjson.Fragment(canonical(metadata.actor)),
        "causation": metadata.causation,
        "command": metadata.command,
        "correlation": metadata.correlation,
        "data": orjson.Fragment(canonical(data)),
        "occurred_on": metadata.occurred_on,
        "organization": metadata.organization,
    }
    tail = {
        "role": metadata.role,
        "schema": schema,
        "stream": stream,
        "tenant": metadata.tenant,
        "type": name,
        "version": version,
    }
    before = orjson.dumps(head, default=str)[:-1] + b',"position":'
    after = b'",' + orjson.dumps(tail, default=str)[1:]
    return NewEvent(stream, version, name, before, after)
