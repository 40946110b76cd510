"""`policyOutcomes`: what policies did or were refused, latest causes first."""

from typing import Annotated, Any

import strawberry

from concord.api.connections import MAX_PAGE
from concord.api.errors import bad_input
from concord.api.fields import given, resolved
from concord.api.info import Info
from concord.api.listing import FILTER
from concord.api.policies.types import PolicyOutcome
from concord.api.scalars import Position
from concord.commanding import Message
from concord.reacting.outcomes import outcomes
from concord.tenancy import reading

WRONG_FIRST = Message(
    "policyOutcomes 的 first 应在 1 至 {limit} 之间", "policyOutcomes: first is from 1 to {limit}"
)
First = Annotated[
    int, strawberry.argument(description="最多几条: 1 to 100; of the last entry all, even if they are more")
]
Before = Annotated[
    Position | None, strawberry.argument(description="起因序号之前: of causes before this position")
]


@strawberry.input(name="PolicyOutcomeFilter", description="自动办理筛选: what is left out narrows nothing")
class PolicyOutcomeFilterInput:
    """Conditions of `policyOutcomes`."""

    policy: str | None = given("规则代码: of which policy", default=None)
    refused: bool | None = given("被拒绝: true for those refused, false for those done", default=None)


async def _outcomes(
    info: Info,
    first: First = MAX_PAGE,
    before: Before = None,
    filter: Annotated[PolicyOutcomeFilterInput | None, FILTER] = None,
) -> Any:
    if not 1 <= first <= MAX_PAGE:
        raise bad_input(WRONG_FIRST, limit=MAX_PAGE)
    wanted, context = filter or PolicyOutcomeFilterInput(), info.context
    async with reading(context.services.pool, context.tenant) as connection:
        return await outcomes(
            connection,
            context.tenant,
            policy=wanted.policy,
            refused=wanted.refused,
            before=before,
            limit=first,
        )


FIELDS = (
    resolved(
        _outcomes,
        "自动办理结果: what rules did or were refused, those of the latest entries first",
        list[PolicyOutcome],
        name="policyOutcomes",
    ),
)
