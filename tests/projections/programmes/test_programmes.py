"""Programmes, who follows them, and what alliances were told from above."""

from datetime import date
from uuid import uuid4

from telling import said

from concord.charters import Overrides, Theme, shipped
from concord.readmodels.programmes import READ_MODEL, queries
from concord.readmodels.programmes.queries import ProgrammeFilter

OWN = Overrides(themes=(Theme(code="OWN", name="自选"),))


def adopt(world, name="实施方案"):
    programme = uuid4()
    world.story.tell(
        "alliances.ProgrammeAdopted",
        programme,
        name=name,
        charter=shipped("jiguan"),
        effective_on=date(2026, 1, 5),
        document="一号",
    )
    return programme


async def test_who_is_enrolled_follows_and_who_is_only_proposed_does_not_yet(world):
    programme, enrolled, proposed = adopt(world), uuid4(), uuid4()
    for alliance in (enrolled, proposed):
        world.story.tell("alliances.ProgrammeFollowed", alliance, programme=programme, overrides=OWN)
    last = world.story.tell("alliances.AllianceEnrolled", programme, alliance=enrolled)
    await world.project(READ_MODEL)

    row = (await world.ask(queries.by_ids, [programme]))[programme]
    assert (row.name, row.alliances, row.version, row.position) == ("实施方案", 1, 2, last.position)
    (follower,) = (await world.ask(queries.alliances_of, [programme]))[programme]
    assert (follower.alliance, follower.overrides) == (enrolled, OWN)
    assert set(await world.ask(queries.followed_by, [enrolled, proposed])) == {enrolled, proposed}

    world.story.tell(
        "alliances.ProposalRenewed", proposed, kind="ORGAN", proposers=(uuid4(), uuid4()), purpose=None
    )
    await world.project(READ_MODEL)
    assert set(await world.ask(queries.followed_by, [enrolled, proposed])) == {enrolled}


async def test_charters_of_a_programme_and_overrides_as_they_stand_last(world):
    programme, alliance = adopt(world), uuid4()
    world.story.tell("alliances.ProgrammeFollowed", alliance, programme=programme, overrides=Overrides())
    for charter, effective_on, document in (
        (shipped("yili"), date(2026, 6, 1), "二号"),
        (shipped("jiguan"), date(2026, 9, 1), "三号"),
    ):
        world.story.tell(
            "alliances.ProgrammeAmended",
            programme,
            charter=charter,
            effective_on=effective_on,
            document=document,
        )
    world.story.tell(
        "alliances.CharterAmended",
        alliance,
        charter=shipped("yili"),
        overrides=OWN,
        programme=programme,
        by_programme=False,
        effective_on=date(2026, 6, 1),
        resolution="决议",
    )
    await world.project(READ_MODEL)
    charters = (await world.ask(queries.charters_of, [programme]))[programme]
    assert [(one.charter.code, one.document) for one in charters] == [
        ("jiguan", "一号"),
        ("yili", "二号"),
        ("jiguan", "三号"),
    ]
    assert (await world.ask(queries.followed_by, [alliance]))[alliance].overrides == OWN


async def test_reference_lists_directives_and_guidance(world):
    programme, alliance = adopt(world), uuid4()
    world.story.tell(
        "alliances.ReferenceListIssued",
        programme,
        reference_list=uuid4(),
        title="参考清单",
        year=2026,
        items=({"title": "共听党课", "theme": "THEORY"},),
        document="",
    )
    world.story.tell(
        "alliances.DirectiveReceived",
        alliance,
        directive=uuid4(),
        title="部署",
        issuer="市委",
        document="",
        obliges="MEETING",
        received_on=date(2026, 1, 5),
        due_on=date(2026, 1, 20),
        content=said("order"),
    )
    world.story.tell(
        "alliances.GuidanceGiven",
        alliance,
        guidance=uuid4(),
        form="INSPECTION",
        given_by="机关工委",
        given_on=date(2026, 2, 1),
        content=said("found"),
    )
    await world.project(READ_MODEL)
    (found,) = (await world.ask(queries.reference_lists_of, [programme]))[programme]
    assert [(one.title, one.theme) for one in found.items] == [("共听党课", "THEORY")]
    (directive,) = (await world.ask(queries.directives_of, [alliance]))[alliance]
    assert (directive.obliges, directive.due_on, directive.content) == (
        "MEETING",
        date(2026, 1, 20),
        "order",
    )
    (guidance,) = (await world.ask(queries.guidance_of, [alliance]))[alliance]
    assert (guidance.form, guidance.given_by, guidance.content) == ("INSPECTION", "机关工委", "found")


async def test_programmes_are_listed_by_name_and_filtered(world):
    adopt(world, "甲方案"), adopt(world, "丙方案")
    await world.project(READ_MODEL)
    page = await world.ask(queries.page, ProgrammeFilter(), first=10)
    assert [row.name for row in page.rows] == ["丙方案", "甲方案"], "by pinyin"
    assert await world.ask(queries.count, ProgrammeFilter(text="甲")) == 1
