"""What clients send is bounded and brought to one form at the border."""

import msgspec
import pytest
from graphql import GraphQLError, build_schema
from hypothesis import given
from hypothesis import strategies as st

from concord.api import ids
from concord.api.arguments import checks_of
from concord.api.connections import read_cursor, write_cursor
from concord.api.errors import ApiError
from concord.api.language import negotiate
from concord.api.rates import Buckets, Rate
from concord.api.scalars import parse_date, parse_datetime
from concord.api.schema import build_schema as build_api
from concord.readmodels.organizations.rows import OrganizationCursor

SCHEMA = build_api(production=False)._schema
RAISE = checks_of(SCHEMA.mutation_type.fields["ticketRaise"])["input"]
PAGE = checks_of(SCHEMA.query_type.fields["tickets"])


def raised(**members: object) -> dict[str, object]:
    given = {"title": "题", "description": "文"} | members
    checked: dict[str, object] = RAISE(given, "input")
    return checked


def refused(**members: object) -> tuple[str, str]:
    with pytest.raises(ApiError) as caught:
        raised(**members)
    return caught.value.code.value, caught.value.details["field"]  # type: ignore[return-value]


def test_two_spellings_of_one_name_become_one():
    assert raised(title="Cafe\u0301")["title"] == "Caf\u00e9"
    assert raised(title="  题  ")["title"] == "题"


@pytest.mark.parametrize("text", ["a\x00b", "a\tb", "a\nb", "\x7f", "a\u2028b", "\ud800", "\ufffe"])
def test_a_title_has_no_control_characters(text):
    assert refused(title=text) == ("BAD_USER_INPUT", "input.title")


@pytest.mark.parametrize("turn", ["\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"])
def test_no_text_shows_itself_in_another_order_than_it_is_kept(turn):
    assert refused(title=f"付款{turn}001 元") == ("BAD_USER_INPUT", "input.title")
    assert refused(description=f"付款{turn}001 元") == ("BAD_USER_INPUT", "input.description")


def test_narrative_text_has_lines_and_tabs_but_nothing_else():
    assert raised(description="一\r\n二\t三")["description"] == "一\n二\t三"
    assert refused(description="a\x1bb") == ("BAD_USER_INPUT", "input.description")
    assert refused(description="a\rb") == ("BAD_USER_INPUT", "input.description")


def test_text_and_lists_are_bounded():
    assert refused(title="题" * 201) == ("LIMIT_EXCEEDED", "input.title")
    assert refused(description="文" * 10_001) == ("LIMIT_EXCEEDED", "input.description")
    assert refused(contact={"name": "x" * 51}) == ("LIMIT_EXCEEDED", "input.contact.name")
    with pytest.raises(ApiError) as caught:
        PAGE["filter"]({"statuses": ["RAISED"] * 101}, "filter")
    assert caught.value.code.value == "LIMIT_EXCEEDED"


def test_counts_are_bounded_so_that_their_sums_are_numbers_too():
    profile = checks_of(SCHEMA.mutation_type.fields["organizationUpdateProfile"])["input"]
    assert profile({"affiliatedEnterprises": 1_000_000}, "input")
    with pytest.raises(ApiError, match="LIMIT_EXCEEDED"):
        profile({"affiliatedEnterprises": 1_000_001}, "input")


def test_what_is_null_stays_null():
    assert raised(category=None)["category"] is None
    assert PAGE["filter"](None, "filter") is None


def test_inputs_may_contain_themselves():
    schema = build_schema("input A { a: A } type Query { f(a: A): Int }")
    for field in schema.type_map["A"].fields.values():
        field.extensions = {"strawberry-definition": type("Declared", (), {"metadata": {}})}
    check = checks_of(schema.query_type.fields["f"])["a"]
    assert check({"a": {"a": None}}, "a") == {"a": {"a": None}}


@given(st.uuids())
def test_a_global_id_reads_back(key):
    assert ids.decode("Ticket", ids.encode("Ticket", key), "id") == key


@pytest.mark.parametrize("value", ["", "x", "VGlja2V0", "VGlja2V0Ong=", "é" * 8, "T" * 3000])
def test_what_is_no_id_is_refused(value):
    with pytest.raises(ApiError):
        ids.decode("Ticket", value, "id")
    assert ids.parse(value) == ids.parse(value)


@given(st.text(), st.uuids())
def test_a_cursor_reads_back(name, key):
    position = OrganizationCursor(name.encode("utf-8", "ignore").decode(), key)
    assert read_cursor(OrganizationCursor, write_cursor(position), "after") == position


class Numbered(msgspec.Struct, array_like=True):
    position: int


def test_a_cursor_holds_no_number_that_no_column_could():
    assert read_cursor(Numbered, write_cursor(Numbered(2**53 - 1)), "after") == Numbered(2**53 - 1)
    with pytest.raises(ApiError, match="BAD_USER_INPUT"):
        read_cursor(Numbered, write_cursor(Numbered(2**63)), "after")


@pytest.mark.parametrize("day", ["1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_is_one_that_a_clerk_can_mean(day):
    with pytest.raises(GraphQLError):
        parse_date(day)
    with pytest.raises(GraphQLError):
        parse_datetime("0001-01-01T00:00:00+14:00")


@pytest.mark.parametrize("value", ["", "x", "W10", "WyJhIiwiYiJd", "é", "=" * 9])
def test_what_is_no_cursor_is_refused(value):
    with pytest.raises(ApiError, match="BAD_USER_INPUT"):
        read_cursor(OrganizationCursor, value, "after")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "zh"),
        ("", "zh"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr,en;q=0.5", "en"),
        ("en;q=0.2,zh;q=0.3", "zh"),
        ("de", "zh"),
        ("en;q=x", "zh"),
        ("*", "zh"),
    ],
)
def test_the_language_is_negotiated(header, language):
    assert negotiate(header) == language


def test_a_bucket_gives_back_with_time():
    now = 0.0
    bucket = Buckets(Rate(per_second=2, burst=3), clock=lambda: now)
    for _ in range(3):
        bucket.take("a")
    with pytest.raises(ApiError, match="LIMIT_EXCEEDED") as caught:
        bucket.take("a")
    assert caught.value.details == {"seconds": "0.5"}
    assert (caught.value.seconds, caught.value.left.tokens) == (1, 0)
    bucket.take("b")
    now = 0.5
    bucket.take("a")
    with pytest.raises(ApiError):
        bucket.take("a")
    now = 100.0
    for _ in range(3):
        bucket.take("a")
