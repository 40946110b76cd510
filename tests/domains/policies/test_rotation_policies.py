"""A turn that ends calls for the next one, unless it is settled."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from telling import Story

from concord.activities.commands import CallForLead
from concord.activities.rotation import RotationFacts
from concord.alliances.commands import CallForRotation
from concord.alliances.facts import AllianceFacts, ChairTerm
from concord.charters import AdoptedCharter, AllianceKind, Period, Standing, shipped
from concord.policies import leading, rotating
from concord.reacting import Deadline, Trigger

ALLIANCE, ONE, TWO = uuid4(), uuid4(), uuid4()
FOUNDED, ENDS_ON = date(2024, 1, 1), date(2024, 3, 31)
CHARTER = msgspec.structs.replace(
    shipped("jiguan"), lead=msgspec.structs.replace(shipped("jiguan").lead, period=Period.QUARTER)
)


def rotated() -> Any:
    term = {"organization": ONE, "title": "执行会长单位", "starts_on": FOUNDED, "ends_on": ENDS_ON}
    return Story().tell("alliances.ChairRotated", ALLIANCE, basis="FIXED_ORDER", passed_over=(), **term)


def alliance(*terms: ChairTerm, dissolved_on: date | None = None) -> AllianceFacts:
    return AllianceFacts(
        id=ALLIANCE,
        name="联盟",
        kind=AllianceKind.ORGAN,
        approved_on=FOUNDED,
        dissolved_on=dissolved_on,
        charters=(AdoptedCharter(FOUNDED, CHARTER),),
        memberships=(),
        chair_terms=terms,
    )


def decided(policy: Any, entry: Any, subject: str, **facts: Any) -> list[Any]:
    trigger = Trigger(tenant=UUID(int=1), entry=entry, subject=subject, today=date(2024, 4, 1))
    return list(policy.decide(trigger, facts))


def test_each_term_is_watched_for_itself_and_so_is_a_vacancy() -> None:
    (due,) = rotating.POLICY.deadlines["alliances.ChairRotated"](rotated())
    assert due == Deadline(ENDS_ON, "2024-01-01")
    vacated = {"organization": ONE, "vacated_on": date(2024, 2, 10), "cause": "LEFT"}
    entry = Story().tell("alliances.ChairVacated", ALLIANCE, **vacated)
    (due,) = rotating.POLICY.deadlines["alliances.ChairVacated"](entry)
    assert due == Deadline(date(2024, 2, 9), "vacated 2024-02-10")


def test_a_term_that_is_over_calls_for_a_rotation() -> None:
    over = ChairTerm(ONE, FOUNDED, ENDS_ON)
    entry = rotated()
    assert decided(rotating.POLICY, entry, "2024-01-01", alliance=alliance(over)) == [
        CallForRotation(alliance=ALLIANCE)
    ]
    assert rotating.POLICY.reads(
        Trigger(tenant=UUID(int=1), entry=entry, today=date(2024, 4, 1)), {}
    ).keys() == {"alliance"}


@pytest.mark.parametrize(
    "facts",
    [
        alliance(ChairTerm(ONE, FOUNDED, ENDS_ON), ChairTerm(TWO, date(2024, 4, 1), date(2024, 6, 30))),
        alliance(ChairTerm(ONE, FOUNDED, ENDS_ON), dissolved_on=date(2024, 3, 1)),
    ],
    ids=["followed", "dissolved"],
)
def test_nothing_is_called_for_where_another_follows_or_nobody_is_left(facts: AllianceFacts) -> None:
    assert decided(rotating.POLICY, rotated(), "2024-01-01", alliance=facts) == []


def taken(period: str | None) -> Any:
    told = {"turn": 1, "round": 1, "organization": ONE, "activity": uuid4(), "passed_over": ()}
    return Story().tell("activities.LeadTurnTaken", uuid4(), period=period, **told)


def test_a_period_of_the_lead_is_watched_and_one_activity_is_not() -> None:
    watch = leading.POLICY.deadlines["activities.LeadTurnTaken"]
    assert list(watch(taken("2024-Q1"))) == [Deadline(ENDS_ON, "2024-Q1")]
    assert list(watch(taken(None))) == []


@pytest.mark.parametrize(
    ("settled", "called"), [(("2024-Q1",), True), (("2024-Q1", "2024-Q2"), False)], ids=["open", "settled"]
)
def test_the_next_in_turn_is_called_for_unless_the_period_is_settled(
    settled: tuple[str, ...], called: bool
) -> None:
    entry, standing = taken("2024-Q1"), msgspec.convert(alliance(), Standing, from_attributes=True)
    rotation = RotationFacts(ALLIANCE, settled)
    found = decided(leading.POLICY, entry, "2024-Q1", rotation=rotation, alliance=standing)
    assert found == ([CallForLead(rotation=entry.stream)] if called else [])


def test_an_alliance_that_is_no_more_calls_for_nobody() -> None:
    over = msgspec.convert(alliance(dissolved_on=date(2024, 3, 1)), Standing, from_attributes=True)
    rotation = RotationFacts(ALLIANCE, ())
    assert decided(leading.POLICY, taken("2024-Q1"), "2024-Q1", rotation=rotation, alliance=over) == []
