"""The query that `concord demo` offers to paste is one that the schema answers."""

from pathlib import Path

from graphql import build_schema, parse, validate

from concord.cli.announcing import FIRST_QUERY

SCHEMA = Path(__file__).parents[3] / "graphql" / "schema.graphql"


def test_the_first_query_is_valid():
    assert validate(build_schema(SCHEMA.read_text()), parse(FIRST_QUERY)) == []
