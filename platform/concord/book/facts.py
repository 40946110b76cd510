"""From an entry to a fact: what happened, to what, in one Chinese sentence; and the figures in it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec

from concord.book.names import Names, own_members
from concord.book.vocabulary import Vocabulary
from concord.commanding import ZONE
from concord.eventstore.entry import Entry
from concord.eventstore.mapper import Mapper, UnknownEvent
from concord.privacy import Narrative, Personal

DASH = "—"
"""In place of what the reader may not see, and of what was erased."""
LONG = 20
"""Values of a structure from which on it is named, not written out: the entry has all of it."""

Disclosed = Mapping[str, tuple[str, str]]
"""(name, value) by digest, of what may be shown."""


class Figure(msgspec.Struct, frozen=True):
    """One number that an entry states."""

    label: str
    value: int | Decimal


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """One entry as a row of the human ledger."""

    position: int
    recorded_at: datetime
    """In the tenant's time zone."""
    occurred_on: date
    context: str
    """中文 of the bounded context."""
    subject: str
    """What it happened to, as it was called then; empty where it has no name."""
    matter: str
    """What happened, in the event's own term."""
    details: str
    """What the entry says about it; empty where it says nothing more."""
    organization: str
    """For which the actor acted; empty where for none."""
    role: str
    actor: str
    type: str
    leaf: bytes
    """SHA-256(0x00 || entry), RFC 6962."""
    figures: tuple[Figure, ...]

    @property
    def sentence(self) -> str:
        """通勤班车：已吹哨。联盟 江海红湾；…"""
        opening = f"{self.subject}：{self.matter}。" if self.subject else f"{self.matter}。"
        return f"{opening}{self.details}。" if self.details else opening


class Teller:
    """Tells entries one after another, from the first of the ledger on, so that names are those of then."""

    def __init__(self, mapper: Mapper, vocabulary: Vocabulary) -> None:
        self._mapper = mapper
        self._words = vocabulary
        self._names = Names()

    def pass_over(self, entry: Entry) -> None:
        """Learns what an entry calls things, without telling it."""
        event = self._event(entry)
        if event is not None:
            self._names.learn(entry, event)

    def tell(self, entry: Entry, disclosed: Disclosed) -> Fact:
        """The fact of an entry; texts and personal values as far as `disclosed` holds them."""
        event = self._event(entry)
        if event is not None:
            self._names.learn(entry, event)
        members = entry.members
        subject = self._names.of_stream(entry.stream) or ""
        said = list(self._said(entry, event, disclosed))
        acting = members["organization"]
        return Fact(
            position=entry.position,
            recorded_at=entry.recorded_at.astimezone(ZONE),
            occurred_on=entry.occurred_on,
            context=self._words.contexts.get(entry.type.partition(".")[0], ""),
            subject=subject,
            matter=self._words.events.get(entry.type, entry.type),
            details="；".join(f"{label} {text}" for label, text, _ in said if text not in ("", subject)),
            organization=self._named(UUID(acting)) if acting else "",
            role=self._words.code("Role", members["role"]),
            actor=members["actor"],
            type=entry.type,
            leaf=sha256(b"\x00" + entry.raw).digest(),
            figures=tuple(figure for _, _, figures in said for figure in figures),
        )

    def _event(self, entry: Entry) -> Any:
        """The domain event; None for the platform's own entries, which no context has a class for."""
        try:
            return self._mapper.event(entry)
        except UnknownEvent:
            return None

    def _said(
        self, entry: Entry, event: Any, disclosed: Disclosed
    ) -> Iterator[tuple[str, str, list[Figure]]]:
        values = entry.data.items() if event is None else own_members(event)
        reader = _Reader(self._words, self._names, entry.stream, disclosed)
        for member, value in values:
            label = self._words.field(entry.type, member)
            yield label, reader.text(member, value), list(reader.figures(label, value))

    def _named(self, key: UUID) -> str:
        return self._names.of(key) or _short(key)


class _Reader:
    """Writes the values of one entry as a clerk would."""

    def __init__(self, words: Vocabulary, names: Names, stream: UUID, disclosed: Disclosed) -> None:
        self._words, self._names, self._stream, self._disclosed = words, names, stream, disclosed

    def text(self, member: str, value: Any) -> str:
        """The value; empty where there is nothing to say."""
        match value:
            case None:
                return ""
            case bool():
                return "是" if value else "否"
            case Enum():
                return self._words.code(type(value).__name__, str(value.value))
            case UUID():
                return self._names.of(value) or _short(value)
            case date():
                return f"{value.year}年{value.month}月{value.day}日"
            case Decimal():
                return format(value, "f")
            case Narrative():
                return self._shown([value.digest])
            case Personal():
                return self._shown(value.digests)
            case msgspec.Struct():
                return self._structure(value)
            case list() | tuple():
                return "、".join(filter(None, (self.text(member, one) for one in value)))
            case dict():
                return self._plain(value)
        written = str(value)
        return self._names.of_code(self._stream, member, written) or written

    def figures(self, label: str, value: Any) -> Iterator[Figure]:
        """Every number in the value, labelled by the way to it."""
        match value:
            case bool():
                return
            case int() | Decimal():
                yield Figure(label, value)
            case msgspec.Struct():
                whose = self._whose(value)
                for member, inner in own_members(value):
                    term = self._words.field(type(value).__name__, member)
                    yield from self.figures(f"{label}·{whose}{term}", inner)
            case list() | tuple():
                for one in value:
                    yield from self.figures(label, one)

    def _shown(self, digests: Any) -> str:
        found = [self._disclosed[digest] for digest in digests if digest in self._disclosed]
        found.sort(key=lambda one: one[0] != "name")  # a person's name first
        return " ".join(value for _, value in found) or DASH

    def _structure(self, value: msgspec.Struct) -> str:
        called = getattr(value, "title", None) or getattr(value, "name", None)
        if called and _size(value) > LONG:
            return f"《{called}》（全文见本条原文）"
        parts = [
            (self._words.field(type(value).__name__, member), self.text(member, inner))
            for member, inner in own_members(value)
        ]
        return f"（{'，'.join(f'{label} {text}' for label, text in parts if text)}）"

    def _plain(self, value: dict[str, Any]) -> str:
        """A member of an entry that no class describes."""
        if "_sd" in value:
            return self._shown(value["_sd"])
        return f"（{'，'.join(f'{name} {self.text(name, inner)}' for name, inner in value.items())}）"

    def _whose(self, value: Any) -> str:
        """`江海船务·`: whose figures these are, where a structure is of one object."""
        for member, inner in own_members(value):
            if isinstance(inner, UUID):
                return f"{self.text(member, inner)}·"
        called = getattr(value, "name", None)
        return f"{called}·" if called else ""


def _size(value: Any) -> int:
    """Values that a structure holds."""
    if isinstance(value, msgspec.Struct):
        return sum(_size(inner) for _, inner in own_members(value))
    return sum(map(_size, value)) if isinstance(value, (list, tuple)) else 1


def _short(key: UUID) -> str:
    """An object without a name, by the beginning of its id."""
    return f"编号{str(key)[:8]}"
