"""Funds as the API shows them. Amounts are yuan."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from concord.api.alliances.loaders import ALLIANCE
from concord.api.alliances.types import Alliance
from concord.api.disclosing import narrative_field
from concord.api.fields import field, reference, row_type
from concord.api.funds.codes import BasisKind, MovementKind, RewardStatus, Source
from concord.api.funds.loaders import FUND, GRANTS, REWARDS
from concord.api.node import LOADS, Node
from concord.api.organizations.loaders import ORGANIZATION
from concord.api.organizations.types import Organization
from concord.api.people import Person, person_field
from concord.api.scalars import Position
from concord.readmodels.funds.rows import FundRow, GrantRow, MovementRow, RewardRow


@row_type(GrantRow, "补助: money set aside for one organization and one item")
class FundGrant:
    """As it stands."""

    grant: UUID = field("补助编号: a payment of it names it as its basis", source="id")
    recipient: Organization = reference("受款单位: who receives it", ORGANIZATION, "recipient")
    item: str = field("支出项目代码: of the charter's item")
    item_name: str = field("支出项目: as the charter called it then")
    amount: Decimal = field("金额: as approved")
    left_over: Decimal = field("未支付: what is left of it")
    basis_kind: BasisKind = field("支出依据: what sort of record")
    basis_record: UUID = field("依据编号: of the record")
    basis_reference: str = field("依据文件: as people cite it")
    basis_resolution: UUID | None = field("决议编号: of a meeting's resolution")
    approved_on: date = field("批准日期: business date")
    position: Position = field("台账序号: of its entry")


@row_type(RewardRow, "奖励: what the charter gives an organization for its final results")
class FundReward:
    """Proposed by a rule, paid only after somebody has approved it."""

    reward: UUID = field("奖励编号: give it to the mutation that decides", source="id")
    rule: str = field("奖励办法代码: of the charter's rule")
    assessment_id: UUID = field("考核编号: whose results it rests on", source="assessment")
    basis_reference: str = field("依据文件: the results as people cite them", source="reference")
    recipient: Organization = reference("受奖单位: who is to have it", ORGANIZATION, "recipient")
    rank: int = field("名次: in the results")
    stars: int = field("星级: 0 if none")
    item: str = field("支出项目代码: of the charter's item")
    item_name: str = field("支出项目: as the charter called it then")
    full_amount: Decimal = field("应奖金额: by the rule")
    amount: Decimal = field("拟奖金额: less where the money did not reach for all")
    status: RewardStatus = field("奖励状态: what became of it")
    reason: str | None = narrative_field("不予奖励的理由: in words", "reason")
    proposed_on: date = field("提出日期: business date")
    decided_on: date | None = field("决定日期: null while it waits")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(FundRow, "经费: an account for one year and one purpose")
class Fund(Node):
    """As it stands."""

    alliance: Alliance = reference("联盟: whose it is", ALLIANCE, "alliance")
    year: int = field("年度: of the budget")
    code: str = field("经费代码: of the purpose")
    name: str = field("名称: of the fund")
    currency: str = field("币种: CNY")
    allocated: Decimal = field("预算: put in by the budget")
    received: Decimal = field("入账: beside the budget, carried over included")
    paid: Decimal = field("已支付: less what was reversed")
    granted: Decimal = field("已批未付: set aside and not paid yet")
    balance: Decimal = field("结余: in hand")
    available: Decimal = field("可用余额: in hand and set aside for nobody")
    grants: list[FundGrant] = reference("补助: in the order of approval", GRANTS, "id")
    rewards: list[FundReward] = reference(
        "奖励: in the order of proposal and rank; unless approved, those that you may see", REWARDS, "id"
    )
    opened_on: date = field("设立日期: business date")
    opened_at: datetime = field("设立时刻: when the ledger took it")
    closed_on: date | None = field("结清日期: null while it is open")
    carried: Decimal | None = field("结转金额: what was left when it was closed")
    successor_id: UUID | None = field("结转经费: key of the fund that carries it", source="successor")
    version: int = field("版本: give it to `expectedVersion`")
    position: Position = field("台账序号: of the last entry that changed it")


@row_type(MovementRow, "收支: one movement of a fund")
class FundMovement:
    """Money that came in or went out."""

    fund: Fund = reference("经费: which", FUND, "fund")
    kind: MovementKind = field("收支类别: what moved it")
    amount: Decimal = field("金额: positive where it comes in, negative where it goes out")
    payment: UUID | None = field("支付编号: of a payment, or of what is reversed")
    reversed: bool = field("已冲回: a payment that was undone")
    source: Source | None = field("收入来源: of what came in beside the budget")
    organization: Organization | None = reference(
        "单位: contributor or recipient", ORGANIZATION, "organization"
    )
    payee: Person | None = person_field(
        "受款人: where it goes to a person", "payee_subject", "payee_digests", of=("organization",)
    )
    item: str | None = field("支出项目代码: of the charter's item")
    item_name: str | None = field("支出项目: as the charter called it then")
    basis_kind: BasisKind | None = field("支出依据: of a payment")
    basis_record: UUID | None = field("依据编号: of the record")
    basis_resolution: UUID | None = field("决议编号: of a meeting's resolution")
    reference: str | None = field("依据文件: of the basis, or of the budget")
    note: str | None = narrative_field("说明: in words", "note")
    occurred_on: date = field("发生日期: business date")
    position: Position = field("台账序号: of its entry")


LOADS["Fund"] = FUND
