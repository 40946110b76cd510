"""Resolvers as lean as they can be: fields that read an attribute, or compute one from the source object.

A field costs Strawberry several calls (an Info, argument binding, two lookups) even where it only reads an
attribute; lists of rows are made of nothing else.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from graphql import GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema

from concord.api import ids


def compile_fields(schema: GraphQLSchema) -> None:
    """Replaces the resolvers of plain, derived and global-id fields, in place."""
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__"):
            for field in type_.fields.values():
                declared = field.extensions.get("strawberry-definition")
                if declared is not None and declared.is_basic_field and not declared.is_subscription:
                    field.resolve = _resolver(type_.name, declared.python_name, declared.metadata)


def _resolver(type_name: str, attribute: str, metadata: Any) -> Callable[..., Any]:
    if metadata.get("global_id"):
        return lambda source, _info: ids.encode(type_name, source.id)
    if (resolve := metadata.get("resolve")) is not None:
        return _derived(resolve)
    read = attrgetter(metadata.get("attribute", attribute))
    return lambda source, _info: read(source)


def _derived(resolve: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    def derived(source: Any, info: GraphQLResolveInfo[Any]) -> Any:
        return resolve(source, info.context)

    return derived
