"""An officer acts on what the own organization proposed or leads; on what nobody leads, as a member."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from concord.activities.commands import CancelActivity, HoldActivity, ScheduleActivity, SignUp
from concord.activities.errors import ActivityRefusal
from concord.activities.events import ActivityCancelled, ActivityHeld, ActivityScheduled, ParticipantSignedUp
from concord.charters import ActivitySource
from concord.privacy import Narrative

DAY = date(2024, 3, 1)


def cancels(scene: Any) -> CancelActivity:
    return CancelActivity(activity=scene.activity, reason=Narrative("暴雨"))


def test_whoever_never_belonged_does_nothing_with_it(scene: Any) -> None:
    scene.led()
    for command in (cancels(scene), HoldActivity(activity=scene.activity)):
        scene.by(uuid4(), "officer").when(command).refused(ActivityRefusal.NOT_INVOLVED)
        scene.by(None, "officer").when(command).refused(ActivityRefusal.NOT_INVOLVED)


def test_a_member_that_neither_leads_nor_proposed_does_nothing_with_it(scene: Any) -> None:
    scene.led(source=ActivitySource.MEMBERS, proposer=scene.b)
    assert scene.state().lead == scene.a
    scene.by(scene.c, "officer").when(cancels(scene)).refused(ActivityRefusal.NOT_INVOLVED)
    scene.by(scene.b, "officer").when(HoldActivity(activity=scene.activity)).then((ActivityHeld, {}))


def test_its_lead_may_cancel_it(scene: Any) -> None:
    scene.led().by(scene.a, "officer").when(cancels(scene)).then((ActivityCancelled, {}))


def test_what_nobody_leads_any_member_may_plan_and_no_other(scene: Any) -> None:
    scene.proposed()
    command = ScheduleActivity(activity=scene.activity, starts_on=DAY, place="江海厅")
    scene.by(uuid4(), "officer").when(command).refused(ActivityRefusal.NOT_INVOLVED)
    scene.by(scene.c, "officer").when(command).then((ActivityScheduled, {}))


def test_every_member_signs_itself_up_whoever_leads(scene: Any) -> None:
    scene.led()
    command = SignUp(activity=scene.activity, organization=scene.c, persons=2)
    scene.by(scene.c, "officer").when(command).then((ParticipantSignedUp, {"organization": scene.c}))


@pytest.mark.parametrize("role", ["secretary", "committee", "leader"])
def test_other_roles_act_for_the_alliance(scene: Any, role: str) -> None:
    scene.led().by(None, role).when(cancels(scene)).then((ActivityCancelled, {}))
