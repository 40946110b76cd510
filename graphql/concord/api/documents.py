"""Documents, parsed and validated once each: without that a small query costs five times as much.

Strawberry's own caches do the same as extensions of their own; here one extension does all that is done
for an operation, and a syntax error is left to Strawberry to report: raised from a hook, it would end a
socket's operation with a trace.
"""

from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, specified_rules
from strawberry.schema.schema import validate_document
from strawberry.types import ExecutionContext

from concord.api.limits import MAX_TOKENS, DocumentLimits

REMEMBERED = 512
"""Documents kept; the one longest unused is forgotten."""
RULES = (*specified_rules, DocumentLimits)
"""One tuple for ever: it is part of the cache's key."""

_parse = lru_cache(REMEMBERED)(parse)
_validate = lru_cache(REMEMBERED)(validate_document)


def parsed(context: ExecutionContext) -> None:
    """Gives the operation its document; none where it cannot be parsed, which Strawberry then reports."""
    context.parse_options["max_tokens"] = MAX_TOKENS
    with suppress(GraphQLError, TypeError):
        context.graphql_document = _parse(context.query, max_tokens=MAX_TOKENS)


def validated(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    """What is wrong with a document. Copies: the remembered errors are shared by all who send it."""
    return [
        GraphQLError(error.message, error.nodes, extensions=dict(error.extensions or {}))
        for error in _validate(schema, document, RULES)
    ]


class TrustedDocuments:
    """The only documents that are run, where an operator has chosen so; read once, at the start."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError for a folder that cannot be read."""
        texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("**/*.graphql"))]
        self._by_hash = {sha256(text.encode()).hexdigest(): text for text in texts}

    def text_of(self, context: ExecutionContext) -> str | None:
        """The document that is asked for: by its text, or by `extensions.persistedQuery.sha256Hash` in
        place of it. None if it is not one of them."""
        asked: object = None
        if context.query is not None:
            asked = sha256(context.query.encode()).hexdigest()
        else:
            named: object = (context.operation_extensions or {}).get("persistedQuery")
            asked = named.get("sha256Hash") if isinstance(named, dict) else None
        return self._by_hash.get(asked) if isinstance(asked, str) else None
