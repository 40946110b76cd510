"""The envelope: CloudEvents 1.0, and the ledger's own bytes inside."""

import json
import re
from uuid import UUID

import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from tallying import tally_append

from concord.eventstore.entry import Entry
from concord.publishing import envelope
from concord.publishing.envelope import holds, position_of
from concord.tenancy import Tenant

TENANT = Tenant(id=UUID(int=1), code="jianghai", name="江海", division_code="", simulated=False)
POSITIONS = st.integers(1, 2**53 - 1)
"""What JSON numbers can count (RFC 8785)."""


def entry_of(position: int, text: str = "党建联盟", **changed) -> Entry:
    [event] = tally_append(TENANT, UUID(int=7), 3, ["Added"], text=text).events
    spliced = f'{position},"recorded_at":"2026-02-01T01:02:03.000004Z'
    raw = event.before + spliced.encode() + event.after
    return Entry(position, rfc8785.dumps({**json.loads(raw), **changed}))


def test_every_attribute_says_what_the_entry_says():
    entry = entry_of(42, causation="jianghai:41")
    message = envelope(entry)
    event = json.loads(message.payload)
    members = entry.members
    assert message.subject == "evt.v1.jianghai.tests.Added"
    assert {name: value for name, value in event.items() if name != "data"} == {
        "specversion": "1.0",
        "id": "jianghai:42",
        "source": "/tenants/jianghai",
        "type": "tests.Added.v1",
        "subject": members["stream"],
        "time": "2026-02-01T01:02:03.000004Z",
        "datacontenttype": "application/json",
        "dataschema": "urn:concord:event:tests.Added:v1",
        "sequence": "0000000000000000042",
        "occurredon": "2026-01-31",
        "actor": "system:test",
        "correlationid": members["correlation"],
        "causationid": "jianghai:41",
        "traceparent": event["traceparent"],
    }
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]", event["traceparent"])


def test_attribute_names_are_of_cloudevents_and_none_is_null():
    event = json.loads(envelope(entry_of(1)).payload)
    assert "causationid" not in event
    assert all(re.fullmatch("[a-z0-9]{1,20}", name) and value is not None for name, value in event.items())


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"])), position=POSITIONS)
def test_data_canonicalized_is_the_leaf_byte_for_byte(text, position):
    entry = entry_of(position, text)
    payload = envelope(entry).payload
    assert payload.endswith(b',"data":' + entry.raw + b"}")
    assert rfc8785.dumps(json.loads(payload)["data"]) == entry.raw
    assert position_of(payload) == position
    assert holds(payload, entry.raw)


@given(POSITIONS, POSITIONS)
def test_sequences_order_as_text_as_they_do_as_numbers(one, other):
    sequences = [json.loads(envelope(entry_of(n)).payload)["sequence"] for n in (one, other)]
    assert (sequences[0] < sequences[1]) == (one < other)


def test_the_same_entry_gives_the_same_bytes():
    entry = entry_of(5)
    assert envelope(entry) == envelope(Entry(5, entry.raw))
