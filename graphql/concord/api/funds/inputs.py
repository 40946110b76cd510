"""Inputs of the mutations on funds."""

from decimal import Decimal
from uuid import UUID

import strawberry

from concord.api.fields import given, narrative
from concord.api.funds.codes import BasisKind, Source
from concord.api.mutating import CommandInput
from concord.api.people import PersonInput


@strawberry.input(description="设立经费: for which year and purpose")
class FundOpenInput(CommandInput):
    """Of `fundOpen`."""

    alliance_id: strawberry.ID = given("联盟: whose")
    year: int = given("年度: of the budget")
    code: str = given("经费代码: of the purpose; one fund for each in a year")
    name: str = given("名称: of the fund")


@strawberry.input(description="经费: which")
class FundStepInput(CommandInput):
    """Base of what is done with a fund."""

    fund_id: strawberry.ID = given("经费: which")


@strawberry.input(description="安排预算: how much")
class FundAllocateInput(FundStepInput):
    """Of `fundAllocate`."""

    amount: Decimal = given("金额: yuan, in whole fen")
    document: str = given("预算文号: reference of the budget")


@strawberry.input(description="登记入账: how much, from whom")
class FundReceiveInput(FundStepInput):
    """Of `fundReceive`."""

    source: Source = given("收入来源: where it comes from")
    amount: Decimal = given("金额: yuan, in whole fen")
    organization_id: strawberry.ID | None = given(
        "单位: whose money it is; needed for crowdfunding and dues", default=None
    )
    note: str | None = narrative("说明: in words", default=None)


@strawberry.input(description="依据: the record that it rests on")
class BasisInput:
    """Of a grant or a payment."""

    kind: BasisKind = given("支出依据: what sort of record")
    record: UUID = given("依据编号: of the meeting, the grant, or the assessment")
    reference: str = given("依据文件: as people cite it")
    resolution: UUID | None = given("决议编号: which of the meeting's, about this fund", default=None)


@strawberry.input(description="批准补助: how much, for whom, for what")
class FundApproveGrantInput(FundStepInput):
    """Of `fundApproveGrant`."""

    recipient_id: strawberry.ID = given("受款单位: who receives it")
    item: str = given("支出项目: code of one of the charter's items")
    amount: Decimal = given("金额: yuan, in whole fen")
    basis: BasisInput = given("依据: the record that it rests on")


@strawberry.input(description="提出奖励: by which rule, for which results")
class FundProposeRewardsInput(CommandInput):
    """Of `fundProposeRewards`."""

    alliance_id: strawberry.ID = given("联盟: whose fund and results")
    year: int = given("年度: of the fund")
    fund_code: str = given("经费代码: of the fund that the charter's rule names")
    rule: str = given("奖励办法代码: of the charter's rule")
    assessment_id: strawberry.ID = given("考核: whose results are final")


@strawberry.input(description="批准奖励: which")
class FundApproveRewardInput(FundStepInput):
    """Of `fundApproveReward`."""

    reward: UUID = given("奖励编号: which")


@strawberry.input(description="不予奖励: which, and why")
class FundDeclineRewardInput(FundApproveRewardInput):
    """Of `fundDeclineReward`."""

    reason: str = narrative("理由: in words")


@strawberry.input(description="支付: how much, to whom, for what")
class FundPayInput(FundApproveGrantInput):
    """Of `fundPay`."""

    payee: PersonInput | None = given("受款人: where it goes to a person", default=None)


@strawberry.input(description="冲回支付: which, and why")
class FundReversePaymentInput(FundStepInput):
    """Of `fundReversePayment`."""

    payment: UUID = given("支付编号: which payment")
    reason: str = narrative("理由: in words")


@strawberry.input(description="结清: and where the balance goes")
class FundCloseInput(FundStepInput):
    """Of `fundClose`."""

    successor_id: strawberry.ID | None = given(
        "结转经费: the fund that carries the balance; needed if there is one", default=None
    )
