"""What one may ask of a fund."""

from concord.funds.commands.filling import AllocateBudget, OpenFund, ReceiveContribution
from concord.funds.commands.spending import ApproveGrant, CloseFund, MakePayment, ReversePayment

COMMANDS = (
    OpenFund,
    AllocateBudget,
    ReceiveContribution,
    ApproveGrant,
    MakePayment,
    ReversePayment,
    CloseFund,
)

__all__ = [
    "COMMANDS",
    "AllocateBudget",
    "ApproveGrant",
    "CloseFund",
    "MakePayment",
    "OpenFund",
    "ReceiveContribution",
    "ReversePayment",
]
