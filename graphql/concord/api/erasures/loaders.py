"""Erasures by id, and the copies that they cannot reach."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from concord.api.context import Load, OperationContext
from concord.api.listing import rows
from concord.api.permissions import QUERIES
from concord.ledger.releasing import Released, copies_of
from concord.readmodels.erasures import queries
from concord.tenancy import reading

MODEL = "erasures"
_ALL = rows(queries)


async def _batch(context: OperationContext, keys: list[UUID]) -> Sequence[Any]:
    """`node(id:)` is for every reader; these are not."""
    if context.viewer.role not in QUERIES["erasures"].roles:
        return [None] * len(keys)
    return await _ALL.batch(context, keys)


async def _copies(context: OperationContext, told: list[UUID | int]) -> Sequence[list[Released]]:
    async with reading(context.services.pool, context.tenant) as connection:
        found = await copies_of(connection, context.tenant, told)
    return [found[one] for one in told]


COPIES: Load[UUID | int, list[Released]] = Load(_copies)
"""By the person, or the position of the text."""
ERASURE: Load[UUID, Any] = Load(_batch)
