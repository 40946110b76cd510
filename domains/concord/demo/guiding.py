"""What comes from above: directives that oblige an alliance, guidance that is given to it."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from concord.alliances.commands import GiveGuidance, ReceiveDirective
from concord.alliances.events import GuidanceForm, Obligation
from concord.demo.diary import Diary
from concord.identity import Role
from concord.privacy import Narrative


def direct(
    diary: Diary,
    label: str,
    alliance: UUID,
    title: str,
    issuer: str,
    obliges: Obligation,
    day: date,
    due: date,
) -> None:
    """上级部署: a meeting, an activity or a report by a day."""
    command = ReceiveDirective(alliance=alliance, title=title, issuer=issuer, obliges=obliges, due_on=due)
    diary.write(f"{label} directive {obliges}", day, command)


def guide(diary: Diary, label: str, alliance: UUID, days: Sequence[date]) -> None:
    """经常性的指导、协调、督促和检查: one form after another."""
    forms = tuple(GuidanceForm)
    for place, day in enumerate(days):
        content = Narrative("听取活动开展情况，查看台账，提出意见建议。")
        command = GiveGuidance(alliance=alliance, form=forms[place % len(forms)], content=content)
        diary.write(f"{label} guidance {place}", day, command, role=Role.COMMITTEE)
