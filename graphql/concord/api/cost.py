"""What an operation's answer may cost: the most values that it can hold, before anything is executed.

A connection holds as many objects as its `first` or `last` says; a plain list of objects is taken to hold
`LIST_COST`. A mutation costs `MUTATION_COST` beside what it returns.
"""

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)

MUTATION_COST = 10
"""A decision, an append, a wait for the read model."""
LIST_COST = 10
PAGE_COST = 100

Composite = GraphQLObjectType | GraphQLInterfaceType


class CostOf:
    """The cost of one operation with its variables; each fragment is reckoned once for each page size."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> None:
        self._schema = schema
        self._variables = variables
        self._fragments = {
            d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
        }
        self._known: dict[tuple[str, int], int] = {}

    def operation(self, operation: OperationDefinitionNode) -> int:
        """From 0; compare with the limit before executing."""
        root = self._schema.get_root_type(operation.operation)
        self._variables = {**_defaults(operation), **self._variables}
        return self._selections(operation.selection_set, root, LIST_COST)

    def _selections(self, selections: SelectionSetNode, parent: Any, size: int) -> int:
        if not isinstance(parent, Composite):
            return 0
        cost = 0
        for node in selections.selections:
            if isinstance(node, FieldNode):
                cost += self._field(node, parent, size)
            elif isinstance(node, FragmentSpreadNode):
                cost += self._fragment(node.name.value, size)
            elif isinstance(node, InlineFragmentNode):
                cost += self._selections(node.selection_set, self._condition(node, parent), size)
        return cost

    def _field(self, node: FieldNode, parent: Composite, size: int) -> int:
        field = parent.fields.get(node.name.value)
        if field is None:
            return 0
        own = MUTATION_COST if parent is self._schema.mutation_type else 1
        if node.selection_set is None:
            return own
        below = self._selections(node.selection_set, get_named_type(field.type), self._page_size(node))
        return own + below * _objects(field.type, parent, size)

    def _fragment(self, name: str, size: int) -> int:
        key = (name, size)
        if key not in self._known:
            self._known[key] = 0  # of a cycle, which validation refuses anyway
            fragment = self._fragments.get(name)
            if fragment is not None:
                self._known[key] = self._selections(
                    fragment.selection_set, self._condition(fragment, None), size
                )
        return self._known[key]

    def _condition(self, node: InlineFragmentNode | FragmentDefinitionNode, parent: Any) -> Any:
        condition = node.type_condition
        return parent if condition is None else self._schema.get_type(condition.name.value)

    def _page_size(self, node: FieldNode) -> int:
        for argument in node.arguments or ():
            if argument.name.value in ("first", "last"):
                value = argument.value
                if isinstance(value, VariableNode):
                    given = self._variables.get(value.name.value)
                    if given is None:
                        continue
                    return max(0, given) if isinstance(given, int) else PAGE_COST
                if isinstance(value, IntValueNode):
                    return max(0, int(value.value))
        return PAGE_COST


def _objects(type_: GraphQLOutputType, parent: Composite, size: int) -> int:
    """How many objects a field holds; a list inside a connection is its page."""
    if not is_list_type(get_nullable_type(type_)) or not is_composite_type(get_named_type(type_)):
        return 1
    return size if parent.name.endswith("Connection") else LIST_COST


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    return {
        d.variable.name.value: int(d.default_value.value)
        for d in operation.variable_definitions or ()
        if isinstance(d.default_value, IntValueNode)
    }
