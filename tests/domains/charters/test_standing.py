"""Who stands how in an alliance: the days on which it acts, who belongs to it, by which rules."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from concord.charters import (
    AdoptedCharter,
    Registration,
    Standing,
    StandingRefusal,
    Stay,
    require_own,
    shipped,
)
from concord.commanding import Refusal

ONE, TWO = uuid4(), uuid4()
FOUNDED, LEFT, GONE = date(2024, 1, 1), date(2024, 3, 1), date(2024, 6, 1)
DAY = timedelta(days=1)


@pytest.fixture
def standing() -> Standing:
    """Of January to May 2024; one member stays, the other leaves on 1 March."""
    stays = (Stay(ONE, FOUNDED, None), Stay(TWO, FOUNDED, LEFT))
    return Standing(FOUNDED, GONE, stays, (AdoptedCharter(FOUNDED, shipped("jianghai")),))


def refused(rule: Any, *arguments: Any) -> StandingRefusal | None:
    try:
        rule(*arguments)
    except Refusal as refusal:
        found = refusal
    else:
        return None
    assert isinstance(found.code, StandingRefusal)
    assert "{" not in found.sentence("zh") + found.sentence("en")
    return found.code


def test_it_acts_from_its_approval_until_the_day_before_its_dissolution(standing: Standing) -> None:
    for day, expected in (
        (FOUNDED - DAY, StandingRefusal.ALLIANCE_NOT_ACTIVE),
        (FOUNDED, None),
        (GONE - DAY, None),
        (GONE, StandingRefusal.ALLIANCE_NOT_ACTIVE),
    ):
        assert refused(standing.require_active, day) is expected


def test_a_member_is_one_until_the_day_on_which_it_leaves(standing: Standing) -> None:
    assert refused(standing.require_member, TWO, LEFT - DAY) is None
    assert refused(standing.require_member, TWO, LEFT) is StandingRefusal.MEMBER_HAS_LEFT
    assert refused(standing.require_member, TWO, FOUNDED - DAY) is StandingRefusal.NOT_A_MEMBER
    assert refused(standing.require_member, uuid4(), LEFT) is StandingRefusal.NOT_A_MEMBER


def test_who_never_was_a_member_has_not_departed(standing: Standing) -> None:
    assert refused(standing.require_not_departed, None, LEFT) is None
    assert refused(standing.require_not_departed, uuid4(), LEFT) is None
    assert refused(standing.require_not_departed, TWO, LEFT) is StandingRefusal.MEMBER_HAS_LEFT


def test_before_the_first_charter_there_is_no_rule(standing: Standing) -> None:
    assert refused(standing.charter, FOUNDED - DAY) is StandingRefusal.NO_CHARTER
    assert refused(standing.charter, FOUNDED) is None


def test_what_is_recorded_late_is_judged_by_the_day_of_recording(standing: Standing) -> None:
    grace = standing.charter(FOUNDED).late_entry_days
    for days, judged in ((0, FOUNDED), (grace, FOUNDED), (grace + 1, FOUNDED + timedelta(days=grace + 1))):
        at: Any = SimpleNamespace(today=FOUNDED + timedelta(days=days), occurred_on=FOUNDED)
        assert standing.judged_on(at) == judged


def test_late_is_judged_by_the_charter_of_the_day_on_which_it_happened() -> None:
    strict = msgspec.structs.replace(shipped("jianghai"), late_entry_days=0)
    charters = (AdoptedCharter(FOUNDED, shipped("jianghai")), AdoptedCharter(LEFT, strict))
    standing = Standing(FOUNDED, None, (), charters)
    for happened, judged in ((LEFT - DAY, LEFT - DAY), (LEFT, LEFT + DAY), (FOUNDED - DAY, LEFT + DAY)):
        at: Any = SimpleNamespace(today=LEFT + DAY, occurred_on=happened)
        assert standing.judged_on(at) == judged


def test_an_officer_acts_for_its_own_organization_and_others_by_their_role() -> None:
    def at(role: str) -> Any:
        return SimpleNamespace(role=role, organization=ONE)

    assert refused(require_own, ONE, at("officer")) is None
    assert refused(require_own, TWO, at("officer")) is StandingRefusal.NOT_YOUR_ORGANIZATION
    assert refused(require_own, TWO, at("secretary")) is None


def test_an_organization_that_is_no_more_takes_part_in_nothing() -> None:
    assert refused(Registration(False).require_registered) is None
    assert refused(Registration(True).require_registered) is StandingRefusal.ORGANIZATION_DEREGISTERED
