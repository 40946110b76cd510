"""数字上报: what a tenant's committee releases goes into the ledger of the tenant above, with its receipt."""

from collections.abc import Sequence

from concord.commanding import Command, Facts
from concord.reacting import Policy, Trigger
from concord.reports.commands import ReceiveChildFigures


def _decide(trigger: Trigger, facts: Facts) -> Sequence[Command]:
    members = trigger.entry.members
    return (
        ReceiveChildFigures(
            child=members["tenant"],
            child_name=trigger.tenant_name,
            position=trigger.entry.position,
            entry=members,
            receipt=trigger.receipt,
        ),
    )


POLICY = Policy(
    name="carry-figures",
    chinese="党（工）委公布的报告数字，连同台账回执记入上级租户的台账",
    english="Figures that a committee releases go into the ledger of the tenant above, with their receipt",
    sends=(ReceiveChildFigures,),
    events=("reports.FiguresReleased",),
    to_parent=True,
    decide=_decide,
)
