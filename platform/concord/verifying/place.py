"""Where an entry stands: its own members must say what its place in the ledger says."""

import re
from typing import Annotated, Any, TypedDict

import msgspec

from concord.verifying.canonical import NotCanonical, is_canonical_of, is_nfc, read, refuse_ambiguous
from concord.verifying.faults import Fault, Sentence, Wrong
from concord.verifying.origins import BEGUN, Begun, begun

MEMBERS = frozenset(
    ("actor", "causation", "command", "correlation", "data", "occurred_on", "organization", "position")
) | {"recorded_at", "role", "schema", "stream", "tenant", "type", "version"}
TEXTS = ("actor", "recorded_at", "role", "tenant", "type")
MAX_ENTRY_BYTES = 65_535
TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z")
"""Of one length, so that texts compare as the times do."""

Text = Annotated[str, msgspec.Meta(min_length=1)]
Plain = str | int | None
Flat = bool | Plain | list[Plain] | dict[str, Plain]
Deep = bool | Plain | list[Flat] | dict[str, Flat]
Deeper = bool | Plain | list[Deep] | dict[str, Deep]


class Usual(TypedDict):
    """What nearly every entry is: no number that is not whole, and nothing nested deeper than this."""

    actor: Text
    causation: str | None
    command: str | None
    correlation: str | None
    data: dict[str, Deeper]
    occurred_on: str | None
    organization: str | None
    position: int
    recorded_at: Text
    role: Text
    schema: int
    stream: str | None
    tenant: Text
    type: Text
    version: int


USUAL: msgspec.json.Decoder[Any] = msgspec.json.Decoder(Usual)


class Places:
    """Entries one after the other: each is checked against the one ahead of it."""

    def __init__(self, tenant: str | None = None, after: int = 0) -> None:
        self.position = after
        """Of the last entry."""
        self.tenant = tenant
        """Its code; that of the first entry where none is given."""
        self.begun: list[Begun] = []
        """Origins that began among these entries."""
        self.first_recorded_at = ""
        self.recorded_at = ""

    def take(self, raw: bytes, settled: bool = False) -> None:
        """The bytes of the next entry; `settled`: its text is known to be NFC. Raises `Wrong`."""
        position = self.position + 1
        entry = _entry(raw, position, settled)
        if entry["position"] != position:
            raise Wrong(Fault.OUT_OF_PLACE, position=position, found=entry["position"])
        recorded_at, tenant = entry["recorded_at"], entry["tenant"]
        if not TIME.fullmatch(recorded_at):
            raise Wrong(Fault.ENTRY_MALFORMED, position=position, why=_member("recorded_at"))
        if recorded_at < self.recorded_at:
            raise Wrong(Fault.TIME_DECREASES, position=position)
        if tenant != (self.tenant or tenant):
            raise Wrong(Fault.TENANT_DIFFERS, position=position, found=tenant, expected=self.tenant)
        self.position, self.tenant, self.recorded_at = position, tenant, recorded_at
        self.first_recorded_at = self.first_recorded_at or recorded_at
        if entry["type"] == BEGUN and (found := begun(position, entry)):
            self.begun.append(found)


def _entry(raw: bytes, position: int, settled: bool) -> dict[str, Any]:
    """Raises `Wrong`. Whatever is to be refused was read carefully."""
    entry = _quickly(raw, settled) if len(raw) <= MAX_ENTRY_BYTES else None
    return _carefully(raw, position) if entry is None else entry


def _quickly(raw: bytes, settled: bool = False) -> dict[str, Any] | None:
    """The entry, if it is as usual and nothing is wrong with it; None where that takes more to say.

    A million entries are read like this: one decoder looks after members and types, and after numbers that
    are not whole. The other members' names being fixed, only those within `data` can be ambiguous.
    """
    try:
        entry: dict[str, Any] = USUAL.decode(raw)
        refuse_ambiguous(entry["data"])
    except (ValueError, RecursionError):
        return None
    return entry if is_canonical_of(entry, raw) and (settled or is_nfc(raw)) else None


def _carefully(raw: bytes, position: int) -> dict[str, Any]:
    try:
        entry = read(raw)
    except NotCanonical as broken:
        raise Wrong(Fault.ENTRY_NOT_CANONICAL, position=position, why=broken.rule) from None
    if type(entry) is not dict or entry.keys() != MEMBERS:
        raise Wrong(Fault.ENTRY_MALFORMED, position=position, why=Sentence("成员不全或有多余", "members"))
    if len(raw) > MAX_ENTRY_BYTES:
        why = Sentence(f"有 {len(raw)} 字节，最多 {MAX_ENTRY_BYTES}", f"{len(raw)} bytes")
        raise Wrong(Fault.ENTRY_MALFORMED, position=position, why=why)
    for name in TEXTS:
        if type(text := entry[name]) is not str or not text:
            raise Wrong(Fault.ENTRY_MALFORMED, position=position, why=_member(name))
    if type(entry["data"]) is not dict:
        raise Wrong(Fault.ENTRY_MALFORMED, position=position, why=_member("data"))
    return entry


def _member(name: str) -> Sentence:
    return Sentence(f"成员 {name} 的值不正确", name)
