"""What can be done with funds; who may is in the permission table, what is allowed in the context."""

from uuid import UUID

from concord.api.funds import inputs
from concord.api.funds.loaders import FUND, MODEL
from concord.api.funds.types import Fund
from concord.api.ids import decode, decode_optional
from concord.api.mutating import Returned, mutation
from concord.api.people import personal, written
from concord.funds import commands
from concord.funds.events import Basis
from concord.privacy import Narrative

ANSWER = Returned(name="fund", type=Fund, chinese="经费", load=FUND, model=MODEL)


def _fund(input: inputs.FundStepInput) -> UUID:
    return decode("Fund", input.fund_id, "input.fundId")


def _recipient(input: inputs.FundApproveGrantInput) -> UUID:
    return decode("Organization", input.recipient_id, "input.recipientId")


def _basis(input: inputs.FundApproveGrantInput) -> Basis:
    return Basis(input.basis.kind, input.basis.record, input.basis.reference, input.basis.resolution)


@mutation("设立经费: an account for one year and one purpose", commands.OpenFund, ANSWER)
def fund_open(input: inputs.FundOpenInput) -> commands.OpenFund:
    return commands.OpenFund(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        year=input.year,
        code=input.code,
        name=input.name,
    )


@mutation("安排预算: money of the budget is put in", commands.AllocateBudget, ANSWER)
def fund_allocate(input: inputs.FundAllocateInput) -> commands.AllocateBudget:
    return commands.AllocateBudget(fund=_fund(input), amount=input.amount, document=input.document)


@mutation("登记入账: money beside the budget came in", commands.ReceiveContribution, ANSWER)
def fund_receive(input: inputs.FundReceiveInput) -> commands.ReceiveContribution:
    return commands.ReceiveContribution(
        fund=_fund(input),
        source=input.source,
        amount=input.amount,
        organization=decode_optional("Organization", input.organization_id, "input.organizationId"),
        note=written(input.note),
    )


@mutation("批准补助: sets money aside for an organization and an item", commands.ApproveGrant, ANSWER)
def fund_approve_grant(input: inputs.FundApproveGrantInput) -> commands.ApproveGrant:
    return commands.ApproveGrant(
        fund=_fund(input),
        recipient=_recipient(input),
        item=input.item,
        amount=input.amount,
        basis=_basis(input),
    )


@mutation("提出奖励: by a rule of the charter, within what is left", commands.ProposeRewards, ANSWER)
def fund_propose_rewards(input: inputs.FundProposeRewardsInput) -> commands.ProposeRewards:
    return commands.ProposeRewards(
        alliance=decode("Alliance", input.alliance_id, "input.allianceId"),
        year=input.year,
        purpose=input.fund_code,
        rule=input.rule,
        assessment=decode("Assessment", input.assessment_id, "input.assessmentId"),
    )


@mutation("批准奖励: sets the money aside", commands.ApproveReward, ANSWER)
def fund_approve_reward(input: inputs.FundApproveRewardInput) -> commands.ApproveReward:
    return commands.ApproveReward(fund=_fund(input), reward=input.reward)


@mutation("不予奖励: it is not paid", commands.DeclineReward, ANSWER)
def fund_decline_reward(input: inputs.FundDeclineRewardInput) -> commands.DeclineReward:
    return commands.DeclineReward(fund=_fund(input), reward=input.reward, reason=Narrative(input.reason))


@mutation("支付: money goes out, never more than there is", commands.MakePayment, ANSWER)
def fund_pay(input: inputs.FundPayInput) -> commands.MakePayment:
    return commands.MakePayment(
        fund=_fund(input),
        recipient=_recipient(input),
        payee=personal(input.payee, input.command_id, "payee"),
        item=input.item,
        amount=input.amount,
        basis=_basis(input),
    )


@mutation("冲回支付: a payment is undone as a whole", commands.ReversePayment, ANSWER)
def fund_reverse_payment(input: inputs.FundReversePaymentInput) -> commands.ReversePayment:
    return commands.ReversePayment(fund=_fund(input), payment=input.payment, reason=Narrative(input.reason))


@mutation("结清: nothing more is done with it, what is left is carried on", commands.CloseFund, ANSWER)
def fund_close(input: inputs.FundCloseInput) -> commands.CloseFund:
    return commands.CloseFund(
        fund=_fund(input), successor=decode_optional("Fund", input.successor_id, "input.successorId")
    )


FIELDS = (
    fund_open,
    fund_allocate,
    fund_receive,
    fund_approve_grant,
    fund_propose_rewards,
    fund_approve_reward,
    fund_decline_reward,
    fund_pay,
    fund_reverse_payment,
    fund_close,
)
