"""An operation is measured before it runs, fragments where they are spread, in linear time."""

import time

import pytest
from graphql import parse

from concord.api.cost import CostOf
from concord.api.measures import Measures
from concord.api.schema import build_schema

SCHEMA = build_schema(production=False)._schema


def cost(text: str, **variables: object) -> int:
    document = parse(text)
    return CostOf(SCHEMA, document, variables).operation(Measures(document).operations[0])


@pytest.mark.parametrize(
    ("text", "depth", "aliases", "mutations"),
    [
        ("{ me { role } }", 2, 0, 0),
        ("{ a: me { b: role } c: me { role } }", 2, 3, 0),
        ("{ me { ...f } } fragment f on Viewer { x: tenant { y: code } }", 3, 2, 0),
        ("{ a: me { ...f } b: me { ...f } } fragment f on Viewer { x: role }", 2, 4, 0),
        ("{ ... on Query { me { ... { role } } } }", 2, 0, 0),
        ("mutation { a { x } ...m } fragment m on Mutation { b { x } c { x } }", 2, 0, 3),
        ("{ ...f } fragment f on Query { ...g } fragment g on Query { ...f me { role } }", 2, 0, 0),
    ],
)
def test_depth_aliases_and_mutations(text, depth, aliases, mutations):
    measures = Measures(parse(text))
    assert (measures.depth(), measures.aliases(), measures.roots("mutation")) == (depth, aliases, mutations)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ me { role } }", 2),
        ("{ tickets(first: 10) { totalCount } }", 2),
        ("{ tickets(first: 10) { edges { cursor node { id title } } } }", 1 + 1 + 10 * (1 + 1 + 2)),
        ("{ tickets(last: 10) { nodes { id } } }", 1 + 1 + 10),
        ("{ tickets { nodes { id } } }", 1 + 1 + 100),
        ("{ tickets(first: 2) { nodes { steps { type } } } }", 1 + 1 + 2 * (1 + 10)),
        ("{ alliances(first: 3) { nodes { ...a } } } fragment a on Alliance { id name }", 1 + 1 + 3 * 2),
        ("mutation { ticketClose(input: {}) { position } }", 11),
        ("{ __schema { types { name } } }", 0),
    ],
)
def test_cost_is_the_most_values_that_the_answer_can_hold(text, expected):
    assert cost(text) == expected


def test_a_page_size_in_a_variable_counts():
    text = "query ($n: Int = 7) { tickets(first: $n) { nodes { id } } }"
    assert cost(text, n=3) == 2 + 3
    assert cost(text) == 2 + 7
    assert cost(text, n="x") == 2 + 100


def test_fragments_upon_fragments_take_no_exponential_time():
    chain = "".join(f"fragment f{n} on Viewer {{ a: role ...f{n + 1} ...f{n + 1} }}" for n in range(60))
    text = "{ me { ...f0 } } fragment f60 on Viewer { role } " + chain
    started = time.perf_counter()
    measures = Measures(parse(text))
    assert measures.aliases() == 2**60 - 1
    assert measures.depth() == 2
    assert cost(text) > 2**60
    assert time.perf_counter() - started < 1
