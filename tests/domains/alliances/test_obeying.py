"""Directives that oblige an alliance, and guidance given to it."""

from datetime import date
from typing import Any

from concord.alliances.commands import GiveGuidance, ReceiveDirective
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import DirectiveReceived, GuidanceForm, GuidanceGiven, Obligation
from concord.privacy import Narrative


def directive(alliance: Any, **changes: Any) -> ReceiveDirective:
    values = {
        "alliance": alliance,
        "title": "学习贯彻会议精神",
        "issuer": "市委组织部",
        "obliges": Obligation.MEETING,
        "due_on": date(2024, 1, 20),
    }
    return ReceiveDirective(**values | changes)


def test_a_directive_obliges_to_something_by_a_day(world: Any) -> None:
    alliance = world.found()
    world.decider.on(date(2024, 1, 10))
    world.decider.when(directive(alliance)).then(
        (
            DirectiveReceived,
            {
                "obliges": Obligation.MEETING,
                "received_on": date(2024, 1, 10),
                "due_on": date(2024, 1, 20),
            },
        )
    )


def test_a_directive_names_itself_and_its_issuer_and_leaves_time(world: Any) -> None:
    alliance = world.found()
    untitled = directive(alliance, title=" ")
    world.decider.when(untitled).refused(AllianceRefusal.NAME_INVALID, "title")
    nobody = directive(alliance, issuer="")
    world.decider.when(nobody).refused(AllianceRefusal.RESOLUTION_REQUIRED, "issuer")
    over = directive(alliance, due_on=date(2023, 12, 31))
    world.decider.when(over).refused(AllianceRefusal.DUE_BEFORE_RECEIVED, "due_on")


def test_guidance_is_given_by_the_charter_s_authority_unless_another_is_named(world: Any) -> None:
    guide = GiveGuidance(alliance=world.found(), form=GuidanceForm.INSPECTION, content=Narrative("台账规范"))
    world.decider.when(guide).then((GuidanceGiven, {"given_by": "区镇党（工）委"}))
    other = GiveGuidance(
        alliance=guide.alliance, form=GuidanceForm.GUIDANCE, given_by="市委组织部", content=Narrative("好")
    )
    world.decider.when(other).then((GuidanceGiven, {"given_by": "市委组织部"}))
    long = GiveGuidance(
        alliance=guide.alliance, form=GuidanceForm.GUIDANCE, given_by="长" * 201, content=Narrative("好")
    )
    world.decider.when(long).refused(AllianceRefusal.RESOLUTION_REQUIRED, "given_by")
