"""Every figure that a definition counts has a name in both languages."""

from datetime import date
from uuid import uuid4

from telling import Story, said

from concord.api.figures.terms import NAMES
from concord.figures import DEFINITIONS, Scope


def test_every_figure_has_a_name():
    story, alliance, member = Story(), uuid4(), uuid4()
    profile = {"kind": "ENTERPRISE", "party_form": "NONE", "party_members": 1, "affiliated_enterprises": 0}
    registered = {"credit_code": "1", "name": "单位", "area": "城区", "industry": "", **profile}
    story.tell("organizations.OrganizationRegistered", member, **registered)
    story.tell("alliances.AllianceProposed", alliance, name="联盟", kind="REGIONAL", proposers=(member,))
    approved = {"authority": "a", "document": "", "approved_on": date(2026, 1, 5)}
    story.tell("alliances.AllianceApproved", alliance, **approved)
    joined = {"tier": "Y", "joined_on": date(2026, 1, 5), "joined_by": "DIRECT"}
    story.tell("alliances.MemberJoined", alliance, organization=member, **joined)
    ticket = uuid4()
    raised = {"alliance": alliance, "raiser": member, "title": "诉求", "description": said("d")}
    story.tell("tickets.TicketRaised", ticket, next_due_on=date(2026, 1, 9), **raised)
    benefit = {"kind": "PEOPLE_HELPED", "count": 3, "basis": (1,)}
    story.tell("projects.BenefitRecorded", uuid4(), alliance=alliance, **benefit)
    resource, fund = uuid4(), uuid4()
    shared = {"alliance": alliance, "owner": member, "kind": "VENUE", "name": "阵地"}
    story.tell("resources.ResourceShared", resource, **shared)
    opened = {"alliance": alliance, "year": 2026, "code": "WORK", "name": "经费", "currency": "CNY"}
    story.tell("funds.FundOpened", fund, **opened)
    paid = {"payment": uuid4(), "recipient": member, "item": "WORK", "item_name": "经费", "amount": "5.00"}
    basis = {"kind": "RESULT", "record": uuid4(), "reference": "r", "resolution": None}
    story.tell("funds.PaymentMade", fund, of_dues=False, basis=basis, **paid)
    named = set()
    for definition in DEFINITIONS.values():
        count = definition.begin(Scope(date(2026, 1, 1), date(2026, 12, 31)))
        for entry in story.entries:
            if entry.type in definition.types:
                count.take(entry)
        named |= {one.code for one in count.figures()}
    assert named == set(NAMES)
    assert len({message.zh for message in NAMES.values()}) == len({message.en for message in NAMES.values()})
