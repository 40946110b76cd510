"""A briefing is filed by the unit in whose term the activity was held, once."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from concord.charters import AdoptedCharter, StandingRefusal, TextRefusal, shipped
from concord.privacy import Narrative
from concord.reports.commands import FileBriefing
from concord.reports.errors import ReportRefusal
from concord.reports.events import BriefingFiled

ALLIANCE, ACTIVITY, ONE, TWO = uuid4(), uuid4(), uuid4(), uuid4()
FOUNDED, HELD = date(2023, 1, 1), date(2023, 5, 4)


def settle(decider: Any, held_on: date | None = HELD, **obligations: Any) -> Any:
    charter = shipped("yili")
    owed = msgspec.structs.replace(charter.obligations, **obligations)
    adopted = AdoptedCharter(FOUNDED, msgspec.structs.replace(charter, obligations=owed))
    term = {"organization": ONE, "starts_on": FOUNDED, "ends_on": date(2023, 12, 31)}
    facts = {"approved_on": FOUNDED, "dissolved_on": None, "memberships": (), "charters": (adopted,)}
    decider.given_facts(ALLIANCE, {**facts, "chair_terms": [term]})
    decider.given_facts(ACTIVITY, {"alliance": ALLIANCE, "held_on": held_on})
    return decider.on(date(2023, 5, 10))


def filing(organization: UUID = ONE, content: str = "开展边境宣讲") -> FileBriefing:
    said = Narrative(content)
    return FileBriefing(activity=ACTIVITY, organization=organization, title="简报第1期", content=said)


def test_the_unit_in_rotation_files_it_once(decider: Any) -> None:
    settle(decider).when(filing()).then(
        (
            BriefingFiled,
            {
                "alliance": ALLIANCE,
                "organization": ONE,
                "recipient": "协作区领导小组和总站政治处",
                "due_on": date(2023, 5, 14),
                "filed_on": date(2023, 5, 10),
            },
        )
    )
    decider.when(filing()).refused(ReportRefusal.BRIEFING_FILED, "activity")


def test_nobody_else_does(decider: Any) -> None:
    decided = settle(decider).when(filing(TWO)).refused(ReportRefusal.NOT_IN_ROTATION, "organization")
    assert decided.refusal.sentence("zh") == "章程规定简报由轮值单位编报，2023-05-04 轮值的是另一单位"
    decider.speaking(TWO).when(filing()).refused(StandingRefusal.NOT_YOUR_ORGANIZATION, "organization")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"held_on": None}, ReportRefusal.ACTIVITY_NOT_HELD, "activity"),
        ({"held_on": date(2024, 1, 2)}, ReportRefusal.NOT_IN_ROTATION, "organization"),
        ({"briefing": None}, ReportRefusal.BRIEFING_NOT_IN_CHARTER, None),
    ],
)
def test_it_is_about_an_activity_of_the_term_where_the_charter_asks_for_it(
    decider: Any, changes: dict[str, Any], code: ReportRefusal, field: str | None
) -> None:
    settle(decider, **changes).on(date(2024, 1, 5)).when(filing()).refused(code, field)


def test_it_says_something(decider: Any) -> None:
    settle(decider).when(filing(content=" ")).refused(TextRefusal.TEXT_EMPTY, "content")
