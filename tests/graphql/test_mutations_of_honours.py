"""Publication, objections and distinctions through the API: done, and refused by the rule that forbids it."""

from datetime import date

import pytest
from asking import Asker, Door
from founding import found, register

from concord.identity import Role
from concord.tenancy import Tenant

YEAR = str(date.today().year - 1)
INSPECTION = {
    "code": "inspect",
    "name": "督导检查",
    "kind": "SCORE",
    "minimum": "0",
    "maximum": "100",
    "weight": "1",
    "required": True,
}
SHOWN = """assessment { id status publicationDays objectionsUntil objectionCount openObjectionCount
    objections { number indicator status statement previous score reason evidence organization { id } }
    standings { organization { id } total rank stars } }"""
HONOUR = """honour { id kind title case status rank evidence citation authority document scope decidedOn
    organization { id } person { name } assessment { id } }"""


@pytest.fixture
async def units(administrator: Asker) -> list[str]:
    return [await register(administrator) for _ in range(2)]


@pytest.fixture
async def alliance(administrator: Asker, units: list[str]) -> str:
    day = f"{YEAR}-01-01"
    made = await found(administrator, units[:1], occurred_on=day)
    await administrator.done("allianceJoin", allianceId=made, organizationId=units[1], occurredOn=day)
    return made


@pytest.fixture
async def assessment(administrator: Asker, alliance: str) -> str:
    """Final: 90 and 70, to be open to objection for a week."""
    scheme = {"allianceId": alliance, "effectiveFrom": f"{YEAR}-01-01", "indicators": [INSPECTION]}
    stars = [{"stars": 3, "minimum": "60"}]
    await administrator.done(
        "schemePublish", code="star", name="创星", publicationDays=7, stars=stars, **scheme
    )
    shown = "assessment { id standings { organization { id } } }"
    opened = await administrator.done(
        "assessmentOpen", shown, allianceId=alliance, scheme="star", period=YEAR
    )
    made: str = opened["assessment"]["id"]
    members = sorted(one["organization"]["id"] for one in opened["assessment"]["standings"])
    for score, unit in zip(("90", "70"), members, strict=True):
        of = {"assessmentId": made, "organizationId": unit, "indicator": "inspect"}
        await administrator.done("assessmentScore", score=score, **of)
    await administrator.done("assessmentFinalize", assessmentId=made)
    return made


async def test_results_are_published_disputed_and_changed(
    administrator: Asker, assessment: str, units: list[str], api: Door, tenant: Tenant
):
    of = {"assessmentId": assessment}
    first, second = sorted(units)
    assert await administrator.refused("assessmentAward", **of) == "NOT_PUBLISHED"
    published = (await administrator.done("assessmentPublish", SHOWN, **of))["assessment"]
    assert (published["status"], published["publicationDays"]) == ("PUBLISHED", 7)
    assert [one["stars"] for one in published["standings"]] == [None, None]

    officer = api.enter(tenant, Role.OFFICER, organization=second)
    objection = {"organizationId": second, "indicator": "inspect", "statement": "漏记一次", "evidence": [1]}
    await officer.done("assessmentObject", **objection, **of)
    others = await officer.ask(
        "mutation ($i: AssessmentObjectInput!) { assessmentObject(input: $i) { position } }",
        i=objection | of | {"organizationId": first},
    )
    assert others.codes == ["FORBIDDEN"]
    assert await officer.refused("assessmentObject", **objection, **of) == "OBJECTION_PENDING"
    assert await administrator.refused("assessmentAward", **of) == "OBJECTIONS_OPEN"

    decision = {"objection": 1, "upheld": True, "reason": "核对属实", **of}
    assert await administrator.refused("assessmentDecideObjection", **decision) == "SCORE_REQUIRED"
    far = decision | {"score": "95", "evidence": [10**9]}
    assert await administrator.refused("assessmentDecideObjection", **far) == "EVIDENCE_NOT_RECORDED"
    decided = await administrator.done("assessmentDecideObjection", SHOWN, score="95", **decision)
    assert decided["assessment"]["objections"] == [
        {
            "number": 1,
            "indicator": "inspect",
            "status": "UPHELD",
            "statement": "漏记一次",
            "previous": "70",
            "score": "95",
            "reason": "核对属实",
            "evidence": [1],
            "organization": {"id": second},
        }
    ]
    standings = [(one["organization"]["id"], one["total"]) for one in decided["assessment"]["standings"]]
    assert standings == [(second, "95"), (first, "90")]
    assert await administrator.refused("assessmentAward", **of) == "PUBLICATION_NOT_OVER"


async def test_a_member_is_nominated_and_somebody_else_grants(
    administrator: Asker, alliance: str, units: list[str], api: Door, tenant: Tenant
):
    nomination = {
        "allianceId": alliance,
        "kind": "ORGANIZATION",
        "title": "先进党组织",
        "period": YEAR,
        "organizationId": units[0],
        "evidence": [1, 2],
        "citation": "台账详实",
    }
    secretary, committee = api.enter(tenant, Role.SECRETARY), api.enter(tenant, Role.COMMITTEE)
    nominated = (await secretary.done("honourNominate", HONOUR, **nomination))["honour"]
    assert (nominated["status"], nominated["evidence"], nominated["citation"]) == (
        "NOMINATED",
        [1, 2],
        "台账详实",
    )
    assert await secretary.refused("honourNominate", **nomination) == "ALREADY_NOMINATED"
    grant = {"honourId": nominated["id"], "authority": "区镇党（工）委", "document": "〔2026〕1号"}
    granted = (await committee.done("honourGrant", HONOUR, **grant))["honour"]
    assert (granted["status"], granted["document"]) == ("GRANTED", "〔2026〕1号")
    assert await committee.refused("honourGrant", **grant) == "ALREADY_GRANTED"
    assert await committee.refused("casePromote", scope="全区", **grant) == "ALREADY_GRANTED"


async def test_a_nomination_rests_on_results_that_stand(
    administrator: Asker, alliance: str, assessment: str, units: list[str]
):
    nomination = {
        "allianceId": alliance,
        "kind": "ORGANIZATION",
        "title": "示范单位",
        "period": YEAR,
        "organizationId": units[0],
        "evidence": [1],
        "citation": "名列前茅",
        "assessmentId": assessment,
    }
    assert await administrator.refused("honourNominate", **nomination) == "NOT_PUBLISHED"
    unproved = nomination | {"assessmentId": None, "evidence": []}
    assert await administrator.refused("honourNominate", **unproved) == "HONOUR_WITHOUT_EVIDENCE"


async def test_persons_and_cases_are_distinguished(administrator: Asker, alliance: str, units: list[str]):
    of = {
        "allianceId": alliance,
        "period": YEAR,
        "organizationId": units[0],
        "evidence": [1],
        "citation": "事迹",
    }
    person = {"kind": "PERSON", "title": "优秀党务工作者", "person": {"name": "某同志"}}
    nominated = await administrator.done("honourNominate", HONOUR, **of, **person)
    assert nominated["honour"]["person"] == {"name": "某同志"}
    case = {"kind": "CASE", "title": "典型案例", "case": "商圈“1+N”"}
    await administrator.done("honourNominate", HONOUR, **of, **case)
    assert (
        await administrator.refused("honourNominate", **of | case | {"case": None})
        == "HONOUR_SUBJECT_INVALID"
    )
    listed = "query ($f: HonourFilter) { honours(first: 10, filter: $f) { totalCount nodes { case } } }"
    answer = await administrator.ask(listed, f={"kinds": ["CASE"], "text": "商圈"})
    assert answer.only == {"totalCount": 1, "nodes": [{"case": "商圈“1+N”"}]}
