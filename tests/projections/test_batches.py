"""However the ledger is cut into batches, the rows are the same; and they are one tenant's alone."""

import random
from datetime import date
from itertools import pairwise
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st
from telling import Story, person, said

from concord.projecting import find_read_models
from concord.readmodels.alliances import queries as alliances
from concord.readmodels.organizations import queries as organizations
from concord.readmodels.tickets import queries as tickets
from concord.tenancy import reading

MODELS = find_read_models()
D1, D2, D3 = date(2026, 1, 7), date(2026, 2, 1), date(2026, 3, 31)
ALLIANCE, ONE, TWO = uuid4(), uuid4(), uuid4()
PROFILE = {
    "kind": "ENTERPRISE",
    "party_form": "NONE",
    "party_members": 1,
    "affiliated_enterprises": 0,
    "area": "",
    "industry": "",
}
DUE = {"due_on": D1, "next_due_on": D1}


def organization(stream):
    return [
        (
            "organizations.OrganizationRegistered",
            stream,
            {"credit_code": "1", "name": "甲", "contact": person("a", "b"), **PROFILE},
        ),
        ("organizations.OrganizationRenamed", stream, {"name": "乙"}),
        ("organizations.ProfileUpdated", stream, {**PROFILE, "party_members": 9}),
    ]


def rotated(to, starts, ends, **more):
    return {
        "organization": to,
        "title": "会长",
        "starts_on": starts,
        "ends_on": ends,
        "basis": "FIXED_ORDER",
        "passed_over": (),
        **more,
    }


def alliance(stream):
    joined = {"tier": "Y", "joined_on": D1, "joined_by": "DIRECT"}
    application = uuid4()
    events = [
        ("AllianceProposed", {"name": "联盟", "kind": "REGIONAL", "proposers": (ONE,)}),
        ("MembershipApplied", {"application": application, "organization": ONE, "tier": "Y"}),
        ("MemberJoined", {"organization": ONE, **joined, "application": application}),
        ("MemberJoined", {"organization": TWO, **joined}),
        ("ChairRotated", rotated(ONE, D1, D2)),
        ("ChairRotated", rotated(TWO, D2, D3, predecessor=ONE, predecessor_ends_on=D1)),
        ("MemberLeft", {"organization": ONE, "tier": "Y", "left_on": D2}),
        ("MemberJoined", {"organization": ONE, **joined, "tier": "X"}),
        ("ChairVacated", {"organization": TWO, "vacated_on": D3, "cause": "DECIDED"}),
        ("AllianceDissolved", {"dissolved_on": D3, "resolution": "一号"}),
    ]
    return [(f"alliances.{name}", stream, data) for name, data in events]


def activity(stream):
    attended = {"organization": ONE, "present": 3, "expected": 4, "attendees": []}
    proposed = {"theme": "t", "form": "STUDY", "scale": "SMALL", "source": "ALLIANCE"}
    evidence = {"original_sha256": "0", "stored_sha256": "1", "size": 1, "media_type": "image/png"}
    corrected = {"field": "ATTENDANCE", "corrects": 4, "attendance": {**attended, "present": 4}}
    events = [
        ("ActivityProposed", {"alliance": ALLIANCE, "title": "活动", **proposed}),
        ("ParticipantSignedUp", {"organization": ONE, "persons": 4}),
        ("ActivityHeld", {"held_on": D1, "place": "江边"}),
        ("AttendanceRecorded", {"records": [attended]}),
        ("EvidenceAttached", {**evidence, "file": ALLIANCE}),
        ("EvidenceRemoved", {"removed_file": ALLIANCE, "stored_sha256": "1", "reason": said("r")}),
        ("EvidenceAttached", evidence),
        ("ActivityCorrected", {**corrected, "reason": said("r")}),
    ]
    return [(f"activities.{name}", stream, data) for name, data in events]


def ticket(stream):
    raised = {"alliance": ALLIANCE, "raiser": ONE, "title": "诉求", "description": said("d")}
    events = [
        ("TicketRaised", {**raised, "next_due_on": D1}),
        ("TicketTriaged", {"level": "ON_SITE", **DUE}),
        ("TicketDispatched", {"department": TWO, **DUE}),
        ("ProgressNoted", {"department": TWO, "note": said("n")}),
        ("TicketReturned", {"department": TWO, "reason": said("r"), **DUE}),
        ("TicketResolved", {"answer": said("a"), **DUE}),
        ("TicketReopened", {"times": 1, "reason": said("again"), **DUE}),
        ("TicketWithdrawn", {"due_on": D1}),
    ]
    return [(f"tickets.{name}", stream, data) for name, data in events]


def task(stream):
    listed = {"alliance": ALLIANCE, "organization": ONE, "title": "需求", "description": said("d")}
    claimed = {"claimant": TWO, "side": "PROVIDER", **DUE}
    events = [
        ("NeedListed", {**listed, "next_due_on": D1}),
        ("TaskClaimed", claimed),
        ("TaskReleased", {"claimant": TWO, "by_claimant": True, "reason": said("r"), **DUE}),
        ("TaskClaimed", claimed),
        ("TaskCompleted", {"claimant": TWO, "result": said("a"), "due_on": D1}),
        ("TaskConfirmed", {"claimant": TWO, "satisfaction": "SATISFIED"}),
    ]
    return [(f"tickets.{name}", stream, data) for name, data in events]


def assessment(stream):
    opened = {"scheme": uuid4(), "scheme_code": "s", "edition": 1, "period": "2026"}
    score = {"organization": ONE, "indicator": "i", "score": "1.50", "evidence": ()}
    figures = dict.fromkeys(("score", "bonus", "deduction", "total"), "1.50")
    final = {"results": [{"organization": ONE, "cap": None, "rank": 1, **figures}]}
    disputed = {"objection": 1, "organization": ONE, "indicator": "i", "evidence": ()}
    events = [
        (
            "PeriodOpened",
            {"alliance": ALLIANCE, **opened, "starts_on": D1, "ends_on": D3, "organizations": (ONE, TWO)}
            | {"indicators": (), "stars": ()},
        ),
        ("IndicatorScored", score),
        ("ScoreCorrected", {**score, "corrects": 2, "previous": "1.00", "reason": said("r")}),
        ("ResultsFinalized", final),
        ("ResultsPublished", {"published_on": D1, "objections_until": D2}),
        ("ObjectionRaised", {**disputed, "statement": said("s"), "raised_by": "a"}),
        ("ObjectionDecided", {**disputed, "upheld": True, "score": "2.00", "reason": said("r"), **final}),
        ("StarsAwarded", {"awards": [{"organization": ONE, "stars": 3}]}),
    ]
    return [(f"assessments.{name}", stream, data) for name, data in events]


def honour(stream):
    nominated = {"alliance": ALLIANCE, "kind": "CASE", "title": "t", "period": "2026", "organization": ONE}
    decided = {"authority": "a", "document": ""}
    events = [
        (
            "HonourNominated",
            {**nominated, "case": "c", "evidence": (1,), "citation": said("c"), "nominated_by": "a"},
        ),
        ("CasePromoted", {"promoted_on": D2, "scope": "s", **decided}),
    ]
    return [(f"assessments.{name}", stream, data) for name, data in events]


def report(stream):
    days = {"starts_on": D1, "ends_on": D2, "due_on": D3}
    submitted = {"definition": 1, "position": 1, "figures": (), "judged_on": D3, "on_time": True}
    events = [
        ("ReportDrafted", {"alliance": ALLIANCE, "period": "2026-01", "recipient": "a", **days}),
        ("ReportSubmitted", {"submission": 1, "submitted_by": "a", **submitted}),
        ("ReportReturned", {"submission": 1, "remarks": said("r")}),
        ("ReportSubmitted", {"submission": 2, "submitted_by": "a", **submitted}),
        ("ReportAccepted", {"submission": 2}),
    ]
    return [(f"reports.{name}", stream, data) for name, data in events]


def lives(chance: random.Random) -> Story:
    """Two of everything, interleaved by chance, each stream in its own order."""
    made = [
        make(uuid4())
        for make in (organization, alliance, activity, ticket, task, assessment, honour, report)
        for _ in "ab"
    ]
    story = Story()
    while made:
        events = chance.choice(made)
        name, stream, data = events.pop(0)
        story.tell(name, stream, **data)
        made = [left for left in made if left]
    return story


@settings(max_examples=15, deadline=None)
@given(chance=st.randoms(use_true_random=False), cuts=st.sets(st.integers(1, 75), max_size=64))
async def test_rows_do_not_depend_on_how_batches_are_cut(new_world, chance, cuts):
    world = await new_world()
    entries = lives(chance).entries
    bounds = [0, *sorted(cuts), len(entries)]
    batches = [entries[a:b] for a, b in pairwise(bounds)]
    for model in MODELS:
        await world.fold(model, [entries], generation=1)
        await world.fold(model, batches, generation=2, live=False)
        assert await world.rows(model, 1) == await world.rows(model, 2), model.name


async def test_a_tenant_sees_nothing_of_another(new_world):
    ours, theirs = await new_world(), await new_world()
    theirs.story = lives(random.Random(1))
    await theirs.project(*MODELS)
    held = {model.name for model in MODELS if any((await theirs.rows(model)).values())}
    assert held >= {"organizations", "alliances", "activities", "tickets", "tasks", "assessments", "honours"}
    for model in MODELS:
        assert not any((await ours.rows(model)).values())
    await ours.project(*MODELS)
    [organization, *_] = (
        await theirs.ask(organizations.page, organizations.OrganizationFilter(), first=1)
    ).rows
    assert await ours.ask(organizations.by_ids, [organization.id]) == {}
    assert await ours.ask(tickets.count, tickets.TicketFilter()) == 0
    [alliance, *_] = (await theirs.ask(alliances.page, alliances.AllianceFilter(), first=1)).rows
    assert await ours.ask(alliances.members_of, [alliance.id], current=False) == {alliance.id: ()}
    # Asking in their name within our transaction finds nothing either: row-level security is the net.
    async with reading(ours.app, ours.tenant.id) as connection:
        assert await organizations.by_ids(connection, theirs.tenant.id, [organization.id]) == {}


async def test_only_the_live_generation_answers(new_world):
    world = await new_world()
    story = Story()
    stream = uuid4()
    for name, of, data in organization(stream):
        story.tell(name, of, **data)
    model = next(model for model in MODELS if model.name == "organizations")
    await world.fold(model, [story.entries[:1]], generation=1)
    await world.fold(model, [story.entries], generation=2, live=False)
    assert (await world.ask(organizations.by_ids, [stream]))[stream].name == "甲"
    assert await world.ask(organizations.count, organizations.OrganizationFilter()) == 1
    await world.fold(model, [], generation=2)
    assert (await world.ask(organizations.by_ids, [stream]))[stream].name == "乙"
