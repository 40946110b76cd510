"""The AsyncAPI 3 document of the stream EVENTS: a channel for each event, a message for each version."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from concord.commanding.command import Context
from concord.contract.schemas import DIALECT
from concord.publishing.envelope import CONTENT_TYPE

FORMAT = "application/schema+json;version=draft-2020-12"
TENANT = {"description": "租户代码: the tenant's code.", "examples": ["jianghai"]}

INFO = {
    "title": "Concord 同心",
    "version": "1.0.0",
    "description": (
        "Every event of a tenant's ledger, in its order, exactly once. 每个租户的全部事件，按序不漏。\n\n"
        "A message is a CloudEvent whose `data` is the whole ledger entry. `sequence` is the position in the "
        "tenant's ledger, without gaps. Members and values that you do not know may appear within a schema "
        "version; nothing that is there goes away or changes its type."
    ),
    "license": {"name": "Apache-2.0"},
}


def document(
    schemas: Mapping[str, Any], examples: Mapping[str, Any], contexts: Iterable[Context]
) -> dict[str, Any]:
    """By `<context>.<Event>.v<version>`: schemas of all versions, and real messages where there are any.

    References are relative (`schemas/<name>.json`): as good in the repository as beside `/asyncapi.json`.
    """
    titles = {context.name: context.chinese for context in contexts}
    versions: dict[str, list[str]] = {}
    for key in sorted(schemas, key=_order):
        versions.setdefault(key.rpartition(".")[0], []).append(key)
    return {
        "asyncapi": "3.0.0",
        "info": INFO,
        "defaultContentType": CONTENT_TYPE,
        "channels": {name: _channel(name, keys, schemas) for name, keys in versions.items()},
        "operations": {f"publish.{name}": _operation(name, titles) for name in versions},
        "components": {
            "messages": {key: _message(key, schemas[key], examples.get(key)) for key in sorted(schemas)}
        },
    }


def _order(key: str) -> tuple[str, int]:
    name, _, version = key.rpartition(".v")
    return name, int(version)


def _channel(name: str, keys: list[str], schemas: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "address": f"evt.v1.{{tenant}}.{name}",
        "title": name,
        "description": schemas[keys[-1]]["description"],
        "parameters": {"tenant": TENANT},
        "messages": {key: {"$ref": f"#/components/messages/{key}"} for key in keys},
    }


def _operation(name: str, titles: Mapping[str, str]) -> dict[str, Any]:
    context = name.partition(".")[0]
    title = titles.get(context)
    tag = {"name": context, **({"description": title} if title else {})}
    return {"action": "send", "channel": {"$ref": f"#/channels/{name}"}, "tags": [tag]}


def _message(key: str, schema: Mapping[str, Any], example: Any) -> dict[str, Any]:
    payload = {
        "$schema": DIALECT,
        "allOf": [
            {"$ref": "schemas/cloudevent.json"},
            {"properties": {"type": {"const": key}, "data": {"$ref": f"schemas/{key}.json"}}},
        ],
    }
    return {
        "name": key,
        "title": re.split(r"[:：]", schema["description"])[0] or key,
        "summary": schema["description"],
        "contentType": CONTENT_TYPE,
        "payload": {"schemaFormat": FORMAT, "schema": payload},
        **({"examples": [{"name": "recorded", "payload": example}]} if example else {}),
    }
