"""Narrative text and personal values as fields: looked up beside the ledger, null where they are gone."""

from collections.abc import Sequence
from typing import Any

from concord.api.context import Load, OperationContext
from concord.api.fields import derived
from concord.privacy.disclosing import disclose
from concord.tenancy import reading

Disclosed = tuple[str, str]
"""Name and value."""


async def _batch(context: OperationContext, digests: list[str]) -> Sequence[Disclosed | None]:
    services = context.services
    async with reading(services.pool, context.tenant) as connection:
        found = await disclose(connection, services.keys, context.tenant, digests)
    return [found.get(digest) for digest in digests]


DISCLOSURES: Load[str, Disclosed | None] = Load(_batch)


def narrative_field(description: str, attribute: str) -> Any:
    """Text that somebody wrote; the row holds its digest. Null where there is none, or it was erased."""

    async def text(digest: str, context: OperationContext) -> str | None:
        found = await context.load(DISCLOSURES, digest)
        return None if found is None else found[1]

    def resolve(source: Any, context: OperationContext) -> Any:
        digest = getattr(source, attribute)
        return None if digest is None else text(digest, context)

    return derived(description, resolve)
