"""Within a schema version events only grow; everything else is a new version with an upcaster."""

import copy

import msgspec
import pytest
from eventsourcing.domain import Aggregate

from concord.commanding import Context
from concord.contract import breaking, current
from concord.contract.regenerating import judge
from concord.eventstore import mapper
from concord.eventstore.mapper import Mapper
from concord.privacy import Narrative


class Line(msgspec.Struct, frozen=True):
    text: str
    weight: int = 1


def context(shape, *, version=1, upcast=None):
    """A context whose one event `notes.Noted` has these fields."""
    body = {"__annotations__": shape[0], **shape[1], "__module__": __name__, "__qualname__": "Note.Noted"}
    if version > 1:
        body["class_version"] = version
    if upcast:
        body[upcast] = staticmethod(lambda data: None)
    noted = type("Noted", (Aggregate.Created,), body)
    note = type("Note", (Aggregate,), {"Noted": noted, "__module__": __name__})
    return Context(name="notes", aggregates=(note,), commands=())


def schemas(shape, **more):
    return current(Mapper([context(shape, **more)]))


BEFORE = (
    {"title": str, "kind": str | None, "count": int, "lines": tuple[Line, ...], "remark": Narrative | None},
    {},
)


def changed(**hints):
    """The shape with other hints; a hint of None takes the field away."""
    annotations = {**BEFORE[0], **hints}
    return {name: hint for name, hint in annotations.items() if hint is not None}


@pytest.fixture(autouse=True)
def topics(monkeypatch):
    """The library knows one class by a topic in a process; here several shapes of one event are compared."""
    monkeypatch.setattr(mapper, "register_topic", lambda *_: None)
    monkeypatch.setattr(mapper, "get_topic", lambda cls: cls.__name__)


@pytest.fixture
def before():
    return schemas(BEFORE)["notes.Noted.v1"]


@pytest.mark.parametrize(
    ("annotations", "defaults"),
    [
        (changed(), {}),
        (changed(place=str | None), {"place": None}),
        (changed(pages=int), {"pages": 0}),
    ],
    ids=["nothing", "an optional member", "a member with a default"],
)
def test_what_may_be_added(before, annotations, defaults):
    assert breaking(before, schemas((annotations, defaults))["notes.Noted.v1"]) == []


@pytest.mark.parametrize(
    ("annotations", "defaults", "fault"),
    [
        (changed(title=None), {}, "data: title was removed"),
        (changed(title=None, heading=str), {}, "data: title was removed"),
        (changed(count=str), {}, "data.count: type was 'integer' and is 'string'"),
        (changed(place=str), {}, "data: place was added and is required"),
        (changed(title=str | None), {}, "data.title: type was 'string' and is nothing"),
        (changed(kind=str), {}, "data.kind: anyOf was"),
        (changed(lines=tuple[str, ...]), {}, "data.lines[]: type was 'object' and is 'string'"),
        (changed(count=int), {"count": 0}, "data: count was required and is optional"),
    ],
    ids=[
        "removed",
        "renamed",
        "retyped",
        "required",
        "may be null",
        "narrowed",
        "retyped within",
        "may be absent",
    ],
)
def test_what_breaks_readers(before, annotations, defaults, fault):
    ordered = dict(sorted(annotations.items(), key=lambda one: one[0] in defaults))  # defaults come last

    faults = breaking(before, schemas((ordered, defaults))["notes.Noted.v1"])

    assert any(one.startswith(fault) for one in faults), faults


def test_an_enumeration_may_grow_and_never_shrinks():
    small, large = {"enum": ["A", "B"]}, {"enum": ["A", "B", "C"]}

    assert breaking(small, large) == []
    assert breaking(large, small) == ["the entry: the value C was removed"]


@pytest.mark.parametrize(
    ("now", "fault"),
    [
        ({"format": "date", "maxLength": 9}, "format was 'uuid' and is 'date'"),
        ({"maxLength": 9}, "format was 'uuid' and is nothing"),
        ({"format": "uuid", "maxLength": 5}, "maxLength was 9 and is 5"),
        ({"format": "uuid", "maxLength": 99}, "maxLength was 9 and is 99"),
        ({"format": "uuid", "maxLength": 9, "pattern": "a"}, "pattern was nothing and is 'a'"),
    ],
    ids=["another format", "no format", "shorter", "longer", "a pattern"],
)
def test_what_a_value_may_look_like_stays(now, fault):
    before = {"properties": {"code": {"type": "string", "format": "uuid", "maxLength": 9}}}

    assert breaking(before, {"properties": {"code": {"type": "string", **now}}}) == [f"code: {fault}"]


def test_a_structure_within_an_event_is_compared_too(before):
    now = copy.deepcopy(before)
    del now["$defs"]["Line"]["properties"]["text"]

    assert "data.lines[]: text was removed" in breaking(before, now)


def test_words_may_be_said_better(before):
    now = copy.deepcopy(before)
    now["description"] = now["properties"]["data"]["properties"]["title"]["description"] = "better"

    assert breaking(before, now) == []


RETYPED = (changed(count=str), {})


def test_a_new_version_is_accepted_with_its_upcaster_and_the_former_schema():
    former = schemas(BEFORE)
    now = former | schemas(RETYPED, version=2, upcast="upcast_v1_v2")

    assert list(judge(former, now, [context(RETYPED, version=2, upcast="upcast_v1_v2")])) == []


def test_a_new_version_without_an_upcaster_is_refused():
    former = schemas(BEFORE)

    faults = list(judge(former, former | schemas(RETYPED, version=2), [context(RETYPED, version=2)]))

    assert faults == ["notes.Noted has no upcast_v1_v2: entries of version 1 could not be read"]


def test_a_former_version_is_neither_edited_nor_dropped():
    former = schemas(BEFORE)
    newest = schemas(RETYPED, version=2, upcast="upcast_v1_v2")
    installed = [context(RETYPED, version=2, upcast="upcast_v1_v2")]
    edited = copy.deepcopy(former)
    edited["notes.Noted.v1"]["properties"]["data"]["required"] = []

    assert list(judge(former, newest, installed)) == [
        "notes.Noted.v1 is gone: ledgers hold such events for ever"
    ]
    assert list(judge(former, edited | newest, installed)) == [
        "notes.Noted.v1 was edited: a version that was followed by another stays as it was"
    ]


def test_an_event_class_that_is_gone_is_refused():
    former = schemas(BEFORE)
    nothing = [Context(name="notes", aggregates=(), commands=())]

    assert list(judge(former, former, nothing)) == [
        "notes.Noted.v1 has no event class: ledgers that hold it could not be read"
    ]


def test_retyping_in_place_says_what_to_do():
    former = schemas(BEFORE)

    (fault,) = judge(former, schemas(RETYPED), [context(RETYPED)])

    assert fault.startswith("notes.Noted.v1: data.count: type was 'integer'")
    assert fault.endswith("give the event a new version and an upcaster")
