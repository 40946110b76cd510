"""What policies did, as the API shows it."""

from datetime import datetime

from concord.api.context import OperationContext
from concord.api.fields import derived, field, row_type
from concord.api.scalars import Position
from concord.reacting.finding import find_policies
from concord.reacting.outcomes import PolicyOutcome as Outcome


def _rule(source: Outcome, context: OperationContext) -> str:
    """In words; of a policy that is no more, its name."""
    found = next((one for one in find_policies() if one.name == source.policy), None)
    if found is None:
        return source.policy
    return found.chinese if context.language == "zh" else found.english


def _reason(source: Outcome, context: OperationContext) -> str | None:
    return source.zh if context.language == "zh" else source.en


@row_type(Outcome, "自动办理结果: one command that a rule gave, and what came of it")
class PolicyOutcome:
    """Done, or refused by a rule of the alliance; either way it is over."""

    policy: str = field("规则代码: `policy:` with it is the actor of what was done")
    rule: str = derived("规则: what it does, in the request's language", _rule)
    position: Position = field("起因序号: of the entry that led to it, or that set the deadline")
    subject: str = field("期限: which one of those that the entry set; empty for an event")
    command: str = field("命令: what was asked")
    result: Position | None = field("结果序号: of the last entry that it led to; null if refused")
    refusal: str | None = field("拒绝代码: of the rule that forbids it; null if done")
    reason: str | None = derived("拒绝原因: in the request's language; null if done", _reason)
    at: datetime = field("办理时刻: when it was done or refused")
