"""Money comes in, is set aside, goes out and is carried on: never more than there is, always on a basis."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.charters import (
    BasisKind,
    FundRules,
    ResolutionRefusal,
    SpendingItem,
    StandingRefusal,
    TextRefusal,
)
from concord.funds.commands import (
    AllocateBudget,
    ApproveGrant,
    CloseFund,
    MakePayment,
    ReceiveContribution,
    ReversePayment,
)
from concord.funds.errors import FundRefusal
from concord.funds.events import (
    Basis,
    BudgetAllocated,
    ContributionReceived,
    FundClosed,
    FundOpened,
    GrantApproved,
    PaymentMade,
    PaymentReversed,
    Source,
)
from concord.privacy import Narrative, Personal

REASON = Narrative("账号有误")
YUAN = Decimal("1.00")


def granted(scene: Any, amount: str = "300.00", **changes: Any) -> UUID:
    grant: UUID = uuid4()
    given = {"fund": scene.fund, "recipient": scene.one, "item": "WORK", "amount": Decimal(amount)}
    command = ApproveGrant(**{**given, "basis": scene.resolution(), **changes})
    decided = scene.decider.when(command, grant)
    assert decided.refusal is None, repr(decided.refusal)
    return grant


def of_grant(grant: UUID) -> Basis:
    return Basis(BasisKind.GRANT, grant, "已批准")


def test_a_fund_of_a_year_and_a_purpose_is_opened_once(scene: Any) -> None:
    scene.decider.when(scene.open()).then((FundOpened, {"year": 2024, "code": "WORK", "currency": "CNY"}))
    scene.decider.when(scene.open()).refused(FundRefusal.FUND_EXISTS, "code")
    scene.decider.when(scene.open(2025)).then((FundOpened, {}))


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"code": "经费"}, FundRefusal.CODE_INVALID, "code"),
        ({"year": 24}, FundRefusal.YEAR_INVALID, "year"),
        ({"name": " "}, TextRefusal.TEXT_EMPTY, "name"),
        ({"name": "长" * 101}, TextRefusal.TEXT_TOO_LONG, "name"),
    ],
)
def test_a_fund_has_a_code_a_year_and_a_name(
    scene: Any, changes: dict[str, Any], code: Any, field: str
) -> None:
    scene.decider.when(scene.open(**changes)).refused(code, field)


def test_money_comes_in_by_the_budget_and_beside_it(scene: Any) -> None:
    fund = scene.opened(None)
    scene.decider.when(AllocateBudget(fund=fund, amount=Decimal("1000"), document="预算")).then(
        (BudgetAllocated, {"amount": Decimal("1000.00")})
    )
    crowd = ReceiveContribution(
        fund=fund, source=Source.CROWDFUNDING, amount=Decimal("50.5"), organization=scene.one
    )
    scene.decider.when(crowd).then((ContributionReceived, {"amount": Decimal("50.50")}))
    assert scene.state().available == Decimal("1050.50")


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "1000000000000", "NaN", "Infinity"])
def test_an_amount_is_positive_and_whole_fen(scene: Any, amount: str) -> None:
    fund = scene.opened(None)
    command = AllocateBudget(fund=fund, amount=Decimal(amount), document="预算")
    scene.decider.when(command).refused(FundRefusal.AMOUNT_INVALID, "amount")


@pytest.mark.parametrize(
    ("source", "organization", "code", "field"),
    [
        (Source.DUES, None, FundRefusal.CONTRIBUTOR_MISSING, "organization"),
        (Source.CROWDFUNDING, uuid4(), StandingRefusal.NOT_A_MEMBER, "organization"),
        (Source.CARRIED_OVER, None, FundRefusal.SUCCESSOR_UNFIT, "source"),
    ],
)
def test_what_comes_in_says_where_from(
    scene: Any, source: Source, organization: UUID | None, code: Any, field: str
) -> None:
    command = ReceiveContribution(fund=scene.opened(), source=source, amount=YUAN, organization=organization)
    scene.decider.when(command).refused(code, field)


def test_members_put_money_together_only_where_the_charter_says_so(scene: Any) -> None:
    fund = scene.opened()
    scene.settle(rules=FundRules(items=(SpendingItem(code="WORK", name="经费"),)))
    command = ReceiveContribution(fund=fund, source=Source.CROWDFUNDING, amount=YUAN, organization=scene.one)
    scene.decider.when(command).refused(FundRefusal.CROWDFUNDING_NOT_ALLOWED, "source")
    left = ReceiveContribution(fund=fund, source=Source.DUES, amount=YUAN, organization=scene.left)
    scene.decider.when(left).refused(StandingRefusal.MEMBER_HAS_LEFT, "organization")


def test_a_payment_names_its_basis_and_is_never_more_than_there_is(scene: Any) -> None:
    scene.opened()
    payee = Personal(uuid4(), {"name": "联组长"})
    scene.decider.when(scene.pay("999.99", payee=payee)).then(
        (PaymentMade, {"amount": Decimal("999.99"), "item_name": "工作经费", "of_dues": False})
    )
    scene.decider.when(scene.pay("0.02")).refused(FundRefusal.INSUFFICIENT, "amount")
    scene.decider.given(scene.pay("0.01"))
    assert scene.state().balance == 0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"id": uuid4()}, ResolutionRefusal.RESOLUTION_NOT_PASSED),
        ({"alliance": uuid4()}, ResolutionRefusal.RESOLUTION_OF_ANOTHER_ALLIANCE),
        ({"kind": "PROJECT"}, ResolutionRefusal.RESOLUTION_ABOUT_OTHER),
        ({"subject": uuid4()}, ResolutionRefusal.RESOLUTION_ABOUT_OTHER),
        ({"passed_on": date(2024, 3, 2)}, ResolutionRefusal.RESOLUTION_LATER),
    ],
)
def test_money_rests_on_a_resolution_that_was_passed_about_this_fund(
    scene: Any, changes: dict[str, Any], code: Any
) -> None:
    scene.opened()
    grant = ApproveGrant(
        fund=scene.fund, recipient=scene.one, item="WORK", amount=YUAN, basis=scene.resolution()
    )
    scene.resolved(**changes)
    for command in (scene.pay(), grant):
        scene.decider.when(command).refused(code, "basis")
    scene.resolved()
    scene.decider.given(scene.pay("100"), scene.pay("100"), grant)  # one resolution, several payments


def test_a_resolution_that_nobody_has_heard_of_is_no_basis(scene: Any) -> None:
    scene.opened()
    typed = Basis(BasisKind.RESOLUTION, uuid4(), "第9次会议决议")
    scene.decider.when(scene.pay(basis=typed)).refused(FundRefusal.BASIS_UNNAMED, "basis")
    invented = Basis(BasisKind.RESOLUTION, uuid4(), "第9次会议决议", uuid4())
    scene.decider.when(scene.pay(basis=invented)).refused(ResolutionRefusal.RESOLUTION_NOT_PASSED, "basis")


def test_what_is_set_aside_is_there_for_its_grant_only(scene: Any) -> None:
    scene.opened()
    grant = granted(scene, "900.00")
    scene.decider.when(scene.pay("100.01")).refused(FundRefusal.INSUFFICIENT, "amount")
    scene.decider.when(scene.pay("900.01", basis=of_grant(grant))).refused(
        FundRefusal.GRANT_EXCEEDED, "amount"
    )
    scene.decider.given(scene.pay("600", basis=of_grant(grant)))
    scene.decider.when(scene.pay("300.01", basis=of_grant(grant))).refused(
        FundRefusal.GRANT_EXCEEDED, "amount"
    )
    for changes in ({"recipient": scene.two}, {"item": "START"}):
        scene.decider.when(scene.pay("1", basis=of_grant(grant), **changes)).refused(
            FundRefusal.GRANT_OF_ANOTHER, "basis"
        )
    scene.decider.when(scene.pay("1", basis=of_grant(uuid4()))).refused(FundRefusal.GRANT_UNKNOWN, "basis")


def test_a_grant_rests_on_a_resolution_or_a_result_not_on_a_grant(scene: Any) -> None:
    scene.opened()
    command = ApproveGrant(
        fund=scene.fund, recipient=scene.one, item="WORK", amount=YUAN, basis=of_grant(uuid4())
    )
    scene.decider.when(command).refused(FundRefusal.BASIS_NOT_FOR_ITEM, "basis")
    too_much = ApproveGrant(
        fund=scene.fund, recipient=scene.one, item="WORK", amount=Decimal(1001), basis=scene.resolution()
    )
    scene.decider.when(too_much).refused(FundRefusal.INSUFFICIENT, "amount")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"item": "FEAST"}, FundRefusal.ITEM_NOT_IN_CHARTER, "item"),
        ({"item": "AWARD"}, FundRefusal.BASIS_NOT_FOR_ITEM, "basis"),
        (
            {"basis": Basis(BasisKind.RESOLUTION, UUID(int=0), "决议")},
            FundRefusal.BASIS_UNNAMED,
            "basis",
        ),
        (
            {"basis": Basis(BasisKind.RESOLUTION, uuid4(), " ")},
            TextRefusal.TEXT_EMPTY,
            "reference",
        ),
        (
            {"payee": Personal(uuid4(), {"name": "长" * 201})},
            TextRefusal.PERSON_TOO_LONG,
            "payee",
        ),
    ],
)
def test_money_is_spent_on_what_the_charter_says(
    scene: Any, changes: dict[str, Any], code: Any, field: str
) -> None:
    scene.opened()
    scene.decider.when(scene.pay(**changes)).refused(code, field)


def test_a_reward_rests_on_final_results_of_this_alliance(scene: Any) -> None:
    scene.opened()
    assessment = uuid4()
    reward = scene.pay(item="AWARD", basis=Basis(BasisKind.RESULT, assessment, "2024 年考核"))
    final = scene.results(scene.one)
    published = {**final, "publication_days": 7, "objections_until": date(2024, 2, 1)}
    for facts, code, field in (
        ({**final, "alliance": uuid4()}, FundRefusal.BASIS_NOT_OF_ALLIANCE, "basis"),
        ({**final, "results": []}, FundRefusal.RESULT_NOT_FINAL, "basis"),
        ({**final, "publication_days": 7}, FundRefusal.RESULT_NOT_FINAL, "basis"),
        ({**published, "objections_until": scene.decider.today}, FundRefusal.RESULT_NOT_FINAL, "basis"),
        ({**published, "open_objections": 1}, FundRefusal.RESULT_NOT_FINAL, "basis"),
        (scene.results(scene.two), FundRefusal.NOT_ASSESSED, "recipient"),
    ):
        scene.decider.given_facts(assessment, facts)
        scene.decider.when(reward).refused(code, field)
    for facts in (final, published):
        scene.decider.given_facts(assessment, facts)
        scene.decider.when(reward).then((PaymentMade, {"item": "AWARD"}))


def test_start_up_money_is_paid_once_to_each_unless_it_was_reversed(scene: Any) -> None:
    scene.opened()
    first = uuid4()
    scene.decider.when(scene.pay(item="START"), first)
    scene.decider.when(scene.pay(item="START")).refused(FundRefusal.ONCE_ONLY, "recipient")
    scene.decider.given(scene.pay(item="START", recipient=scene.two))
    scene.decider.given(ReversePayment(fund=scene.fund, payment=first, reason=REASON))
    scene.decider.given(scene.pay(item="START"))


def test_dues_are_returned_in_full(scene: Any) -> None:
    fund = scene.opened()
    dues = ReceiveContribution(
        fund=fund, source=Source.DUES, amount=Decimal("120.50"), organization=scene.one
    )
    scene.decider.given(dues)
    back = uuid4()
    scene.decider.when(scene.pay("120.00", item="DUES")).refused(FundRefusal.DUES_NOT_IN_FULL, "amount")
    scene.decider.when(scene.pay("120.50", item="DUES"), back).then((PaymentMade, {"of_dues": True}))
    scene.decider.when(scene.pay("120.50", item="DUES")).refused(FundRefusal.DUES_NOT_IN_FULL, "amount")
    scene.decider.given(ReversePayment(fund=fund, payment=back, reason=REASON))
    scene.decider.given(scene.pay("120.50", item="DUES"))


def test_a_payment_is_undone_as_a_whole_and_once(scene: Any) -> None:
    scene.opened()
    grant, payment = granted(scene), uuid4()
    scene.decider.when(scene.pay("300", basis=of_grant(grant)), payment)
    undo = ReversePayment(fund=scene.fund, payment=payment, reason=REASON)
    scene.decider.when(undo).then((PaymentReversed, {"amount": Decimal("300.00")}))
    scene.decider.when(undo).refused(FundRefusal.ALREADY_REVERSED, "payment")
    scene.decider.given(scene.pay("300", basis=of_grant(grant)))
    unknown = ReversePayment(fund=scene.fund, payment=uuid4(), reason=REASON)
    scene.decider.when(unknown).refused(FundRefusal.PAYMENT_UNKNOWN, "payment")


def test_money_moves_in_the_fund_s_year(scene: Any) -> None:
    scene.opened(year=2025)
    scene.decider.when(scene.pay()).refused(FundRefusal.OUTSIDE_YEAR, "occurred_on")
    scene.decider.on(date(2025, 1, 2), occurred_on=date(2024, 12, 31)).when(scene.pay()).refused(
        FundRefusal.OUTSIDE_YEAR, "occurred_on"
    )
    scene.decider.on(date(2025, 1, 2)).given(scene.pay())


def test_a_closed_fund_is_closed_and_its_balance_carried_on(scene: Any) -> None:
    next_year = scene.opened(None, 2025)
    fund = scene.opened()
    granted(scene)
    scene.decider.when(CloseFund(fund=fund)).refused(FundRefusal.SUCCESSOR_NEEDED, "successor")
    scene.decider.when(CloseFund(fund=fund, successor=fund)).refused(FundRefusal.SUCCESSOR_UNFIT, "successor")
    earlier = scene.opened(None, 2023)
    scene.decider.when(CloseFund(fund=fund, successor=earlier)).refused(
        FundRefusal.SUCCESSOR_UNFIT, "successor"
    )
    scene.decider.when(CloseFund(fund=fund, successor=next_year)).then(
        (FundClosed, {"balance": Decimal("1000.00"), "successor": next_year}),
        (ContributionReceived, {"source": Source.CARRIED_OVER, "amount": Decimal("1000.00")}),
    )
    assert scene.decider.aggregate(next_year).available == Decimal("1000.00")
    scene.fund = fund
    scene.resolved().decider.when(scene.pay()).refused(FundRefusal.FUND_CLOSED)
    scene.decider.when(CloseFund(fund=fund)).refused(FundRefusal.FUND_CLOSED)


def test_an_empty_fund_closes_without_a_successor(scene: Any) -> None:
    scene.decider.when(CloseFund(fund=scene.opened(None))).then((FundClosed, {"successor": None}))


def test_without_rules_or_alliance_no_money_moves(scene: Any) -> None:
    fund = scene.opened()
    scene.settle(rules=None).decider.when(scene.pay()).refused(FundRefusal.FUNDS_NOT_IN_CHARTER)
    scene.settle(dissolved_on=date(2024, 2, 1))
    scene.decider.when(scene.pay()).refused(StandingRefusal.ALLIANCE_NOT_ACTIVE)
    empty = {"approved_on": date(2023, 1, 1), "dissolved_on": None, "memberships": (), "charters": ()}
    scene.decider.given_facts(scene.alliance, empty)
    scene.decider.when(scene.pay()).refused(StandingRefusal.NO_CHARTER)
    scene.settle()
    scene.decider.given_facts(scene.one, {"deregistered": True})
    scene.decider.when(scene.pay()).refused(StandingRefusal.ORGANIZATION_DEREGISTERED, "recipient")
    assert fund == scene.fund


AMOUNTS = st.integers(1, 60_000).map(lambda fen: Decimal(fen) / 100)
STEPS = st.tuples(st.sampled_from(["in", "grant", "pay", "pay of grant", "undo"]), AMOUNTS, st.integers(0, 9))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(STEPS, min_size=4, max_size=25))
def test_a_fund_is_never_overdrawn_and_money_adds_up(
    fresh_scene: Any, steps: list[tuple[str, Decimal, int]]
) -> None:
    """Its guard was removed once (`_require_available`): a payment of more than there was came through."""
    scene = fresh_scene()
    scene.opened("10.00")
    came, went = Decimal(10), Decimal(0)
    grants: list[UUID] = []
    payments: list[tuple[UUID, Decimal]] = []
    for verb, amount, which in steps:
        step, id_ = _step(scene, verb, amount, grants, payments, which), uuid4()
        if step is None or (decided := scene.decider.when(step, id_)).refusal is not None:
            continue
        event = decided.events[0]
        came += event.amount if isinstance(event, BudgetAllocated) else 0
        if isinstance(event, GrantApproved):
            grants.append(id_)
        if isinstance(event, PaymentMade):
            payments.append((id_, amount))
            went += amount
        if isinstance(event, PaymentReversed):
            went -= event.amount
        state = scene.state()
        assert state.balance == came - went
        assert Decimal(0) <= state.available <= state.balance


def _step(
    scene: Any,
    verb: str,
    amount: Decimal,
    grants: list[UUID],
    payments: list[tuple[UUID, Decimal]],
    which: int,
) -> Any:
    spending = {"fund": scene.fund, "recipient": scene.one, "item": "WORK", "amount": amount}
    match verb:
        case "in":
            return AllocateBudget(fund=scene.fund, amount=amount, document="追加")
        case "grant":
            return ApproveGrant(**spending, basis=scene.resolution())
        case "pay":
            return MakePayment(**spending, basis=scene.resolution())
        case "pay of grant" if grants:
            return MakePayment(**spending, basis=of_grant(grants[which % len(grants)]))
        case "undo" if payments:
            payment = payments[which % len(payments)][0]
            return ReversePayment(fund=scene.fund, payment=payment, reason=REASON)
    return None
