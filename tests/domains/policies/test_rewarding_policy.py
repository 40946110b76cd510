"""Results that are final lead to the rewards that the charter promises."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from telling import Story

from concord.assessments.events import Result
from concord.assessments.facts import AssessmentFacts
from concord.charters import AdoptedCharter, RewardRule, Standing, StarReward, shipped
from concord.funds.commands import ProposeRewards
from concord.policies.rewarding import POLICY
from concord.reacting import Trigger

ALLIANCE, ASSESSMENT, ONE = uuid4(), uuid4(), uuid4()
TODAY = date(2024, 1, 20)
PLACES = RewardRule(code="BEST", item="AWARD", fund="AWARD", scheme="stars", places=(300,))
STARS = RewardRule(code="STARS", item="AWARD", fund="AWARD", stars=(StarReward(stars=5, amount=100),))
OTHERS = RewardRule(code="OTHERS", item="AWARD", fund="AWARD", scheme="another", places=(300,))


def standing(dissolved_on: date | None = None) -> Standing:
    charter = shipped("yangdu")
    funds = msgspec.structs.replace(charter.funds, rewards=(PLACES, STARS, OTHERS))
    charter = msgspec.structs.replace(charter, funds=funds)
    return Standing(date(2022, 1, 1), dissolved_on, (), (AdoptedCharter(date(2022, 1, 1), charter),))


def assessment(**changes: Any) -> AssessmentFacts:
    result = Result(ONE, *(msgspec.UNSET,) * 3, None, msgspec.UNSET, 1)  # type: ignore[arg-type]
    facts = AssessmentFacts(
        alliance=ALLIANCE,
        scheme_code="stars",
        period="2023",
        results=(result,),
        stars=(),
        stars_pending=False,
        publication_days=None,
        objections_until=None,
        open_objections=0,
    )
    return msgspec.structs.replace(facts, **changes)


def rules(event: str, subject: str = "", dissolved_on: date | None = None, **changes: Any) -> list[str]:
    """Rules by which rewards are proposed."""
    entry = Story().tell(f"assessments.{event}", ASSESSMENT, **_told(event))
    trigger = Trigger(tenant=UUID(int=1), entry=entry, subject=subject, today=TODAY)
    facts = {"assessment": assessment(**changes), "alliance": standing(dissolved_on)}
    found = list(POLICY.decide(trigger, facts))
    for one in found:
        assert isinstance(one, ProposeRewards)
        assert (one.alliance, one.year, one.purpose, one.assessment) == (ALLIANCE, 2024, "AWARD", ASSESSMENT)
    return [one.rule for one in found]


def _told(event: str) -> dict[str, Any]:
    return {"awards": ()} if event == "StarsAwarded" else {"results": ()}


def test_final_results_are_rewarded_by_the_rules_for_that_scheme() -> None:
    assert rules("ResultsFinalized") == ["BEST", "STARS"]


def test_nothing_is_rewarded_twice_for_stars_that_came_with_the_results() -> None:
    assert rules("StarsAwarded", "stars") == []


PUBLISHED = {"publication_days": 7, "objections_until": date(2024, 1, 19)}


@pytest.mark.parametrize(
    ("event", "subject", "changes", "expected"),
    [
        ("ResultsFinalized", "", {"publication_days": 7, "stars_pending": True}, []),
        ("ResultsFinalized", "publication", {**PUBLISHED, "stars_pending": True}, ["BEST"]),
        ("ResultsFinalized", "publication", {**PUBLISHED, "open_objections": 1}, []),
        ("ResultsFinalized", "objection 1", PUBLISHED, ["BEST", "STARS"]),
        ("StarsAwarded", "stars", PUBLISHED, ["STARS"]),
    ],
)
def test_results_that_are_published_wait_until_objections_are_over(
    event: str, subject: str, changes: dict[str, Any], expected: list[str]
) -> None:
    assert rules(event, subject, **changes) == expected


def test_an_alliance_that_is_no_more_rewards_nobody() -> None:
    assert rules("ResultsFinalized", dissolved_on=TODAY) == []


def test_every_moment_at_which_results_may_become_final_is_watched() -> None:
    story = Story()
    told: list[tuple[str, dict[str, Any], date, str]] = [
        ("ResultsFinalized", {"results": ()}, date(2000, 1, 1), ""),
        (
            "ResultsPublished",
            {"published_on": TODAY, "objections_until": date(2024, 1, 27)},
            date(2024, 1, 27),
            "publication",
        ),
        ("StarsAwarded", {"awards": ()}, date(2000, 1, 1), "stars"),
    ]
    for event, data, due_on, subject in told:
        entry = story.tell(f"assessments.{event}", ASSESSMENT, **data)
        (deadline,) = POLICY.deadlines[entry.type](entry)
        assert (deadline.due_on, deadline.subject) == (due_on, subject)
