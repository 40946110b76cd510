"""Hours of volunteers and publicity: recorded once the activity was held, put right by another entry."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from concord.activities.commands import LogVolunteerHours, RecordPublicity
from concord.activities.errors import ActivityRefusal
from concord.activities.events import Medium, PublicityRecorded, VolunteerHoursLogged
from concord.charters import StandingRefusal
from concord.privacy import Narrative

TODAY = date(2024, 3, 1)
WRONG = Narrative("漏记一人")


def hours(scene: Any, hours: str = "12.5", **changes: Any) -> LogVolunteerHours:
    values = {"organization": scene.a, "persons": 5, "hours": Decimal(hours)}
    return LogVolunteerHours(activity=scene.activity, **values | changes)


def published(scene: Any, **changes: Any) -> RecordPublicity:
    values: dict[str, Any] = {
        "medium": Medium.WECHAT,
        "outlet": "江海先锋",
        "title": "红色步道上的主题党日",
        "published_on": TODAY,
        "url": "https://example.org/1",
    }
    return RecordPublicity(activity=scene.activity, **values | changes)


def test_hours_are_logged_and_put_right_by_an_entry_that_names_the_first(scene: Any) -> None:
    scene.held().decider.when(hours(scene)).then(
        (VolunteerHoursLogged, {"persons": 5, "hours": Decimal("12.5"), "corrects": None, "reason": None})
    )
    first = scene.state().version
    scene.decider.when(hours(scene, "15", persons=6, reason=WRONG)).then(
        (VolunteerHoursLogged, {"persons": 6, "corrects": first, "reason": WRONG})
    )


def test_also_after_the_activity_is_logged(scene: Any) -> None:
    scene.logged().decider.when(hours(scene)).then((VolunteerHoursLogged, {}))
    scene.decider.when(published(scene)).then((PublicityRecorded, {"outlet": "江海先锋"}))


def test_what_is_logged_takes_a_reason_and_another_value(scene: Any) -> None:
    scene.held().decider.when(hours(scene, reason=WRONG)).refused(
        ActivityRefusal.NOTHING_TO_CORRECT, "organization"
    )
    scene.decider.given(hours(scene))
    scene.decider.when(hours(scene, "15")).refused(ActivityRefusal.HOURS_LOGGED_ALREADY, "organization")
    scene.decider.when(hours(scene, reason=WRONG)).refused(
        ActivityRefusal.CORRECTION_CHANGES_NOTHING, "hours"
    )


@pytest.mark.parametrize("given", ["0", "-1", "0.3", "120.5"])
def test_hours_are_halves_and_no_more_than_a_day_has_for_each(scene: Any, given: str) -> None:
    scene.held().decider.when(hours(scene, given)).refused(ActivityRefusal.HOURS_INVALID, "hours")


def test_hours_are_a_member_s_and_its_own(scene: Any) -> None:
    scene.held()
    scene.decider.when(hours(scene, organization=scene.departed)).refused(
        StandingRefusal.NOT_A_MEMBER, "organization"
    )
    scene.by(scene.b, "officer").when(hours(scene)).refused(
        StandingRefusal.NOT_YOUR_ORGANIZATION, "organization"
    )


def test_nothing_is_recorded_of_what_was_not_held(scene: Any) -> None:
    scene.led()
    for command in (hours(scene), published(scene)):
        scene.decider.when(command).refused(ActivityRefusal.WRONG_STATUS)


def test_publicity_is_recorded_once_and_not_before_it_appeared(scene: Any) -> None:
    scene.held().decider.given(published(scene))
    scene.decider.when(published(scene)).refused(ActivityRefusal.PUBLICITY_RECORDED_ALREADY, "title")
    scene.decider.when(published(scene, title="另一篇", outlet="江海晚报")).then((PublicityRecorded, {}))
    tomorrow = published(scene, title="明天", published_on=TODAY + timedelta(days=1))
    scene.decider.when(tomorrow).refused(ActivityRefusal.PUBLISHED_IN_FUTURE, "published_on")
    for url in ("ftp://example.org", "javascript:alert(1)", "https://a b", "https://" + "a" * 500):
        scene.decider.when(published(scene, title="网页", url=url)).refused(
            ActivityRefusal.URL_INVALID, "url"
        )
