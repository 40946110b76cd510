"""支出项目: which there is in a charter, and what a payment for one may rest on."""

from collections.abc import Iterable

from concord.charters import BasisKind, FundRules, SpendingItem, choices, listed
from concord.commanding import Message, Refusal
from concord.funds.errors import FundRefusal

BASES = {
    BasisKind.RESOLUTION: Message("会议决议", "a resolution"),
    BasisKind.GRANT: Message("已批准的补助", "a grant"),
    BasisKind.RESULT: Message("考核结果", "results of an assessment"),
}


def require_item(rules: FundRules, code: str, field: str) -> SpendingItem:
    """The charter's item of that code."""
    item = rules.item(code)
    if item is None:
        raise Refusal(FundRefusal.ITEM_NOT_IN_CHARTER, field, item=code, known=choices(rules.items))
    return item


def unfit_basis(item: SpendingItem, bases: Iterable[BasisKind]) -> Refusal:
    """That a payment for the item rests on one of these, and not on what was given."""
    named = listed(BASES[one] for one in bases)
    return Refusal(FundRefusal.BASIS_NOT_FOR_ITEM, "basis", item=item.name, bases=named)
