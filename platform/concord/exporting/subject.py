"""What a ledger holds about one person, for that person: a copy of one's own (个人信息保护法, Art. 45).

Values of other persons in the same entries stay digests, and so do texts: they may name others.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
import orjson

from concord.eventstore import Entry
from concord.ledger.naming import entries_naming
from concord.ledger.releasing import Release
from concord.privacy.disclosing import disclose
from concord.privacy.keystore import KeyStore
from concord.tenancy import Tenant, reading

FORMAT = "concord-subject/1"
MOST = 1_000
"""Entries of one file."""


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what is held."""

    content: bytes
    """JSON, UTF-8."""
    entries: int
    release: Release | None
    """To be recorded before the copy is handed over; None where it says nothing of anybody."""
    next: int | None
    """`after` of the next page; None: this is the last."""


async def copy_of(
    pool: asyncpg.Pool, keys: KeyStore, tenant: Tenant, subject: UUID, *, after: int = 0, most: int = MOST
) -> Copy:
    """Everything that names `subject` after a position, at most so many entries. Raises `WrongDisclosure`."""
    async with reading(pool, tenant.id) as connection:
        found = await entries_naming(connection, tenant.id, subject, after=after, limit=most + 1)
        page, more = found[:most], len(found) > most
        wanted = {digest for entry in page for digest in _digests(entry.data, subject)}
        known = await disclose(connection, keys, tenant.id, wanted)
        erased = not await keys.find(tenant.id, [subject])
    following = page[-1].position if more else None
    told = {
        "format": FORMAT,
        "tenant": {"code": tenant.code, "name": tenant.name},
        "subject": str(subject),
        "made_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "nothing_kept": erased,
        "values": _values(known),
        "entries": [_told(entry, subject, known) for entry in page],
        "next": following,
    }
    content = orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n"
    release = (
        Release(
            first=page[0].position,
            last=page[-1].position,
            format="json",
            sha256=sha256(content).hexdigest(),
        )
        if page
        else None
    )
    return Copy(content=content, entries=len(page), release=release, next=following)


def _told(entry: Entry, subject: UUID, known: dict[str, tuple[str, str]]) -> dict[str, Any]:
    members = entry.members
    return {
        "position": entry.position,
        "type": entry.type,
        "recorded_at": members["recorded_at"],
        "occurred_on": members["occurred_on"],
        "acted": members["actor"] == str(subject),
        "role": members["role"],
        "organization": members["organization"],
        "data": _opened(entry.data, subject, known),
    }


def _opened(value: Any, subject: UUID, known: dict[str, tuple[str, str]]) -> Any:
    """The entry's data, the person's own values in place of their digests."""
    if isinstance(value, list):
        return [_opened(one, subject, known) for one in value]
    if not isinstance(value, dict):
        return value
    if "_sd" in value and value.get("subject") == str(subject):
        return value | dict(known[digest] for digest in value["_sd"] if digest in known)
    return {name: _opened(one, subject, known) for name, one in value.items()}


def _digests(value: Any, subject: UUID) -> list[str]:
    if isinstance(value, list):
        return [digest for one in value for digest in _digests(one, subject)]
    if not isinstance(value, dict):
        return []
    if "_sd" in value:
        return list(value["_sd"]) if value.get("subject") == str(subject) else []
    return [digest for one in value.values() for digest in _digests(one, subject)]


def _values(known: dict[str, tuple[str, str]]) -> dict[str, list[str]]:
    values: dict[str, set[str]] = {}
    for name, value in known.values():
        values.setdefault(name, set()).add(value)
    return {name: sorted(some) for name, some in sorted(values.items())}
