"""What comes from above: directives that oblige, guidance that is given."""

from datetime import date
from typing import ClassVar

from concord.alliances.aggregate import Alliance
from concord.alliances.commands.existing import ACTING, Existing, acting, require_name, require_reference
from concord.alliances.errors import AllianceRefusal
from concord.alliances.events import GuidanceForm, Obligation
from concord.commanding import Circumstances, Facts, Refusal, RefusalCode
from concord.privacy import Narrative


class ReceiveDirective(Existing, frozen=True, kw_only=True):
    """收到上级部署: it obliges the alliance to a meeting, an activity or a report by a day."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (
        *ACTING,
        AllianceRefusal.NAME_INVALID,
        AllianceRefusal.RESOLUTION_REQUIRED,
        AllianceRefusal.DUE_BEFORE_RECEIVED,
    )

    title: str
    issuer: str
    document: str = ""
    obliges: Obligation
    due_on: date
    content: Narrative | None = None

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        require_name(self.title, "title")
        if self.due_on < at.occurred_on:
            raise Refusal(
                AllianceRefusal.DUE_BEFORE_RECEIVED,
                "due_on",
                due_on=self.due_on,
                received_on=at.occurred_on,
            )
        alliance.receive_directive(
            directive=at.command,
            title=self.title,
            issuer=require_reference(self.issuer, "issuer"),
            document=self.document,
            obliges=self.obliges,
            received_on=at.occurred_on,
            due_on=self.due_on,
            content=self.content,
        )
        return alliance


class GiveGuidance(Existing, frozen=True, kw_only=True):
    """登记指导检查: the body above looked after the alliance."""

    refuses: ClassVar[tuple[RefusalCode, ...]] = (*ACTING, AllianceRefusal.RESOLUTION_REQUIRED)

    form: GuidanceForm
    given_by: str | None = None
    """None: the body that the charter names."""
    content: Narrative

    def decide(self, aggregate: Alliance | None, facts: Facts, at: Circumstances) -> Alliance:
        alliance = acting(aggregate, self.alliance, at.occurred_on)
        given_by = self.given_by or alliance.charter_on(at.occurred_on).authority
        alliance.take_guidance(
            guidance=at.command,
            form=self.form,
            given_by=require_reference(given_by, "given_by"),
            given_on=at.occurred_on,
            content=self.content,
        )
        return alliance
