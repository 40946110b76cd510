"""What one may ask of a fund."""

from concord.funds.commands.filling import AllocateBudget, OpenFund, ReceiveContribution
from concord.funds.commands.rewarding import ApproveReward, DeclineReward, ProposeRewards
from concord.funds.commands.spending import ApproveGrant, CloseFund, MakePayment, ReversePayment

COMMANDS = (
    OpenFund,
    AllocateBudget,
    ReceiveContribution,
    ApproveGrant,
    ProposeRewards,
    ApproveReward,
    DeclineReward,
    MakePayment,
    ReversePayment,
    CloseFund,
)

__all__ = [
    "COMMANDS",
    "AllocateBudget",
    "ApproveGrant",
    "ApproveReward",
    "CloseFund",
    "DeclineReward",
    "MakePayment",
    "OpenFund",
    "ProposeRewards",
    "ReceiveContribution",
    "ReversePayment",
]
