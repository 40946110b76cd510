"""How large a document is: depth, aliases, root fields.

Fragments are measured once each and their measure reused: following every spread would take time
exponential in the number of fragments, which a thousand tokens are enough to make felt.
"""

from collections.abc import Callable
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

Fold = Callable[[SelectionSetNode, Callable[[str], Any]], Any]


class Measures:
    """The fragments of one document, measured at most once for each kind of measure."""

    def __init__(self, document: DocumentNode) -> None:
        self.operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
        self._fragments = {
            d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
        }

    def depth(self) -> int:
        """Fields below fields, of the deepest operation."""
        return max((self._over(o, _depth) for o in self.operations), default=0)

    def aliases(self) -> int:
        """Aliases, counted wherever their fragment is spread."""
        return sum(self._over(o, _aliases) for o in self.operations)

    def roots(self, kind: str) -> int:
        """Root fields of all operations of a kind, counted wherever their fragment is spread."""
        return sum(self._over(o, _root_count) for o in self.operations if o.operation.value == kind)

    def root_names(self, operation: OperationDefinitionNode) -> frozenset[str]:
        """Names of an operation's root fields."""
        return frozenset(self._over(operation, _root_names))

    def _over(self, operation: OperationDefinitionNode, fold: Fold) -> Any:
        known: dict[str, Any] = {}
        empty = fold(SelectionSetNode(selections=()), lambda _: None)

        def fragment(name: str) -> Any:
            if name not in known:
                known[name] = empty  # of a cycle, which validation refuses anyway
                if name in self._fragments:
                    known[name] = fold(self._fragments[name].selection_set, fragment)
            return known[name]

        return fold(operation.selection_set, fragment)


def _depth(selections: SelectionSetNode, fragment: Callable[[str], int]) -> int:
    deepest = 0
    for node in selections.selections:
        if isinstance(node, FieldNode):
            below = _depth(node.selection_set, fragment) if node.selection_set else 0
            deepest = max(deepest, 0 if node.name.value.startswith("__") else 1 + below)
        elif isinstance(node, FragmentSpreadNode):
            deepest = max(deepest, fragment(node.name.value))
        elif isinstance(node, InlineFragmentNode):
            deepest = max(deepest, _depth(node.selection_set, fragment))
    return deepest


def _aliases(selections: SelectionSetNode, fragment: Callable[[str], int]) -> int:
    count = 0
    for node in selections.selections:
        if isinstance(node, FragmentSpreadNode):
            count += fragment(node.name.value)
            continue
        if isinstance(node, FieldNode) and node.alias:
            count += 1
        if isinstance(node, FieldNode | InlineFragmentNode) and node.selection_set:
            count += _aliases(node.selection_set, fragment)
    return count


def _root_count(selections: SelectionSetNode, fragment: Callable[[str], int]) -> int:
    count = 0
    for node in selections.selections:
        if isinstance(node, FieldNode):
            count += 1
        elif isinstance(node, FragmentSpreadNode):
            count += fragment(node.name.value)
        elif isinstance(node, InlineFragmentNode):
            count += _root_count(node.selection_set, fragment)
    return count


def _root_names(selections: SelectionSetNode, fragment: Callable[[str], set[str]]) -> set[str]:
    names: set[str] = set()
    for node in selections.selections:
        if isinstance(node, FieldNode):
            names.add(node.name.value)
        elif isinstance(node, FragmentSpreadNode):
            names |= fragment(node.name.value)
        elif isinstance(node, InlineFragmentNode):
            names |= _root_names(node.selection_set, fragment)
    return names
