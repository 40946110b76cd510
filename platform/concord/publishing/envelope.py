"""An entry as a CloudEvent 1.0 in structured JSON mode (CloudEvents JSON Event Format 1.0.2)."""

from typing import NamedTuple

import orjson

from concord.eventstore.entry import Entry

CONTENT_TYPE = "application/cloudevents+json"
SEQUENCE_DIGITS = 19
"""Of the longest position. The `sequence` extension must order as text, hence the leading zeros."""


class Message(NamedTuple):
    """What goes to the stream: NATS subject and payload."""

    subject: str
    payload: bytes


def subjects_of(tenant: str) -> str:
    """Filter for everything of one tenant (its code)."""
    return f"evt.v1.{tenant}.>"


def envelope(entry: Entry) -> Message:
    """The same entry always gives the same bytes.

    `data` is the whole entry, spliced in as stored: canonicalized by RFC 8785 it is the ledger's leaf.
    """
    members = entry.members
    tenant, name = members["tenant"], members["type"]
    attributes = {
        "specversion": "1.0",
        "id": f"{tenant}:{entry.position}",
        "source": f"/tenants/{tenant}",
        "type": f"{name}.v{members['schema']}",
        "subject": members["stream"],
        "time": members["recorded_at"],
        "datacontenttype": "application/json",
        "dataschema": f"urn:concord:event:{name}:v{members['schema']}",
        "sequence": f"{entry.position:0{SEQUENCE_DIGITS}}",
        "occurredon": members["occurred_on"],
        "actor": members["actor"],
        "correlationid": members["correlation"],
        "traceparent": traceparent(members["correlation"], members["command"]),
    }
    if members["causation"] is not None:  # CloudEvents has no null attributes
        attributes["causationid"] = members["causation"]
    payload = b"".join((orjson.dumps(attributes)[:-1], b',"data":', entry.raw, b"}"))
    return Message(f"evt.v1.{tenant}.{name}", payload)


def traceparent(correlation: str, command: str) -> str:
    """W3C trace context of what caused the event: the correlation id is the trace, the command the parent.

    Derived and not stored, so that publishing again gives the same bytes.
    """
    return f"00-{correlation.replace('-', '')}-{command.replace('-', '')[:16]}-00"


def position_of(payload: bytes) -> int:
    """The ledger position of a published message."""
    return int(orjson.loads(payload)["sequence"])


def tenant_of(payload: bytes) -> str:
    """The code of the tenant whose message it is."""
    return str(orjson.loads(payload)["data"]["tenant"])


def entry_of(payload: bytes) -> tuple[int, bytes]:
    """Position and stored bytes of a published message. Quotes inside a text are escaped, so that the first
    of these marks is the member's."""
    start = payload.index(b',"data":') + len(b',"data":')
    return position_of(payload), payload[start:-1]


def holds(payload: bytes, raw: bytes) -> bool:
    """Whether a published message carries just this entry."""
    return payload.endswith(b',"data":' + raw + b"}")
