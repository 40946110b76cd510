"""The short way for leaves gives the same answers and errors as the usual one."""

import asyncio
from operator import attrgetter
from types import SimpleNamespace

from graphql import build_schema, execute, parse
from hypothesis import given
from hypothesis import strategies as st
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from concord.api.executing import LeanExecutor, mark_leaves

SCHEMA = build_schema("""
    enum E { A B }
    type Item { s: String sn: String! i: Int i2: Int! b: Boolean f: Float id: ID! e: E en: E!
        list: [Int] child: Item later: Item laterLeaf: Int }
    type Query { item: Item }
""")
PLAIN = ("s", "sn", "i", "i2", "b", "f", "id", "e", "en", "list", "child")
LEAVES = "s sn x: s i i2 b f id e en __typename"
DOCUMENT = parse(f"""{{ item {{ {LEAVES} list later {{ {LEAVES} }} laterLeaf
    child {{ i child {{ {LEAVES} ... {{ sn }} }} s }}
    b2: b @include(if: true) i3: i @skip(if: true) }} }}""")

SCHEMA.query_type.fields["item"].resolve = lambda source, _info: source
for name, field in SCHEMA.type_map["Item"].fields.items():
    field.resolve = (lambda read: lambda source, _info: read(source))(attrgetter(name))
mark_leaves(SCHEMA, {("Item", name): attrgetter(name) for name in PLAIN})

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.sampled_from(["A", "B"]),
    st.binary(),
    st.just({}),
)
fine = {"s": "x", "sn": "y", "i": 1, "i2": 2, "b": True, "f": 0.5, "id": "z", "e": "A", "en": "B"}


def later(value: object):
    async def get() -> object:
        await asyncio.sleep(0)
        return value

    return property(lambda _: get())


def item(odd: dict[str, object], child: object) -> object:
    kept = {name: value for name, value in (fine | odd).items() if value is not ...}
    of = type("Source", (SimpleNamespace,), {"later": later(child), "laterLeaf": later(7)})
    return of(list=[1, 2], child=child, **kept)


async def run(executor: type, odd: dict[str, object], deep: dict[str, object]):
    source = item(odd, item({}, item(deep, None)))
    result = execute(SCHEMA, DOCUMENT, root_value=source, executor_class=executor)
    result = await result if asyncio.iscoroutine(result) else result
    return result.data, sorted(str(error.formatted) for error in result.errors or ())


oddities = st.dictionaries(st.sampled_from(sorted(fine)), values | st.just(...), max_size=3)


@given(oddities, oddities)
def test_answers_and_errors_are_the_same(odd, deep):
    usual = asyncio.run(run(StrawberryGraphQLCoreExecutionContext, odd, deep))
    lean = asyncio.run(run(LeanExecutor, odd, deep))
    assert repr(lean) == repr(usual)  # order of members included; NaN is NaN


def test_a_leaf_takes_the_short_way():
    asked = []
    SCHEMA.type_map["Item"].fields["s"].resolve = lambda source, _info: asked.append(source) or source.s
    source = item({}, item({}, None))
    result = execute(SCHEMA, parse("{ item { s sn } }"), root_value=source, executor_class=LeanExecutor)
    assert result.data == {"item": {"s": "x", "sn": "y"}}
    assert not asked
