"""Benefits: exact yuan or whole numbers, resting on entries that the ledger has."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.charters import StandingRefusal
from concord.commanding import Refusal, Surveyed
from concord.projects.benefit import check_basis, check_measure
from concord.projects.commands import RecordBenefit
from concord.projects.errors import BenefitRefusal
from concord.projects.events import MONEY, BenefitKind, BenefitRecorded


@pytest.fixture
def record(works: Any) -> Any:
    """Decides on a benefit beside a ledger of nine entries."""
    gather = works.decider._gather
    works.decider._gather = lambda command: gather(_without_ledger(command)) | {"ledger": Surveyed(9)}

    def made(**changes: Any) -> Any:
        values = {"alliance": works.alliance, "kind": BenefitKind.COST_SAVED, "evidence": (3,)}
        return works.decider.when(RecordBenefit(**values | changes))

    return made


class _without_ledger:
    def __init__(self, command: RecordBenefit) -> None:
        self._command = command

    def reads(self, tenant: UUID, known: Any) -> Any:
        return {k: v for k, v in self._command.reads(tenant, known).items() if k != "ledger"}


def test_money_is_exact(record: Any, works: Any) -> None:
    """新型建材产业: 帮助成员企业降低成本3000余万元."""
    amount = Decimal("30000000.50")
    record(amount=amount, organization=works.members[0]).then(
        (BenefitRecorded, {"amount": amount, "count": None, "basis": (3,)})
    )


def test_people_are_counted(record: Any) -> None:
    record(kind=BenefitKind.PEOPLE_HELPED, count=37).then((BenefitRecorded, {"count": 37, "amount": None}))


@pytest.mark.parametrize("kind", BenefitKind)
def test_each_kind_has_its_measure(record: Any, kind: BenefitKind) -> None:
    code = BenefitRefusal.AMOUNT_NEEDED if kind in MONEY else BenefitRefusal.COUNT_NEEDED
    field = "amount" if kind in MONEY else "count"
    record(kind=kind).refused(code, field)
    record(kind=kind, amount=Decimal(1), count=1).refused(code, field)


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "Infinity", "10000000000000.00"])
def test_an_amount_that_is_no_sum_of_money(record: Any, amount: str) -> None:
    record(amount=Decimal(amount)).refused(BenefitRefusal.AMOUNT_NOT_EXACT, "amount")


@pytest.mark.parametrize("count", [0, -5, 10_000_001])
def test_a_number_out_of_range(record: Any, count: int) -> None:
    decided = record(kind=BenefitKind.PROBLEMS_SOLVED, count=count)
    decided.refused(BenefitRefusal.COUNT_OUT_OF_RANGE, "count")


def test_it_rests_on_entries_that_there_are(record: Any) -> None:
    record(amount=Decimal(1), evidence=()).refused(BenefitRefusal.BASIS_MISSING, "basis")
    record(amount=Decimal(1), evidence=(10,)).refused(BenefitRefusal.BASIS_NOT_IN_LEDGER, "basis")


def test_its_project_is_of_the_same_alliance(record: Any, works: Any) -> None:
    own = works.proposed()
    record(amount=Decimal(1), project=own).then((BenefitRecorded, {"project": own}))
    other = uuid4()
    works.decider.given_facts(other, {"alliance": uuid4(), "year": 2024})
    record(amount=Decimal(1), project=other).refused(BenefitRefusal.PROJECT_OF_ANOTHER_ALLIANCE, "project")


def test_members_record_their_own(record: Any, works: Any) -> None:
    record(amount=Decimal(1), organization=uuid4()).refused(StandingRefusal.NOT_A_MEMBER, "organization")
    works.decider.speaking(works.members[0])
    decided = record(amount=Decimal(1), organization=works.members[1])
    decided.refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "organization")


@given(cents=st.integers(1, 10**15 - 1))
def test_any_sum_in_cents_is_exact(cents: int) -> None:
    check_measure(BenefitKind.DONATION, Decimal(cents) / 100, None)


@given(head=st.integers(0, 50), position=st.integers(-5, 60))
def test_a_basis_is_in_the_ledger_or_refused(head: int, position: int) -> None:
    if 1 <= position <= head:
        check_basis((position,), head)
    else:
        with pytest.raises(Refusal):
            check_basis((position,), head)
