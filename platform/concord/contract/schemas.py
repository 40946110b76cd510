"""An event's JSON Schema (2020-12): of the whole ledger entry, which is what `data` of the CloudEvent holds.

Each file stands alone, so that a consumer needs one file for one event and no resolver.
"""

import types
import typing
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from concord.contract.documented import class_doc, field_docs
from concord.contract.ledger import RECORDED
from concord.eventstore.mapper import Mapper
from concord.privacy import Narrative, Personal

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DIGEST = {"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"}
UUID = {"type": "string", "format": "uuid"}
MOST = 2**53 - 1
"""Largest integer that every JSON reader keeps exact (RFC 8785)."""

DISCLOSABLE: dict[type, dict[str, Any]] = {
    Narrative: {
        "title": "Narrative",
        "description": "叙述文字: text that somebody wrote, as its salted SHA-256 digest only (RFC 9901).",
        "type": "object",
        "properties": {"_sd": {"type": "array", "items": DIGEST, "minItems": 1, "maxItems": 1}},
        "required": ["_sd"],
    },
    Personal: {
        "title": "Personal",
        "description": "个人信息: what is known of a person, as salted SHA-256 digests only (RFC 9901).",
        "type": "object",
        "properties": {
            "_sd": {"type": "array", "items": DIGEST},
            "subject": {**UUID, "description": "The person, as a random id."},
        },
        "required": ["_sd", "subject"],
    },
}

ENTRY: dict[str, dict[str, Any]] = {
    "actor": {"type": "string", "description": "操作人: who acted, as a pseudonym."},
    "causation": {
        "type": ["string", "null"],
        "description": "起因: id of the event that caused this one; null for a person's own act.",
    },
    "command": {**UUID, "description": "命令编号: the command that it came of."},
    "correlation": {**UUID, "description": "关联编号: shared by everything that one act led to."},
    "occurred_on": {
        "type": "string",
        "format": "date",
        "description": "业务日期: as claimed.",
    },
    "organization": {"type": ["string", "null"], "format": "uuid", "description": "操作人所在单位."},
    "position": {
        "type": "integer",
        "minimum": 1,
        "maximum": MOST,
        "description": "台账序号: in the tenant's ledger, from 1, without gaps.",
    },
    "recorded_at": {
        "type": "string",
        "format": "date-time",
        "description": "入账时间: when the ledger took it; UTC, microseconds, never decreasing.",
    },
    "role": {"type": "string", "description": "操作人角色: in which role the actor acted."},
    "stream": {**UUID, "description": "流: the aggregate that it happened to."},
    "tenant": {"type": "string", "pattern": "^[a-z][a-z0-9]*$", "description": "租户代码."},
    "version": {"type": "integer", "minimum": 1, "description": "流内版本: of the stream after this event."},
}
"""Members that every entry has, beside `data`, `schema` and `type`."""

CLOUDEVENT: dict[str, Any] = {
    "$schema": DIALECT,
    "$id": "urn:concord:cloudevent:v1",
    "title": "CloudEvent",
    "description": "CloudEvents 1.0 in structured JSON, as every message of the stream EVENTS is.",
    "type": "object",
    "properties": {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "description": "`<tenant>:<position>`, the same whenever it is sent."},
        "source": {"type": "string", "format": "uri-reference", "description": "`/tenants/<tenant>`."},
        "type": {"type": "string", "description": "Public name and schema version."},
        "subject": {**UUID, "description": "The stream, as `data.stream`."},
        "time": {"type": "string", "format": "date-time", "description": "As `data.recorded_at`."},
        "datacontenttype": {"const": "application/json"},
        "dataschema": {"type": "string", "format": "uri", "description": "`$id` of the schema of `data`."},
        "sequence": {
            "type": "string",
            "pattern": "^[0-9]{19}$",
            "description": "台账序号: `data.position`, with leading zeros so that it orders as text.",
        },
        "occurredon": {"type": "string", "format": "date", "description": "As `data.occurred_on`."},
        "actor": {"type": "string", "description": "As `data.actor`."},
        "correlationid": {**UUID, "description": "As `data.correlation`."},
        "causationid": {"type": "string", "description": "As `data.causation`; absent where that is null."},
        "traceparent": {"type": "string", "description": "W3C trace context of the command."},
        "data": {
            "type": "object",
            "description": "The entry; canonicalized (RFC 8785), its very bytes.",
        },
    },
    "required": [
        *("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema"),
        *("sequence", "occurredon", "actor", "correlationid", "traceparent", "data"),
    ],
}


def current(mapper: Mapper) -> dict[str, dict[str, Any]]:
    """The schema of every event in its newest version, by `<context>.<Event>.v<version>`."""
    found = {name: _schema(name, 1, shape, shape) for name, shape in RECORDED.items()}
    for name, event in mapper.types.items():
        found[name] = _schema(name, event.schema, event.payload, event.event_class)
    return {f"{name}.v{schema['properties']['schema']['const']}": schema for name, schema in found.items()}


def _schema(name: str, version: int, payload: type[msgspec.Struct], documented: type) -> dict[str, Any]:
    """`documented`: the class whose docstrings describe the payload."""
    data, definitions = _data(payload, documented)
    properties = {
        **ENTRY,
        "data": data,
        "schema": {"const": version, "description": "Version of the shape of `data`."},
        "type": {"const": name, "description": "Public name."},
    }
    return {
        "$schema": DIALECT,
        "$id": f"urn:concord:event:{name}:v{version}",
        "title": f"{name}.v{version}",
        "description": class_doc(documented),
        "type": "object",
        "properties": dict(sorted(properties.items())),
        "required": sorted(properties),
        **({"$defs": definitions} if definitions else {}),
    }


def _data(payload: type[msgspec.Struct], documented: type) -> tuple[dict[str, Any], dict[str, Any]]:
    """The schema of `data`, and what it refers to."""
    _, components = msgspec.json.schema_components(
        [payload], schema_hook=_disclosable, ref_template="#/$defs/{name}"
    )
    data = components.pop(payload.__name__)
    del data["title"]
    _describe(data, documented)
    for kind in _mentioned(payload):
        if kind in DISCLOSABLE:
            components[kind.__name__] = DISCLOSABLE[kind]
        elif kind.__name__ in components:
            _describe(components[kind.__name__], kind)
    return data, dict(sorted(components.items()))


def _disclosable(kind: type) -> dict[str, Any]:
    if kind not in DISCLOSABLE:
        raise NotImplementedError(f"{kind} has no place in an event")
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _describe(schema: dict[str, Any], owner: type) -> None:
    for name, text in field_docs(owner).items():
        if name in schema.get("properties", {}):
            schema["properties"][name]["description"] = text


def _mentioned(kind: Any, seen: set[Any] | None = None) -> Iterator[type]:
    """Every class that a payload is made of."""
    seen = set() if seen is None else seen
    for hint in _parts(kind):
        if hint in seen:
            continue
        seen.add(hint)
        if isinstance(hint, type) and not isinstance(hint, types.GenericAlias):
            yield hint
        yield from _mentioned(hint, seen)


def _parts(kind: Any) -> Iterable[Any]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return [field.type for field in msgspec.structs.fields(kind)]
    return typing.get_args(kind)
