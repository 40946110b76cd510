"""Codes of funds, each with its Chinese term."""

from enum import StrEnum

from concord.api.charters.codes import BasisKind
from concord.api.made import told
from concord.funds.events import Source

__all__ = ["BasisKind", "MovementKind", "RewardStatus", "Source"]


class MovementKind(StrEnum):
    """What moved money."""

    BUDGET = "BUDGET"
    CONTRIBUTION = "CONTRIBUTION"
    PAYMENT = "PAYMENT"
    REVERSAL = "REVERSAL"
    CARRIED_ON = "CARRIED_ON"


class RewardStatus(StrEnum):
    """What became of a proposed reward."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    DECLINED = "DECLINED"


told(
    RewardStatus,
    "奖励状态: what became of what was proposed",
    PROPOSED="待批准: it waits for somebody to decide",
    APPROVED="已批准: set aside, to be paid",
    DECLINED="未获批准: it is not paid",
)
told(
    Source,
    "收入来源: where money beside the budget comes from",
    CROWDFUNDING="党建经费众筹: members put it together",
    DUES="党费: dues, to be returned",
    APPROPRIATION="上级拨付: appropriated from above",
    DONATION="捐赠: donated",
    CARRIED_OVER="结转: the balance of another fund",
)
told(
    MovementKind,
    "收支类别: what moved money",
    BUDGET="预算安排: of the budget",
    CONTRIBUTION="入账: beside the budget",
    PAYMENT="支付: paid",
    REVERSAL="冲回: a payment undone",
    CARRIED_ON="结转: carried to another fund",
)
