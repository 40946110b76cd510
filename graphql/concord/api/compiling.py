"""Resolvers as lean as they can be: fields that read an attribute, or compute one from the source object.

A field costs Strawberry several calls (an Info, argument binding, two lookups) even where it only reads an
attribute; lists of rows are made of nothing else.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from concord.api import ids
from concord.api.executing import mark_leaves

Read = Callable[[Any], Any]


def compile_fields(schema: GraphQLSchema) -> None:
    """Replaces the resolvers of plain, derived and global-id fields, in place."""
    readers: dict[tuple[str, str], Read] = {}
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__"):
            for name, field in type_.fields.items():
                declared = field.extensions.get("strawberry-definition")
                if declared is None or not declared.is_basic_field or declared.is_subscription:
                    continue
                if (resolve := declared.metadata.get("resolve")) is not None:
                    field.resolve = _derived(resolve)
                else:
                    read = readers[type_.name, name] = _reader(type_.name, declared)
                    field.resolve = _plain(read)
    mark_leaves(schema, readers)


def _reader(type_name: str, declared: Any) -> Read:
    if declared.metadata.get("global_id"):
        return lambda source: ids.encode(type_name, source.id)
    return attrgetter(declared.metadata.get("attribute", declared.python_name))


def _plain(read: Read) -> Callable[..., Any]:
    return lambda source, _info: read(source)


def _derived(resolve: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def derived(source: Any, info: GraphQLResolveInfo[Any]) -> Any:
        return resolve(source, info.context)

    return derived
