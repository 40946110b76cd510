"""Leaves without ceremony: the scalar and enum fields of a row, read and written in one call each.

graphql-core spends about 6 µs on a leaf (a path, a resolve info, argument binding, completion), and a list
consists of little else. Whatever is not plain (an error, a null that must not be, a value of another type)
takes the usual way, so that answers and errors are the same.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    get_nullable_type,
    is_leaf_type,
    is_non_null_type,
)
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

LEAVES = "concord-leaves"
USUAL = object()
"""Answer of a leaf that must take the usual way."""

Leaf = Callable[[Any], Any]


class LeanExecutor(StrawberryGraphQLCoreExecutionContext):
    """Strawberry's executor with a short way for leaves."""

    def execute_fields(
        self, parent_type: GraphQLObjectType, source_value: Any, path: Any, grouped: Any, position: Any
    ) -> Any:
        leaves: Mapping[str, Leaf] | None = parent_type.extensions.get(LEAVES)
        if leaves is None:
            return super().execute_fields(parent_type, source_value, path, grouped, position)
        results: dict[str, Any] = {}
        others: dict[str, Any] = {}
        for name, details in grouped.items():
            leaf = leaves.get(details[0].node.name.value)
            results[name] = USUAL if leaf is None else leaf(source_value)
            if results[name] is USUAL:  # its place in the answer is kept
                others[name] = details
        if not others:
            return results
        rest: Any = super().execute_fields(parent_type, source_value, path, others, position)
        if self.is_awaitable(rest):
            return _merged(results, rest)
        results.update(rest)
        return results


def mark_leaves(schema: GraphQLSchema, readers: Mapping[tuple[str, str], Callable[[Any], Any]]) -> None:
    """Notes on each object type which of its fields are plain leaves; `readers` by type and field."""
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType):
            found = {
                name: _leaf(readers[type_.name, name], field.type)
                for name, field in type_.fields.items()
                if (type_.name, name) in readers and is_leaf_type(get_nullable_type(field.type))
            }
            if found:
                type_.extensions[LEAVES] = found


async def _merged(results: dict[str, Any], rest: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    results.update(await rest)
    return results


def _leaf(read: Callable[[Any], Any], type_: GraphQLOutputType) -> Leaf:
    write = _writer(get_nullable_type(type_))
    absent = USUAL if is_non_null_type(type_) else None

    def leaf(source: Any) -> Any:
        try:
            value = read(source)
            return absent if value is None else write(value)
        except Exception:
            return USUAL

    return leaf


def _writer(type_: Any) -> Callable[[Any], Any]:
    if isinstance(type_, GraphQLEnumType):
        names = {value.value: name for name, value in type_.values.items()}
        return lambda value: names.get(value, USUAL)
    if type_.name in _PLAIN:
        expected = _PLAIN[type_.name]
        return lambda value: value if type(value) is expected else type_.coerce_output_value(value)
    write: Callable[[Any], Any] = type_.coerce_output_value
    return write


_PLAIN: Mapping[str, type] = {"String": str, "ID": str, "Boolean": bool}
