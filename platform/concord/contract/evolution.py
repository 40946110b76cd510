"""Which changes of an event's schema break its readers: those of stored entries, and those of new ones.

Within one schema version a member may be added if it is optional, and an enumeration may gain a value
(readers are told to expect both, docs/subscribers.md). Whatever else changes asks for a new version with an
upcaster: removing, renaming, retyping, narrowing, requiring, letting be null or absent what was there.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any]

TOLD = {"$defs", "$id", "$schema", "default", "description", "examples", "title"}
"""What binds nobody, or is compared where it is used."""


def breaking(before: Schema, now: Schema) -> list[str]:
    """What a reader of `before` would stumble over, one sentence each."""
    return sorted(set(_compared("", before, now, before, now, frozenset())))


def _compared(
    path: str, before: Schema, now: Schema, old_root: Schema, new_root: Schema, above: frozenset[str]
) -> Iterator[str]:
    at = path or "the entry"
    reference = before.get("$ref")
    if reference is not None:
        if reference in above:  # a structure within itself: being compared already
            return
        above |= {reference}
    before, now = _resolved(before, old_root), _resolved(now, new_root)
    yield from _members(at, before, now)
    for name, old in before.get("properties", {}).items():
        if name in now.get("properties", {}):
            inner = f"{path}.{name}" if path else name
            yield from _compared(inner, old, now["properties"][name], old_root, new_root, above)
    for name in ("items", "additionalProperties"):
        if isinstance(before.get(name), dict) and isinstance(now.get(name), dict):
            yield from _compared(f"{path}[]", before[name], now[name], old_root, new_root, above)
    if len(before.get("anyOf", ())) == len(now.get("anyOf", ())):
        for old, new in zip(before.get("anyOf", ()), now.get("anyOf", ()), strict=True):
            yield from _compared(path, old, new, old_root, new_root, above)
    yield from _keywords(at, before, now)


def _resolved(schema: Schema, root: Schema) -> Schema:
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
    return schema


def _members(at: str, before: Schema, now: Schema) -> Iterator[str]:
    had, has = before.get("properties", {}), now.get("properties", {})
    needed, needs = set(before.get("required", ())), set(now.get("required", ()))
    for name in had.keys() - has.keys():
        yield f"{at}: {name} was removed"
    for name in (needs - needed) & had.keys():
        yield f"{at}: {name} was optional and is required"
    for name in (needs - needed) - had.keys():
        yield f"{at}: {name} was added and is required"
    for name in (needed - needs) & has.keys():
        yield f"{at}: {name} was required and is optional"


def _keywords(at: str, before: Schema, now: Schema) -> Iterator[str]:
    for value in set(before.get("enum", ())) - set(now.get("enum", before.get("enum", ()))):
        yield f"{at}: the value {value} was removed"
    compared = {"properties", "required", "$ref", *TOLD}
    for keyword in (before.keys() | now.keys()) - compared:
        old, new = before.get(keyword), now.get(keyword)
        if keyword == "enum" and old and new:
            continue
        if keyword in ("items", "additionalProperties") and isinstance(old, dict) and isinstance(new, dict):
            continue
        if keyword == "anyOf" and old and new and len(old) == len(new):
            continue
        if old != new:
            yield f"{at}: {keyword} was {_said(old)} and is {_said(new)}"


def _said(value: Any) -> str:
    return "nothing" if value is None else repr(value)
