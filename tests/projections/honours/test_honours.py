"""Honours: nominated, granted, promoted."""

from datetime import date
from uuid import uuid4

from telling import person, said

from concord.assessments.events import HonourKind
from concord.readmodels.honours import READ_MODEL, queries
from concord.readmodels.honours.queries import HonourFilter

ALLIANCE, ORGANIZATION, ASSESSMENT = uuid4(), uuid4(), uuid4()


def nominate(world, kind=HonourKind.ORGANIZATION, **more):
    honour = uuid4()
    world.story.tell(
        "assessments.HonourNominated",
        honour,
        on=date(2026, 1, 2),
        **{
            "alliance": ALLIANCE,
            "kind": kind,
            "title": "先进党组织",
            "period": "2025",
            "organization": ORGANIZATION,
            "evidence": (3, 2**40),
            "citation": said("citation"),
            "nominated_by": "somebody",
            **more,
        },
    )
    return honour


async def seen(world, honour):
    await world.project(READ_MODEL)
    return (await world.ask(queries.by_ids, [honour]))[honour]


async def test_a_nomination_shows_what_it_rests_on(world):
    row = await seen(world, nominate(world, assessment=ASSESSMENT, rank=2, stars=4))
    assert (row.status, row.title, row.nominated_on) == ("NOMINATED", "先进党组织", date(2026, 1, 2))
    assert (row.assessment, row.rank, row.stars) == (ASSESSMENT, 2, 4)
    assert (row.evidence, row.citation, row.decided_on) == ([3, 2**40], "citation", None)


async def test_a_person_is_a_random_id_and_digests(world):
    somebody = person("b", "a")
    row = await seen(world, nominate(world, HonourKind.PERSON, person=somebody))
    assert (row.person_subject, row.person_digests) == (somebody.subject, ["b", "a"])


async def test_granted_and_promoted(world):
    honour = nominate(world)
    case = nominate(world, HonourKind.CASE, case="商圈党建")
    decided = {"authority": "区镇党（工）委", "document": "〔2026〕1号"}
    world.story.tell("assessments.HonourGranted", honour, granted_on=date(2026, 1, 5), **decided)
    world.story.tell("assessments.CasePromoted", case, promoted_on=date(2026, 1, 6), scope="全区", **decided)
    row = await seen(world, honour)
    assert (row.status, row.decided_on, row.authority, row.scope) == (
        "GRANTED",
        date(2026, 1, 5),
        "区镇党（工）委",
        None,
    )
    row = await seen(world, case)
    assert (row.status, row.case_name, row.document, row.scope) == (
        "PROMOTED",
        "商圈党建",
        "〔2026〕1号",
        "全区",
    )


async def test_every_filter_narrows(world):
    await seen(world, nominate(world, HonourKind.CASE, case="商圈党建"))
    hits = [
        {"alliance": ALLIANCE},
        {"organization": ORGANIZATION},
        {"kinds": ["CASE"]},
        {"statuses": ["NOMINATED"]},
        {"period": "2025"},
        {"text": "商圈"},
    ]
    misses = [
        {"alliance": ORGANIZATION},
        {"organization": ALLIANCE},
        {"kinds": ["PERSON"]},
        {"statuses": ["GRANTED"]},
        {"period": "2024"},
        {"text": "园区"},
    ]
    assert [await world.ask(queries.count, HonourFilter(**one)) for one in hits] == [1] * len(hits)
    assert [await world.ask(queries.count, HonourFilter(**one)) for one in misses] == [0] * len(misses)
