"""Narrative text as a field: looked up beside the ledger, null where it is gone."""

from collections.abc import Sequence
from typing import Any

from concord.api.context import Load, OperationContext
from concord.api.fields import derived
from concord.api.sight import Kind, sees, withheld
from concord.privacy.disclosing import disclose
from concord.tenancy import reading

Disclosed = tuple[str, str]
"""Name and value."""


async def disclosed(context: OperationContext, digests: list[str]) -> Sequence[Disclosed | None]:
    """What these digests stand for, in their order; None where it is gone. Permission is not asked here."""
    services = context.services
    async with reading(services.pool, context.tenant) as connection:
        found = await disclose(connection, services.keys, context.tenant, digests)
    return [found.get(digest) for digest in digests]


TEXTS: Load[str, Disclosed | None] = Load(disclosed)


def narrative_field(description: str, attribute: str) -> Any:
    """Text that somebody wrote; the row holds its digest. Null where there is none, or it was erased."""

    async def text(digest: str, context: OperationContext) -> str | None:
        found = await context.load(TEXTS, digest)
        return None if found is None else found[1]

    def resolve(source: Any, context: OperationContext) -> Any:
        digest = getattr(source, attribute)
        if digest is None:
            return None
        if not sees(context.viewer, Kind.TEXT, None, ()):
            return withheld(context.language)
        return text(digest, context)

    return derived(description, resolve)
