"""Figures as the API shows them."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from concord.api.context import OperationContext
from concord.api.fields import derived, field, row_type
from concord.api.figures.terms import NAMES
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.figures import Figure as Counted


def _name(source: Counted, context: OperationContext) -> str:
    message = NAMES[source.code]
    return message.zh if context.language == "zh" else message.en


def _organization(source: Counted, context: OperationContext) -> Any:
    if not source.code.startswith("tickets.") or not source.of:
        return None
    return context.load(ORGANIZATION, UUID(source.of))


@row_type(Counted, "统计数字: one value; docs/figures.md says how it is counted")
class Figure:
    """A code, what it is of, an exact value."""

    code: str = field("代码: what is counted; stable")
    name: str = derived("名称: what is counted, in the request's language", _name)
    of: str = field(
        "分项: an alliance's kind, an area, a theme, a list, a purpose, an item or a department; empty:"
        " of everything"
    )
    organization: Organization | None = derived("部门: of which, where it is of one", _organization)
    value: Decimal | None = field("数值: a rate from 0 to 1 has four decimals; null if it has no denominator")
