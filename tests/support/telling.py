"""Tells what happened, as entries: for tests of what follows ledgers, without the commands that led there.

Event data is held against the event class of the context, so a test cannot tell what no event can say.
"""

import dataclasses
import importlib
import typing
from datetime import UTC, date, datetime, timedelta
from functools import cache
from uuid import UUID, uuid4

import msgspec

from concord.eventstore.canonical import canonical
from concord.eventstore.entry import Entry
from concord.privacy import Narrative, Personal

_BASE = {"originator_id", "originator_version", "timestamp", "originator_topic"}
START = datetime(2026, 1, 5, 1, tzinfo=UTC)
"""A Monday, nine in the morning in China."""


def said(digest: str) -> Narrative:
    """A narrative text as the ledger holds it."""
    return Narrative(digest=digest)


def person(*digests: str) -> Personal:
    """Somebody as the ledger holds them, under a random id."""
    return Personal(uuid4(), digests=digests)


class Story:
    """One tenant's ledger from its first entry on."""

    def __init__(self, tenant: str = "told") -> None:
        self.tenant = tenant
        self.entries: list[Entry] = []
        self.versions: dict[UUID, int] = {}
        self.now = START

    def tell(
        self,
        name: str,
        stream: UUID,
        /,
        *,
        at: datetime | None = None,
        on: date | None = None,
        by: UUID | None = None,
        **data: object,
    ) -> Entry:
        """Event `name` of `stream`, recorded `at` (default: a minute later); fields unsaid are defaults."""
        self.now = at or self.now + timedelta(minutes=1)
        version = self.versions.get(stream, 0) + 1
        self.versions[stream] = version
        members = {
            "actor": "somebody",
            "causation": None,
            "command": str(uuid4()),
            "correlation": str(uuid4()),
            "data": _data(name, data),
            "occurred_on": (on or self.now.date()).isoformat(),
            "organization": str(by) if by else None,
            "position": len(self.entries) + 1,
            "recorded_at": self.now.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "role": "officer",
            "schema": 1,
            "stream": str(stream),
            "tenant": self.tenant,
            "type": name,
            "version": version,
        }
        self.entries.append(Entry(len(self.entries) + 1, canonical(members)))
        return self.entries[-1]


def _data(name: str, values: dict[str, object]) -> dict[str, object]:
    shape = _shape(name)
    unknown = values.keys() - set(shape.__struct_fields__)
    assert not unknown, f"{name} says nothing of {unknown}"
    given = {one.name: values.get(one.name, _unsaid(one)) for one in msgspec.structs.fields(shape)}
    plain = {name: msgspec.to_builtins(value, enc_hook=_digested) for name, value in given.items()}
    msgspec.convert(plain, shape, dec_hook=_undigested)
    return plain


@cache
def _shape(name: str) -> type[msgspec.Struct]:
    context, _, event = name.partition(".")
    package = "erasures" if context == "privacy" else context
    event_class = getattr(importlib.import_module(f"concord.{package}.events"), event)
    hints = typing.get_type_hints(event_class)
    fields = [
        (f.name, hints[f.name]) if f.default is dataclasses.MISSING else (f.name, hints[f.name], f.default)
        for f in dataclasses.fields(event_class)
        if f.name not in _BASE
    ]
    return msgspec.defstruct(event, fields)


def _unsaid(field: msgspec.structs.FieldInfo) -> object:
    """The event's own default, null where it has none."""
    return None if field.default is msgspec.NODEFAULT else field.default


def _digested(value: object) -> object:
    if isinstance(value, Narrative):
        return {"_sd": [value.digest]}
    if isinstance(value, Personal):
        return {"_sd": list(value.digests), "subject": str(value.subject)}
    raise NotImplementedError(type(value))


def _undigested(kind: type, value: dict) -> object:
    if kind is Narrative:
        return Narrative(digest=value["_sd"][0])
    return Personal(UUID(value["subject"]), digests=tuple(value["_sd"]))
